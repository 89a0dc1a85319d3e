// How the chip is in a wired network; the SDK's modules are stood for by those of host-tests/device/sdk.

import test from 'ava';
import { Presence } from '../../src/device/presence.js';
import { DeviceWallClock } from '../../src/device/wall-clock.js';
import { Wired } from '../../src/device/wired.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Ethernet } from './sdk/ethernet.js';
import { MDNS } from './sdk/mdns.js';
import { SNTP } from './sdk/sntp.js';
import { UDP } from './sdk/udp.js';

const NETWORK = { port: 50_000, onLinkLoss: 'finish', timeServer: 'time.example' } as const;

/** A chip that has just started. */
class Chip {
  readonly clock = new VirtualClock();
  readonly said: string[] = [];
  /** How often the port was opened. */
  ports = 0;

  constructor(isThere = true) {
    Object.assign(globalThis, { trace: (text: string) => this.said.push(text) });
    [Ethernet.isThere, Ethernet.hostname, Ethernet.isAsked] = [isThere, '', false];
    Ethernet.link = { connection: 200, address: undefined };
    MDNS.open = [];
    [SNTP.asked, SNTP.isBroken] = [[], false];
    UDP.groups = [];
    const listen = () => {
      this.ports++;
    };
    new Wired(this.clock, new Presence(NETWORK, this.clock, new DeviceWallClock(this.clock), listen));
  }

  /** The link is as said, and the SDK tells. */
  becomes(connection: number, address?: string): void {
    Ethernet.link = { connection, address };
    Ethernet.tell();
  }
}

test.serial('it asks for an address, under the name by which it will be known', (t) => {
  new Chip();
  t.true(Ethernet.isAsked);
  t.is(Ethernet.hostname, 'armchair-d3e4f5');
});

test.serial('with an address it listens, announces itself and asks for the date', (t) => {
  const chip = new Chip();
  t.deepEqual([chip.ports, MDNS.open.length], [0, 0]);
  chip.becomes(400);
  t.deepEqual([chip.ports, MDNS.open.length], [0, 0]);
  chip.becomes(500, '192.0.2.7');
  t.is(chip.ports, 1);
  t.is(MDNS.open[0]?.hostName, 'armchair-d3e4f5');
  t.is(SNTP.asked.at(-1)?.host, 'time.example');
  t.is(chip.said.at(-1), 'Joined the wired network as armchair-d3e4f5.local, 192.0.2.7.\n');
});

test.serial('what the SDK tells twice is done once', (t) => {
  const chip = new Chip();
  chip.becomes(500, '192.0.2.7');
  const [mdns] = MDNS.open;
  chip.becomes(500, '192.0.2.7');
  t.is(MDNS.open[0], mdns!);
  t.is(SNTP.asked.length, 1);
});

test.serial('without a cable nothing is announced; with one again it is, at the port that is open', (t) => {
  const chip = new Chip();
  chip.becomes(500, '192.0.2.7');
  chip.becomes(200);
  t.is(MDNS.open.length, 0);
  t.regex(chip.said.at(-1) ?? '', /^No link/);
  chip.becomes(500, '192.0.2.7');
  t.is(MDNS.open.length, 1);
  t.is(chip.ports, 1);
});

test.serial('an address that is changed or taken back is noticed without a word of the SDK', (t) => {
  const chip = new Chip();
  chip.becomes(500, '192.0.2.7');
  const [before] = MDNS.open;
  Ethernet.link = { connection: 500, address: '192.0.2.8' };
  t.true(chip.clock.step());
  t.is(MDNS.open.length, 1);
  t.not(MDNS.open[0], before);
  Ethernet.link = { connection: 500, address: 'FE80::A2B1:C2FF:FED3:E4F5' };
  t.true(chip.clock.step());
  t.is(MDNS.open.length, 0);
});

test.serial('a controller that does not answer ends the start with what to look at', (t) => {
  t.throws(() => new Chip(false), { message: /the W5500 does not answer: look at its wiring/ });
});
