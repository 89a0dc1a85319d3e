import test from 'ava';
import { KEY_STEPS_MAX, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { MapKeys } from '../../src/wire/map-keys.js';
import { KIND } from '../../src/wire/value-reader.js';
import { Workspace } from '../../src/wire/workspace.js';
import { hexBytes, ringOf } from '../support/bytes.js';
import { collidingNames } from '../support/colliding-names.js';
import { readTree } from '../support/tree.js';

/** Whether a payload with these keys (each followed by the value 0) in one map is read, or the fault's code. */
function keys(...list: string[]): string {
  return payload(`81b9${list.length.toString(16).padStart(4, '0')}${list.map((key) => `${key}00`).join('')}`);
}

function payload(hex: string): string {
  const bytes = hexBytes(hex);
  const reader = new CborReader(ringOf(bytes, 5), WIRE_LIMITS);
  reader.open(bytes.length);
  try {
    readTree(reader);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const uint16 = (number: number): string => `19${number.toString(16).padStart(4, '0')}`;
const hexOf = (value: string): string => Array.from(value, (c) => c.charCodeAt(0).toString(16)).join('');
const text = (value: string): string => (0x60 + value.length).toString(16) + hexOf(value);

test('a key stands once, in whatever form it is written', (t) => {
  t.is(keys(text('name'), text('loc'), text('mass')), 'read');
  t.is(keys(text('name'), text('loc'), text('name')), 'duplicateKey');
  t.is(keys('6161', '780161'), 'duplicateKey');
  t.is(keys('01', '1801'), 'duplicateKey');
  t.is(keys('01', 'c24101'), 'duplicateKey');
  t.is(keys('20', '3800'), 'duplicateKey');
  t.is(keys('1bffffffffffffffff', 'c248ffffffffffffffff'), 'duplicateKey');
  t.is(keys('f93c00', 'fb3ff0000000000000'), 'duplicateKey');
  t.is(keys('f97e00', 'fb7ff8000000000001'), 'duplicateKey');
  t.is(keys('f6', 'f6'), 'duplicateKey');
  t.is(keys('f4', 'f4'), 'duplicateKey');
  t.is(keys('4161', '4161'), 'duplicateKey');
  t.is(keys('60', '60'), 'duplicateKey');
});

test('keys of different kinds differ', (t) => {
  t.is(
    keys('00', '01', 'f93c00', 'f90000', 'f98000', 'f4', 'f5', 'f6', '6131', '4131', '60', '40', '20'),
    'read',
  );
  t.is(keys('1b0000000100000002', '1b0000000200000001', '3b0000000100000002', '02', '01'), 'read');
});

test('containers and integers that a double cannot hold are no keys', (t) => {
  t.is(keys('80'), 'cborUnsupported');
  t.is(keys('a0'), 'cborUnsupported');
  t.is(keys('810000'), 'cborUnsupported');
  t.is(keys('3b001fffffffffffff'), 'cborUnsupported');
  t.is(keys('c249010000000000000000'), 'cborUnsupported');
  t.is(keys('3b001ffffffffffffe'), 'read');
});

test('maps within maps and side by side have keys of their own', (t) => {
  const column = `a3${text('a')}01${text('b')}02${text('c')}03`;
  t.is(payload(`82a3${text('a')}${column}${text('b')}${column}${text('c')}${column}${column}`), 'read');
  t.is(payload(`81a3${text('a')}${column}${text('b')}${column}${text('a')}${column}`), 'duplicateKey');
  t.is(
    payload(`81a2${text('b')}a1${text('b')}a1${text('b')}a2${text('a')}00${text('b')}00${text('b')}00`),
    'duplicateKey',
  );
});

test('a table has room for all its rows, and more than the room is refused', (t) => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => uint16(i));
  const names = (count: number) => Array.from({ length: count }, (_, i) => text(`autowell${i}C1.0`));
  t.is(keys(...numbers(WIRE_LIMITS.rows)), 'read');
  t.is(keys(...names(WIRE_LIMITS.rows)), 'read');
  t.is(keys(...names(WIRE_LIMITS.rows + 64)), 'read');
  t.is(keys(...numbers(WIRE_LIMITS.rows + 65)), 'tooManyValues');
  t.is(keys(...names(WIRE_LIMITS.rows), text('autowell7C1.0')), 'duplicateKey');
});

test('a duplicate is named in the fault', (t) => {
  const bytes = hexBytes(`81a2${text('WaterC1.0')}00${text('WaterC1.0')}01`);
  const reader = new CborReader(ringOf(bytes), WIRE_LIMITS);
  reader.open(bytes.length);
  t.throws(() => readTree(reader), {
    message: "a key stands twice in a table: 'WaterC1.0', at byte 13 of the payload",
  });
});

/** Steps that these keys take, a key. */
function stepsEach(list: string[]): number {
  const bytes = hexBytes(`99${list.length.toString(16).padStart(4, '0')}${list.join('')}`);
  const reader = new CborReader(ringOf(bytes), WIRE_LIMITS);
  const keys = new MapKeys(new Workspace(WIRE_LIMITS));
  reader.open(bytes.length);
  reader.next();
  while (reader.next() !== KIND.end) keys.add(0, reader);
  return keys.steps / list.length;
}

test('row numbers and names of every pattern are found in a step or two', (t) => {
  const rows = Array.from({ length: WIRE_LIMITS.rows }, (_, i) => i);
  const patterns: ((row: number) => string)[] = [
    (row) => uint16(row),
    (row) => text(`autowell${row}C1.0`),
    (row) => text(`rxn${row}C1.0`),
    (row) => text(`${String.fromCharCode(65 + (row % 8))}${row >> 3}`),
    (row) => text(`AgNO3C${row / 8}`),
    (row) => text(`${row}`),
    (row) => text(`name-${row.toString(2).padStart(9, '0')}`),
  ];
  for (const pattern of patterns) {
    const steps = stepsEach(rows.map(pattern));
    // Most compare a word or two with a key that is not theirs.
    t.true(steps < 8, `${pattern(7)}: ${steps}`);
  }
});

test('keys that are made to collide are refused before they take long', (t) => {
  const colliding = Array.from({ length: 0x1_0000 }, (_, i) => i).filter(
    (key) => Math.imul(key ^ KIND.integer, 0x9e37_79b1) >>> 22 < 9,
  );
  t.true(colliding.length > WIRE_LIMITS.rows);
  t.is(keys(...colliding.slice(0, 100).map(uint16)), 'read');
  t.is(keys(...colliding.slice(0, WIRE_LIMITS.rows).map(uint16)), 'tooManyValues');
});

test('long names of one hash are refused before comparing them takes long', (t) => {
  const names = collidingNames(200, 84).map((name) => `7854${hexOf(name)}`);
  t.is(new Set(names).size, 200);
  t.is(keys(...names.slice(0, 20)), 'read');
  t.is(keys(...names), 'tooManyValues');
});

test('a full table of long names that differ at the end takes a third of the steps at most', (t) => {
  for (const length of [24, 84]) {
    const names = Array.from({ length: WIRE_LIMITS.rows }, (_, i) => `${'a'.repeat(length - 3)}${100 + i}`);
    const words = names.map((name) => `78${length.toString(16)}${hexOf(name)}`);
    t.true(stepsEach(words) * WIRE_LIMITS.rows < KEY_STEPS_MAX / 3, `${length} bytes: ${stepsEach(words)}`);
  }
});
