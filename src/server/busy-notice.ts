// Tells other peers that the robot is busy, and sees them out without touching the first.

import { ByteRing } from '../kernel/byte-ring.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, DRAIN_MICROSECONDS } from '../kernel/limits.js';
import { STAGE_BYTES, type Stage } from '../kernel/ring-stage.js';
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

/** The packet that every such peer gets. */
function noticeBytes(): Uint8Array {
  const ring = new ByteRing(CONTROL_ROOM_BYTES);
  new FrameWriter(ring, { cidHigh: 0, cidLow: 0 }).error(new Fault('robotBusy'));
  const bytes = new Uint8Array(ring.length);
  ring.copyTo(bytes, 0, 0, bytes.length);
  return bytes;
}

/** As a stage it sends the notice and forgets what it gets. */
export class BusyNotice implements Stage {
  private readonly notice = noticeBytes();
  /** Lends its views: a transfer is over before another one begins. */
  private readonly stage: Stage;
  private readonly alarm: Alarm;
  private refused: Refused[] = [];
  /** Bytes of the notice that the peer in hand has. */
  private sent = 0;

  constructor(clock: Clock, stage: Stage) {
    this.stage = stage;
    this.alarm = clock.alarm(() => {
      for (const { link } of this.refused) link.close();
      this.refused = [];
    });
  }

  /** Sends `error` and the end of the stream. */
  give(link: Link): void {
    if (this.refused.length === REFUSED_MAX) this.refused.shift()?.link.close();
    this.refused.push({ link, sent: 0, told: false });
    this.alarm.set(DRAIN_MICROSECONDS);
    this.writable(link);
  }

  /** The socket may take only now what it is to be told. */
  writable(link: Link): void {
    const peer = this.refused.find((refused) => refused.link === link);
    if (peer === undefined || peer.told) return;
    const { length } = this.notice;
    while (peer.sent < length) {
      this.sent = peer.sent;
      const count = link.transmit(this, length - peer.sent);
      if (count === 0) return;
      peer.sent += count;
    }
    peer.told = true;
    link.finish();
    this.readable(link);
  }

  /** Reads what the peer sends and forgets it, so that its end of the stream is not a reset. */
  readable(link: Link): void {
    if (!this.refused.some((refused) => refused.link === link && refused.told)) return;
    while (link.receive(this, STAGE_BYTES) > 0);
  }

  ended(link: Link): void {
    this.refused = this.refused.filter((refused) => refused.link !== link);
  }

  view(count: number): Uint8Array {
    return this.stage.view(count);
  }

  append(): void {}

  fill(count: number): void {
    this.view(count).set(this.notice.subarray(this.sent, this.sent + count));
  }
}
