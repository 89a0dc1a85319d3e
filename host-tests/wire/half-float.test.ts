import test from 'ava';
import { halfOfSingle, halfValue, NO_HALF } from '../../src/wire/half-float.js';
import { once } from '../support/once.js';

const single = once(() => new DataView(new ArrayBuffer(4)));

/** Bits of the half that has exactly this value. */
function half(value: number): number {
  single().setFloat32(0, value);
  return halfOfSingle(single().getUint32(0));
}

test('every one of the 65,536 halves has a value and goes back to its bits', (t) => {
  const wrong: number[] = [];
  for (let bits = 0; bits < 0x1_0000; bits++) {
    const value = halfValue(bits);
    const back = half(value);
    if (Number.isNaN(value) ? back !== 0x7e00 : back !== bits) wrong.push(bits);
  }
  t.deepEqual(wrong, []);
});

test('values rise with the bits', (t) => {
  const falls: number[] = [];
  for (let bits = 1; bits <= 0x7c00; bits++)
    if (!(halfValue(bits) > halfValue(bits - 1)) || halfValue(bits | 0x8000) !== -halfValue(bits))
      falls.push(bits);
  t.deepEqual(falls, []);
});

test('the marks of the scale are those of IEEE 754', (t) => {
  t.is(halfValue(0x0001), 2 ** -24);
  t.is(halfValue(0x0400), 2 ** -14);
  t.is(halfValue(0x3c00), 1);
  t.is(halfValue(0x7bff), 65504);
  t.is(halfValue(0x7c00), Number.POSITIVE_INFINITY);
  t.true(Object.is(halfValue(0x8000), -0));
  t.true(Number.isNaN(halfValue(0xfe00)));
});

test('a value that half precision would change has none', (t) => {
  for (const value of [65536, 65505, 2049, 1.0009765625 + 2 ** -11, 2 ** -25, 3 * 2 ** -25, 1e-45, 3e38, 0.1])
    t.is(half(value), NO_HALF, `${value}`);
});
