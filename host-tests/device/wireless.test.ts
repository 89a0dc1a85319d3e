// How the chip joins its Wi-Fi and says who it is; the SDK's modules are stood for by those of host-tests/device/sdk.

import test from 'ava';
import { hostNameOf, Presence } from '../../src/device/presence.js';
import type { SettingName } from '../../src/device/settings-store.js';
import { DeviceWallClock } from '../../src/device/wall-clock.js';
import { Wireless } from '../../src/device/wireless.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { MDNS } from './sdk/mdns.js';
import { SNTP } from './sdk/sntp.js';
import { UDP } from './sdk/udp.js';
import { WiFi } from './sdk/wifi.js';

const SECOND = 1_000_000;
const NETWORK = { port: 50_000, onLinkLoss: 'finish', timeServer: 'time.example' } as const;

/** A chip that has just started. */
class Chip {
  readonly clock = new VirtualClock();
  readonly wallClock = new DeviceWallClock(this.clock);
  readonly settings = new Map<SettingName, string>([
    ['ssid', 'Lab'],
    ['password', 'secret12'],
  ]);
  readonly wireless: Wireless;
  readonly said: string[] = [];
  /** How often the port was opened. */
  ports = 0;

  constructor() {
    Object.assign(globalThis, { trace: (text: string) => this.said.push(text) });
    [WiFi.mode, WiFi.joined, WiFi.isBroken] = [0, [], false];
    MDNS.open = [];
    [SNTP.asked, SNTP.isBroken] = [[], false];
    UDP.groups = [];
    const store = { get: (name: SettingName) => this.settings.get(name) ?? '', set: () => {} };
    const listen = () => {
      this.ports++;
    };
    const presence = new Presence(NETWORK, this.clock, this.wallClock, listen);
    this.wireless = new Wireless(this.clock, store, presence);
  }

  /** Seconds at which the Wi-Fi was told to join, when it loses the link each time. */
  attempts(count: number): number[] {
    const times: number[] = [];
    while (times.length < count) {
      WiFi.say('disconnect');
      this.clock.step();
      times.push(this.clock.now() / SECOND);
    }
    return times;
  }
}

test.serial('it joins the Wi-Fi of its settings', (t) => {
  const chip = new Chip();
  t.is(WiFi.mode, WiFi.Mode.station);
  t.deepEqual(WiFi.joined, []);
  chip.wireless.join();
  t.deepEqual(WiFi.joined, [{ ssid: 'Lab', password: 'secret12' }]);
});

test.serial(
  'without a Wi-Fi in the settings it says how to set one, and the stack runs all the same',
  (t) => {
    const chip = new Chip();
    chip.settings.clear();
    chip.wireless.join();
    t.is(WiFi.mode, WiFi.Mode.station);
    t.deepEqual(WiFi.joined, []);
    t.regex(chip.said.join(''), /npm run provision/);
  },
);

test.serial('other settings count from the next join on', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  chip.settings.set('ssid', 'Other');
  chip.wireless.join();
  t.is(WiFi.joined.at(-1)?.ssid, 'Other');
});

test.serial('a lost link is tried again after 1 s, 2 s and so on up to 64 s', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  t.deepEqual(chip.attempts(9), [1, 3, 7, 15, 31, 63, 127, 191, 255]);
  t.is(WiFi.joined.length, 10);
});

test.serial('after an address the next loss is tried again after 1 s', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  chip.attempts(5);
  WiFi.say('gotIP');
  const now = chip.clock.now() / SECOND;
  t.deepEqual(chip.attempts(1), [now + 1]);
});

test.serial('an SDK that refuses to join is tried again, too, and ends nothing', (t) => {
  const chip = new Chip();
  WiFi.isBroken = true;
  t.notThrows(() => chip.wireless.join());
  t.true(chip.clock.step());
  WiFi.isBroken = false;
  t.true(chip.clock.step());
  t.is(WiFi.joined.length, 1);
});

test.serial(
  'the robot is armchair- and the end of its address, with the service _armchair._tcp on its port',
  (t) => {
    t.is(hostNameOf('a0b1c2d3e4f5'), 'armchair-d3e4f5');
    const chip = new Chip();
    chip.wireless.join();
    WiFi.say('gotIP');
    const [mdns] = MDNS.open;
    t.is(mdns?.hostName, 'armchair-d3e4f5');
    t.deepEqual(mdns?.services, []);
    mdns?.claimed(1, '');
    mdns?.claimed(1, 'armchair-d3e4f5');
    t.deepEqual(mdns?.services, [{ name: 'armchair', protocol: 'tcp', port: 50_000, txt: {} } as never]);
    t.deepEqual(chip.said, ['Joined Lab as armchair-d3e4f5.local, 192.0.2.7.\n']);
  },
);

test.serial('it listens from its first address on, and never anew', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  t.is(chip.ports, 0);
  for (let i = 0; i < 3; i++) {
    WiFi.say('gotIP');
    t.is(chip.ports, 1);
    WiFi.say('disconnect');
  }
});

test.serial('it hears who asks for a name by multicast DNS: the SDK’s own module does not see to it', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  t.deepEqual(UDP.groups, []);
  WiFi.say('gotIP');
  WiFi.say('gotIP');
  t.deepEqual(UDP.groups, ['224.0.0.251']);
});

test.serial('nothing is announced without a link, and once after every new address', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  for (let i = 0; i < 3; i++) {
    WiFi.say('gotIP');
    WiFi.say('gotIP');
    t.is(MDNS.open.length, 1);
    WiFi.say(i === 0 ? 'lostIP' : 'disconnect');
    t.is(MDNS.open.length, 0);
  }
});

test.serial('the date is asked of the board’s time server until it is told', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  WiFi.say('gotIP');
  t.is(SNTP.asked.at(-1)?.host, 'time.example');
  SNTP.asked.at(-1)?.listener(SNTP.error);
  t.true(chip.clock.step());
  t.is(SNTP.asked.length, 2);
  SNTP.isBroken = true;
  SNTP.asked.at(-1)?.listener(SNTP.error);
  t.true(chip.clock.step());
  SNTP.isBroken = false;
  t.true(chip.clock.step());
  t.is(SNTP.asked.length, 3);
  t.false(chip.wallClock.isSynchronized);
  SNTP.asked.at(-1)?.listener(SNTP.time, 1_800_000_000);
  t.is(chip.wallClock.microseconds(), 1_800_000_000 * SECOND);
  t.false(chip.clock.step());
});

test.serial('without a link the date is not asked for', (t) => {
  const chip = new Chip();
  chip.wireless.join();
  WiFi.say('gotIP');
  WiFi.say('lostIP');
  SNTP.asked.at(-1)?.listener(SNTP.error);
  t.false(chip.clock.step());
});
