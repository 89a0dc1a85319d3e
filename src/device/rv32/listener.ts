// `embedded:io/socket/listener` (ECMA-419) on the emulated chip: hands out the connection of its serial line.

import { TCP } from './tcp.js';

interface ListenerOptions {
  readonly port?: number;
  readonly onReadable?: (this: Listener, requests: number) => void;
}

let listening: Listener | undefined;

export class Listener {
  readonly port: number;
  private readonly onReadable: ListenerOptions['onReadable'];
  private waiting: TCP | undefined;

  constructor({ port = 0, onReadable }: ListenerOptions) {
    this.port = port;
    this.onReadable = onReadable;
    listening = this;
  }

  /** A peer is on the line. */
  static opened(): void {
    if (listening === undefined) return;
    listening.waiting = new TCP({});
    listening.onReadable?.call(listening, 1);
  }

  read(): TCP | undefined {
    const waiting = this.waiting;
    this.waiting = undefined;
    return waiting;
  }

  close(): void {
    listening = undefined;
  }
}
