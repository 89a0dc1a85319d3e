// The packet log: the last lines in the original's format, kept as numbers and put into words only when read.

import type { WallClock } from '../kernel/clock.js';
import { PACKETS, type Packet } from './packets.js';

/** What happened to a packet. */
export const LOGGED = Object.freeze({ sent: 0, received: 1, unknownReady: 2 });

export type Logged = (typeof LOGGED)[keyof typeof LOGGED];

/** Spelled as in the original (ARMCHAIR.md section 11). */
const WORDS = ['sending', 'recieved', 'recieved'];
const NOTES = ['', '', ' (for a packet that is not in flight: ignored)'];

/** Cells of a line: time in two halves, what happened and to which type, cid in two halves. */
const CELLS = 5;

type Cells = readonly [timeHigh: number, timeLow: number, what: number, cidHigh: number, cidLow: number];

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `HH:MM:SS:ffffff` of a time of day in µs. */
export function clockText(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const fraction = String(1_000_000 + (microseconds % 1_000_000)).slice(1);
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}:${fraction}`;
}

/** Decimal text of an unsigned 64-bit number. */
export function cidText(high: number, low: number): string {
  return high === 0 ? String(low) : String((BigInt(high) << 32n) | BigInt(low));
}

/** Lines are numbered from the oldest kept. Adding one allocates nothing unless somebody listens. */
export class PacketLog {
  readonly name: string;
  /** Hears each line as it is added, for a file. */
  listener: ((line: string) => void) | null = null;
  readonly #clock: WallClock;
  readonly #cells: Uint32Array;
  readonly #lines: number;
  /** Lines added in all, as far as it matters: where the next one goes. */
  #next = 0;
  #count = 0;

  constructor(name: string, clock: WallClock, lines: number) {
    this.name = name;
    this.#clock = clock;
    this.#lines = lines;
    this.#cells = new Uint32Array(CELLS * lines);
  }

  get count(): number {
    return this.#count;
  }

  /** First line of a log file. */
  title(): string {
    return `Armchair Log: ${this.name}, ${clockText(this.#clock.microsecondsOfDay())}`;
  }

  add(what: Logged, packet: Packet, cidHigh: number, cidLow: number): void {
    const time = this.#clock.microsecondsOfDay();
    const cells = this.#cells;
    const at = this.#next * CELLS;
    cells[at] = time / 0x1_0000_0000;
    cells[at + 1] = time;
    cells[at + 2] = what * 256 + packet.code;
    cells[at + 3] = cidHigh;
    cells[at + 4] = cidLow;
    this.#next = this.#next + 1 === this.#lines ? 0 : this.#next + 1;
    if (this.#count < this.#lines) this.#count += 1;
    if (this.listener !== null) this.listener(this.line(this.#count - 1));
  }

  /** `12:37:53:428258<TAB>sending init, cid 1` */
  line(line: number): string {
    const at = ((this.#next + this.#lines - this.#count + line) % this.#lines) * CELLS;
    const [timeHigh, timeLow, what, cidHigh, cidLow] = this.#cells.subarray(
      at,
      at + CELLS,
    ) as unknown as Cells;
    const { name } = PACKETS[what & 0xff] as Packet;
    const time = clockText(timeHigh * 0x1_0000_0000 + timeLow);
    return `${time}\t${WORDS[what >> 8]} ${name}, cid ${cidText(cidHigh, cidLow)}${NOTES[what >> 8]}`;
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }
}
