// Captured packets, whole and changed, and nonsense, made in one buffer that is there from the start.

import { CAPTURED, REJECTED } from './captured.js';
import { outsideBytes } from './engine.js';
import { fromHex, hexPacket } from './packets.js';
import type { Random } from './random.js';

/** Captured packets of up to this many bytes, most of them: 10,000 packets should not take minutes on XS. */
const LONGEST_BYTES = 600;

const SAMPLES: readonly Uint8Array[] = [
  ...CAPTURED.map(({ packet }) => fromHex(packet)).filter(({ length }) => length <= LONGEST_BYTES),
  ...REJECTED,
];

const HEADER_BYTES = 17;
const MOST_CHANGES = 4;

/** Stands for a random letter. */
const LETTER = 0x3f;
const TEXT = `68${'3f'.repeat(8)}`;

const NAMED: readonly Uint8Array[] = [
  hexPacket('pause', 3, `81 ${TEXT}`),
  hexPacket('transfer', 3, `82 ${TEXT} 81 82 ${TEXT} 01`),
  hexPacket('loc_req', 3, `81 81 ${TEXT}`),
  hexPacket('make', 3, `82 ${TEXT} ${TEXT}`),
  hexPacket('init_containers', 3, `81 a3 ${TEXT} a0 ${TEXT} a0 ${TEXT} a0`),
  hexPacket('init_containers', 3, `81 81 84 ${TEXT} ${TEXT} ${TEXT} ${TEXT}`),
  hexPacket('home', 3, `81 a2 ${TEXT} 01 ${TEXT} 02`),
  hexPacket('error', 3, `81 ${TEXT}`),
];

/** A payload over the cap of any board, and one that is longer than the receive ring. */
const OVERSIZED_BYTES = 66_000;
const LONG_BYTES = 9_000;

export class LeanTraffic {
  readonly #random: Random;
  readonly #bytes = outsideBytes(HEADER_BYTES + OVERSIZED_BYTES);
  #length = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The next packet. Its bytes are good until the one after it is asked for. */
  next(): Uint8Array {
    const dice = this.#random.below(100);
    if (dice < 70) this.#change(this.#random.pick(SAMPLES), dice < 25 ? 0 : MOST_CHANGES);
    else if (dice < 78) this.#named();
    else if (dice < 99) this.#nonsense(dice < 90);
    else this.#begin(this.#random.below(20), this.#random.below(2) === 0 ? LONG_BYTES : OVERSIZED_BYTES);
    return this.#bytes.subarray(0, this.#length);
  }

  /** A captured packet with up to so many bytes changed, put in or left out. */
  #change(sample: Uint8Array, most: number): void {
    this.#bytes.set(sample);
    this.#length = sample.length;
    for (let left = this.#random.below(most + 1); left > 0; left--) this.#changeOne();
    this.#begin(this.#bytes[8] as number, this.#length - HEADER_BYTES);
  }

  #changeOne(): void {
    const bytes = this.#bytes;
    const at = HEADER_BYTES + this.#random.below(this.#length - HEADER_BYTES + 1);
    const kind = this.#random.below(4);
    if (kind === 0) {
      bytes.copyWithin(at, at + 1, this.#length);
      this.#length = Math.max(HEADER_BYTES, this.#length - 1);
    } else if (kind === 1) {
      bytes.copyWithin(at + 1, at, this.#length);
      this.#length += 1;
    } else bytes[at] = this.#random.below(256);
  }

  /** A packet with a text in it that no packet had before: a name, a wrong value, a column, a key. */
  #named(): void {
    const sample = this.#random.pick(NAMED);
    this.#bytes.set(sample);
    this.#length = sample.length;
    for (let at = HEADER_BYTES; at < sample.length; at++)
      if (sample[at] === LETTER) this.#bytes[at] = 0x61 + this.#random.below(26);
  }

  /** Random bytes, behind the beginning of a pickle or of CBOR when `opened`. */
  #nonsense(opened: boolean): void {
    const length = 1 + this.#random.below(400);
    for (let i = 0; i < length; i++) this.#bytes[HEADER_BYTES + i] = this.#random.below(256);
    if (opened) this.#bytes[HEADER_BYTES] = this.#random.chance(50) ? 0x80 : 0x81 + this.#random.below(8);
    this.#begin(this.#random.below(18), length);
  }

  /** A header with the length of the payload that stands behind it. */
  #begin(type: number, length: number): void {
    const bytes = this.#bytes;
    bytes.fill(0, 0, HEADER_BYTES);
    bytes[5] = length >> 16;
    bytes[6] = length >> 8;
    bytes[7] = length;
    bytes[8] = type;
    bytes[16] = 3;
    this.#length = HEADER_BYTES + length;
  }
}
