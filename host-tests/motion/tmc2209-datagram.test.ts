// Datagrams of a TMC2209: bytes as the data sheet has them, and any damage noticed.

import test from 'ava';
import fc from 'fast-check';
import {
  isAnswer,
  putAnswer,
  putRead,
  putWrite,
  READ_BYTES,
  VALUE_BYTES,
  valueIn,
} from '../../src/motion/tmc2209-datagram.js';
import { holds } from '../support/property.js';

const bits = fc.integer({ min: 0, max: 63 });
const values = fc.integer({ min: 0, max: 0xffff_ffff });
const registers = fc.integer({ min: 0, max: 0x7f });

test('a request to read has four bytes, the last one the check of the others', (t) => {
  const request = new Uint8Array(READ_BYTES);
  putRead(request, 0, 0x00);
  t.deepEqual([...request], [0x05, 0x00, 0x00, 0x48]);
  putRead(request, 0, 0x06);
  t.deepEqual([...request], [0x05, 0x00, 0x06, 0x6f]);
});

test('a write has the value with its high byte first, and the register with its high bit', (t) => {
  const request = new Uint8Array(VALUE_BYTES);
  putWrite(request, 3, 0x6c, 0xfedc_ba98);
  t.deepEqual([...request.subarray(0, 7)], [0x05, 0x03, 0xec, 0xfe, 0xdc, 0xba, 0x98]);
});

test('an answer is read as what it was made of', (t) => {
  const property = fc.property(registers, values, (register, value) => {
    const answer = new Uint8Array(VALUE_BYTES);
    putAnswer(answer, register, value);
    return isAnswer(answer, register) && valueIn(answer) === value;
  });
  holds(t, property);
});

test('one wrong bit anywhere, or the answer for another register, is no answer', (t) => {
  const property = fc.property(registers, values, bits, (register, value, bit) => {
    const answer = new Uint8Array(VALUE_BYTES);
    putAnswer(answer, register, value);
    if (isAnswer(answer, register ^ 1)) return false;
    answer[bit >> 3]! ^= 1 << (bit & 7);
    return !isAnswer(answer, register);
  });
  holds(t, property);
});
