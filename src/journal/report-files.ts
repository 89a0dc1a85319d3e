// The three files of a `save`: two as they stand in storage, the well map as it is read.

import { type BlockLog, historyStream, protocolStream } from './block-log.js';
import type { WellMap } from './well-map.js';

const NAMES = Object.freeze(['protocol_record.txt', 'wellmap.tsv', 'well_history.tsv']);
const PROTOCOL = 0;
const WELL_MAP = 1;

/** Contents stay what they were at the last `begin`, whatever is appended to the streams behind them. */
export class ReportFiles {
  readonly count = NAMES.length;
  private readonly log: BlockLog;
  private readonly wellMap: WellMap;
  private session = 0;
  private isCorrected = false;
  private protocolBytes = 0;
  private historyBytes = 0;

  constructor(log: BlockLog, wellMap: WellMap) {
    this.log = log;
    this.wellMap = wellMap;
  }

  /** The files of a session, so far as it was handed over. */
  begin(session: number, isCorrected: boolean, protocolBytes: number, historyBytes: number): void {
    this.session = session;
    this.isCorrected = isCorrected;
    this.protocolBytes = protocolBytes;
    this.historyBytes = historyBytes;
    this.wellMap.begin();
  }

  name(file: number): string {
    return NAMES[file] as string;
  }

  /** Fills `target` from byte `offset` of the file on; returns the bytes given, 0 at the end. */
  read(file: number, offset: number, target: Uint8Array): number {
    if (file === WELL_MAP) return this.wellMap.read(offset, target);
    if (file === PROTOCOL)
      return this.copy(protocolStream(this.isCorrected), this.protocolBytes, offset, target);
    return this.copy(historyStream(this.isCorrected), this.historyBytes, offset, target);
  }

  private copy(stream: number, bytes: number, offset: number, target: Uint8Array): number {
    const count = Math.max(0, Math.min(target.length, bytes - offset));
    this.log.read(this.session, stream, offset, target, 0, count);
    return count;
  }
}
