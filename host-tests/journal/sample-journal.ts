// A journal with a small lab behind it, and the reading of its files, for tests.

import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { BlockDevice } from '../../src/journal/block-device.js';
import { Journal } from '../../src/journal/journal.js';
import { NO_ARM, NO_ID, RECORD } from '../../src/journal/record.js';
import type { ReportFiles } from '../../src/journal/report-files.js';
import type { ReportNames } from '../../src/journal/report-names.js';
import { UNKNOWN_CAUSE } from '../../src/journal/start-cause.js';
import { TimeZone } from '../../src/journal/time-zone.js';
import type { WellMapSource } from '../../src/journal/well-map.js';
import type { ByteWriter } from '../../src/kernel/byte-writer.js';
import { putUtf8, textAt } from '../../src/kernel/utf8.js';
import type { WallClock } from '../../src/kernel/wall-clock.js';
import { ringOf } from '../support/bytes.js';
import { outside, outsideBytes } from '../support/engine.js';

/** 2026-11-22 04:36:27.627893 in Los Angeles, the beginning of a captured session. */
export const START = 1_795_350_987_627_893;

export class SetClock implements WallClock {
  now = START;
  isSynchronized = true;
  originMicroseconds = 0;

  microseconds(): number {
    return this.now;
  }
}

export interface Container {
  readonly name: string;
  readonly slot: number;
  readonly well: string;
  readonly volume: number;
  readonly type: string;
}

/** Containers have the numbers of their places here, chemicals those of their names. */
export class SampleLab implements ReportNames, WellMapSource {
  readonly chemicals: string[] = [];
  readonly containers: Container[] = [];
  readonly labware = [
    ...[
      '',
      'tube_holder_10',
      '',
      'temp_mod_24_tube on Temperature Module GEN2',
      'platereader4',
      '24_well_plate',
    ],
    ...['', '', '96_well_plate', '', 'tip_rack_300uL', 'tip_rack_20uL', 'Opentrons Fixed Trash'],
  ];

  get count(): number {
    return this.containers.length;
  }

  isListed(): boolean {
    return true;
  }

  flowRate(): number {
    return 92.86;
  }

  slot(row: number): number {
    return this.containers[row]!.slot;
  }

  volume(row: number): number {
    return this.containers[row]!.volume;
  }

  putChemical(chemical: number, out: ByteWriter): void {
    putUtf8(out, this.chemicals[chemical]!);
  }

  putContainer(container: number, out: ByteWriter): void {
    putUtf8(out, this.containers[container]!.name);
  }

  putName(row: number, out: ByteWriter): void {
    this.putContainer(row, out);
  }

  putType(row: number, out: ByteWriter): void {
    putUtf8(out, this.containers[row]!.type);
  }

  putLabware(slot: number, out: ByteWriter): void {
    putUtf8(out, this.labware[slot]!);
  }

  /** The row by row order of eight rows a column: well 8 is A2. */
  putWell(slotOrRow: number, wellOrOut: number | ByteWriter, out?: ByteWriter): void {
    if (out === undefined) putUtf8(wellOrOut as ByteWriter, this.containers[slotOrRow]!.well);
    else putUtf8(out, wellName(wellOrOut as number));
  }
}

export const wellName = (well: number): string => `${'ABCDEFGH'[well % 8]}${Math.floor(well / 8) + 1}`;

export interface Sample {
  readonly journal: Journal;
  readonly device: BlockDevice;
  readonly clock: SetClock;
  readonly lab: SampleLab;
}

export interface SampleOptions {
  readonly device?: BlockDevice;
  readonly clock?: SetClock;
  readonly lab?: SampleLab;
  readonly zone?: string;
  readonly startCause?: number;
}

export const memory = (blockBytes = 512, blocks = 48): MemoryBlocks =>
  outside(() => new MemoryBlocks(blockBytes, blocks));

export function sampleJournal({
  device = memory(),
  clock = new SetClock(),
  lab = new SampleLab(),
  zone = 'PST8PDT,M3.2.0,M11.1.0',
  startCause = UNKNOWN_CAUSE,
}: SampleOptions = {}): Sample {
  const journal = new Journal({
    ...{ device, clock, zone: new TimeZone(zone), names: lab, wellMap: lab },
    wellMapRows: 64,
    startCause,
  });
  return { journal, device, clock, lab };
}

/** Appends a record whose other fields do not matter. */
export function note(journal: Journal, kind: number, fields: Partial<Fields> = {}): void {
  const { arm, slot, well, container, chemical, value } = { ...NO_FIELDS, ...fields };
  journal.append(kind, arm, slot, well, container, chemical, value);
}

interface Fields {
  readonly arm: number;
  readonly slot: number;
  readonly well: number;
  readonly container: number;
  readonly chemical: number;
  readonly value: number;
}

const NO_FIELDS: Fields = { arm: NO_ARM, slot: 0, well: 0, container: NO_ID, chemical: NO_ID, value: 0 };

/** Bytes of a file, read in pieces of `piece` bytes. */
export function fileBytes(files: ReportFiles, name: string, piece = 512): Uint8Array {
  const file = [0, 1, 2].find((i) => files.name(i) === name)!;
  const target = new Uint8Array(piece);
  let bytes = outsideBytes(8_192);
  let length = 0;
  for (let count = files.read(file, 0, target); count > 0; count = files.read(file, length, target)) {
    if (length + count > bytes.length) {
      const longer = outsideBytes(4 * bytes.length);
      longer.set(bytes);
      bytes = longer;
    }
    bytes.set(target.subarray(0, count), length);
    length += count;
  }
  return bytes.subarray(0, length);
}

export function fileText(files: ReportFiles, name: string, piece = 512): string {
  const bytes = fileBytes(files, name, piece);
  return textAt(ringOf(bytes), 0, bytes.length);
}

/** The records of one portion, as the robot appends them: `volume` µL from container 0 to container `to`. */
export function appendPortion(journal: Journal, to: number, volume: number): void {
  const from = { arm: 0, slot: 1, well: 2, container: 0, chemical: 0 };
  const into = { arm: 0, slot: 4, well: to, container: to, chemical: 0 };
  note(journal, RECORD.headTransfer, { container: to, chemical: 0 });
  note(journal, RECORD.aspirate, { ...from, value: volume });
  note(journal, RECORD.touchTip, { arm: 0 });
  note(journal, RECORD.moveTo, from);
  note(journal, RECORD.dispense, { ...into, value: volume });
  note(journal, RECORD.blowOut, { arm: 0, value: 4 });
  note(journal, RECORD.touchTip, { arm: 0 });
}
