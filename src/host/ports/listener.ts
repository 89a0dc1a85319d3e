// `embedded:io/socket/listener` (ECMA-419) over node:net: connections wait, unread, until they are taken.

import { createServer, type Server, type Socket } from 'node:net';
import { BUFFER_SIZES, type BufferSizes } from './socket-stream.js';
import TCP from './tcp.js';

/** Connections that may wait to be taken; further ones are ended. As many as lwip's pool of the ESP32 has in all. */
export const PENDING_MAX = 8;

export interface ListenerOptions {
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** Address to listen on; all when absent. The chip ignores it. */
  readonly address?: string;
  /** Connections came; `requests` of them wait. */
  readonly onReadable?: (this: Listener, requests: number) => void;
  readonly format?: 'socket/tcp';
  readonly target?: unknown;
  /** An extension of the host, for tests: buffers of the connections. */
  readonly buffers?: BufferSizes;
}

export default class Listener {
  target: unknown;
  /**
   * An extension of the host, where a port is bound a little later than asked for: the port once it is listened on.
   * Rejected with the system's error, EADDRINUSE for one; whoever ignores that sees the program end.
   */
  readonly ready: Promise<number>;
  private readonly server: Server;
  private readonly pending: TCP[] = [];
  private readonly onReadable: ListenerOptions['onReadable'];
  private readonly buffers: BufferSizes;

  constructor(options: ListenerOptions) {
    if ('target' in options) this.target = options.target;
    this.onReadable = options.onReadable;
    this.buffers = options.buffers ?? BUFFER_SIZES;
    const server = createServer(
      {
        allowHalfOpen: true,
        pauseOnConnect: true,
      },
      (socket) => this.accept(socket),
    );
    this.server = server;
    this.ready = new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, options.address, () => {
        server.off('error', reject);
        resolve(this.port);
      });
    });
  }

  get format(): 'socket/tcp' {
    return 'socket/tcp';
  }

  /** The port listened on; 0 while it is not known, which is before `ready` when an address was given. */
  get port(): number {
    const address = this.server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  }

  /** The connection that has waited longest, to be given to `new TCP({from})`. */
  read(): TCP | undefined {
    return this.pending.shift();
  }

  /** Ends the connections that wait; those that were taken go on. */
  close(): void {
    this.server.close();
    for (const tcp of this.pending.splice(0)) tcp.close();
  }

  private accept(socket: Socket): void {
    if (this.pending.length === PENDING_MAX) {
      socket.destroy();
      return;
    }
    this.pending.push(new TCP({ accepted: socket, buffers: this.buffers }));
    this.onReadable?.call(this, this.pending.length);
  }
}
