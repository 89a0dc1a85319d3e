// The value change dump: its text, its windows, and that it needs no more memory than one buffer.

import { Buffer } from 'node:buffer';
import test from 'ava';
import type { TraceSignal } from '../../src/host/trace/signals.js';
import { type TraceBound, TraceWindow } from '../../src/host/trace/trace-window.js';
import { VcdWriter } from '../../src/host/trace/vcd-writer.js';
import { Random } from '../support/random.js';
import { VcdReader } from './vcd-reader.js';

const SIGNALS: readonly TraceSignal[] = [
  { name: 'x_step', pin: 4, level: 0, isStep: true },
  { name: 'x_dir', pin: 5, level: 0, isStep: false },
  { name: 'estop', pin: 36, level: 1, isStep: false },
];

const ALWAYS: TraceBound = { unit: 'ticks', value: 0 };
const NEVER: TraceBound = { unit: 'ticks', value: Number.POSITIVE_INFINITY };

/** Three steps, the second after a turn, then the stop is pressed. */
const EDGES = [
  [4, 1, 1_000],
  [4, 0, 1_020],
  [5, 1, 1_020],
  [4, 1, 250_000_000],
  [4, 0, 250_000_020],
  [4, 1, 34_591_680_000],
  [36, 0, 34_591_680_000],
  [4, 0, 34_591_680_020],
] as const;

function dump(from = ALWAYS, to = NEVER): string {
  let text = '';
  const writer = new VcdWriter(SIGNALS, 'bench', (bytes) => {
    text += Buffer.from(bytes).toString('latin1');
  });
  const window = new TraceWindow(SIGNALS, writer, from, to);
  for (const [pin, level, tick] of EDGES) window.edge(pin, level, tick);
  window.close();
  return text;
}

const HEADER = [
  '$version Armchair $end',
  '$timescale 100 ns $end',
  '$scope module bench $end',
  '$var wire 1 ! x_step $end',
  '$var wire 1 " x_dir $end',
  '$var wire 1 # estop $end',
  '$upscope $end',
  '$enddefinitions $end',
];

/** The lines after the header, in one. */
function body(from: TraceBound, to: TraceBound): string {
  const lines = dump(from, to).trimEnd().split('\n');
  return lines.slice(HEADER.length).join(' ');
}

const seconds = (value: number): TraceBound => ({ unit: 'ticks', value: value * 10_000_000 });
const step = (value: number): TraceBound => ({ unit: 'steps', value });

test('a dump has a header, the levels at its begin, and each edge after its time', (t) => {
  t.deepEqual(dump().split('\n'), [
    ...HEADER,
    ...['#0', '$dumpvars', '0!', '0"', '1#', '$end'],
    ...['#1000', '1!', '#1020', '0!', '1"'],
    ...['#250000000', '1!', '#250000020', '0!'],
    ...['#34591680000', '1!', '0#', '#34591680020', '0!', ''],
  ]);
});

test('a window in seconds begins with the levels that it finds', (t) => {
  t.is(body(seconds(25), seconds(30)), '#250000000 $dumpvars 0! 1" 1# $end 1! #250000020 0!');
  t.is(body(seconds(1), seconds(2)), '#10000000 $dumpvars 0! 1" 1# $end');
  t.is(body(seconds(9_999), seconds(10_000)), '#34591680020 $dumpvars 0! 1" 0# $end');
});

test('a window in steps has these steps whole', (t) => {
  t.is(body(step(2), step(2)), '#250000000 $dumpvars 0! 1" 1# $end 1! #250000020 0!');
  t.is(body(step(3), NEVER), '#34591680000 $dumpvars 0! 1" 1# $end 1! 0# #34591680020 0!');
  t.is(body(step(7), step(9)), '#34591680020 $dumpvars 0! 1" 0# $end');
});

test('what is written is read again, over many buffers, in pieces of any size', (t) => {
  const random = new Random(1);
  const written: number[][] = [];
  const read: number[][] = [];
  const reader = new VcdReader({
    signal: () => {},
    initial: () => {},
    edge: (signal, level, time) => read.push([SIGNALS[signal]!.pin, level, time]),
  });
  const pieces: number[] = [];
  const writer = new VcdWriter(SIGNALS, 'bench', (bytes) => {
    pieces.push(bytes.length);
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + random.below(5_000);
      reader.push(bytes.subarray(from, to));
      from = to;
    }
  });
  writer.begin(0, new Uint8Array(64));
  let tick = 0;
  for (let i = 0; i < 30_000; i++) {
    tick += random.pick([0, 1, 20, 1_000, 99_999_999, 100_000_000]);
    const { pin } = random.pick(SIGNALS);
    const level = random.chance(50) ? 1 : 0;
    writer.edge(pin, level, tick);
    written.push([pin, level, tick]);
  }
  writer.flush();
  t.deepEqual(read, written);
  t.true(pieces.length > 4);
  t.true(Math.max(...pieces) <= 65_536);
});

test('what is no dump of one bit signals in the order of time is refused', (t) => {
  const header = '$timescale 100 ns $end\n$var wire 1 ! x_step $end\n';
  for (const [text, message] of [
    ['#20\n1!\n#19\n', /time goes back from 20 to 19/],
    ['1"\n', /a change of no signal/],
    ['x!\n', /a change of no signal/],
    ['1!!\n', /a change of no signal/],
    ['1'.repeat(70_000), /a line without an end/],
  ] as const) {
    const reader = new VcdReader({ signal: () => {}, initial: () => {}, edge: () => {} });
    t.throws(() => reader.push(Buffer.from(header + text, 'latin1')), { message }, text.slice(0, 20));
  }
});
