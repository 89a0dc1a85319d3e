// well_history.tsv: one row for each time that liquid came into a container or left it (ROBOT.md section 11).

import type { ByteWriter } from '../kernel/byte-writer.js';
import type { ByteBuffer } from './byte-buffer.js';
import { NO_ID, RECORD } from './record.js';
import type { RecordBatch } from './record-batch.js';
import type { RecordTimes } from './record-times.js';
import type { ReportNames } from './report-names.js';
import { NEWLINE, phrase, putField, putFloat, putPhrase, putTimestamp, TAB } from './report-text.js';

const TITLE = phrase('timestamp\tchemical\tvol\tcontainer\n');

export class HistoryReport {
  private readonly names: ReportNames;
  private readonly times: RecordTimes;
  private readonly field: ByteBuffer;

  /** @param field room for a name, while a row is written */
  constructor(names: ReportNames, times: RecordTimes, field: ByteBuffer) {
    this.names = names;
    this.times = times;
    this.field = field;
  }

  begin(out: ByteWriter): void {
    putPhrase(out, TITLE);
  }

  /** Writes the row of a record that has one. */
  put(out: ByteWriter, batch: RecordBatch, record: number): void {
    const kind = batch.kind(record);
    const volume = batch.value(record);
    if (kind === RECORD.aspirate || kind === RECORD.discarded || kind === RECORD.flush)
      this.row(out, batch, record, NO_ID, -volume);
    else if (kind === RECORD.dispense || (kind === RECORD.containerMade && volume > 0))
      this.row(out, batch, record, batch.chemical(record), volume);
  }

  private row(out: ByteWriter, batch: RecordBatch, record: number, chemical: number, volume: number): void {
    const field = this.field;
    putTimestamp(out, this.times.local(batch, record));
    out.putUint8(TAB);
    field.length = 0;
    if (chemical !== NO_ID) this.names.putChemical(chemical, field);
    putField(out, field);
    out.putUint8(TAB);
    putFloat(out, volume);
    out.putUint8(TAB);
    field.length = 0;
    this.names.putContainer(batch.container(record), field);
    putField(out, field);
    out.putUint8(NEWLINE);
  }
}
