// The raw files after `sending_files`: produced into the transmit ring, and taken out of the receive ring, in pieces.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { FILE_NAME_BYTES_MAX, FILE_PIECE_BYTES, FILES_MAX } from '../kernel/limits.js';
import type { ArgumentSource } from './arguments-writer.js';
import { DELIMITER_BYTES, delimiterBytes, indexOfDelimiter } from './delimiter.js';
import type { ValueWriter } from './value-writer.js';

/** Files to send. Their contents do not change until all of them are sent. */
export interface FileSource {
  readonly count: number;
  /** Base name. */
  name(file: number): string;
  /** Fills `target` from byte `offset` of the file on; returns the bytes given, 0 at the end. */
  read(file: number, offset: number, target: Uint8Array): number;
}

/** Takes files as they come. `bytes` is valid during the call, from its beginning for `length` bytes. */
export interface FileSink {
  begin(file: number): void;
  data(bytes: Uint8Array, length: number): void;
  end(file: number): void;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** A mark can lie across two pieces: that much of a piece is looked at again with the next. */
const CARRY_BYTES = DELIMITER_BYTES - 1;

/** Faults `fileName` unless `name` is a plain base name: no path, no control character. */
function checkFileName(name: string): void {
  let isPlain = name !== '' && name !== '.' && name !== '..' && name.length <= FILE_NAME_BYTES_MAX;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 0x20 || code === 0x7f || code === SLASH || code === BACKSLASH) isPlain = false;
  }
  if (!isPlain) throw new Fault('fileName', `'${name.slice(0, 64)}'`);
}

/** Faults `fileName` unless there are at most `FILES_MAX` files and each has a plain base name. */
function checkFiles(source: FileSource): void {
  if (source.count > FILES_MAX) throw new Fault('fileName', `${source.count} files, at most ${FILES_MAX}`);
  for (let i = 0; i < source.count; i++) checkFileName(source.name(i));
}

/** The last part of a path, whatever its separators: what a receiver may use of the name that it is told. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Sends the files of one source, whose names are the argument of `sending_files`. Contents are never whole in memory. */
export class FileSender implements ArgumentSource {
  private readonly staging = new Uint8Array(CARRY_BYTES + FILE_PIECE_BYTES);
  private readonly piece = this.staging.subarray(CARRY_BYTES);
  private source: FileSource | null = null;
  private file = 0;
  private offset = 0;

  /** Fault `fileName` for names that cannot be sent. */
  start(source: FileSource): void {
    checkFiles(source);
    this.source = source;
    this.file = 0;
    this.begin();
  }

  rows(): number {
    return this.source?.count ?? 0;
  }

  put(_field: number, row: number, writer: ValueWriter): void {
    writer.text((this.source as FileSource).name(row));
  }

  get done(): boolean {
    return this.file === this.rows();
  }

  /** Whether a step fits `room` bytes. */
  fits(room: number): boolean {
    return room >= FILE_PIECE_BYTES;
  }

  /** Writes the next piece of the file in hand, or the mark that ends it. Fault `delimiterInFile`: end the connection. */
  step(out: ByteRing): void {
    const source = this.source as FileSource;
    const count = source.read(this.file, this.offset, this.piece);
    if (count === 0) {
      out.putBytes(delimiterBytes(), 0, DELIMITER_BYTES);
      this.file += 1;
      this.begin();
      return;
    }
    if (indexOfDelimiter(this.staging, 0, CARRY_BYTES + count) !== -1)
      throw new Fault('delimiterInFile', source.name(this.file));
    out.putBytes(this.staging, CARRY_BYTES, count);
    this.staging.copyWithin(0, count, count + CARRY_BYTES);
    this.offset += count;
  }

  stop(): void {
    this.source = null;
  }

  private begin(): void {
    this.offset = 0;
    this.staging.fill(0, 0, CARRY_BYTES);
  }
}

/** Receives a known number of files. */
export class FileReceiver {
  private readonly staging = new Uint8Array(CARRY_BYTES + FILE_PIECE_BYTES);
  private sink: FileSink | null = null;
  private count = 0;
  private file = 0;
  /** Bytes at the beginning of the staging that are not handed on yet: a mark may start there. */
  private carried = 0;
  private isOpen = false;

  start(count: number, sink: FileSink): void {
    this.sink = sink;
    this.count = count;
    this.file = 0;
    this.carried = 0;
    this.isOpen = false;
  }

  get done(): boolean {
    return this.file === this.count;
  }

  /** Takes what the ring holds, up to the end of the last file; true when that was reached. */
  take(ring: ByteRing): boolean {
    const sink = this.sink as FileSink;
    while (!this.done) {
      if (!this.isOpen) sink.begin(this.file);
      this.isOpen = true;
      if (ring.length === 0) return false;
      this.piece(ring, sink);
    }
    return true;
  }

  private piece(ring: ByteRing, sink: FileSink): void {
    const staging = this.staging;
    const taken = Math.min(ring.length, FILE_PIECE_BYTES);
    const length = this.carried + taken;
    ring.copyTo(staging, this.carried, 0, taken);
    const mark = indexOfDelimiter(staging, 0, length);
    if (mark === -1) {
      const settled = Math.max(0, length - CARRY_BYTES);
      if (settled > 0) sink.data(staging, settled);
      staging.copyWithin(0, settled, length);
      ring.drop(taken);
      this.carried = length - settled;
      return;
    }
    if (mark > 0) sink.data(staging, mark);
    ring.drop(mark + DELIMITER_BYTES - this.carried);
    this.carried = 0;
    sink.end(this.file);
    this.file += 1;
    this.isOpen = false;
  }
}
