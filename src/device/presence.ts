// What the robot does in a network that it has joined: it says its name and its service, and asks for the date.

import MDNS from 'mdns';
import SNTP from 'sntp';
import type { Network } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import { Retry } from './retry.js';
import type { DeviceWallClock } from './wall-clock.js';

/** The service is `_armchair._tcp`. */
const SERVICE = 'armchair';

/** `armchair-` and the last three bytes of the chip's address, `A0:B1:C2:D3:E4:F5` or without the colons. */
export const hostNameOf = (address: string): string =>
  `armchair-${address.replaceAll(':', '').slice(-6).toLowerCase()}`;

export class Presence {
  private readonly network: Network;
  private readonly wallClock: DeviceWallClock;
  private readonly dateRetry: Retry;
  private mdns: MDNS | undefined;

  constructor(network: Network, clock: Clock, wallClock: DeviceWallClock) {
    this.network = network;
    this.wallClock = wallClock;
    this.dateRetry = new Retry(clock, () => this.askDate());
  }

  /** The robot has an address: HOSTNAME.local is announced, and the date asked for until it is told. */
  joined(hostName: string): void {
    this.lost();
    const mdns = new MDNS({ hostName }, (_message, name) => {
      if (name !== undefined && name !== '')
        mdns.add({ name: SERVICE, protocol: 'tcp', port: this.network.port, txt: {} });
    });
    this.mdns = mdns;
    this.askDate();
  }

  /** Without a link nothing is announced: the SDK's announcements would end the machine when they cannot be sent. */
  lost(): void {
    this.mdns?.close();
    this.mdns = undefined;
    this.dateRetry.succeeded();
  }

  private askDate(): void {
    try {
      new SNTP({ host: this.network.timeServer }, (message, seconds = 0) => {
        if (message === SNTP.time) this.wallClock.synchronize(seconds * 1_000_000);
        else if (message === SNTP.error) this.retryDate();
      });
    } catch {
      this.retryDate();
    }
  }

  /** An answer may come when the link is lost already. */
  private retryDate(): void {
    if (this.mdns !== undefined) this.dateRetry.failed();
  }
}
