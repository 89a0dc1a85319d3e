// The receiving half of a portal: whole packets out of the receive ring, their direction and arguments checked.

import { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { HEADER_BYTES, type WireLimits } from '../kernel/limits.js';
import { STAGE_BYTES } from '../kernel/ring-stage.js';
import { ArgumentsReader } from './arguments-reader.js';
import { checkLimits } from './check-limits.js';
import { FRAME, FrameReader } from './frame-reader.js';
import { PACKETS, type Packet, type Side } from './packets.js';

export class Inbox {
  readonly ring: ByteRing;
  readonly frames: FrameReader;
  /** Arguments of the last packet taken. */
  readonly arguments: ArgumentsReader;
  readonly #side: Side;

  constructor(side: Side, limits: WireLimits) {
    checkLimits(limits);
    this.ring = new ByteRing(limits.payloadBytes + HEADER_BYTES, STAGE_BYTES);
    this.frames = new FrameReader(this.ring, limits);
    this.arguments = new ArgumentsReader(this.ring, limits);
    this.#side = side;
  }

  /**
   * The packet at the head of the ring, or null when it is not all there. It stays until `frames.release`. Faults:
   * what is wrong with the packet, which is dropped; unless the code is `framingLost` the stream goes on behind it.
   */
  take(): Packet | null {
    const frame = this.frames.poll();
    if (frame === FRAME.waiting) return null;
    if (frame !== FRAME.whole) throw this.#frameFault();
    const packet = PACKETS[this.frames.type] as Packet;
    if (packet.senders.length === 1 && packet.senders[0] === this.#side) {
      this.frames.release();
      throw new Fault('wrongDirection', `'${packet.name}'`);
    }
    try {
      this.arguments.check(packet, this.frames.length);
    } catch (fault) {
      this.frames.release();
      throw fault;
    }
    return packet;
  }

  reset(): void {
    this.ring.clear();
    this.frames.reset();
    this.arguments.encoding = null;
  }

  #frameFault(): Fault {
    const { fault, type, length } = this.frames;
    if (fault === 'unknownType') return new Fault(fault, `0x${type.toString(16)}`);
    return new Fault(fault, fault === 'payloadTooLarge' ? `${PACKETS[type]?.name}, ${length} bytes` : '');
  }
}
