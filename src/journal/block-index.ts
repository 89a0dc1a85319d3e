// Which block holds what: all blocks in use, sorted by session, stream and place in the stream.

/** What a lookup of a block that is not there gives. */
export const NO_BLOCK = -1;

/** Sessions are numbered from 1. */
export const NO_SESSION = 0;

/** Streams of a session are 0 to 7; a stream has at most 65,536 blocks. */
const STREAMS = 8;
const STREAM_BLOCKS = 65_536;
const SESSION_KEYS = STREAMS * STREAM_BLOCKS;

const keyOf = (session: number, stream: number, index: number): number =>
  (session * STREAMS + stream) * STREAM_BLOCKS + index;

/** 10 bytes for each block of the storage, made once. A lookup takes the logarithm of the number of blocks. */
export class BlockIndex {
  count = 0;
  /** By block; 0 of one that is not in use. */
  private readonly keys: Float64Array;
  /** Blocks in use, those with the smallest key first. */
  private readonly order: Uint16Array;

  constructor(blocks: number) {
    this.keys = new Float64Array(blocks);
    this.order = new Uint16Array(blocks);
  }

  get bytes(): number {
    return this.keys.byteLength + this.order.byteLength;
  }

  isUsed(block: number): boolean {
    return this.keys[block] !== 0;
  }

  find(session: number, stream: number, index: number): number {
    const key = keyOf(session, stream, index);
    const at = this.firstFrom(key);
    if (at === this.count) return NO_BLOCK;
    const block = this.order[at] as number;
    return this.keys[block] === key ? block : NO_BLOCK;
  }

  /** Blocks of a stream, which are numbered without a gap. */
  blocksOf(session: number, stream: number): number {
    return this.firstFrom(keyOf(session, stream + 1, 0)) - this.firstFrom(keyOf(session, stream, 0));
  }

  blocksOfSession(session: number): number {
    return this.firstFrom(keyOf(session + 1, 0, 0)) - this.firstFrom(keyOf(session, 0, 0));
  }

  /** The oldest session from `session` on that has a block, or `NO_SESSION`. */
  sessionFrom(session: number): number {
    const at = this.firstFrom(keyOf(session, 0, 0));
    return at === this.count ? NO_SESSION : this.sessionAt(at);
  }

  /** The newest session before `session` that has a block, or `NO_SESSION`. */
  sessionBefore(session: number): number {
    const at = this.firstFrom(keyOf(session, 0, 0));
    return at === 0 ? NO_SESSION : this.sessionAt(at - 1);
  }

  /** The block with the largest key, or `NO_BLOCK`. */
  get newestBlock(): number {
    return this.count === 0 ? NO_BLOCK : (this.order[this.count - 1] as number);
  }

  /** Adds a block that is not in use, unless another one has its place. */
  add(block: number, session: number, stream: number, index: number): void {
    const key = keyOf(session, stream, index);
    const at = this.firstFrom(key);
    if (at < this.count && this.keys[this.order[at] as number] === key) return;
    this.order.copyWithin(at + 1, at, this.count);
    this.order[at] = block;
    this.keys[block] = key;
    this.count += 1;
  }

  /** Takes out the blocks of a stream from `index` on. */
  removeStream(session: number, stream: number, index = 0): void {
    this.remove(keyOf(session, stream, index), keyOf(session, stream + 1, 0));
  }

  removeSession(session: number): void {
    this.remove(keyOf(session, 0, 0), keyOf(session + 1, 0, 0));
  }

  /** Takes out what stands behind a gap: of a stream, or of a session without the first block of its stream 0. */
  removeFragments(): void {
    const { keys, order, count } = this;
    let last = 0;
    let end = 0;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const block = order[at] as number;
      const key = keys[block] as number;
      if (key % SESSION_KEYS === 0) end = key + SESSION_KEYS;
      if (key < end && (key === last + 1 || key % STREAM_BLOCKS === 0)) {
        order[kept] = block;
        kept += 1;
        last = key;
      } else keys[block] = 0;
    }
    this.count = kept;
  }

  private remove(fromKey: number, toKey: number): void {
    const from = this.firstFrom(fromKey);
    const to = this.firstFrom(toKey);
    for (let at = from; at < to; at++) this.keys[this.order[at] as number] = 0;
    this.order.copyWithin(from, to, this.count);
    this.count -= to - from;
  }

  private sessionAt(at: number): number {
    return Math.floor((this.keys[this.order[at] as number] as number) / SESSION_KEYS);
  }

  /** Where in `#order` the first key stands that is not below `key`. */
  private firstFrom(key: number): number {
    const { keys, order } = this;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[order[middle] as number] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
