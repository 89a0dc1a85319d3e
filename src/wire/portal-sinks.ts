// What a portal itself reads out of packets: the cid in a `ready`, the exception in an `error`.

import { textAt } from '../kernel/utf8.js';
import type { ArgumentSink } from './argument-sink.js';
import { ERROR } from './packets.js';
import { KIND, type ValueReader } from './value-reader.js';

/** The exception that a peer reported: class name and first argument. */
export interface PeerError {
  readonly python: string;
  readonly message: string;
}

export class CidSink implements ArgumentSink {
  high = 0;
  low = 0;

  value(_field: number, _row: number, { high, low }: ValueReader): void {
    this.high = high;
    this.low = low;
  }
}

export class ErrorSink implements ArgumentSink, PeerError {
  python = 'Exception';
  message = '';

  value(field: number, _row: number, { ring, kind, number, start, length }: ValueReader): void {
    const text = kind === KIND.text ? textAt(ring, start, length) : '';
    if (field === ERROR.python) this.python = text;
    else if (kind === KIND.integer || kind === KIND.float) this.message = String(number);
    else this.message = text;
  }
}
