// The receiving half of a portal: whole packets out of the receive ring, their direction and arguments checked.

import { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import type { WireLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import { Payload } from '../kernel/payload.js';
import { ArgumentsReader } from './arguments-reader.js';
import { checkLimits } from './check-limits.js';
import { FRAME, FrameReader } from './frame-reader.js';
import { LongPayload } from './long-payload.js';
import { ONLY_FROM, PACKETS, type Packet, packetNamed, packetOf, type Side, TYPE } from './packets.js';

export class Inbox {
  readonly ring: ByteRing;
  readonly frames: FrameReader;
  /** That of the last packet taken. */
  private readonly payload = new Payload();
  /** Arguments of the last packet taken. */
  readonly arguments: ArgumentsReader;
  /** What is wrong with the `error` taken last: a controller takes one that cannot be read for one all the same. */
  unreadable: unknown = null;
  private readonly isController: boolean;
  /** `senders` of the packets that have the wrong direction here. */
  private readonly own: readonly Side[];

  /**
   * @param memory where payloads go that are longer than the ring
   * @param ring its own when left out
   */
  constructor(
    side: Side,
    limits: WireLimits,
    memory: MappedMemory,
    ring: ByteRing = new ByteRing(limits.receiveBytes),
  ) {
    checkLimits(limits);
    this.ring = ring;
    this.frames = new FrameReader(ring, new LongPayload(memory, limits), limits);
    this.arguments = new ArgumentsReader(this.payload, limits);
    this.isController = side === 'controller';
    this.own = ONLY_FROM[side];
  }

  /**
   * The packet at the head of the ring, or null when it is not all there. It stays until `frames.release`. Faults:
   * what is wrong with the packet, which is dropped; unless the code is `framingLost` the stream goes on behind it.
   */
  take(): Packet | null {
    const frames = this.frames;
    const frame = frames.poll();
    if (frame === FRAME.waiting) return null;
    try {
      if (frame !== FRAME.whole) throw this.frameFault();
      const packet = PACKETS[frames.type] ?? packetOf(frames.type);
      if (packet.senders === this.own) throw new Fault('wrongDirection', `'${packet.name}'`);
      if (frames.length > 0) this.payload.show(frames.source, frames.length);
      this.arguments.check(packet, frames.length);
      return packet;
    } catch (fault) {
      frames.release();
      if (!this.isController || frames.type !== TYPE.error || frames.isLost) throw fault;
      this.unreadable = fault;
      return packetNamed('error');
    }
  }

  reset(): void {
    this.ring.clear();
    this.frames.reset();
    this.arguments.encoding = null;
    this.unreadable = null;
  }

  private frameFault(): Fault {
    const { fault, type, length } = this.frames;
    if (fault === 'unknownType') return new Fault(fault, `0x${type.toString(16)}`);
    return new Fault(fault, fault === 'payloadTooLarge' ? `${packetOf(type).name}, ${length} bytes` : '');
  }
}
