import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { RingStage } from '../../src/kernel/ring-stage.js';
import { asciiBytes } from '../../src/kernel/utf8.js';
import { ringBytes } from '../support/bytes.js';

/** A ring of 16 bytes whose next byte goes to index `at`. */
function ringAt(at: number): ByteRing {
  const ring = new ByteRing(16);
  for (let i = 0; i < at; i++) ring.putUint8(0xee);
  ring.drop(at);
  return ring;
}

test('integers and doubles read back at every place of the ring, wrapped or not', (t) => {
  for (let at = 0; at < 16; at++) {
    const ring = ringAt(at);
    ring.putUint8(0x12);
    ring.putUint16(0x3456);
    ring.putUint32(0x789abcde);
    ring.putFloat64(-1.5e-300);
    t.is(ring.length, 15);
    t.is(ring.uint8(0), 0x12);
    t.is(ring.uint16(1), 0x3456);
    t.is(ring.uint32(3), 0x789abcde);
    t.is(ring.float64(7), -1.5e-300);
    t.is(ring.uint16(2), 0x5678);
  }
});

test('little-endian integers and single floats read at every place', (t) => {
  for (let at = 0; at < 16; at++) {
    const ring = ringAt(at);
    ring.putUint32(0xfeffffff);
    ring.putUint32(0x3dcccccd);
    t.is(ring.int32LittleEndian(0), -2);
    t.is(ring.float32(4), Math.fround(0.1));
  }
});

test('the capacity is a power of two and the free room is what is left', (t) => {
  const ring = new ByteRing(100);
  t.is(ring.capacity, 128);
  ring.putUint32(1);
  t.is(ring.free, 124);
  ring.drop(1);
  t.is(ring.free, 125);
});

test('bytes go in and out whole across the end', (t) => {
  const ring = ringAt(11);
  const source = Uint8Array.from({ length: 20 }, (_, i) => i);
  ring.putBytes(source, 3, 9);
  const target = new Uint8Array(10);
  ring.copyTo(target, 1, 2, 7);
  t.deepEqual([...target], [0, 5, 6, 7, 8, 9, 10, 11, 0, 0]);
});

test('places are compared byte for byte', (t) => {
  const ring = ringAt(13);
  for (const letter of 'abcdeabcdeX') ring.putUint8(letter.charCodeAt(0));
  t.true(ring.sameBytes(0, 5, 5));
  t.false(ring.sameBytes(0, 5, 6));
  t.true(ring.equals(3, 3, asciiBytes('dea')));
  t.false(ring.equals(3, 3, asciiBytes('deb')));
  t.false(ring.equals(3, 2, asciiBytes('dea')));
});

test('a stage carries bytes in and out at every place with views made once', (t) => {
  for (let at = 0; at < 16; at++) {
    const stage = new RingStage(16, 16);
    for (const ring of [stage.input, stage.output]) {
      for (let i = 0; i < at; i++) ring.putUint8(0xee);
      ring.drop(at);
    }
    const view = stage.view(9);
    t.is(view.length, 8);
    t.is(stage.view(15), view);
    view.set([1, 2, 3, 4, 5, 6, 7, 8]);
    stage.append(8);
    t.deepEqual([...ringBytes(stage.input)], [1, 2, 3, 4, 5, 6, 7, 8]);
    for (let i = 0; i < 10; i++) stage.output.putUint8(11 + i);
    stage.fill(8);
    t.deepEqual([...view], [11, 12, 13, 14, 15, 16, 17, 18]);
    t.is(stage.output.length, 10);
    t.deepEqual([...ringBytes(stage.input)], [1, 2, 3, 4, 5, 6, 7, 8]);
  }
});

test('what is set in a row is appended whole, wrapped or not', (t) => {
  for (let at = 0; at < 16; at++) {
    const ring = ringAt(at);
    ring.putUint8(9);
    const row = ring.tailIndex(6);
    for (let i = 0; i < 6; i++) ring.view.setUint8(row + i, i);
    ring.append(row, 5);
    t.deepEqual([...ringBytes(ring)], [9, 0, 1, 2, 3, 4]);
    ring.drop(1);
    const head = ring.headIndex(5);
    for (let i = 0; i < 5; i++) t.is(ring.view.getUint8(head + i), i);
  }
});

test('bytes that wrap are put in a row, others stay where they are', (t) => {
  for (let at = 0; at < 16; at++)
    for (let length = 0; length <= 16; length++) {
      const ring = ringAt(at);
      for (let i = 0; i < length; i++) ring.putUint8(i);
      const start = ring.straighten(length);
      t.is(start, at + length > 16 ? 0 : at);
      t.deepEqual(
        [...ring.bytes.subarray(start, start + length)],
        Array.from({ length }, (_, i) => i),
      );
      if (length < 16) ring.putUint8(0x77);
      t.is(ring.uint8(ring.length - 1), length < 16 ? 0x77 : 15);
    }
});
