// protocol_record.txt: a line for each motion in the motion library's words, and the robot's own HEAD lines among them.

import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8 } from '../kernel/utf8.js';
import { RECORD } from './record.js';
import type { RecordBatch } from './record-batch.js';
import type { RecordTimes } from './record-times.js';
import type { ReportNames } from './report-names.js';
import { NEWLINE, phrase, putCount, putFloat, putHeadTime, putPhrase } from './report-text.js';
import { crashOf } from './start-cause.js';

const WORDS = Object.freeze({
  pickingUp: phrase('Picking up tip from '),
  dropping: phrase('Dropping tip into '),
  moving: phrase('Moving to '),
  aspirating: phrase('Aspirating '),
  from: phrase(' uL from '),
  dispensing: phrase('Dispensing '),
  into: phrase(' uL into '),
  of: phrase(' of '),
  on: phrase(' on '),
  at: phrase(' at '),
  rate: phrase(' uL/sec'),
  touching: phrase('Touching tip'),
  blowingOut: phrase('Blowing out'),
  mixing: phrase('Mixing 1 times with a volume of '),
  microliters: phrase(' ul'),
  setting: phrase('Setting Temperature Module temperature to '),
  degrees: phrase(' °C (rounded off to nearest integer)'),
  head: phrase('HEAD: '),
  transferring: phrase(' : transfering '),
  to: phrase(' to '),
  headMixing: phrase(' : mixing '),
  blank: phrase(' '),
  lost: phrase(' : lost '),
  lostOf: phrase(' uL of '),
  flushing: Object.freeze([phrase(' : flushing left with '), phrase(' : flushing right with ')]),
  fault: phrase(' : fault '),
  started: phrase(' : started anew after '),
});

const HEADS: readonly number[] = Object.freeze([
  RECORD.headTransfer,
  RECORD.headMix,
  RECORD.lost,
  RECORD.flush,
  RECORD.fault,
]);

/** Lines are parted by newlines: the last one has none (ROBOT.md section 11). */
export class ProtocolReport {
  private readonly names: ReportNames;
  private readonly times: RecordTimes;
  private isFirst = true;

  constructor(names: ReportNames, times: RecordTimes) {
    this.names = names;
    this.times = times;
  }

  begin(): void {
    this.isFirst = true;
  }

  /** Writes the lines of a record that has some. */
  put(out: ByteWriter, batch: RecordBatch, record: number): void {
    const kind = batch.kind(record);
    const value = batch.value(record);
    if (kind === RECORD.tipPickedUp) this.atPlace(out, WORDS.pickingUp, batch, record);
    else if (kind === RECORD.tipDropped) this.atPlace(out, WORDS.dropping, batch, record);
    else if (kind === RECORD.moveTo) this.atPlace(out, WORDS.moving, batch, record);
    else if (kind === RECORD.aspirate) this.flow(out, WORDS.aspirating, WORDS.from, batch, record);
    else if (kind === RECORD.dispense) this.flow(out, WORDS.dispensing, WORDS.into, batch, record);
    else if (kind === RECORD.mixStroke) this.mixStroke(out, batch, record);
    else if (kind === RECORD.touchTip) this.line(out, WORDS.touching);
    else if (kind === RECORD.blowOut) for (let i = 0; i < value; i++) this.line(out, WORDS.blowingOut);
    else if (kind === RECORD.temperature) this.temperature(out, value);
    else if (HEADS.includes(kind) || (kind === RECORD.started && crashOf(value) !== ''))
      this.head(out, batch, record);
  }

  private line(out: ByteWriter, words: Uint8Array): void {
    if (!this.isFirst) out.putUint8(NEWLINE);
    this.isFirst = false;
    putPhrase(out, words);
  }

  /** `A3 of tube_holder_10 on 1` */
  private place(out: ByteWriter, batch: RecordBatch, record: number): void {
    const slot = batch.slot(record);
    this.names.putWell(slot, batch.well(record), out);
    putPhrase(out, WORDS.of);
    this.names.putLabware(slot, out);
    putPhrase(out, WORDS.on);
    putCount(out, slot);
  }

  private atPlace(out: ByteWriter, words: Uint8Array, batch: RecordBatch, record: number): void {
    this.line(out, words);
    this.place(out, batch, record);
  }

  private flow(
    out: ByteWriter,
    words: Uint8Array,
    preposition: Uint8Array,
    batch: RecordBatch,
    record: number,
  ): void {
    this.line(out, words);
    putFloat(out, batch.value(record));
    putPhrase(out, preposition);
    this.place(out, batch, record);
    putPhrase(out, WORDS.at);
    putFloat(out, this.names.flowRate(batch.arm(record)));
    putPhrase(out, WORDS.rate);
  }

  private mixStroke(out: ByteWriter, batch: RecordBatch, record: number): void {
    this.line(out, WORDS.mixing);
    putFloat(out, batch.value(record));
    putPhrase(out, WORDS.microliters);
    this.flow(out, WORDS.aspirating, WORDS.from, batch, record);
    this.flow(out, WORDS.dispensing, WORDS.into, batch, record);
  }

  private temperature(out: ByteWriter, celsius: number): void {
    this.line(out, WORDS.setting);
    putFloat(out, celsius);
    putPhrase(out, WORDS.degrees);
  }

  /** The spelling and the blank at the end of `mixing` are the original's; it has no lines for losses, faults and crashes. */
  private head(out: ByteWriter, batch: RecordBatch, record: number): void {
    this.line(out, WORDS.head);
    putHeadTime(out, this.times.local(batch, record));
    const kind = batch.kind(record);
    if (kind === RECORD.headTransfer) {
      putPhrase(out, WORDS.transferring);
      this.names.putChemical(batch.chemical(record), out);
      putPhrase(out, WORDS.to);
      this.names.putContainer(batch.container(record), out);
    } else if (kind === RECORD.headMix) {
      putPhrase(out, WORDS.headMixing);
      this.names.putContainer(batch.container(record), out);
      putPhrase(out, WORDS.blank);
    } else if (kind === RECORD.lost) {
      putPhrase(out, WORDS.lost);
      putFloat(out, batch.value(record));
      putPhrase(out, WORDS.lostOf);
      this.names.putChemical(batch.chemical(record), out);
    } else if (kind === RECORD.flush) {
      putPhrase(out, WORDS.flushing[batch.arm(record)] as Uint8Array);
      putFloat(out, batch.value(record));
      putPhrase(out, WORDS.from);
      this.place(out, batch, record);
    } else if (kind === RECORD.started) {
      putPhrase(out, WORDS.started);
      putUtf8(out, crashOf(batch.value(record)));
    } else {
      putPhrase(out, WORDS.fault);
      putCount(out, batch.value(record));
    }
  }
}
