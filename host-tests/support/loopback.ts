// Two ends of a real connection over loopback: the Node port's TCP and a socket of node.

import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import Listener from '../../src/host/ports/listener.js';
import { BUFFER_SIZES, type BufferSizes } from '../../src/host/ports/socket-stream.js';
import TCP, { type Options } from '../../src/host/ports/tcp.js';

type Callbacks = Pick<Options, 'onReadable' | 'onWritable' | 'onError'>;

/** Waits for something that happens soon; the time limit of the test is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}

/** Time in which what should not happen would have happened, ms. */
export const QUIET_MILLISECONDS = 30;

/** A connection, both ends: a TCP taken over from a listener, and a socket of node. */
export class Pair {
  tcp!: TCP;
  peer!: net.Socket;
  listener!: Listener;
  /** What the callbacks said last; -1 before. */
  readable = -1;
  writable = -1;
  over = 0;
  error: Error | undefined;
  /** All that the peer got. */
  readonly received: Buffer[] = [];
  peerEnded = false;

  get receivedBytes(): number {
    return this.received.reduce((sum, chunk) => sum + chunk.length, 0);
  }
}

/** A new connection; all of it is closed at the end of the test. */
export async function connected(
  t: ExecutionContext,
  callbacks: Callbacks = {},
  buffers: BufferSizes = BUFFER_SIZES,
): Promise<Pair> {
  const pair = new Pair();
  pair.listener = new Listener({
    buffers,
    onReadable() {
      const from = this.read()!;
      pair.tcp = new TCP({
        from,
        nodelay: true,
        onReadable(bytes) {
          pair.readable = bytes;
          callbacks.onReadable?.call(this, bytes);
        },
        onWritable(bytes) {
          pair.writable = bytes;
          callbacks.onWritable?.call(this, bytes);
        },
        onError(error) {
          pair.over += 1;
          pair.error = error;
        },
      });
    },
  });
  pair.peer = net.connect({ port: await pair.listener.ready, host: '127.0.0.1', allowHalfOpen: true });
  pair.peer.on('data', (chunk) => pair.received.push(chunk));
  pair.peer.on('end', () => {
    pair.peerEnded = true;
  });
  pair.peer.on('error', () => {});
  t.teardown(() => {
    pair.peer.destroy();
    pair.tcp.close();
    pair.listener.close();
  });
  await until(() => pair.writable !== -1);
  return pair;
}

/** Bytes without a pattern that would hide a lost or doubled piece. */
export function noise(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  let state = 0x2545_f491;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}
