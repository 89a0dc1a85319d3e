// Flash whose power goes in the middle of a write or an erasure, and what is found in it afterwards, for tests.

import type { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { BlockDevice } from '../../src/journal/block-device.js';
import { BlockLog, historyStream, protocolStream } from '../../src/journal/block-log.js';
import { RecordBatch } from '../../src/journal/record-batch.js';
import { findSession, type StoredSession } from '../../src/journal/stored-session.js';
import { outsideBytes } from '../support/engine.js';
import type { Random } from '../support/random.js';

export class PowerCut extends Error {}

/** Bytes that an erasure counts: how likely a cut falls into one. */
const ERASE_COST = 200;

export class CutFlash implements BlockDevice {
  readonly flash: MemoryBlocks;
  readonly #random: Random;
  #bytesLeft = Number.POSITIVE_INFINITY;

  constructor(flash: MemoryBlocks, random: Random) {
    this.flash = flash;
    this.#random = random;
  }

  get blockBytes(): number {
    return this.flash.blockBytes;
  }

  get blocks(): number {
    return this.flash.blocks;
  }

  /** The power goes after so many bytes more. */
  cutAfter(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void {
    this.flash.read(block, offset, target, start, length);
  }

  /** A write that is cut ends with a byte of which not all bits are set to 0 that should be. */
  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void {
    if (this.#passes(length)) {
      this.flash.write(block, offset, source, start, length);
      return;
    }
    let whole = Math.max(0, this.#bytesLeft + length);
    while (whole > 0 && source[start + whole] === 0xff) whole -= 1;
    this.flash.write(block, offset, source, start, whole);
    const byte = source[start + whole]!;
    const torn = byte | this.#random.below(256) | (~byte & (byte + 1));
    this.flash.write(block, offset + whole, Uint8Array.of(torn), 0, 1);
    throw new PowerCut();
  }

  /** An erasure that is cut leaves the end of the block, or all of it with some bits set to 1. */
  erase(block: number): void {
    if (this.#passes(ERASE_COST)) {
      this.flash.erase(block);
      return;
    }
    const old = new Uint8Array(this.blockBytes);
    this.flash.read(block, 0, old, 0, old.length);
    if (this.#random.chance(50)) old.fill(0xff, 0, this.#random.below(old.length));
    else for (let i = 0; i < 40; i++) old[this.#random.below(old.length)]! |= this.#random.below(256);
    this.flash.erase(block);
    this.flash.write(block, 0, old, 0, old.length);
    throw new PowerCut();
  }

  sync(): void {}

  #passes(cost: number): boolean {
    if (this.#bytesLeft < 0) throw new PowerCut();
    this.#bytesLeft -= cost;
    return this.#bytesLeft >= 0;
  }
}

export interface Stored extends StoredSession {
  readonly history: Uint8Array;
  readonly protocol: Uint8Array;
}

/** All sessions of a storage of which something was handed over, the oldest first. */
export function storedSessions(device: BlockDevice): Stored[] {
  const log = new BlockLog(device);
  const batch = new RecordBatch(32);
  const sessions: Stored[] = [];
  const read = (session: number, stream: number, length: number): Uint8Array => {
    const bytes = outsideBytes(length);
    log.read(session, stream, 0, bytes, 0, length);
    return bytes;
  };
  for (let at = log.index.sessionFrom(0); at !== 0; at = log.index.sessionFrom(at + 1)) {
    const found = findSession(log, at, batch);
    if (found === null) continue;
    const { isCorrected, historyBytes, protocolBytes } = found;
    sessions.push({
      ...found,
      history: read(at, historyStream(isCorrected), historyBytes),
      protocol: read(at, protocolStream(isCorrected), protocolBytes),
    });
  }
  return sessions;
}
