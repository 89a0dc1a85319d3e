// `embedded:io/socket/tcp` (ECMA-419) on the emulated chip: the one connection that its serial line carries.

import type { Options } from 'embedded:io/socket/tcp';
import { CHIP, EVENT } from './chip.js';

/** The line takes what it is given: it is waited for. */
const ROOM_BYTES = 4_096;

let connected: TCP | undefined;

export class TCP {
  readonly remoteAddress = 'line';
  readonly remotePort = 0;
  private readonly options: Options;
  private isFresh = true;

  /** The latest one has the line. */
  constructor(options: Options) {
    this.options = options;
    connected = this;
  }

  /** Passes on what has happened on the line. */
  static happened(events: number): void {
    const tcp = connected;
    if (tcp === undefined) return;
    const { onReadable, onWritable, onError } = tcp.options;
    if (tcp.isFresh) {
      tcp.isFresh = false;
      onWritable?.call(tcp as never, ROOM_BYTES);
    }
    if (events & EVENT.received && connected === tcp) onReadable?.call(tcp as never, CHIP.chipAvailable());
    if (events & EVENT.ended && connected === tcp) onError?.call(tcp as never);
  }

  read(target: Uint8Array): number {
    CHIP.chipReceive(target);
    return target.length;
  }

  write(source: Uint8Array): number {
    CHIP.chipSend(source);
    return ROOM_BYTES;
  }

  close(): void {
    if (connected !== this) return;
    connected = undefined;
    CHIP.chipHangUp();
  }
}
