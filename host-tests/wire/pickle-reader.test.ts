import test from 'ava';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { DEPTH_MAX, PICKLE_VALUES_MAX } from '../../src/kernel/limits.js';
import { KIND, NOT_UINT64 } from '../../src/wire/value-reader.js';
import { hexBytes } from '../support/bytes.js';
import { once } from '../support/once.js';
import * as code from '../support/pickle-code.js';
import { argument, whole } from '../support/pickle-code.js';
import { PickleTrees } from '../support/pickle-tree.js';
import { canonical } from '../support/tree.js';

const trees = once(() => new PickleTrees());

/** Reads one argument in the notation of the vectors, as JSON. */
function read(...parts: string[]): string {
  const tree = canonical(trees().readHex(argument(...parts)));
  return tree.slice('{"$tuple":['.length, -']}'.length);
}

const refusal = (expected: FaultCode) => ({ instanceOf: Fault, code: expected });

test('integers of every form keep their value', (t) => {
  t.is(read('4bff'), '255');
  t.is(read('4dffff'), '65535');
  t.is(read('4affffffff'), '-1');
  t.is(read('4a00000080'), '-2147483648');
  t.is(read('8a00'), '0');
  t.is(read('8a01ff'), '-1');
  t.is(read('8a0200ff'), '-256');
  t.is(read('8a050000000080'), '-549755813888');
  t.is(read('8b04000000ffffff7f'), '2147483647', 'LONG4');
  t.is(read('8b0900000000000000000000f000'), '{"$int":"17293822569102704640"}', 'LONG4 of nine bytes');
  t.is(read('8a08ffffffffffffffff'), '-1');
  t.is(read('8a09ffffffffffffffff00'), '{"$int":"18446744073709551615"}');
});

test('the halves of an integer tell whether it is an unsigned 64-bit number', (t) => {
  const halves = (hex: string) => {
    const reader = trees().open(hexBytes(argument(hex)));
    reader.next();
    reader.next();
    return [reader.high, reader.low, reader.number];
  };
  t.deepEqual(halves('8a09ffffffffffffffff00'), [0xffff_ffff, 0xffff_ffff, 2 ** 64]);
  t.deepEqual(halves('8a0801000000ffffff7f'), [0x7fff_ffff, 1, 2 ** 63 - 2 ** 32]);
  t.deepEqual(halves('4a00000080').slice(0, 1), [NOT_UINT64]);
  t.deepEqual(halves('8a0800000000000000ff').slice(0, 1), [NOT_UINT64]);
  t.deepEqual(halves('8a09000000000000000001'), [NOT_UINT64, 0, 2 ** 64]);
  t.deepEqual(halves('8a020001'), [0, 256, 256]);
});

test('long integers come out as the nearest double', (t) => {
  const number = (hex: string) => {
    const reader = trees().open(hexBytes(argument(hex)));
    reader.next();
    reader.next();
    return reader.number;
  };
  t.is(number('8a09000010632d5ec76b05'), 1e20);
  t.is(number(`8a0d${'00'.repeat(12)}f0`), -(2 ** 100));
  t.is(number(`8a20${'00'.repeat(31)}40`), 2 ** 254);
  t.is(number(`8a0d${'ff'.repeat(13)}`), -1);
  t.throws(() => number(`8a21${'00'.repeat(33)}`), refusal('integerTooLong'));
});

test('texts and bytes of every form are found in place', (t) => {
  t.is(read('58', code.lengthOf(3, 4), code.ascii('abc')), '"abc"');
  t.is(read('8d', code.lengthOf(3, 8), code.ascii('abc')), '"abc"', 'BINUNICODE8');
  t.is(read('42', code.lengthOf(2, 4), '00ff'), '{"$bytes":"00ff"}', 'BINBYTES');
  t.is(read('8e', code.lengthOf(2, 8), '00ff'), '{"$bytes":"00ff"}', 'BINBYTES8');
  t.is(read('96', code.lengthOf(2, 8), '00ff'), '{"$bytes":"00ff"}', 'BYTEARRAY8');
  t.is(read('8c00'), '""');
  for (const opcode of ['8d', '8e', '96'])
    t.throws(() => read(opcode, code.lengthOf(2, 4), '01000000', '0000'), refusal('payloadCut'));
});

