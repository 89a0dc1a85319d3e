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

/** Times are divided by this into two halves that are small integers; the upper one, of 10 s, seldom changes. */
const HALF = 100_000_000;
const HALF_DIGITS = 8;

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
  /** The upper half of the time written last: its digits, and what it stands for. */
  private high = new Uint8Array(0);
  private base = 0;

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
    const { buffer, length } = this;
    buffer[length] = DIGIT_0 + level;
    buffer[length + 1] = this.identifiers[pin] as number;
    buffer[length + 2] = LINE_END;
    this.length = length + 3;
  }

  private time(tick: number): void {
    const { buffer } = this;
    let at = this.length;
    this.tick = tick;
    if (tick - this.base >= HALF) this.setHigh(Math.floor(tick / HALF));
    const low = tick - this.base;
    const { high } = this;
    buffer[at++] = HASH;
    for (let i = 0; i < high.length; i++) buffer[at++] = high[i] as number;
    const digits = this.base === 0 ? String(low).length : HALF_DIGITS;
    let rest = low | 0;
    for (let i = at + digits - 1; i >= at; i--) {
      const tenth = (rest / 10) | 0;
      buffer[i] = DIGIT_0 + rest - 10 * tenth;
      rest = tenth;
    }
    buffer[at + digits] = LINE_END;
    this.length = at + digits + 1;
  }

  private setHigh(high: number): void {
    this.high = Uint8Array.from(String(high), (digit) => digit.charCodeAt(0));
    this.base = high * HALF;
  }

  private text(text: string): void {
    if (this.length > BUFFER_BYTES - text.length) this.flush();
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }
}
