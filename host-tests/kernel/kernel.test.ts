// The small parts of the kernel: record ring, clocks, names, UTF-8, Python's floats, the fault table.

import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { FAULTS, Fault } from '../../src/kernel/faults.js';
import { CONTROL_ROOM_BYTES, ERROR_TEXT_BYTES_MAX } from '../../src/kernel/limits.js';
import { NameArena, NO_NAME } from '../../src/kernel/name-arena.js';
import { pythonFloat } from '../../src/kernel/python-float.js';
import { RecordRing } from '../../src/kernel/record-ring.js';
import { cutUtf8, isUtf8, putUtf8, textAt, utf8Length } from '../../src/kernel/utf8.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { collidingNames } from '../support/colliding-names.js';
import { fromHex } from '../support/packets.js';

test('a record ring keeps the newest records, numbered from the oldest', (t) => {
  const ring = new RecordRing(3, 2);
  for (let i = 1; i <= 5; i++) {
    const record = ring.push();
    ring.set(record, 0, i);
    ring.set(record, 1, 10 * i);
  }
  t.true(ring.full);
  t.deepEqual(
    [0, 1, 2].map((i) => [ring.get(i, 0), ring.get(i, 1)]),
    [
      [3, 30],
      [4, 40],
      [5, 50],
    ],
  );
  ring.remove(1);
  t.deepEqual(
    [0, 1].map((i) => ring.get(i, 0)),
    [3, 5],
  );
  ring.shift();
  t.is(ring.get(0, 1), 50);
  t.is(ring.count, 1);
});

test('a virtual clock calls alarms in order of time, each at its own moment', (t) => {
  const clock = new VirtualClock();
  const heard: string[] = [];
  const late = clock.alarm(() => heard.push(`late ${clock.now()}`));
  const early = clock.alarm(() => {
    heard.push(`early ${clock.now()}`);
    if (heard.length < 3) early.set(5);
  });
  late.set(12);
  early.set(5);
  clock.advance(11);
  t.deepEqual(heard, ['early 5', 'early 10']);
  late.set(100);
  t.true(clock.step());
  t.is(clock.now(), 15);
  early.cancel();
  clock.step();
  t.deepEqual(heard.slice(2), ['early 15', 'late 111']);
  t.false(clock.step());
});

const ringOf = (text: string): ByteRing => {
  const ring = new ByteRing(1_024);
  putUtf8(ring, text);
  return ring;
};

test('of names that were made to collide an arena takes four, and finds them', (t) => {
  const arena = new NameArena(16, 1_024);
  const intern = (name: string) => arena.intern(ringOf(name), 0, name.length);
  const names = collidingNames(6, 24);
  t.deepEqual(names.map(intern), [0, 1, 2, 3, NO_NAME, NO_NAME]);
  t.deepEqual(names.slice(0, 4).map(intern), [0, 1, 2, 3]);
  t.is(intern('WaterC1.0'), 4);
});

test('names are interned once, in order, and found by their bytes', (t) => {
  const arena = new NameArena(4, 40);
  const names = ['WaterC1.0', '硝酸銀C0.5', '__proto__'];
  const ids = names.map((name) => {
    const ring = ringOf(name);
    return arena.intern(ring, 0, ring.length);
  });
  t.deepEqual(ids, [0, 1, 2]);
  for (const [id, name] of names.entries()) {
    const ring = ringOf(`x${name}y`);
    t.is(arena.find(ring, 1, ring.length - 2), id);
    t.is(arena.intern(ring, 1, ring.length - 2), id);
    t.is(arena.length(id), ring.length - 2);
  }
  t.is(arena.find(ringOf('WaterC1.1'), 0, 9), NO_NAME);
  t.is(arena.intern(ringOf('0123456789'), 0, 10), NO_NAME, 'no room for its bytes');
  t.is(arena.intern(ringOf('a'), 0, 1), 3);
  t.is(arena.intern(ringOf('b'), 0, 1), NO_NAME, 'no room for one more');
  const out = new ByteRing(32);
  arena.put(1, out);
  t.is(textAt(out, 0, out.length), '硝酸銀C0.5');
});

const VALID = [
  '',
  'plain',
  'Méthanol_é°C1.0',
  '硝酸銀 プレート',
  '🧪',
  '\u0000',
  '\u07ff\u0800\uffff\u{10ffff}',
];

/** Overlong forms, surrogates, beyond the last code point, stray and missing continuation bytes. */
const INVALID =
  'c080 c1bf e08080 e09fbf f0808080 f08fbfbf eda080 edbfbf f4908080 f5808080 80 bf c3 e282 f09f92 c328 e28228 f09f9228 ff fe';

test('UTF-8 is read and written strictly, at every place of the ring', (t) => {
  for (let at = 0; at < 16; at++) {
    for (const text of VALID) {
      const ring = new ByteRing(64);
      for (let i = 0; i < 48 + at; i++) ring.putUint8(0);
      ring.drop(48 + at);
      putUtf8(ring, text);
      t.is(ring.length, utf8Length(text));
      t.true(isUtf8(ring, 0, ring.length));
      t.is(textAt(ring, 0, ring.length), text);
    }
  }
  for (const hex of INVALID.split(' ')) {
    for (const lead of ['', 'abc', 'abcdefgh']) {
      const ring = ringOf(lead);
      for (const byte of fromHex(hex)) ring.putUint8(byte);
      t.false(isUtf8(ring, 0, ring.length), hex);
      t.true(textAt(ring, 0, ring.length).startsWith(`${lead}\ufffd`), hex);
    }
  }
  t.throws(() => utf8Length('a\ud800b'), { instanceOf: Fault });
});

test('a text is cut at a whole character', (t) => {
  t.is(cutUtf8('abc', 2), 'ab');
  t.is(cutUtf8('aé', 2), 'a');
  t.is(cutUtf8('a🧪b', 4), 'a');
  t.is(cutUtf8('a🧪b', 5), 'a🧪');
  t.is(cutUtf8('\ud800', 9), '\ufffd');
});

test('floats are printed as Python prints them', (t) => {
  const cases: [number, string][] = [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [20, '20.0'],
    [0.5, '0.5'],
    [165.25, '165.25'],
    [0.1 + 0.2, '0.30000000000000004'],
    [26264.865334905175, '26264.865334905175'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [5e-324, '5e-324'],
    [1e15, '1000000000000000.0'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e16, '1e+16'],
    [1e22, '1e+22'],
    [-1e100, '-1e+100'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ];
  for (const [value, text] of cases) t.is(pythonFloat(value), text);
});

test('fault numbers are different, and the longest error fits the reserved room', (t) => {
  const entries = Object.values(FAULTS);
  t.is(new Set(entries.map(({ number }) => number)).size, entries.length);
  const longestClass = Math.max(...entries.map(({ python }) => python.length));
  const pickle = 2 + 1 + 9 + longestClass + 1 + 5 + ERROR_TEXT_BYTES_MAX + 4;
  t.true(17 + pickle + (17 + 15) + 17 <= CONTROL_ROOM_BYTES);
  t.is(new Fault('unknownType', '0x11').message, 'no such packet type: 0x11');
  t.is(new Fault('commandFailed', 'in its own words').message, 'in its own words');
});
