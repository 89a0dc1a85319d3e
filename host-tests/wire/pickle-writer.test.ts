import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { ByteCounter } from '../../src/kernel/byte-writer.js';
import { Fault } from '../../src/kernel/faults.js';
import { NameArena } from '../../src/kernel/name-arena.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { bytesHex, ringBytes } from '../support/bytes.js';
import { once } from '../support/once.js';
import { ascii } from '../support/pickle-code.js';
import { PickleTrees } from '../support/pickle-tree.js';
import { canonical } from '../support/tree.js';

const trees = once(() => new PickleTrees());

/** The payload with the arguments that `write` writes, in hex; it is counted too. */
function written(count: number, write: (writer: ValueWriter) => void): string {
  const writer = new PickleWriter();
  const ring = new ByteRing(4096);
  const counter = new ByteCounter();
  for (const out of [counter, ring]) {
    writer.begin(out, count);
    write(writer);
    writer.end(count);
  }
  const bytes = ringBytes(ring);
  if (counter.length !== bytes.length) throw new Error(`counted ${counter.length}, wrote ${bytes.length}`);
  return bytesHex(bytes);
}

test('the short forms of ARMCHAIR.md section 3', (t) => {
  t.is(
    written(1, (writer) => writer.integer(5)),
    '80034b05852e',
  );
  t.is(
    written(1, (writer) => writer.integer(256)),
    '80034d0001852e',
  );
  const empty = (writer: ValueWriter) => {
    writer.beginList(0);
    writer.endList(0);
  };
  t.is(written(1, empty), '80035d852e');
  t.is(
    written(1, (writer) => writer.exception('RuntimeError', 'boom')),
    `800363${ascii('builtins\nRuntimeError\n')}5804000000${ascii('boom')}8552852e`,
  );
});

test('integers take the shortest form that every Python reads', (t) => {
  const integer = (value: number) => written(1, (writer) => writer.integer(value)).slice(4, -4);
  t.is(integer(0), '4b00');
  t.is(integer(255), '4bff');
  t.is(integer(65535), '4dffff');
  t.is(integer(65536), '4a00000100');
  t.is(integer(-1), '4affffffff');
  t.is(integer(2 ** 31 - 1), '4affffff7f');
  t.is(integer(-(2 ** 31)), '4a00000080');
  t.is(integer(2 ** 31), '8a050000008000');
  t.is(integer(-(2 ** 31) - 1), '8a05ffffff7fff');
  t.is(integer(2 ** 39 - 1), '8a05ffffffff7f');
  t.is(integer(2 ** 39), '8a06000000008000');
  t.is(integer(-(2 ** 39)), '8a050000000080');
  t.is(integer(-(2 ** 39) - 1), '8a06ffffffff7fff');
  t.is(integer(Number.MAX_SAFE_INTEGER), '8a07ffffffffffff1f');
  t.is(integer(Number.MIN_SAFE_INTEGER), '8a07010000000000e0');
});

test('unsigned 64-bit numbers are written by their halves', (t) => {
  const integer = (high: number, low: number) =>
    written(1, (writer) => writer.integer64(high, low)).slice(4, -4);
  t.is(integer(0, 7), '4b07');
  t.is(integer(0, 0xffff_ffff), '8a05ffffffff00');
  t.is(integer(1, 2), '8a050200000001');
  t.is(integer(0x7fff_ffff, 0), '8a0800000000ffffff7f');
  t.is(integer(0x8000_0000, 5), '8a0905000000000000' + '8000');
  t.is(integer(0xffff_ffff, 0xffff_ffff), '8a09ffffffffffffffff00');
});

test('integers and whole floats stay distinct', (t) => {
  const both = written(2, (writer) => {
    writer.integer(20);
    writer.float(20);
  });
  t.is(canonical(trees().readHex(both)), '{"$tuple":[20,{"$float":"20.0"}]}');
});

test('tuples of every length, lists and dicts are read back as they are', (t) => {
  const nested = written(5, (writer) => {
    for (let count = 0; count < 5; count++) {
      writer.beginTuple(count);
      for (let item = 0; item < count; item++) {
        writer.beginList(item);
        for (let i = 0; i < item; i++) writer.boolean(i === 0);
        writer.endList(item);
      }
      writer.endTuple(count);
    }
  });
  t.is(
    canonical(trees().readHex(nested)),
    '{"$tuple":[{"$tuple":[]},{"$tuple":[[]]},{"$tuple":[[],[true]]},{"$tuple":[[],[true],[true,false]]},' +
      '{"$tuple":[[],[true],[true,false],[true,false,false]]}]}',
  );
  const maps = written(2, (writer) => {
    writer.beginMap(0);
    writer.endMap(0);
    writer.beginMap(2);
    writer.text('a');
    writer.none();
    writer.integer(-3);
    writer.text('b');
    writer.endMap(2);
  });
  t.is(canonical(trees().readHex(maps)), '{"$tuple":[{},{"$dict":[["a",null],[-3,"b"]]}]}');
});

test('texts and names are UTF-8 with their length in bytes', (t) => {
  const arena = new NameArena(2, 64);
  const ring = new ByteRing(64);
  for (const letter of [0x4b, 0xc3, 0xa9]) ring.putUint8(letter);
  const id = arena.intern(ring, 0, 3);
  const both = written(2, (writer) => {
    writer.name(arena, id);
    writer.text('硝酸 🧪');
  });
  t.is(canonical(trees().readHex(both)), '{"$tuple":["Ké","硝酸 🧪"]}');
  t.throws(() => written(1, (writer) => writer.text('\ud83e')), {
    instanceOf: Fault,
    code: 'valueUnwritable',
  });
});

test('a payload may go on into another ring', (t) => {
  const writer = new PickleWriter();
  const first = new ByteRing(16);
  const second = new ByteRing(16);
  writer.begin(first, 2);
  writer.integer(1);
  writer.resume(second);
  writer.integer(2);
  writer.end(2);
  t.is(bytesHex(ringBytes(first)) + bytesHex(ringBytes(second)), '80034b014b02862e');
});
