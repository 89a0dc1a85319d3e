// Report text on its way to storage, in pieces of a fixed size.

import { REPORT_STAGE_BYTES } from '../kernel/limits.js';
import type { BlockLog } from './block-log.js';
import { ByteBuffer } from './byte-buffer.js';

export class ReportStream extends ByteBuffer {
  /** Stream of the session that the text goes to. */
  stream: number;
  /** Whether the storage was full and text was lost. */
  isFull = false;
  private readonly log: BlockLog;

  constructor(log: BlockLog, stream: number) {
    super(REPORT_STAGE_BYTES);
    this.log = log;
    this.stream = stream;
  }

  /** What comes now is the beginning of a stream. */
  begin(stream: number): void {
    this.stream = stream;
    this.length = 0;
    this.isFull = false;
  }

  /** Writes what is staged. */
  flush(): void {
    const { length } = this;
    this.length = 0;
    if (!this.log.append(this.stream, this.bytes, 0, length)) this.isFull = true;
  }

  protected override take(count: number): number {
    if (this.length + count > this.bytes.length) this.flush();
    const at = this.length;
    this.length = at + count;
    return at;
  }
}
