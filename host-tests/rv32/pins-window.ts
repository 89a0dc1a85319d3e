// The pins of the emulated chip as they are seen from outside: their levels, and every write to them, out of its memory.

import { closeSync, existsSync, openSync, readSync, writeSync } from 'node:fs';

/** The window in the file of the chip's memory: its address in scripts/rv32/chip.ld, less that of the first byte. */
const WINDOW = 0x9fe0_0000 - 0x8000_0000;

/** As scripts/rv32/pins.h has it: places of words, and the writes behind them. */
const OUT = 0;
const MADE = 20;
const TAKEN = 24;
const WRITES = 32;
const WRITE_BYTES = 16;
const PLACES = 32_768;

/** Pins that have changed with one write. Ticks and instructions are counted modulo 2^32. */
export interface PinsWrite {
  /** When it was meant for, in ticks of 10 MHz. */
  tick: number;
  /** When it was made, in instructions of the chip, of which 16 are a tick; 0 in still time. */
  instruction: number;
  /** In bits, from `firstPin` on. */
  pins: number;
  firstPin: number;
  level: 0 | 1;
}

export class PinsWindow {
  private readonly file: number;
  private readonly bytes = Buffer.alloc(PLACES * WRITE_BYTES);
  private taken = 0;
  /** One for all of them. */
  private readonly write: PinsWrite = { tick: 0, instruction: 0, pins: 0, firstPin: 0, level: 0 };

  /** The window of a chip that may not have begun yet. */
  static open(path: string): PinsWindow | undefined {
    return existsSync(path) ? new PinsWindow(path) : undefined;
  }

  /** @param path of the file that the chip's memory is in */
  constructor(path: string) {
    this.file = openSync(path, 'r+');
  }

  /** Hands on what was written since the last time, in its order; how much that was. */
  take(listener: (write: PinsWrite) => void): number {
    const made = this.word(MADE);
    const count = (made - this.taken) >>> 0;
    const first = this.taken % PLACES;
    const atOnce = Math.min(count, PLACES - first);
    this.read(0, atOnce, first);
    this.read(atOnce, count - atOnce, 0);
    this.taken = made;
    writeSync(this.file, Uint32Array.of(made), 0, 4, WINDOW + TAKEN);
    for (let i = 0; i < count; i++) listener(this.parse(i * WRITE_BYTES));
    return count;
  }

  /** Whether a pin is high. */
  level(pin: number): 0 | 1 {
    return ((this.word(OUT + 4 * (pin >> 5)) >>> (pin & 31)) & 1) as 0 | 1;
  }

  close(): void {
    closeSync(this.file);
  }

  private word(place: number): number {
    const bytes = Buffer.alloc(4);
    readSync(this.file, bytes, 0, 4, WINDOW + place);
    return bytes.readUInt32LE();
  }

  private read(to: number, count: number, from: number): void {
    const position = WINDOW + WRITES + from * WRITE_BYTES;
    if (count > 0) readSync(this.file, this.bytes, to * WRITE_BYTES, count * WRITE_BYTES, position);
  }

  private parse(at: number): PinsWrite {
    const { bytes, write } = this;
    const place = bytes.readUInt32LE(at + 12);
    write.tick = bytes.readUInt32LE(at);
    write.instruction = bytes.readUInt32LE(at + 4);
    write.pins = bytes.readUInt32LE(at + 8);
    write.firstPin = 32 * (place >> 1);
    write.level = (place & 1) as 0 | 1;
    return write;
  }
}
