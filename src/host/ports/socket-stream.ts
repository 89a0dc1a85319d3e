// One connection of node:net with the fixed buffers and the manners of lwip: what the class TCP is the face of.

import type { Socket } from 'node:net';
import { ByteRing } from '../../kernel/byte-ring.js';

/** Sizes of a connection's two buffers, bytes; powers of two. Tests make them small. */
export interface BufferSizes {
  /** Bytes that may wait to be read. When they are there the socket is paused and TCP's window slows the peer. */
  readonly receiveBytes: number;
  /** Bytes that may wait for the system to take them: `write` measures its room by this. */
  readonly sendBytes: number;
}

export const BUFFER_SIZES: BufferSizes = Object.freeze({ receiveBytes: 65_536, sendBytes: 65_536 });

/** Silence after which a closed connection with unsent bytes is given up, ms (lwip's TCP_FIN_WAIT_TIMEOUT). */
const LINGER_MILLISECONDS = 20_000;

/** `error` is an extension of the host: the chip does not say why, and at the peer's end there is none. */
export interface StreamCallbacks<Owner> {
  readonly onReadable?: ((this: Owner, bytes: number) => void) | undefined;
  readonly onWritable?: ((this: Owner, bytes: number) => void) | undefined;
  readonly onError?: ((this: Owner, error?: Error) => void) | undefined;
}

/** Calls nobody back before `attach` and after `close`. */
export class SocketStream<Owner extends object> {
  readonly socket: Socket;
  private readonly received: ByteRing;
  /** Written bytes that the system has not taken yet; node holds views of all but the newest `#unflushed`. */
  private readonly sent: ByteRing;
  private readonly sendBytes: number;
  private unflushed = 0;
  private flushDue = false;
  private writable: boolean;
  private paused = false;
  /** The peer has ended the stream, or it broke. */
  private over = false;
  private overTold = false;
  private error: Error | undefined;
  private owner: Owner | undefined;
  private callbacks: StreamCallbacks<Owner> = {};

  /** @param socket connecting, or accepted and paused; made with `allowHalfOpen` */
  constructor(socket: Socket, sizes: BufferSizes) {
    this.socket = socket;
    this.received = new ByteRing(sizes.receiveBytes);
    this.sent = new ByteRing(sizes.sendBytes);
    this.sendBytes = sizes.sendBytes;
    this.writable = !socket.connecting;
    socket.on('connect', () => {
      this.writable = true;
      this.tellWritable();
    });
    socket.on('end', () => this.end(undefined));
    socket.on('error', (error) => this.end(error));
  }

  /** Hands the connection to `owner`, who is told in the next turn what there is to read and room to write. */
  attach(owner: Owner, callbacks: StreamCallbacks<Owner>): void {
    if (this.owner === undefined) {
      this.socket.on('data', (chunk) => this.receive(chunk));
      this.socket.resume();
    }
    this.owner = owner;
    this.callbacks = callbacks;
    this.overTold = false;
    process.nextTick(() => {
      if (this.owner !== owner) return;
      if (this.received.length > 0) callbacks.onReadable?.call(owner, this.received.length);
      if (this.over) this.tellOver();
      else this.tellWritable();
    });
  }

  /** Bytes that can be taken. */
  get available(): number {
    return this.received.length;
  }

  /** Bytes that can be written at once. */
  get room(): number {
    return this.sendBytes - this.sent.length;
  }

  /** Fills `target`, which is no longer than what is available, with the oldest bytes. */
  take(target: Uint8Array): void {
    this.received.copyTo(target, 0, 0, target.length);
    this.received.drop(target.length);
    if (this.paused) {
      this.paused = false;
      this.socket.resume();
    }
    if (this.over && this.received.length === 0) process.nextTick(() => this.tellOver());
  }

  /** Keeps a copy and sends it, with all else that is written in this turn, when the turn is over; gives the room left. */
  write(bytes: Uint8Array): number {
    if (!this.writable) throw new Error('not ready');
    if (bytes.length > this.room) throw new Error('would block');
    this.sent.putBytes(bytes, 0, bytes.length);
    this.unflushed += bytes.length;
    if (!this.flushDue) {
      this.flushDue = true;
      process.nextTick(this.flush);
    }
    return this.room;
  }

  /** Ends our half of the stream behind what was written. */
  closeWrite(): void {
    if (!this.writable) return;
    this.flush();
    this.writable = false;
    this.socket.end();
  }

  /** Sends what was written and ends the connection; what the peer still sends is thrown away. */
  close(): void {
    this.callbacks = {};
    this.owner = undefined;
    if (this.socket.connecting) {
      this.socket.destroy();
      return;
    }
    this.flush();
    this.writable = false;
    this.socket.resume();
    this.socket.setTimeout(LINGER_MILLISECONDS, () => this.socket.destroy());
    this.socket.destroySoon();
  }

  private receive(chunk: Buffer): void {
    const owner = this.owner;
    if (owner === undefined) return;
    const ring = this.received;
    const count = Math.min(chunk.length, ring.free);
    ring.putBytes(chunk, 0, count);
    if (ring.free === 0) {
      this.paused = true;
      this.socket.pause();
      if (count < chunk.length) this.socket.unshift(chunk.subarray(count));
    }
    this.callbacks.onReadable?.call(owner, ring.length);
  }

  private readonly flush = (): void => {
    this.flushDue = false;
    const ring = this.sent;
    const count = this.unflushed;
    if (count === 0 || this.socket.destroyed) return;
    const from = ring.index(ring.length - count);
    const first = Math.min(count, ring.capacity - from);
    this.unflushed = 0;
    if (first < count) this.socket.cork();
    this.socket.write(Buffer.from(ring.bytes.buffer, from, first), this.settle);
    if (first < count) {
      this.socket.write(Buffer.from(ring.bytes.buffer, 0, count - first), this.settle);
      this.socket.uncork();
    }
    this.settle();
  };

  /** Frees what the system has taken, which it mostly does at once, and tells of the room. */
  private readonly settle = (): void => {
    const taken = this.sent.length - this.unflushed - this.socket.writableLength;
    if (taken <= 0) return;
    this.sent.drop(taken);
    if (this.sent.length === 0) this.sent.clear();
    this.tellWritable();
  };

  private end(error: Error | undefined): void {
    if (this.over) return;
    this.over = true;
    this.writable = false;
    this.error = error;
    if (this.received.length === 0) this.tellOver();
  }

  private tellWritable(): void {
    if (this.owner !== undefined && this.writable) this.callbacks.onWritable?.call(this.owner, this.room);
  }

  private tellOver(): void {
    if (this.owner === undefined || this.overTold || this.received.length > 0) return;
    this.overTold = true;
    this.callbacks.onError?.call(this.owner, this.error);
  }
}
