// Tells a second peer that the robot is busy, and sees it out without touching the first.

import { ByteRing } from '../kernel/byte-ring.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, DRAIN_MICROSECONDS } from '../kernel/limits.js';
import { RingStage, STAGE_BYTES } from '../kernel/ring-stage.js';
import { FrameWriter } from '../wire/frame-writer.js';
import type { Link } from './link.js';

export class BusyNotice {
  readonly #ring = new ByteRing(CONTROL_ROOM_BYTES, STAGE_BYTES);
  readonly #stage = new RingStage(this.#ring);
  readonly #frames = new FrameWriter(this.#ring);
  readonly #alarm: Alarm;
  /** The last peer that was told and is still there. */
  #link: Link | null = null;
  /** All of the notice is sent: the ring serves to read into. */
  #isTold = false;

  constructor(clock: Clock) {
    this.#alarm = clock.alarm(() => this.#close());
  }

  /** Sends `error` and the end of the stream. */
  give(link: Link): void {
    this.#close();
    this.#link = link;
    this.#ring.clear();
    this.#frames.error(0, 0, new Fault('robotBusy'));
    this.#isTold = false;
    this.#alarm.set(DRAIN_MICROSECONDS);
    this.writable(link);
  }

  /** The socket may take only now what it is to be told. */
  writable(link: Link): void {
    if (link !== this.#link || this.#isTold) return;
    while (this.#ring.length > 0) {
      const count = link.transmit(this.#stage, this.#ring.length);
      if (count === 0) return;
      this.#ring.drop(count);
    }
    this.#isTold = true;
    link.finish();
    this.readable(link);
  }

  /** Reads what the peer sends and forgets it, so that its end of the stream is not a reset. */
  readable(link: Link): void {
    if (link !== this.#link || !this.#isTold) return;
    do this.#ring.clear();
    while (link.receive(this.#stage, this.#ring.capacity) > 0);
  }

  ended(link: Link): void {
    if (link === this.#link) this.#close();
  }

  #close(): void {
    this.#alarm.cancel();
    this.#link?.close();
    this.#link = null;
  }
}