test('names that are special to JavaScript are texts and keys like any other', (t) => {
  const pairs = ['__proto__', 'constructor', 'hasOwnProperty'].map(
    (name) => code.text(name) + code.text(name),
  );
  const tree = trees().readHex(argument(code.DICT, code.MARK, ...pairs, code.SETITEMS));
  t.is(
    canonical(tree),
    '{"$tuple":[{"__proto__":"__proto__","constructor":"constructor","hasOwnProperty":"hasOwnProperty"}]}',
  );
  t.is(({} as { polluted?: unknown }).polluted, undefined);
});

test('a list filled in several batches has all its items', (t) => {
  const batch = (items: number) => code.MARK + code.int(7).repeat(items) + code.APPENDS;
  const reader = trees().open(
    hexBytes(argument(code.LIST, code.MEMOIZE, batch(1000), batch(1000), batch(3), code.int(7), code.APPEND)),
  );
  reader.next();
  t.is(reader.next(), KIND.list);
  t.is(reader.count, 2004);
  for (let item = 0; item < 2004; item++) t.is(reader.next(), KIND.integer);
  t.is(reader.next(), KIND.end);
  t.is(reader.next(), KIND.end);
});

test('tuples that begin at the same byte are opened from the outermost inwards', (t) => {
  const inner = code.int(1) + code.int(2) + code.TUPLE2;
  t.is(read(inner, code.int(3), code.TUPLE2), '{"$tuple":[{"$tuple":[1,2]},3]}');
  t.is(
    read(inner, code.TUPLE1, code.TUPLE1, code.int(3), code.TUPLE2),
    '{"$tuple":[{"$tuple":[{"$tuple":[{"$tuple":[1,2]}]}]},3]}',
  );
  const marked = code.MARK + code.MARK + code.int(1) + code.TUPLE + code.int(2) + code.TUPLE;
  t.is(read(marked), '{"$tuple":[{"$tuple":[1]},2]}');
  t.is(read(code.MARK, code.TUPLE, code.TUPLE0, code.TUPLE2), '{"$tuple":[{"$tuple":[]},{"$tuple":[]}]}');
});

test('a reference to one of several tuples that begin at the same byte gives that one', (t) => {
  // a = (1,), b = (a,), c = (b, 2); the argument is (c, a, b, c).
  const c = [
    code.int(1),
    code.TUPLE1,
    code.put(0),
    code.TUPLE1,
    code.put(1),
    code.int(2),
    code.TUPLE2,
    code.put(2),
  ];
  const all = [code.MARK, ...c, code.get(0), code.get(1), code.get(2), code.TUPLE];
  const a = '{"$tuple":[1]}';
  const b = `{"$tuple":[${a}]}`;
  t.is(read(...all), `{"$tuple":[{"$tuple":[${b},2]},${a},${b},{"$tuple":[${b},2]}]}`);
});

test('shared lists, dicts, texts and empty tuples are read again at every reference', (t) => {
  const list =
    code.LIST + code.put(9) + code.MARK + code.int(1) + code.text('x') + code.put(5) + code.APPENDS;
  t.is(read(list, code.get(9), code.get(9), code.TUPLE3), '{"$tuple":[[1,"x"],[1,"x"],[1,"x"]]}');
  t.is(read(list, code.get(5), code.TUPLE2), '{"$tuple":[[1,"x"],"x"]}');
  const map = code.DICT + code.MEMOIZE + list + code.text('k') + code.put(4) + code.get(9);
  t.throws(() => read(map, code.SETITEM), refusal('pickleStack'));
  const dict = code.DICT + code.MEMOIZE + code.text('k') + list + code.SETITEM;
  t.is(read(dict, code.get(0), code.get(9), code.TUPLE3), '{"$tuple":[{"k":[1,"x"]},{"k":[1,"x"]},[1,"x"]]}');
  t.is(read(code.TUPLE0, code.put(0), code.get(0), code.TUPLE2), '{"$tuple":[{"$tuple":[]},{"$tuple":[]}]}');
});

