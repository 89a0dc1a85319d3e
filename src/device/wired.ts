// The chip's Ethernet: in the network as long as a cable is in it and somebody has given it an address.

import Ethernet from 'embedded:network/interface/ethernet';
import type { Alarm, Clock } from '../kernel/clock.js';
import { hostNameOf, type Presence } from './presence.js';

/** What `connection` of the SDK is with an address, and not below. */
const CONNECTED = 500;

/** The SDK tells of a link, but not of an address that is taken back or changed: that is looked for. */
const LOOK_MICROSECONDS = 5_000_000;

export class Wired {
  private readonly ethernet: Ethernet;
  private readonly hostName: string;
  private readonly presence: Presence;
  private readonly alarm: Alarm;
  /** The address with which the robot is present; empty without one. */
  private address = '';

  /** Error when the W5500 does not answer. A link is taken from now on whenever there is one, and an address by DHCP. */
  constructor(clock: Clock, presence: Presence) {
    this.presence = presence;
    this.alarm = clock.alarm(() => this.look());
    this.ethernet = new Ethernet({ onChanged: () => this.attend() });
    this.hostName = hostNameOf(this.ethernet.MAC);
    try {
      this.ethernet.configure({ hostname: this.hostName });
    } catch {
      throw new Error('the W5500 does not answer: look at its wiring and its supply');
    }
    this.ethernet.connect();
    trace('Ethernet is on: waiting for a cable and an address.\n');
    this.look();
  }

  private look(): void {
    this.attend();
    this.alarm.set(LOOK_MICROSECONDS);
  }

  /** Does what follows from the address that there is now. */
  private attend(): void {
    const address = this.internetAddress();
    if (address === this.address) return;
    this.address = address;
    if (address === '') {
      trace('No link to the wired network: looked for again.\n');
      this.presence.lost();
    } else {
      trace(`Joined the wired network as ${this.hostName}.local, ${address}.\n`);
      this.presence.joined(this.hostName);
    }
  }

  /** Of IP version 4, which mDNS and DHCP are about: without one the SDK gives the link's own of version 6. */
  private internetAddress(): string {
    const address = this.ethernet.connection < CONNECTED ? undefined : this.ethernet.address;
    return address === undefined || address.includes(':') ? '' : address;
  }
}
