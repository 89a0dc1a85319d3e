import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { RingStage, STAGE_BYTES } from '../../src/kernel/ring-stage.js';

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
  t.true(ring.equalsAscii(3, 3, 'dea'));
  t.false(ring.equalsAscii(3, 3, 'deb'));
  t.false(ring.equalsAscii(3, 2, 'dea'));
});

test('a stage carries bytes in and out at every place with views made once', (t) => {
  for (let at = 0; at < 16; at++) {
    const ring = new ByteRing(16, STAGE_BYTES);
    const stage = new RingStage(ring);
    for (let i = 0; i < at; i++) ring.putUint8(0);
    ring.drop(at);
    const view = stage.view(9);
    t.is(view.length, 8);
    t.is(stage.view(15), view);
    view.set([1, 2, 3, 4, 5, 6, 7, 8]);
    stage.append(8);
    view.fill(0);
    stage.fill(8);
    t.deepEqual([...view], [1, 2, 3, 4, 5, 6, 7, 8]);
    t.is(ring.length, 8);
  }
});