test('leave passes over the rest of a container, references and all', (t) => {
  const list = code.LIST + code.put(0) + code.MARK + code.int(1) + code.int(2) + code.APPENDS;
  const reader = trees().open(hexBytes(whole(list, code.get(0), code.text('last'), code.TUPLE3)));
  reader.next();
  for (let time = 0; time < 2; time++) {
    t.is(reader.next(), KIND.list);
    t.is(reader.next(), KIND.integer);
    reader.leave();
  }
  t.is(reader.next(), KIND.text);
  t.is(reader.length, 4);
  t.is(reader.next(), KIND.end);
  t.throws(() => reader.next(), refusal('argumentCount'));
});

test('a list that contains itself ends in a fault', (t) => {
  t.throws(() => read(code.LIST, code.MEMOIZE, code.get(0), code.APPEND), refusal('tooDeep'));
  const twice = code.MARK + code.get(0) + code.get(0) + code.APPENDS;
  t.throws(() => read(code.LIST, code.MEMOIZE, twice), refusal('tooDeep'));
});

test('a bomb of shared references ends in a fault', (t) => {
  let bomb = code.LIST + code.put(0);
  for (let level = 1; level < DEPTH_MAX - 1; level++)
    bomb = code.LIST + code.put(level) + code.MARK + bomb + code.get(level - 1).repeat(9) + code.APPENDS;
  t.throws(() => read(bomb), refusal('tooManyValues'));
});

test('a bomb of references to a list full of opcodes that give no value ends in a fault', (t) => {
  const noise = (code.MARK + code.APPENDS).repeat(4000);
  const shared = code.LIST + code.put(0) + noise + code.int(1) + code.APPEND;
  const bomb = code.LIST + code.MARK + shared + code.get(0).repeat(1000) + code.APPENDS;
  t.throws(() => read(bomb), refusal('tooManyValues'));
});

test('as many values as the cap are read and one more is not', (t) => {
  const batch = (items: number) => code.MARK + '4e'.repeat(items) + code.APPENDS;
  // The arguments and the list are values too.
  const list = code.LIST + batch(1000).repeat(8) + batch(PICKLE_VALUES_MAX - 2 - 8_000);
  t.is(read(list).length, 5 * (PICKLE_VALUES_MAX - 2) + 1);
  t.throws(() => read(list, code.NONE, code.TUPLE2), refusal('tooManyValues'));
});

test('as many levels as the cap are read and one more is not', (t) => {
  const nested = (levels: number) => code.TUPLE0 + code.TUPLE1.repeat(levels - 2);
  t.is(read(nested(DEPTH_MAX)).length, DEPTH_MAX * '{"$tuple":[]}'.length - 13);
  t.throws(() => read(nested(DEPTH_MAX + 1)), refusal('tooDeep'));
  t.throws(() => read(nested(DEPTH_MAX + 2), code.MEMOIZE), refusal('tooDeep'));
});

test('the arguments are a tuple', (t) => {
  for (const other of [code.int(1), code.LIST, code.DICT, code.text('abc')])
    t.throws(() => trees().readHex(whole(other)), refusal('argumentCount'));
  t.is(canonical(trees().readHex(whole(code.TUPLE0))), '{"$tuple":[]}');
});

test('a reader is good again after a fault, and at every place of the ring', (t) => {
  const payload = hexBytes(argument(code.text('abc'), code.MEMOIZE, code.get(0), code.TUPLE2));
  for (let place = 0; place < 40; place++) {
    t.throws(
      () => trees().readHex(argument(code.text('abcd'), code.MEMOIZE, code.get(1))),
      refusal('pickleMemo'),
    );
    t.is(canonical(trees().read(payload)), '{"$tuple":[{"$tuple":["abc","abc"]}]}');
  }
});
