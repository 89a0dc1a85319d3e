// Reads pickles into trees: one reader for many payloads, at changing places of its ring.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS, type WireLimits } from '../../src/kernel/limits.js';
import { PickleReader } from '../../src/wire/pickle-reader.js';
import { hexBytes } from './bytes.js';
import { outside } from './engine.js';
import { readTree, type Tree } from './tree.js';

/** Limits for the captured packet with a name of 70,000 bytes. */
export const LARGE_LIMITS: WireLimits = { ...WIRE_LIMITS, payloadBytes: 80_000 };

/** One reader over one ring, for one payload after the other. */
export class PickleTrees {
  readonly reader: PickleReader;
  readonly #ring: ByteRing;

  constructor(limits: WireLimits = WIRE_LIMITS) {
    this.#ring = outside(() => new ByteRing(limits.payloadBytes));
    this.reader = new PickleReader(this.#ring, limits);
  }

  /** Puts a payload into the ring, where the last one ended, and opens the reader. */
  open(payload: Uint8Array, foreignClasses = false): PickleReader {
    this.#ring.drop(this.#ring.length);
    this.#ring.putBytes(payload, 0, payload.length);
    this.reader.open(payload.length, foreignClasses);
    return this.reader;
  }

  read(payload: Uint8Array, foreignClasses = false): Tree {
    this.open(payload, foreignClasses);
    return readTree(this.reader);
  }

  readHex(hex: string, foreignClasses = false): Tree {
    return this.read(hexBytes(hex), foreignClasses);
  }
}

/** A tree with numpy scalars as the plain numbers that a reader makes of them. */
export function withoutNumpy(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(withoutNumpy);
  if (tree === null || typeof tree !== 'object') return tree;
  const { $numpy: scalar } = tree;
  if (scalar !== undefined) return (scalar as { value: Tree }).value;
  const plain: { [key: string]: Tree } = Object.create(null);
  for (const key of Object.keys(tree)) plain[key] = withoutNumpy(tree[key] as Tree);
  return plain;
}
