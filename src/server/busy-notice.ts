// Tells other peers that the robot is busy, and sees them out without touching the first.

import { ByteRing } from '../kernel/byte-ring.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, DRAIN_MICROSECONDS } from '../kernel/limits.js';
import { RingStage, STAGE_BYTES } from '../kernel/ring-stage.js';
import { FrameWriter } from '../wire/frame-writer.js';
import type { Link } from './link.js';

/** Peers that are seen out at the same time; of more the one that came first is cut off. */
const REFUSED_MAX = 4;

/** A peer on its way out: how much of the notice it has, and whether that is all. */
interface Refused {
  readonly link: Link;
  sent: number;
  told: boolean;
}

export class BusyNotice {
  readonly #ring = new ByteRing(CONTROL_ROOM_BYTES, STAGE_BYTES);
  readonly #stage = new RingStage(this.#ring);
  readonly #frames = new FrameWriter(this.#ring);
  readonly #alarm: Alarm;
  #refused: Refused[] = [];

  constructor(clock: Clock) {
    this.#alarm = clock.alarm(() => {
      for (const { link } of this.#refused) link.close();
      this.#refused = [];
    });
  }

  /** Sends `error` and the end of the stream. */
  give(link: Link): void {
    if (this.#refused.length === REFUSED_MAX) this.#refused.shift()?.link.close();
    this.#refused.push({ link, sent: 0, told: false });
    this.#alarm.set(DRAIN_MICROSECONDS);
    this.writable(link);
  }

  /** The socket may take only now what it is to be told. */
  writable(link: Link): void {
    const peer = this.#refused.find((refused) => refused.link === link);
    if (peer === undefined || peer.told) return;
    this.#ring.clear();
    this.#frames.error(0, 0, new Fault('robotBusy'));
    this.#ring.drop(peer.sent);
    while (this.#ring.length > 0) {
      const count = link.transmit(this.#stage, this.#ring.length);
      if (count === 0) return;
      this.#ring.drop(count);
      peer.sent += count;
    }
    peer.told = true;
    link.finish();
    this.readable(link);
  }

  /** Reads what the peer sends and forgets it, so that its end of the stream is not a reset. */
  readable(link: Link): void {
    if (!this.#refused.some((refused) => refused.link === link && refused.told)) return;
    do this.#ring.clear();
    while (link.receive(this.#stage, this.#ring.capacity) > 0);
  }

  ended(link: Link): void {
    this.#refused = this.#refused.filter((refused) => refused.link !== link);
  }
}
