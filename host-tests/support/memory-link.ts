// A connection in memory: a test is its other end.

import type { RingStage } from '../../src/kernel/ring-stage.js';
import type { Link } from '../../src/server/link.js';
import type { Server } from '../../src/server/server.js';
import { outsideBytes } from './engine.js';
import { concat, type Parsed, parseStream } from './packets.js';

export class MemoryLink implements Link {
  readonly peer: string;
  /** The server has ended its half of the stream. */
  finished = false;
  closed = false;
  /** Bytes that the socket takes before the test reads them with `read`. */
  window = Number.POSITIVE_INFINITY;
  readonly #server: Server;
  #incoming: Uint8Array = outsideBytes(0);
  /** What was sent, and room for more. */
  #outgoing: Uint8Array = outsideBytes(4_096);
  #outgoingLength = 0;

  constructor(server: Server, peer = 'test') {
    this.#server = server;
    this.peer = peer;
  }

  /** Connects and returns the link. */
  static connect(server: Server, peer = 'test'): MemoryLink {
    const link = new MemoryLink(server, peer);
    server.connect(link);
    return link;
  }

  /** Sends bytes to the server. */
  send(...parts: readonly Uint8Array[]): void {
    this.#incoming = concat(this.#incoming, ...parts);
    this.#server.readable(this);
  }

  /** Bytes that the server has not taken. */
  get unread(): number {
    return this.#incoming.length;
  }

  /** Ends the stream from the test's side. */
  end(): void {
    this.#server.ended(this);
  }

  /** Takes more of what the server wants to send. */
  allow(bytes: number): void {
    this.window += bytes;
    this.#server.writable(this);
  }

  /** All bytes that the server has sent. */
  get sent(): Uint8Array {
    return this.#outgoing.subarray(0, this.#outgoingLength);
  }

  parsed(): Parsed[] {
    return parseStream(this.sent);
  }

  receive(stage: RingStage, maximum: number): number {
    if (this.#incoming.length === 0) return 0;
    const view = stage.view(Math.min(maximum, this.#incoming.length));
    view.set(this.#incoming.subarray(0, view.length));
    stage.append(view.length);
    this.#incoming = this.#incoming.subarray(view.length);
    return view.length;
  }

  transmit(stage: RingStage, length: number): number {
    const count = Math.min(length, this.window);
    if (count === 0) return 0;
    const view = stage.view(count);
    stage.fill(view.length);
    this.window -= view.length;
    if (this.#outgoingLength + view.length > this.#outgoing.length)
      this.#outgoing = concat(this.#outgoing, outsideBytes(this.#outgoing.length + view.length));
    this.#outgoing.set(view, this.#outgoingLength);
    this.#outgoingLength += view.length;
    return view.length;
  }

  finish(): void {
    this.finished = true;
  }

  close(): void {
    this.closed = true;
  }
}
