// What a controller makes of the robot's answers: places, file names, files.

import type { ByteSource } from '../kernel/byte-source.js';
import { textAt } from '../kernel/utf8.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import { baseName, type FileSink } from '../wire/file-stream.js';
import { LOC_RESP } from '../wire/packets.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';
import type { Ids } from './controller-arguments.js';

/** An entry of `loc_resp`. */
export interface Location {
  name: string;
  /** Well, in the machine's name for it. */
  well: string;
  deckPos: number;
  /** µL. */
  volume: number;
  /** µL; negative in a nearly empty container. */
  aspirable: number;
}

export class LocationSink implements ArgumentSink {
  readonly locations: Location[] = [];
  private readonly ring: ByteSource;
  private readonly names: readonly string[];

  constructor(ring: ByteSource, ids: Ids) {
    this.ring = ring;
    this.names = ids === null ? [] : [...ids.keys()];
  }

  value(field: number, row: number, value: ValueReader): void {
    const entry = this.locations[row] ?? { name: '', well: '', deckPos: 0, volume: 0, aspirable: 0 };
    this.locations[row] = entry;
    const text = value.kind === KIND.text ? textAt(this.ring, value.start, value.length) : '';
    if (field === LOC_RESP.name)
      entry.name = value.kind === KIND.integer ? (this.names[value.number] ?? `#${value.number}`) : text;
    else if (field === LOC_RESP.well) entry.well = text;
    else if (field === LOC_RESP.deckPos) entry.deckPos = value.number;
    else if (field === LOC_RESP.volume) entry.volume = value.number;
    else entry.aspirable = value.number;
  }
}

/** Base names of the files that will come. */
export class NameSink implements ArgumentSink {
  readonly names: string[] = [];
  private readonly ring: ByteSource;

  constructor(ring: ByteSource) {
    this.ring = ring;
  }

  value(_field: number, row: number, { start, length }: ValueReader): void {
    this.names[row] = baseName(textAt(this.ring, start, length));
  }
}

export class FileCollector implements FileSink {
  readonly files = new Map<string, Uint8Array>();
  private readonly names: readonly string[];
  private pieces: Uint8Array[] = [];

  constructor(names: readonly string[]) {
    this.names = names;
  }

  begin(): void {
    this.pieces = [];
  }

  data(bytes: Uint8Array, length: number): void {
    this.pieces.push(bytes.slice(0, length));
  }

  end(file: number): void {
    this.files.set(this.names[file] ?? '', new Uint8Array(Buffer.concat(this.pieces)));
  }
}
