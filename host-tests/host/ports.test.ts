// The Node port of Moddable's sockets under load: bytes both ways, and what happens when one side does not read.

import net from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import Listener, { PENDING_MAX } from '../../src/host/ports/listener.js';
import { BUFFER_SIZES } from '../../src/host/ports/socket-stream.js';
import TCP from '../../src/host/ports/tcp.js';
import { connected, noise, QUIET_MILLISECONDS, until } from '../support/loopback.js';

test('1 MB in random pieces comes back as it was', async (t) => {
  const waiting: ArrayBuffer[] = [];
  const pump = (tcp: TCP, room: number): void => {
    while (waiting.length > 0 && waiting[0]!.byteLength <= room) room = tcp.write(waiting.shift()!);
  };
  const pair = await connected(t, {
    onReadable(bytes) {
      for (let left = bytes; left > 0; ) {
        const piece = this.read(Math.min(left, 1 + Math.floor(Math.random() * 3_000)))!;
        waiting.push(piece);
        left -= piece.byteLength;
      }
      if (waiting.length > 0 && pair.writable === BUFFER_SIZES.sendBytes) pump(this, pair.writable);
    },
    onWritable(bytes) {
      pump(this, bytes);
    },
  });
  const sent = noise(1_000_000);
  for (let at = 0; at < sent.length; ) {
    const count = 1 + Math.floor(Math.random() * 20_000);
    pair.peer.write(sent.subarray(at, at + count));
    at += count;
    if (Math.random() < 0.2) await nextTurn();
  }
  await until(() => pair.receivedBytes === sent.length);
  t.true(Buffer.concat(pair.received).equals(sent));
});

test('a listener gives connections in turn, which wait unread until they are taken over', async (t) => {
  let told = 0;
  const target = {};
  const listener = new Listener({
    target,
    onReadable(requests) {
      told = requests;
    },
  });
  t.is(listener.target, target);
  t.is(listener.read(), undefined);
  const port = await listener.ready;
  t.is(listener.port, port);
  const peers = ['first', 'second'].map((text) => net.connect(port, '127.0.0.1').end(text));
  await until(() => told === 2);
  const from = listener.read()!;
  t.is(from.remoteAddress, '127.0.0.1');
  const text = await new Promise<string>((resolve) => {
    new TCP({
      from,
      onReadable() {
        resolve(Buffer.from(this.read()!).toString());
      },
    });
  });
  t.true(text === 'first' || text === 'second');
  t.throws(() => new TCP({ from }), { message: 'closed' });
  listener.close();
  for (const peer of peers) peer.destroy();
});

test('the ninth connection that waits is ended', async (t) => {
  const listener = new Listener({});
  const port = await listener.ready;
  let closed = 0;
  const peers = Array.from({ length: PENDING_MAX + 1 }, () => net.connect(port, '127.0.0.1').resume());
  for (const peer of peers) peer.on('error', () => {}).on('close', () => closed++);
  await until(() => closed === 1);
  t.truthy(listener.read());
  listener.close();
  for (const peer of peers) peer.destroy();
});

test('a port in use is reported, and an address is listened on', async (t) => {
  const first = new Listener({ address: '127.0.0.1' });
  const port = await first.ready;
  t.true(port > 0);
  const second = new Listener({ port, address: '127.0.0.1' });
  await t.throwsAsync(second.ready, { code: 'EADDRINUSE' });
  first.close();
});

test('read gives all, a count, or fills a buffer', async (t) => {
  const pair = await connected(t);
  t.is(pair.tcp.read(), undefined);
  t.is(pair.tcp.read(new Uint8Array(1)), undefined);
  pair.peer.write('abcdefghij');
  await until(() => pair.readable === 10);
  for (const wanted of [11, 0, -1, new Uint8Array(11), new Uint8Array(0)])
    t.throws(() => pair.tcp.read(wanted as number), { message: 'invalid' });
  t.deepEqual(new Uint8Array(pair.tcp.read(2)!), new Uint8Array([97, 98]));
  const buffer = new Uint8Array(6);
  t.is(pair.tcp.read(buffer.subarray(1, 5)), 4);
  t.deepEqual(buffer, new Uint8Array([0, 99, 100, 101, 102, 0]));
  t.is(pair.tcp.read(new DataView(buffer.buffer, 5, 1)), 1);
  t.is(pair.tcp.read(buffer.buffer.slice(0, 1)), 1);
  t.is(Buffer.from(pair.tcp.read()!).toString(), 'ij');
});

test('onReadable counts all that waits and does not come again for what is left unread', async (t) => {
  let calls = 0;
  const pair = await connected(t, {
    onReadable() {
      calls += 1;
    },
  });
  pair.peer.write('abc');
  await until(() => pair.readable === 3);
  pair.tcp.read(1);
  await sleep(QUIET_MILLISECONDS);
  t.is(calls, 1);
  pair.peer.write('de');
  await until(() => calls === 2);
  t.is(pair.readable, 4);
});

test('a peer that does not read takes the room away, and gives it back when it reads', async (t) => {
  const piece = noise(5_000);
  const total = 30_000_000;
  // Larger than what the system takes at once, so that the ring is written around its end.
  const sizes = { receiveBytes: 4_096, sendBytes: 0x80_0000 };
  let room = 0;
  const pair = await connected(
    t,
    {
      onWritable(bytes) {
        room = bytes;
      },
    },
    sizes,
  );
  pair.peer.pause();
  let stops = 0;
  for (let written = 0; written < total; ) {
    if (room >= piece.length) {
      room = pair.tcp.write(piece);
      written += piece.length;
      await nextTurn();
      continue;
    }
    const stuck = room;
    if (stops === 0) await sleep(QUIET_MILLISECONDS);
    if (room === stuck) {
      t.throws(() => pair.tcp.write(piece), { message: 'would block' });
      stops += 1;
      pair.peer.resume();
      await until(() => room >= piece.length);
      pair.peer.pause();
    }
  }
  t.true(stops > 0);
  pair.peer.resume();
  await until(() => pair.receivedBytes === total);
  t.is(room, sizes.sendBytes);
  t.true(Buffer.concat(pair.received).equals(Buffer.alloc(total, piece)));
});

test('a peer that floods is slowed, its bytes wait outside, and all of them arrive in the end', async (t) => {
  const sizes = { receiveBytes: 4_096, sendBytes: 4_096 };
  const pair = await connected(t, {}, sizes);
  const sent = noise(16_000_000);
  pair.peer.write(sent);
  await until(() => pair.readable === sizes.receiveBytes);
  await sleep(QUIET_MILLISECONDS);
  t.is(pair.readable, sizes.receiveBytes);
  t.true(pair.peer.writableLength > 0);
  const got = Buffer.alloc(sent.length);
  let count = 0;
  while (count < sent.length) {
    const bytes = pair.tcp.read();
    if (bytes === undefined) await nextTurn();
    else {
      t.true(bytes.byteLength <= sizes.receiveBytes);
      got.set(new Uint8Array(bytes), count);
      count += bytes.byteLength;
    }
  }
  t.true(got.equals(sent));
});
