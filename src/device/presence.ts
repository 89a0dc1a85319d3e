// What the robot does in a network that it has joined: it listens, says its name and its service, and asks for the date.

import UDP from 'embedded:io/socket/udp';
import MDNS from 'mdns';
import SNTP from 'sntp';
import type { Network } from '../kernel/board-network.js';
import type { Clock } from '../kernel/clock.js';
import { Retry } from './retry.js';
import type { DeviceWallClock } from './wall-clock.js';

/** The service is `_armchair._tcp`. */
const SERVICE = 'armchair';

/** To which names are asked for (RFC 6762, section 3). */
const MDNS_GROUP = '224.0.0.251';

/** `armchair-` and the last three bytes of the chip's address, `A0:B1:C2:D3:E4:F5` or without the colons. */
export const hostNameOf = (address: string): string =>
  `armchair-${address.replaceAll(':', '').slice(-6).toLowerCase()}`;

export class Presence {
  private readonly network: Network;
  private readonly wallClock: DeviceWallClock;
  private readonly listen: () => void;
  private readonly dateRetry: Retry;
  private hasEntered = false;
  private mdns: MDNS | undefined;

  /** @param listen opens the robot's port: called once, with the first address */
  constructor(network: Network, clock: Clock, wallClock: DeviceWallClock, listen: () => void) {
    this.network = network;
    this.wallClock = wallClock;
    this.listen = listen;
    this.dateRetry = new Retry(clock, () => this.askDate());
  }

  /** The robot has an address: HOSTNAME.local is announced, and the date asked for until it is told. */
  joined(hostName: string): void {
    this.lost();
    if (!this.hasEntered) this.enter();
    const mdns = new MDNS({ hostName }, (_message, name) => {
      if (name !== undefined && name !== '')
        mdns.add({ name: SERVICE, protocol: 'tcp', port: this.network.port, txt: {} });
    });
    this.mdns = mdns;
    this.askDate();
  }

  /**
   * What holds for all later addresses, too. The SDK's mDNS asks for membership in its group at no interface (`ifc` of
   * xs_socket in modSocket.c is NULL) and would hear nobody who asks for the name; a member's socket may be closed.
   */
  private enter(): void {
    this.hasEntered = true;
    const membership = new UDP({});
    membership.add(MDNS_GROUP);
    membership.close();
    this.listen();
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
