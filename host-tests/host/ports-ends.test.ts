// How connections of the Node port begin and end, and how much goes out at once.

import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import Listener from '../../src/host/ports/listener.js';
import TCP, { type Options } from '../../src/host/ports/tcp.js';
import { connected, noise, QUIET_MILLISECONDS, until } from '../support/loopback.js';

test("the peer's end is told after all its bytes were read, without an error", async (t) => {
  const pair = await connected(t);
  pair.peer.end(noise(50_000));
  await until(() => pair.readable === 50_000);
  await sleep(QUIET_MILLISECONDS);
  t.is(pair.over, 0);
  t.throws(() => pair.tcp.write(new Uint8Array(1)), { message: 'not ready' });
  pair.tcp.read(49_999);
  await sleep(QUIET_MILLISECONDS);
  t.is(pair.over, 0);
  pair.tcp.read();
  t.is(pair.over, 0, 'not within the call');
  await until(() => pair.over === 1);
  t.is(pair.error, undefined);
  await sleep(QUIET_MILLISECONDS);
  t.is(pair.over, 1);
});

test('close sends all that was written, then the end', async (t) => {
  const pair = await connected(t);
  const sent = noise(60_000);
  pair.tcp.write(sent.subarray(0, 30_000));
  pair.tcp.write(sent.subarray(30_000));
  pair.tcp.close();
  await until(() => pair.peerEnded);
  t.true(Buffer.concat(pair.received).equals(sent));
});

test('after a half close the rest of the peer is read, and both ends are told', async (t) => {
  const pair = await connected(t);
  pair.tcp.write(Buffer.from('last words'));
  pair.tcp.closeWrite();
  t.throws(() => pair.tcp.write(new Uint8Array(1)), { message: 'not ready' });
  await until(() => pair.peerEnded);
  t.is(Buffer.concat(pair.received).toString(), 'last words');
  pair.peer.end('answer');
  await until(() => pair.readable === 6);
  t.is(Buffer.from(pair.tcp.read()!).toString(), 'answer');
  await until(() => pair.over === 1);
  t.is(pair.error, undefined);
});

test('a reset is told once, with the reason', async (t) => {
  const pair = await connected(t);
  pair.peer.resetAndDestroy();
  await until(() => pair.over === 1);
  t.is((pair.error as NodeJS.ErrnoException).code, 'ECONNRESET');
  t.throws(() => pair.tcp.write(new Uint8Array(1)), { message: 'not ready' });
  pair.tcp.close();
});

test('no callback comes after close, and every other use is an error', async (t) => {
  const pair = await connected(t, {
    onReadable() {
      pair.tcp.close();
    },
  });
  pair.peer.write('x');
  await until(() => pair.readable === 1);
  const { writable } = pair;
  pair.peer.write('more');
  await until(() => pair.peerEnded);
  pair.peer.end();
  await sleep(QUIET_MILLISECONDS);
  t.deepEqual([pair.readable, pair.writable, pair.over], [1, writable, 0]);
  t.notThrows(() => pair.tcp.close());
  t.throws(() => pair.tcp.read(), { message: 'closed' });
  t.throws(() => pair.tcp.write(new Uint8Array(1)), { message: 'closed' });
  t.is(pair.tcp.remoteAddress, undefined);
});

test('a TCP taken over from another one has what was unread, and calls only its own callbacks', async (t) => {
  const pair = await connected(t);
  pair.peer.end('unread');
  await until(() => pair.readable === 6);
  const target = { name: 'a target' };
  const seen: unknown[] = [];
  const taken = new TCP({
    from: pair.tcp,
    target,
    onReadable(bytes) {
      seen.push(bytes, this.target === target, Buffer.from(this.read()!).toString());
    },
    onError() {
      seen.push('over');
    },
  });
  t.deepEqual(seen, [], 'not within the call');
  await until(() => seen.includes('over'));
  t.deepEqual(seen, [6, true, 'unread', 'over']);
  t.is(pair.over, 0);
  taken.close();
});

test('a client is told when it is connected, and talks', async (t) => {
  const received: number[] = [];
  const listener = new Listener({
    onReadable() {
      new TCP({
        from: this.read()!,
        onReadable() {
          received.push(...new Uint8Array(this.read()!));
        },
        onError() {
          this.close();
        },
      });
    },
  });
  const port = await listener.ready;
  let room = 0;
  const client = new TCP({ address: '127.0.0.1', port, onWritable: (bytes) => (room = bytes) });
  t.throws(() => client.write(new Uint8Array(1)), { message: 'not ready' });
  await until(() => room > 0);
  t.deepEqual([client.remoteAddress, client.remotePort], ['127.0.0.1', port]);
  client.write(new Uint8Array([1, 2]));
  client.write(new Uint8Array([3]).buffer);
  client.write(new DataView(new Uint8Array([9, 4, 9]).buffer, 1, 1));
  client.close();
  await until(() => received.length === 4);
  t.deepEqual(received, [1, 2, 3, 4]);
  listener.close();
});

test('a client is told that nobody listens', async (t) => {
  const free = new Listener({ address: '127.0.0.1' });
  const port = await free.ready;
  free.close();
  const error = await new Promise<Error | undefined>((resolve) => {
    new TCP({ host: 'localhost', port, onError: resolve });
  });
  t.is((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
});

test('a client that is closed while it connects is forgotten', async (t) => {
  const client = new TCP({ address: '127.0.0.1', port: 1, onError: () => t.fail() });
  client.close();
  await sleep(QUIET_MILLISECONDS);
  t.pass();
});

test('only buffers are read and written, and a TCP needs a peer', (t) => {
  const format = 'number' as unknown as 'buffer';
  t.throws(() => new TCP({ address: '127.0.0.1', port: 1, format }), { message: 'unimplemented' });
  t.throws(() => new TCP({} as Options), { message: 'TCP needs from, or address and port' });
});

// Counts the writes of all sockets in this process, so it runs while no other test does.
test.serial('what is written in one turn goes out in one piece when the turn is over', async (t) => {
  const pair = await connected(t);
  const { write } = net.Socket.prototype;
  let pieces = 0;
  net.Socket.prototype.write = function (this: net.Socket, ...rest: unknown[]): boolean {
    pieces += 1;
    return Reflect.apply(write, this, rest);
  };
  try {
    const sent = noise(600);
    for (let turn = 1; turn <= 20; turn++) {
      for (let i = 0; i < 600; i += 60) pair.tcp.write(sent.subarray(i, i + 60));
      t.is(pieces, turn - 1);
      await until(() => pair.receivedBytes === turn * 600);
      t.is(pieces, turn);
    }
  } finally {
    net.Socket.prototype.write = write;
  }
});
