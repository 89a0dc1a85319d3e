// Writes edges as a value change dump (IEEE 1364): through one buffer of a fixed size, whatever the length of the run.

import { pinTable, type TraceSignal } from './signals.js';

const BUFFER_BYTES = 65_536;

/** Of one edge: # and up to 16 digits of the time, level and identifier, two line ends. */
const EDGE_BYTES_MAX = 21;

/** Identifiers are single printable characters from this one on; a board has fewer pins than there are of these. */
const FIRST_IDENTIFIER = 0x21;

const DIGIT_0 = 0x30;
const LINE_END = 0x0a;
const HASH = 0x23;

/** Times are divided by this into two halves that are small integers. */
const HALF = 100_000_000;

/** Gets the bytes of the dump; they are only good during the call. */
export type ByteSink = (bytes: Uint8Array) => void;

/** One time unit is a tick, 100 ns. `begin` once, then edges in the order of time, then `flush`. */
export class VcdWriter {
  private readonly signals: readonly TraceSignal[];
  private readonly sink: ByteSink;
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  private length = 0;
  /** By pin. */
  private readonly identifiers: Uint8Array;
  private tick = 0;

  /** @param title name of the scope, without spaces */
  constructor(signals: readonly TraceSignal[], title: string, sink: ByteSink) {
    this.signals = signals;
    this.sink = sink;
    this.identifiers = pinTable(signals);
    signals.forEach(({ pin }, i) => {
      this.identifiers[pin] = FIRST_IDENTIFIER + i;
    });
    this.text('$version Armchair $end\n$timescale 100 ns $end\n');
    this.text(`$scope module ${title} $end\n`);
    for (const { name, pin } of signals)
      this.text(`$var wire 1 ${String.fromCharCode(this.identifiers[pin] as number)} ${name} $end\n`);
    this.text('$upscope $end\n$enddefinitions $end\n');
  }

  /** The levels of all pins at the time from which on edges follow. @param levels by pin */
  begin(tick: number, levels: Uint8Array): void {
    this.time(tick);
    this.text('$dumpvars\n');
    for (const { pin } of this.signals) this.change(pin, levels[pin] as number);
    this.text('$end\n');
  }

  edge(pin: number, level: 0 | 1, tick: number): void {
    if (this.length > BUFFER_BYTES - EDGE_BYTES_MAX) this.flush();
    if (tick !== this.tick) this.time(tick);
    this.change(pin, level);
  }

  flush(): void {
    if (this.length > 0) this.sink(this.buffer.subarray(0, this.length));
    this.length = 0;
  }

  private change(pin: number, level: number): void {
    this.buffer[this.length++] = DIGIT_0 + level;
    this.buffer[this.length++] = this.identifiers[pin] as number;
    this.buffer[this.length++] = LINE_END;
  }

  private time(tick: number): void {
    this.tick = tick;
    this.buffer[this.length++] = HASH;
    const high = Math.floor(tick / HALF);
    if (high > 0) {
      this.digits(high, digitsOf(high));
      this.digits(tick - high * HALF, 8);
    } else this.digits(tick, digitsOf(tick));
    this.buffer[this.length++] = LINE_END;
  }

  /** The last `count` digits of a number. */
  private digits(number: number, count: number): void {
    let rest = number | 0;
    for (let i = this.length + count - 1; i >= this.length; i--) {
      this.buffer[i] = DIGIT_0 + (rest % 10);
      rest = (rest / 10) | 0;
    }
    this.length += count;
  }

  private text(text: string): void {
    if (this.length > BUFFER_BYTES - text.length) this.flush();
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }
}

function digitsOf(number: number): number {
  let count = 1;
  for (let bound = 10; number >= bound; bound *= 10) count += 1;
  return count;
}
