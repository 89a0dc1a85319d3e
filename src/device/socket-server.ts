// The server on a TCP port, over the ECMA-419 listener and socket: the same file on the chip and on the host.

import Listener from 'embedded:io/socket/listener';
import TCP from 'embedded:io/socket/tcp';
import type { RingStage } from '../kernel/ring-stage.js';
import type { Link } from '../server/link.js';
import type { Server } from '../server/server.js';

/** Port of the original robot. */
export const ARMCHAIR_PORT = 50_000;

/** A peer that is silent for this long is asked whether it is still there: silence is normal, a dead peer is not. */
const KEEP_ALIVE_MILLISECONDS = 60_000;

/** One socket. Nothing is allocated per transfer: bytes go through the ready-made views of the ring's stage. */
class SocketLink implements Link {
  readonly peer: string;
  private readonly socket: TCP;
  /** Bytes that wait in the socket. */
  private readable = 0;
  /** Bytes that the socket takes now. */
  private writable = 0;
  private closed = false;

  constructor(server: Server, from: TCP) {
    this.peer = `${from.remoteAddress ?? 'peer'}:${from.remotePort ?? 0}`;
    this.socket = new TCP({
      from,
      nodelay: true,
      keepAlive: KEEP_ALIVE_MILLISECONDS,
      onReadable: (bytes) => {
        this.readable = bytes;
        server.readable(this);
      },
      onWritable: (bytes) => {
        this.writable = bytes;
        server.writable(this);
      },
      onError: () => server.ended(this),
    });
  }

  receive(stage: RingStage, maximum: number): number {
    const count = Math.min(this.readable, maximum);
    if (count === 0 || this.closed) return 0;
    const view = stage.view(count);
    this.socket.read(view);
    stage.append(view.length);
    this.readable -= view.length;
    return view.length;
  }

  transmit(stage: RingStage, length: number): number {
    const count = Math.min(this.writable, length);
    if (count === 0 || this.closed) return 0;
    const view = stage.view(count);
    stage.fill(view.length);
    try {
      this.writable = this.socket.write(view) ?? 0;
    } catch {
      this.writable = 0; // the peer has ended the stream: onError follows when all is read
      return 0;
    }
    return view.length;
  }

  finish(): void {
    if (!this.closed) this.socket.closeWrite?.();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.close();
  }
}

export interface SocketServerOptions {
  readonly server: Server;
  /** Default 50000; 0 takes any free port where the platform can. */
  readonly port?: number;
  /** Address to listen on, where the platform can choose; all otherwise. */
  readonly address?: string;
}

/** Listens until it is closed and hands every connection to the server. */
export class SocketServer {
  readonly listener: Listener;

  constructor({ server, port = ARMCHAIR_PORT, address }: SocketServerOptions) {
    this.listener = new Listener({
      port,
      ...(address === undefined ? {} : { address }),
      onReadable(): void {
        for (let socket = this.read(); socket !== undefined; socket = this.read())
          server.connect(new SocketLink(server, socket));
      },
    });
  }

  close(): void {
    this.listener.close();
  }
}
