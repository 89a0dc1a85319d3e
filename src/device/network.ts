// The chip's network: joins the Wi-Fi of its settings, says its name there, and learns the date.

import MDNS from 'mdns';
// biome-ignore lint/style/useNodejsImportProtocol: a module of the SDK
import Net from 'net';
import Preference from 'preference';
import SNTP from 'sntp';
import WiFi from 'wifi';
import type { Network } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import { Retry } from './retry.js';
import type { DeviceWallClock } from './wall-clock.js';

/** Where `npm run provision` puts its settings. */
const DOMAIN = 'armchair';

const setting = (key: string): string => String(Preference.get(DOMAIN, key) ?? '');

/** `armchair-` and the last three bytes of the chip's address. */
const hostName = (): string =>
  `armchair-${String(Net.get('MAC')).replaceAll(':', '').slice(-6).toLowerCase()}`;

/** Announces the robot as HOSTNAME.local with the service _armchair._tcp, for as long as the chip runs. */
function announce(port: number): void {
  const mdns = new MDNS({ hostName: hostName() }, (_message, name) => {
    if (name !== undefined && name !== '') mdns.add({ name: 'armchair', protocol: 'tcp', port, txt: {} });
  });
}

/** Gives what asks for the date until it is told. */
function dateFrom(host: string, clock: Clock, wallClock: DeviceWallClock): () => void {
  const ask = () => {
    new SNTP({ host }, (message, seconds = 0) => {
      if (message === SNTP.time) wallClock.synchronize(seconds * 1_000_000);
      else if (message === SNTP.error) retry.failed();
    });
  };
  const retry = new Retry(clock, ask);
  return ask;
}

/** Returns at once; the network is joined when it is there, and anew whenever it is lost. */
export function joinNetwork(network: Network, clock: Clock, wallClock: DeviceWallClock): void {
  const options = { ssid: setting('ssid'), password: setting('password') };
  if (options.ssid === '') {
    trace('No Wi-Fi is set: npm run provision -- --port PORT sets it.\n');
    WiFi.mode = WiFi.Mode.station; // starts the network's stack, without which no port can be listened on
    return;
  }
  const askDate = dateFrom(network.timeServer, clock, wallClock);
  const retry = new Retry(clock, () => WiFi.connect(options));
  let isAnnounced = false;
  new WiFi(options, (message) => {
    if (message === WiFi.disconnected) retry.failed();
    if (message !== WiFi.gotIP) return;
    retry.succeeded();
    trace(`Joined ${options.ssid} as ${hostName()}.local, ${Net.get('IP')}.\n`);
    askDate();
    if (!isAnnounced) announce(network.port);
    isAnnounced = true;
  });
}
