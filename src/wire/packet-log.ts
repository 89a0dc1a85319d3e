// The packet log: the last lines in the original's format, kept as numbers and put into words only when read.

import type { WallClock } from '../kernel/clock.js';
import { RecordRing } from '../kernel/record-ring.js';
import { PACKETS, type Packet } from './packets.js';

/** What happened to a packet. */
export const LOGGED = Object.freeze({ sent: 0, received: 1, unknownReady: 2 });

export type Logged = (typeof LOGGED)[keyof typeof LOGGED];

/** Spelled as in the original (ARMCHAIR.md section 11). */
const WORDS = ['sending', 'recieved', 'recieved'];
const NOTES = ['', '', ' (for a packet that is not in flight: ignored)'];

const FIELDS = 5;

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
  readonly #lines: RecordRing;

  constructor(name: string, clock: WallClock, lines: number) {
    this.name = name;
    this.#clock = clock;
    this.#lines = new RecordRing(lines, FIELDS);
  }

  get count(): number {
    return this.#lines.count;
  }

  /** First line of a log file. */
  title(): string {
    return `Armchair Log: ${this.name}, ${clockText(this.#clock.microsecondsOfDay())}`;
  }

  add(what: Logged, packet: Packet, cidHigh: number, cidLow: number): void {
    const lines = this.#lines;
    const time = this.#clock.microsecondsOfDay();
    const line = lines.push();
    lines.set(line, 0, Math.floor(time / 0x1_0000_0000));
    lines.set(line, 1, time);
    lines.set(line, 2, what * 256 + packet.code);
    lines.set(line, 3, cidHigh);
    lines.set(line, 4, cidLow);
    if (this.listener !== null) this.listener(this.line(line));
  }

  /** `12:37:53:428258<TAB>sending init, cid 1` */
  line(line: number): string {
    const lines = this.#lines;
    const time = lines.get(line, 0) * 0x1_0000_0000 + lines.get(line, 1);
    const what = lines.get(line, 2) >> 8;
    const { name } = PACKETS[lines.get(line, 2) & 0xff] as Packet;
    const cid = cidText(lines.get(line, 3), lines.get(line, 4));
    return `${clockText(time)}\t${WORDS[what]} ${name}, cid ${cid}${NOTES[what]}`;
  }

  clear(): void {
    this.#lines.clear();
  }
}
