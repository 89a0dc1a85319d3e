// A connection in memory that makes no garbage of its own, for soaks and for measuring what the server allocates.

import type { RingStage } from '../../src/kernel/ring-stage.js';
import type { Link } from '../../src/server/link.js';
import type { Server } from '../../src/server/server.js';
import { concat } from './packets.js';

const NOTHING = new Uint8Array(0);

export class LeanLink implements Link {
  readonly peer = 'lean';
  finished = false;
  closed = false;
  /** Bytes that the socket takes. */
  window = Number.POSITIVE_INFINITY;
  /** Bytes that the server has sent. */
  sentBytes = 0;
  readonly #server: Server;
  /** Where they are kept, as far as they fit. */
  readonly #kept: Uint8Array;
  #incoming: Uint8Array = NOTHING;
  #at = 0;

  /** @param kept takes what the server sends; what does not fit is forgotten */
  constructor(server: Server, kept: Uint8Array = NOTHING) {
    this.#server = server;
    this.#kept = kept;
  }

  /** Lets the server take the bytes, all that it has room for; false when some are left. */
  send(bytes: Uint8Array): boolean {
    this.#incoming = bytes;
    this.#at = 0;
    return this.resend();
  }

  /** The same with what is left. */
  resend(): boolean {
    this.#server.readable(this);
    return this.#at === this.#incoming.length;
  }

  /** Takes all that the server has and will have to send. */
  open(): void {
    this.window = Number.POSITIVE_INFINITY;
    this.#server.writable(this);
  }

  /** A copy of what was kept. */
  sent(): Uint8Array {
    if (this.sentBytes > this.#kept.length) throw new Error(`${this.sentBytes} bytes were not all kept`);
    return concat(this.#kept.subarray(0, this.sentBytes));
  }

  receive(stage: RingStage, maximum: number): number {
    const left = this.#incoming.length - this.#at;
    if (left === 0) return 0;
    const view = stage.view(Math.min(maximum, left));
    for (let i = 0; i < view.length; i++) view[i] = this.#incoming[this.#at + i] as number;
    stage.append(view.length);
    this.#at += view.length;
    return view.length;
  }

  transmit(stage: RingStage, length: number): number {
    const count = Math.min(length, this.window);
    if (count === 0) return 0;
    const view = stage.view(count);
    stage.fill(view.length);
    if (this.sentBytes + view.length <= this.#kept.length) this.#kept.set(view, this.sentBytes);
    this.sentBytes += view.length;
    this.window -= view.length;
    return view.length;
  }

  finish(): void {
    this.finished = true;
  }

  close(): void {
    this.closed = true;
  }
}
