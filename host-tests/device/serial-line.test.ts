// The motor drivers' line on a serial port: one wire, on which what is sent is heard first.

import test from 'ava';
import { SerialLine } from '../../src/device/serial-line.js';
import { Fault } from '../../src/kernel/faults.js';

const BAUD = 115_200;
const BYTE_MICROSECONDS = 1e7 / BAUD;

/** A port with a driver behind it; time goes on by 10 µs with each look at it. */
class Port {
  time = 0;
  answer: number[] = [];
  /** How the wire changes what is sent. */
  wire = (sent: number[]): number[] => sent;
  writes = 0;
  private readonly arriving: { at: number; byte: number }[] = [];

  read(buffer: Uint8Array): number | undefined {
    this.time += 10;
    let count = 0;
    while (count < buffer.length && this.arriving.length > 0 && this.arriving[0]!.at <= this.time)
      buffer[count++] = this.arriving.shift()!.byte;
    return count === 0 ? undefined : count;
  }

  write(buffer: Uint8Array): void {
    this.writes += 1;
    this.arrive(this.wire([...buffer]), 0);
    this.arrive(this.answer, buffer.length + 3);
  }

  arrive(bytes: number[], delayBytes: number): void {
    bytes.forEach((byte, i) => {
      this.arriving.push({ at: this.time + (delayBytes + i + 1) * BYTE_MICROSECONDS, byte });
    });
  }
}

const REQUEST = Uint8Array.of(5, 0, 2, 0x8f);
const ANSWER = [5, 255, 2, 0, 0, 0, 9, 77];

function lineOf(port: Port) {
  return new SerialLine(port, BAUD, () => port.time);
}

test('an answer is what follows the echo', (t) => {
  const port = new Port();
  port.answer = ANSWER;
  const answer = new Uint8Array(8);
  t.is(lineOf(port).ask(REQUEST, answer), 8);
  t.deepEqual([...answer], ANSWER);
});

test('what came before the request is forgotten', (t) => {
  const port = new Port();
  port.arrive([1, 2, 3], -3);
  port.answer = ANSWER;
  const answer = new Uint8Array(8);
  t.is(lineOf(port).ask(REQUEST, answer), 8);
  t.deepEqual([...answer], ANSWER);
});

test('without an answer it waits no longer than 10 ms, and counts what came', (t) => {
  const port = new Port();
  t.is(lineOf(port).ask(REQUEST, new Uint8Array(8)), 0);
  t.true(port.time < 10_000, `${port.time} µs`);
  port.answer = ANSWER.slice(0, 5);
  t.is(lineOf(port).ask(REQUEST, new Uint8Array(8)), 5);
});

test('a request that is not heard, or not as it was, is sent three times; then the line is at fault', (t) => {
  const port = new Port();
  port.wire = () => [];
  const silent = t.throws(() => lineOf(port).send(REQUEST), { instanceOf: Fault });
  t.is(silent.code, 'driverLine');
  t.regex(silent.message, /driverUart.*: nothing comes back$/);
  t.is(port.writes, 3);
  port.wire = ([first, ...rest]) => [first! ^ 1, ...rest];
  const wrong = t.throws(() => lineOf(port).send(REQUEST), { instanceOf: Fault });
  t.regex(wrong.message, /5 0 2 143 came back as 4 0 2 143$/);
  let bad = 2;
  port.wire = (sent) => (bad-- > 0 ? [] : sent);
  t.notThrows(() => lineOf(port).send(REQUEST));
});
