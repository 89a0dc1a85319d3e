import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { NameArena } from '../../src/kernel/name-arena.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { bytesHex, hexBytes, ringBytes, ringOf } from '../support/bytes.js';

/** Hex of one argument that `put` writes. */
function written(put: (writer: CborWriter) => void): string {
  const ring = new ByteRing(512);
  const writer = new CborWriter();
  writer.begin(ring, 1);
  put(writer);
  writer.end(1);
  return bytesHex(ringBytes(ring)).slice(2);
}

test('integers have the shortest head', (t) => {
  const integers: [number, string][] = [
    [0, '00'],
    [-0, '00'],
    [23, '17'],
    [24, '1818'],
    [255, '18ff'],
    [256, '190100'],
    [65535, '19ffff'],
    [65536, '1a00010000'],
    [2 ** 32 - 1, '1affffffff'],
    [2 ** 32, '1b0000000100000000'],
    [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
    [-1, '20'],
    [-24, '37'],
    [-25, '3818'],
    [-256, '38ff'],
    [-(2 ** 32), '3affffffff'],
    [Number.MIN_SAFE_INTEGER, '3b001ffffffffffffe'],
  ];
  for (const [value, hex] of integers)
    t.is(
      written((writer) => writer.integer(value)),
      hex,
    );
  for (const value of [0.5, 2 ** 53, Number.NaN, Number.NEGATIVE_INFINITY])
    t.throws(() => written((writer) => writer.integer(value)), { code: 'valueUnwritable' });
});

test('a 64-bit number is written by its halves', (t) => {
  t.is(
    written((writer) => writer.integer64(0, 5)),
    '05',
  );
  t.is(
    written((writer) => writer.integer64(0, 0xffff_ffff)),
    '1affffffff',
  );
  t.is(
    written((writer) => writer.integer64(1, 0)),
    '1b0000000100000000',
  );
  t.is(
    written((writer) => writer.integer64(0xffff_ffff, 0xffff_fffe)),
    '1bfffffffffffffffe',
  );
});

test('floats are the shortest that keep the value, and stay apart from integers', (t) => {
  const floats: [number, string][] = [
    [165, 'f95928'],
    [100.5, 'f95648'],
    [0, 'f90000'],
    [-0, 'f98000'],
    [1, 'f93c00'],
    [65504, 'f97bff'],
    [65505, 'fa477fe100'],
    [2 ** -24, 'f90001'],
    [2 ** -25, 'fa33000000'],
    [3.4028234663852886e38, 'fa7f7fffff'],
    [1e300, 'fb7e37e43c8800759c'],
    [0.1, 'fb3fb999999999999a'],
    [Math.fround(0.1), 'fa3dcccccd'],
    [5e-324, 'fb0000000000000001'],
    [Number.NaN, 'f97e00'],
    [Number.POSITIVE_INFINITY, 'f97c00'],
    [Number.NEGATIVE_INFINITY, 'f9fc00'],
  ];
  for (const [value, hex] of floats)
    t.is(
      written((writer) => writer.float(value)),
      hex,
    );
});

test('texts, names and plain values', (t) => {
  const arena = new NameArena(2, 32);
  const name = hexBytes('57617465724331 2e30');
  arena.intern(ringOf(name), 0, name.length);
  t.is(
    written((writer) => writer.name(arena, 0)),
    '69576174657243312e30',
  );
  t.is(
    written((writer) => writer.text('')),
    '60',
  );
  t.is(
    written((writer) => writer.text('水𐅑')),
    '67e6b0b4f0908591',
  );
  t.is(
    written((writer) => writer.text('x'.repeat(24))),
    `7818${'78'.repeat(24)}`,
  );
  t.is(
    written((writer) => writer.none()),
    'f6',
  );
  t.is(
    written((writer) => writer.boolean(false)),
    'f4',
  );
  t.is(
    written((writer) => writer.boolean(true)),
    'f5',
  );
  t.throws(() => written((writer) => writer.text('\ud800')), { code: 'valueUnwritable' });
});

test('an exception is its class and its message', (t) => {
  t.is(
    written((writer) => writer.exception('KeyError', 'no')),
    '82684b65794572726f72626e6f',
  );
});

test('tables are written in row form', (t) => {
  t.is(new CborWriter().tables, 'rows');
});

test('a payload that was begun goes on in another place', (t) => {
  const first = new ByteRing(16);
  const second = new ByteRing(16);
  const writer = new CborWriter();
  writer.begin(first, 2);
  writer.integer(1);
  writer.resume(second);
  writer.beginTuple(1);
  writer.float(1.5);
  writer.endTuple(1);
  t.is(bytesHex(ringBytes(first)), '8201');
  t.is(bytesHex(ringBytes(second)), '81f93e00');
});
