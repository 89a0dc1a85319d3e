// The packet log: the last lines in the original's format, kept as numbers and put into words only when read.

import type { WallClock } from '../kernel/clock.js';
import type { Cid } from './cid.js';
import { type PacketCode, packetOf } from './packets.js';

/** What happened to a packet. */
export const LOGGED = Object.freeze({ sent: 0, received: 1, unknownReady: 2 });

export type Logged = (typeof LOGGED)[keyof typeof LOGGED];

/** Spelled as in the original (ARMCHAIR.md section 11). */
const WORDS = Object.freeze(['sending', 'recieved', 'recieved']);
const NOTES = Object.freeze(['', '', ' (for a packet that is not in flight: ignored)']);

/** Cells of a line: lower half of the time, what happened to which type and upper half of the time, cid in two halves. */
const CELLS = 4;

type Cells = readonly [timeLow: number, what: number, cidHigh: number, cidLow: number];

const TWO_32 = 2 ** 32;

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
  private readonly clock: WallClock;
  private readonly cells: Uint32Array;
  /** Cells written in all. */
  private written = 0;

  /** @param lines that are kept, a power of two */
  constructor(name: string, clock: WallClock, lines: number) {
    this.name = name;
    this.clock = clock;
    this.cells = new Uint32Array(CELLS * lines);
  }

  get count(): number {
    return Math.min(this.written, this.cells.length) / CELLS;
  }

  /** First line of a log file. */
  title(): string {
    return `Armchair Log: ${this.name}, ${clockText(this.clock.microsecondsOfDay())}`;
  }

  add(what: Logged, code: PacketCode, cid: Cid): void {
    const time = this.clock.microsecondsOfDay();
    const cells = this.cells;
    const at = this.written & (cells.length - 1);
    cells[at] = time;
    cells[at + 1] = (what * 256 + code) * 256 + time / TWO_32;
    cells[at + 2] = cid.cidHigh;
    cells[at + 3] = cid.cidLow;
    this.written += CELLS;
    if (this.listener !== null) this.listener(this.line(this.count - 1));
  }

  /** `12:37:53:428258<TAB>sending init, cid 1` */
  line(line: number): string {
    const cells = this.cells;
    const at = (this.written + CELLS * (line - this.count)) & (cells.length - 1);
    const [timeLow, what, cidHigh, cidLow] = cells.subarray(at, at + CELLS) as unknown as Cells;
    const { name } = packetOf((what >> 8) & 0xff);
    const time = clockText((what & 0xff) * TWO_32 + timeLow);
    return `${time}\t${WORDS[what >> 16]} ${name}, cid ${cidText(cidHigh, cidLow)}${NOTES[what >> 16]}`;
  }

  clear(): void {
    this.written = 0;
  }
}
