// Packets that wait for the window: their payloads in one fixed ring, sent in the order in which they came.

import { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { BLOCKED_SENDS_MAX } from '../kernel/limits.js';
import { RecordRing } from '../kernel/record-ring.js';
import { type ArgumentSource, writeArguments } from './arguments-writer.js';
import type { Packet } from './packets.js';
import type { ValueWriter } from './value-writer.js';

export class BlockedSends {
  /** Code and payload length of each. */
  private readonly packets = new RecordRing(BLOCKED_SENDS_MAX, 2);
  private readonly payloads: ByteRing;

  /** @param bytes of all payloads together */
  constructor(bytes: number) {
    this.payloads = new ByteRing(bytes);
  }

  get count(): number {
    return this.packets.count;
  }

  /** Code of the next packet to send. */
  get code(): number {
    return this.packets.get(0, 0);
  }

  /** Payload bytes of the next packet to send. */
  get length(): number {
    return this.packets.get(0, 1);
  }

  /** Queues a packet with a payload of `length` bytes. Fault `sendQueueFull` when it does not fit. */
  add(packet: Packet, source: ArgumentSource | null, length: number, values: ValueWriter): void {
    if (this.packets.full || length > this.payloads.free)
      throw new Fault('sendQueueFull', `${packet.name}: wait for a ready before the next send`);
    const record = this.packets.push();
    this.packets.set(record, 0, packet.code);
    this.packets.set(record, 1, length);
    if (source !== null) writeArguments(packet, source, values, this.payloads);
  }

  /** Moves the payload of the next packet to `out` and forgets the packet. */
  take(out: ByteRing): void {
    const { length } = this;
    const from = this.payloads.index(0);
    const first = Math.min(length, this.payloads.capacity - from);
    out.putBytes(this.payloads.bytes, from, first);
    if (first < length) out.putBytes(this.payloads.bytes, 0, length - first);
    this.payloads.drop(length);
    this.packets.shift();
  }

  clear(): void {
    this.packets.clear();
    this.payloads.clear();
  }
}
