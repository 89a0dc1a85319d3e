// The options of traces, the signals of boards, and the edges of inputs.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import { pinUses } from '../../src/host/board/pins.js';
import { traceSignals } from '../../src/host/trace/signals.js';
import { Trace } from '../../src/host/trace/trace.js';
import { readTraceOptions } from '../../src/host/trace/trace-options.js';
import { UsageError } from '../../src/host/usage-error.js';
import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import { Wiring } from '../../src/motion/wiring.js';

const FILE = join(tmpdir(), 'run.vcd');

test('a window is given in seconds or in numbers of steps', (t) => {
  t.deepEqual(readTraceOptions({ trace: FILE, 'trace-from': '12.5s', 'trace-to': '1000' }), {
    file: FILE,
    from: { unit: 'ticks', value: 125_000_000 },
    to: { unit: 'steps', value: 1_000 },
    hash: false,
  });
  t.is(readTraceOptions({}), undefined);
  t.is(readTraceOptions({ 'trace-hash': true })?.file, undefined);
});

test('options that mean nothing are refused in one line that says what is meant', (t) => {
  for (const [values, message] of [
    [{ trace: '' }, /^--trace: expected a file$/],
    [{ 'trace-to': '1s' }, /^--trace-to: goes with --trace FILE$/],
    [{ trace: FILE, 'trace-from': '1.5' }, /^--trace-from: expected seconds, such as 12\.5s, .* got '1\.5'$/],
    [{ trace: FILE, 'trace-to': '-1s' }, /^--trace-to: expected .* got '-1s'$/],
  ] as const)
    t.throws(() => readTraceOptions(values), { instanceOf: UsageError, message });
});

test('a file that cannot be written is refused', (t) => {
  const options = readTraceOptions({ trace: join(FILE, 'none', 'run.vcd') });
  t.throws(() => new Trace(options!, [], 'bench'), { instanceOf: UsageError, message: /^--trace: EN/ });
});

for (const name of ['bench', 'esp32_devkit', 'fysetc_e4'])
  test(`${name}: every pin that is driven or sampled is a signal, at its level of rest`, (t) => {
    const board = loadBoard(name);
    const { settings } = new Wiring(board);
    const signals = traceSignals(board, settings, 0);
    const digital = pinUses(board).filter(
      ({ role, signal }) => role !== 'analog' && !signal.startsWith('driver_'),
    );
    t.deepEqual(
      signals.map((signal) => signal.name),
      digital.map(({ signal }) => signal),
    );
    for (const { pin, level } of signals)
      t.is(level, settings.outputs.find((output) => output.pin === pin)?.isLow ? 1 : 0, `GPIO ${pin}`);
  });

test('an input has its edge where a sample first reads it', (t) => {
  const board = loadBoard('bench');
  const wiring = new Wiring(board);
  const gantry = simulatedGantry(board, wiring);
  const edges: number[][] = [];
  const recorder: EdgeRecorder = { edge: () => t.fail(), inputEdge: (...edge) => edges.push(edge) };
  const engine = new SimulatedEngine(wiring.settings, gantry, recorder);
  const { pin } = board.emergencyStop!;
  engine.advance(1_500);
  gantry.set(wiring.emergencyStop, 1);
  engine.advance(5_000);
  gantry.set(wiring.emergencyStop, 0);
  engine.advance(6_999);
  t.deepEqual(edges, [
    [pin, 1, 2_000],
    [pin, 0, 6_000],
  ]);
});
