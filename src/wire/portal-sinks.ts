// What a portal itself reads out of packets: the cid in a `ready`, the exception in an `error`.

import type { ByteRing } from '../kernel/byte-ring.js';
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
  private readonly ring: ByteRing;

  constructor(ring: ByteRing) {
    this.ring = ring;
  }

  value(field: number, _row: number, { kind, number, start, length }: ValueReader): void {
    const text = kind === KIND.text ? textAt(this.ring, start, length) : '';
    if (field === ERROR.python) this.python = text;
    else if (kind === KIND.integer || kind === KIND.float) this.message = String(number);
    else this.message = text;
  }
}
