import test from 'ava';
import { DEPTH_MAX, VALUES_MAX, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { KIND, NOT_UINT64 } from '../../src/wire/value-reader.js';
import { hexBytes, ringOf } from '../support/bytes.js';
import { canonical, readTree, type Tree } from '../support/tree.js';
import { RFC8949_EXAMPLES } from './rfc8949-examples.js';

/** A reader that was opened on a payload, whose ring ends `before` bytes after the payload's beginning. */
function open(hex: string, before = 0): CborReader {
  const bytes = hexBytes(hex);
  const reader = new CborReader(ringOf(bytes, before), WIRE_LIMITS);
  reader.open(bytes.length);
  return reader;
}

/** The arguments, or the code of the fault. */
function read(hex: string, before = 0): string {
  try {
    return canonical(readTree(open(hex, before)));
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const tuple = (...items: Tree[]): string => canonical({ $tuple: items });

test('RFC 8949 appendix A: what is in range reads as stated, the rest is refused by name', (t) => {
  t.is(RFC8949_EXAMPLES.length, 81);
  for (const { hex, value, fault, named = '' } of RFC8949_EXAMPLES) {
    const payload = `81${hex}`;
    if (fault === undefined) t.is(read(payload), tuple(value as Tree), hex);
    else {
      const error = t.throws(() => readTree(open(payload)), { code: fault }, hex);
      t.true(error?.message.includes(named), error?.message);
    }
  }
});

test('every example reads the same wherever the ring wraps', (t) => {
  for (const { hex } of RFC8949_EXAMPLES) {
    const whole = read(`81${hex}`);
    for (let before = 1; before <= hex.length / 2; before++) t.is(read(`81${hex}`, before), whole, hex);
  }
});

test('heads that are longer than need be are read, as are floats', (t) => {
  t.is(read('811b0000000000000005'), tuple(5));
  t.is(read('813900ff'), tuple(-256));
  t.is(read('811900ff'), tuple(255));
  t.is(read('9b0000000000000001 7b0000000000000001 61'), tuple('a'));
  t.is(read('9800'), tuple());
  t.is(read('81ba00000001 6161 5a00000001ff'), tuple({ a: { $bytes: 'ff' } }));
  t.is(read('81fb4064a00000000000'), tuple({ $float: '165.0' }));
});

test('an integer is its nearest double and, from 0 to 2^64 - 1, its halves', (t) => {
  const reader = open(
    '85 1b0020000000000001 1bffffffffffffffff 20 3bffffffffffffffff c24a01000000000000000000',
  );
  const facts: [number, number][] = [
    [2 ** 53, 0x0020_0000],
    [2 ** 64, 0xffff_ffff],
    [-1, NOT_UINT64],
    [-(2 ** 64), NOT_UINT64],
    [2 ** 72, NOT_UINT64],
  ];
  reader.next();
  t.is(reader.count, 5);
  for (const [number, high] of facts) {
    t.is(reader.next(), KIND.integer);
    t.is(reader.number, number);
    t.is(reader.high, high);
    if (number === 2 ** 53) t.is(reader.low, 1);
  }
  t.is(reader.next(), KIND.end);
});

test('integers as bytes: any length up to 32, leading zeros, the empty one', (t) => {
  t.is(read('81c240'), tuple(0));
  t.is(read('81c340'), tuple(-1));
  t.is(read('81c24a00000000000000000105'), tuple(261));
  t.is(read('81c348ffffffffffffffff'), tuple({ $int: '-18446744073709551616' }));
  t.is(read(`81c25820${'ff'.repeat(32)}`), tuple({ $int: `${2n ** 256n}` }));
  t.is(read(`81c25821${'00'.repeat(33)}`), 'integerTooLong');
  t.is(read('81c249ff'), 'payloadCut');
  t.is(read('81c2'), 'payloadCut');
  t.is(read('81c205'), 'cborUnsupported');
  t.is(read('81c25f4101ff'), 'cborIndefinite');
});

test('what is no argument array is no payload', (t) => {
  for (const hex of ['00', 'a0', '6161', 'f6', 'c180']) t.is(read(hex), 'encodingUnknown', hex);
  t.is(read('9fff'), 'cborIndefinite');
  t.is(read(''), 'payloadCut');
  t.is(read('80'), tuple());
});

test('a payload that ends early is cut wherever it ends', (t) => {
  const whole = '86 1b0000000100000000 fb3ff199999999999a 78036e616d a1616101 82fa47c35000f93c00 c24101';
  const bytes = whole.replaceAll(' ', '');
  t.true(read(bytes).startsWith('{"$tuple":'));
  for (let digits = 0; digits < bytes.length; digits += 2) t.is(read(bytes.slice(0, digits)), 'payloadCut');
});

test('counts and lengths are held against what is left before they are used', (t) => {
  const heads = [
    '9affffffff',
    '9b0000000100000000',
    'bb7fffffffffffffff',
    '5bffffffffffffffff',
    '7affffffff',
  ];
  for (const head of heads) t.is(read(`82${head}00000000`), 'payloadCut', head);
  t.is(read('81a3 01 02 03 04 05'), 'payloadCut');
  t.is(read('9a0000ffff00'), 'payloadCut');
});

test('bytes behind the arguments are refused with their end, not before', (t) => {
  t.is(read('810500'), 'payloadTrailing');
  const reader = open('810500');
  reader.next();
  t.is(reader.next(), KIND.integer);
  t.throws(() => reader.next(), { code: 'payloadTrailing' });
});

test('the reserved, the undefined and the unknown are refused by name', (t) => {
  const refused: [string, string, string][] = [
    ['1c', 'cborUnsupported', 'an unsigned integer with additional information 28'],
    ['3f', 'cborUnsupported', 'additional information 31'],
    ['df00', 'cborUnsupported', 'additional information 31'],
    ['fe', 'cborUnsupported', 'additional information 30'],
    ['f800', 'cborUnsupported', 'simple value 0'],
    ['d9010280', 'cborUnsupported', 'tag 258'],
    ['dbffffffffffffffff80', 'cborUnsupported', 'tag 18446744073709552000'],
    ['ff', 'cborIndefinite', 'a break'],
    ['62c328', 'textInvalid', 'at byte 1'],
    ['63eda080', 'textInvalid', 'UTF-8'],
  ];
  for (const [hex, code, named] of refused) {
    const error = t.throws(() => readTree(open(`81${hex}`)), { code }, hex);
    t.true(error?.message.includes(named), error?.message);
  }
});

test('containers open up to the depth limit, and no deeper', (t) => {
  t.is(read(`${'81'.repeat(DEPTH_MAX - 1)}80`), read(`${'81'.repeat(DEPTH_MAX - 1)}80`, 3));
  t.true(read(`${'81'.repeat(DEPTH_MAX - 1)}80`).startsWith('{"$tuple":[['));
  t.is(read(`${'81'.repeat(DEPTH_MAX)}80`), 'tooDeep');
  t.is(read(`81${'a100'.repeat(DEPTH_MAX)}00`), 'tooDeep');
});

test('more values than the limit are refused, in lists and when they are passed over', (t) => {
  const zeros = (count: number) => `8199${count.toString(16).padStart(4, '0')}${'00'.repeat(count)}`;
  t.true(read(zeros(VALUES_MAX - 2)).startsWith('{"$tuple":[[0,'));
  t.is(read(zeros(VALUES_MAX - 1)), 'tooManyValues');
  const reader = open(zeros(VALUES_MAX - 1));
  reader.next();
  t.throws(() => reader.leave(), { code: 'tooManyValues' });
});

test('leaving passes over the rest of the container in hand', (t) => {
  const reader = open('84 83 01 8202a16161f5 03 a2 0102 03820405 40 6162');
  reader.next();
  t.is(reader.next(), KIND.list);
  t.is(reader.count, 3);
  reader.leave();
  t.is(reader.kind, KIND.end);
  t.is(reader.next(), KIND.map);
  t.is(reader.count, 2);
  reader.next();
  reader.leave();
  t.is(reader.next(), KIND.bytes);
  t.is(reader.length, 0);
  t.is(reader.next(), KIND.text);
  t.is(reader.length, 1);
  reader.leave();
  t.is(reader.kind, KIND.end);
});

test('what is passed over is checked all the same', (t) => {
  for (const hex of ['8181f7', '8181ff', '8161ff', '81a20101 0102', '8101 00']) {
    const reader = open(hex);
    reader.next();
    t.throws(() => reader.leave(), { message: /at byte \d+ of the payload/ }, hex);
  }
});

test('asking on after the end, or leaving what was never entered, faults', (t) => {
  const reader = open('8101');
  reader.next();
  reader.leave();
  t.throws(() => reader.next(), { code: 'payloadCut' });
  t.throws(() => open('8101').leave(), { code: 'payloadCut' });
});

test('a reader that has faulted reads the next payload', (t) => {
  const bytes = hexBytes('81a1a1616100');
  const ring = ringOf(bytes);
  const reader = new CborReader(ring, WIRE_LIMITS);
  reader.open(bytes.length);
  t.throws(() => readTree(reader), { code: 'cborUnsupported' });
  ring.clear();
  ring.putBytes(hexBytes('81a2616101616202'), 0, 8);
  reader.open(8);
  t.is(canonical(readTree(reader)), tuple({ a: 1, b: 2 }));
});
