// The payload in hand, wherever it is: in the receive ring, or in the memory that a longer one was put down in.

import { ByteSource } from './byte-source.js';

/** What reads a payload keeps this one source, whose bytes are those of another one: nothing is copied. */
export class Payload extends ByteSource {
  declare bytes: Uint8Array;
  declare view: DataView;

  constructor() {
    super(new Uint8Array(0));
  }

  /** Shows the first `length` bytes of `source`, which puts them in a row. They are there until it drops them. */
  show(source: ByteSource, length: number): void {
    this.start = source.straighten(length);
    this.bytes = source.bytes;
    this.view = source.view;
    this.length = length;
  }
}
