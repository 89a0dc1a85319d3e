// `embedded:io/socket/tcp` (ECMA-419) over node:net, behaving as Moddable's lwip implementation does on an ESP32.

import { connect, type Socket } from 'node:net';
import { BUFFER_SIZES, type BufferSizes, SocketStream, type StreamCallbacks } from './socket-stream.js';

/** What `read` fills and `write` takes. */
export type Bytes = ArrayBuffer | Uint8Array | DataView;

interface CommonOptions extends StreamCallbacks<TCP> {
  readonly nodelay?: boolean;
  /** An extension of the host: time without traffic after which it asks whether the peer is still there, ms. */
  readonly keepAlive?: number;
  readonly format?: 'buffer';
  readonly target?: unknown;
  /** An extension of the host, for tests. */
  readonly buffers?: BufferSizes;
}

/** `accepted` is for Listener: the result only serves as `from`. */
export type Options = CommonOptions &
  (
    | { readonly from: TCP }
    | { readonly address: string; readonly port: number }
    | { readonly host: string; readonly port: number }
    | { readonly accepted: Socket }
  );

function bytesOf(buffer: Bytes): Uint8Array {
  if (buffer instanceof Uint8Array) return buffer;
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** A connection to `address` (or `host`) and `port`, which becomes writable or fails later. */
function connectTo(options: Options): Socket {
  if (!('port' in options)) throw new TypeError('TCP needs from, or address and port');
  return connect({
    host: 'address' in options ? options.address : options.host,
    port: options.port,
    allowHalfOpen: true,
  });
}

/**
 * Callbacks come with `this` the instance, in a later turn than the call that causes them, and never after `close`:
 * `onReadable(bytes)` when bytes came, with all that wait; it does not come again for bytes that are left unread.
 * `onWritable(bytes)` once connected or taken over, and whenever the system has taken bytes.
 * `onError()` once, at the peer's end or when the connection broke, after all bytes were read. From the moment that
 * the end is known `write` throws 'not ready', also while there are bytes to read.
 */
export default class TCP {
  target: unknown;
  private stream: SocketStream<TCP> | undefined;

  constructor(options: Options) {
    if (options.format !== undefined && options.format !== 'buffer') throw new RangeError('unimplemented');
    if ('target' in options) this.target = options.target;
    if ('from' in options) {
      this.stream = options.from.open();
      options.from.stream = undefined;
    } else {
      const socket = 'accepted' in options ? options.accepted : connectTo(options);
      this.stream = new SocketStream<TCP>(socket, options.buffers ?? BUFFER_SIZES);
    }
    if (options.nodelay !== undefined) this.stream.socket.setNoDelay(options.nodelay);
    if (options.keepAlive !== undefined) this.stream.socket.setKeepAlive(true, options.keepAlive);
    if (!('accepted' in options)) this.stream.attach(this, options);
  }

  get format(): 'buffer' {
    return 'buffer';
  }

  /** Undefined when closed. An IPv4 peer of an IPv6 listener has its IPv4 address. */
  get remoteAddress(): string | undefined {
    return this.stream?.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '');
  }

  get remotePort(): number | undefined {
    return this.stream?.socket.remotePort;
  }

  /**
   * `read()` and `read(count)` give the bytes, `read(buffer)` fills the buffer and gives their number. Undefined when
   * nothing waits. Error 'invalid' when less than asked for waits, or nothing is asked for.
   */
  read(count?: number): ArrayBuffer | undefined;
  read(buffer: Bytes): number | undefined;
  read(wanted?: number | Bytes): ArrayBuffer | number | undefined {
    const stream = this.open();
    const available = stream.available;
    if (available === 0) return undefined;
    const fill = typeof wanted === 'object';
    const count = fill ? wanted.byteLength : (wanted ?? available);
    if (!(count > 0 && count <= available)) throw new Error('invalid');
    if (fill) {
      stream.take(bytesOf(wanted));
      return count;
    }
    const result = new ArrayBuffer(count);
    stream.take(new Uint8Array(result));
    return result;
  }

  /**
   * Takes all of the buffer and gives the room that is left, bytes. Error 'would block' when there is not enough room,
   * 'not ready' before the connection is there and after its end.
   */
  write(buffer: Bytes): number {
    return this.open().write(bytesOf(buffer));
  }

  /** An extension of the host, the chip has no half close: ends our half of the stream; reading goes on. */
  closeWrite(): void {
    this.open().closeWrite();
  }

  /** Sends what was written, then ends the stream. Closing twice is allowed, any other use afterwards is an error. */
  close(): void {
    this.stream?.close();
    this.stream = undefined;
  }

  private open(): SocketStream<TCP> {
    if (this.stream === undefined) throw new Error('closed');
    return this.stream;
  }
}
