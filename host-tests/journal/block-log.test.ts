// Streams over erase blocks: order, room, wear, what gives way, and what damage does.

import test from 'ava';
import fc from 'fast-check';
import type { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { BlockIndex, NO_SESSION } from '../../src/journal/block-index.js';
import { BlockLog, STREAM } from '../../src/journal/block-log.js';
import { bytesHex } from '../support/bytes.js';
import { holds } from '../support/property.js';
import { Random } from '../support/random.js';
import { memory } from './sample-journal.js';

const BLOCK_BYTES = 128;
const PAYLOAD = BLOCK_BYTES - 32;

const blocksOf = (log: BlockLog, session: number): number => log.index.blocksOfSession(session);

/** Appends `count` bytes that tell their place in the stream. */
function append(log: BlockLog, stream: number, count: number): boolean {
  const bytes = new Uint8Array(count);
  for (let i = 0; i < count; i++) bytes[i] = (log.length(stream) + i) * 7 + stream;
  return log.append(stream, bytes, 0, count);
}

/** Whether the first `length` bytes of a stream are what was appended. */
function isWhole(log: BlockLog, session: number, stream: number, length: number, piece = 50): boolean {
  const target = new Uint8Array(piece + 1);
  for (let at = 0; at < length; at += piece) {
    const count = Math.min(piece, length - at);
    log.read(session, stream, at, target, 1, count);
    for (let i = 0; i < count; i++) if (target[1 + i] !== (((at + i) * 7 + stream) & 0xff)) return false;
  }
  return true;
}

test('streams of a session come back in order, in any pieces', (t) => {
  const log = new BlockLog(memory(BLOCK_BYTES, 40));
  log.begin();
  for (let i = 0; i < 60; i++) t.true(append(log, i % 3, 1 + i));
  for (let stream = 0; stream < 3; stream++)
    for (const piece of [1, PAYLOAD, 50, 500])
      t.true(isWhole(log, 1, stream, log.length(stream), piece), `stream ${stream}, ${piece} a time`);
});

test('a block begins with what it is', (t) => {
  const device = memory(BLOCK_BYTES, 4);
  const log = new BlockLog(device);
  log.begin();
  append(log, STREAM.protocol, PAYLOAD + 1);
  const bytes = new Uint8Array(34);
  device.read(1, 0, bytes, 0, 34);
  t.is(
    bytesHex(bytes),
    '414a3031 01000000 0200 0100 ffffffff ffffffff ffffffff ffffffff d9bc074e a2ff'.replaceAll(' ', ''),
  );
});

test('what is in storage is found again, and a new session is numbered on', (t) => {
  const device = memory(BLOCK_BYTES, 12);
  const first = new BlockLog(device);
  first.begin();
  append(first, STREAM.records, 300);
  append(first, STREAM.history, 100);
  const second = new BlockLog(device);
  t.is(second.session, 1);
  t.true(isWhole(second, 1, STREAM.records, 300));
  t.true(isWhole(second, 1, STREAM.history, 100));
  second.begin();
  append(second, STREAM.records, 10);
  t.is(new BlockLog(device).session, 2);
  t.is(blocksOf(new BlockLog(device), 1), 6);
});

test('the oldest session gives way to the newest, and is gone after a restart as well', (t) => {
  const device = memory(BLOCK_BYTES, 10);
  const log = new BlockLog(device);
  for (let session = 1; session <= 3; session++) {
    log.begin();
    append(log, STREAM.records, 3 * PAYLOAD);
  }
  t.is(log.index.sessionFrom(0), 1);
  append(log, STREAM.history, 2 * PAYLOAD);
  t.is(blocksOf(log, 1), 0);
  t.true(isWhole(log, 2, STREAM.records, 3 * PAYLOAD));
  t.is(new BlockLog(device).index.sessionFrom(0), 2);
});

test('the session that is written never gives way: an append says when the storage is full', (t) => {
  const log = new BlockLog(memory(BLOCK_BYTES, 8));
  log.begin();
  append(log, STREAM.records, PAYLOAD);
  log.begin();
  t.is(log.roomBytes, 8 * PAYLOAD);
  t.true(append(log, STREAM.records, 5 * PAYLOAD));
  t.is(log.roomBytes, 3 * PAYLOAD);
  t.true(append(log, STREAM.history, 3 * PAYLOAD));
  t.is(log.roomBytes, 0);
  t.false(append(log, STREAM.history, 1));
  t.true(isWhole(log, 2, STREAM.records, 5 * PAYLOAD));
});

test('all blocks wear alike', (t) => {
  const device = memory(BLOCK_BYTES, 16);
  const erased = new Uint32Array(16);
  const counting: Pick<MemoryBlocks, keyof MemoryBlocks> = {
    blockBytes: BLOCK_BYTES,
    blocks: 16,
    read: (...args) => device.read(...args),
    write: (...args) => device.write(...args),
    erase: (block) => {
      erased[block]! += 1;
      device.erase(block);
    },
    sync: () => {},
  };
  let log = new BlockLog(counting);
  for (let session = 0; session < 200; session++) {
    if (session % 20 === 19) log = new BlockLog(counting);
    log.begin();
    for (let stream = 0; stream < 3; stream++) append(log, stream, 1 + ((session * 37) % 200));
  }
  t.true(Math.min(...erased) > 30, `${erased}`);
  t.true(Math.max(...erased) < 2.5 * Math.min(...erased), `${erased}`);
});

test('a damaged header takes its block out, and what follows it in its stream', (t) => {
  const device = memory(BLOCK_BYTES, 12);
  const log = new BlockLog(device);
  log.begin();
  append(log, STREAM.records, 3 * PAYLOAD);
  append(log, STREAM.history, 2 * PAYLOAD);
  const block = log.index.find(1, STREAM.records, 1);
  const bytes = new Uint8Array(BLOCK_BYTES);
  device.read(block, 0, bytes, 0, BLOCK_BYTES);
  bytes[4]! ^= 1;
  device.erase(block);
  device.write(block, 0, bytes, 0, BLOCK_BYTES);
  const found = new BlockLog(device);
  t.is(found.index.blocksOf(1, STREAM.records), 1);
  t.is(found.index.blocksOf(1, STREAM.history), 2);
  t.throws(() => found.read(1, STREAM.records, PAYLOAD, bytes, 0, 1), {
    message: /session 1: block 1 of stream 0 is missing/,
  });
});

test('storage that holds anything else is taken as free', (t) => {
  const device = memory(BLOCK_BYTES, 12);
  const random = new Random(5);
  for (let block = 0; block < 12; block++) device.write(block, 0, random.bytes(BLOCK_BYTES), 0, BLOCK_BYTES);
  const log = new BlockLog(device);
  t.is(log.session, NO_SESSION);
  log.begin();
  t.true(append(log, STREAM.records, 12 * PAYLOAD));
});

type Entry = Readonly<Record<'block' | 'session' | 'stream' | 'at', number>>;

/** Throws when the index has anything else than `entries`. */
function checkIndex(index: BlockIndex, entries: readonly Entry[]): void {
  if (index.count !== entries.length) throw new Error(`${index.count} blocks`);
  for (const { block, session, stream, at } of entries) {
    if (index.find(session, stream, at) !== block) throw new Error(`${block} is not found`);
    if (!index.isUsed(block)) throw new Error(`block ${block} is not in use`);
  }
  const sessions = [...new Set(entries.map(({ session }) => session))].sort();
  const found: number[] = [];
  for (let at = index.sessionFrom(0); at !== NO_SESSION; at = index.sessionFrom(at + 1)) found.push(at);
  if (found.join() !== sessions.join()) throw new Error(`sessions ${found}`);
}

test('the index agrees with a list that is looked through each time', (t) => {
  const keys = fc.record({
    session: fc.integer({ min: 1, max: 4 }),
    stream: fc.nat(2),
    index: fc.nat(3),
    removes: fc.integer({ min: 0, max: 9 }),
  });
  holds(
    t,
    fc.property(fc.array(keys, { maxLength: 60 }), (steps) => {
      const index = new BlockIndex(60);
      let model: Entry[] = [];
      const has = (session: number, stream: number, at: number): boolean =>
        model.some((entry) => entry.session === session && entry.stream === stream && entry.at === at);
      for (const [block, { session, stream, index: at, removes }] of steps.entries()) {
        if (removes === 0) {
          index.removeSession(session);
          model = model.filter((entry) => entry.session !== session);
        } else if (removes === 1) {
          index.removeStream(session, stream, at);
          model = model.filter(
            (entry) => entry.session !== session || entry.stream !== stream || entry.at < at,
          );
        } else {
          index.add(block, session, stream, at);
          if (!has(session, stream, at)) model.push({ block, session, stream, at });
        }
      }
      checkIndex(index, model);
      index.removeFragments();
      const isWhole = ({ session, stream, at }: Entry): boolean =>
        has(session, STREAM.records, 0) &&
        [...Array(at).keys()].every((before) => has(session, stream, before));
      checkIndex(index, model.filter(isWhole));
    }),
    1_000,
  );
  t.is(new BlockIndex(512).bytes, 10 * 512);
});
