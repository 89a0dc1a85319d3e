// Append-only streams of bytes over erase blocks: a few for each session, the oldest session giving way to the newest.

import { Fault } from '../kernel/faults.js';
import type { BlockDevice } from './block-device.js';
import { BlockHeader, HEADER_BYTES } from './block-header.js';
import { BlockIndex, NO_BLOCK } from './block-index.js';

/** Streams of a session. The corrected reports take the place of the first ones when the date becomes known. */
export const STREAM = Object.freeze({
  records: 0,
  history: 1,
  protocol: 2,
  correctedHistory: 3,
  correctedProtocol: 4,
});

const STREAMS = 5;

export const historyStream = (isCorrected: boolean): number =>
  isCorrected ? STREAM.correctedHistory : STREAM.history;

export const protocolStream = (isCorrected: boolean): number =>
  isCorrected ? STREAM.correctedProtocol : STREAM.protocol;

/**
 * One session is written, the newest. Blocks are given out in turn around the storage, so that all wear alike. When
 * none is free the oldest other session is dropped.
 *
 * A session is in storage from its first block of records to the first that is missing: a session that is dropped
 * loses that block at once, its others when they are needed.
 */
export class BlockLog {
  readonly device: BlockDevice;
  readonly index: BlockIndex;
  /** The session that is written, or was last. */
  session = 0;
  /** Bytes of a block behind its header. */
  private readonly payload: number;
  private readonly header = new BlockHeader();
  /** Bytes appended to each stream of the session. */
  private readonly lengths = new Uint32Array(STREAMS);
  /** Where the search for a free block begins. */
  private next = 0;

  /** Finds what is in storage. */
  constructor(device: BlockDevice) {
    this.device = device;
    this.index = new BlockIndex(device.blocks);
    this.payload = device.blockBytes - HEADER_BYTES;
    this.findBlocks();
    this.session = this.index.sessionBefore(Number.POSITIVE_INFINITY);
    this.next = this.after(this.index.newestBlock);
    this.index.removeFragments();
  }

  /** Begins the next session. */
  begin(): void {
    this.session += 1;
    this.lengths.fill(0);
  }

  /** Bytes of a stream of the session. */
  length(stream: number): number {
    return this.lengths[stream] as number;
  }

  /** Bytes that surely can be appended to one stream of the session without a word of the session being lost. */
  get roomBytes(): number {
    return (this.device.blocks - this.index.blocksOfSession(this.session)) * this.payload;
  }

  /** Appends to a stream of the session; false when the storage is full of this session. */
  append(stream: number, source: Uint8Array, start: number, length: number): boolean {
    while (length > 0) {
      const written = this.lengths[stream] as number;
      const index = Math.floor(written / this.payload);
      const within = written - index * this.payload;
      const block =
        within === 0 ? this.allocate(stream, index) : this.index.find(this.session, stream, index);
      if (block === NO_BLOCK) return false;
      const count = Math.min(length, this.payload - within);
      this.device.write(block, HEADER_BYTES + within, source, start, count);
      this.lengths[stream] = written + count;
      start += count;
      length -= count;
    }
    return true;
  }

  /** Reads bytes that are in storage straight into `target`. */
  read(
    session: number,
    stream: number,
    offset: number,
    target: Uint8Array,
    start: number,
    length: number,
  ): void {
    while (length > 0) {
      const index = Math.floor(offset / this.payload);
      const within = offset - index * this.payload;
      const block = this.index.find(session, stream, index);
      if (block === NO_BLOCK)
        throw new Fault('storageFailed', `session ${session}: block ${index} of stream ${stream} is missing`);
      const count = Math.min(length, this.payload - within);
      this.device.read(block, HEADER_BYTES + within, target, start, count);
      offset += count;
      start += count;
      length -= count;
    }
  }

  /** Gives up a session that is not the one being written. */
  drop(session: number): void {
    const first = this.index.find(session, STREAM.records, 0);
    if (first !== NO_BLOCK) this.device.erase(first);
    this.index.removeSession(session);
  }

  /** Gives up a stream of the session that nothing refers to any more. */
  dropStream(stream: number): void {
    this.index.removeStream(this.session, stream);
    this.lengths[stream] = 0;
  }

  /** A block with a header, or `NO_BLOCK`. */
  private allocate(stream: number, index: number): number {
    if (this.index.count === this.device.blocks) {
      const oldest = this.index.sessionFrom(0);
      if (oldest === this.session) return NO_BLOCK;
      this.drop(oldest);
    }
    let block = this.next;
    while (this.index.isUsed(block)) block = this.after(block);
    this.next = this.after(block);
    this.device.erase(block);
    this.header.encode(this.session, stream, index);
    this.device.write(block, 0, this.header.bytes, 0, HEADER_BYTES);
    this.index.add(block, this.session, stream, index);
    return block;
  }

  private after(block: number): number {
    return block + 1 === this.device.blocks ? 0 : block + 1;
  }

  private findBlocks(): void {
    const header = this.header;
    for (let block = 0; block < this.device.blocks; block++) {
      this.device.read(block, 0, header.bytes, 0, HEADER_BYTES);
      if (!header.decode() || header.stream >= STREAMS) continue;
      this.index.add(block, header.session, header.stream, header.index);
    }
  }
}
