// The checker of traces on a run of the robot: it has nothing to say of the run, and finds each fault that is put in.

import test, { type ExecutionContext } from 'ava';
import { once } from '../support/once.js';
import { type BoardJson, readBoardJson } from './board-json.js';
import { EdgeListing, type Mangle } from './edge-listing.js';
import { type Solid, solidsOf } from './labware-solids.js';
import { read } from './recorded-run.js';
import { RUNS, setupOf } from './runs.js';
import { TraceChecker } from './trace-checker.js';
import { VcdReader } from './vcd-reader.js';

const SETUP = setupOf(RUNS.transfer);
const BENCH = readBoardJson('bench');

const recorded = once(async () => {
  const listing = new EdgeListing();
  const reader = new VcdReader(listing);
  const { record } = await read(RUNS.transfer, reader);
  return { listing, record, timescale: reader.timescale };
});

interface Fault {
  readonly board?: BoardJson;
  readonly mangle?: Mangle;
  readonly solids?: readonly Solid[];
  /** What the log says. */
  readonly record?: (record: string) => string;
}

async function complaints({
  board = BENCH,
  mangle,
  solids,
  record = (text) => text,
}: Fault): Promise<string[]> {
  const { listing, record: log } = await recorded();
  const checker = new TraceChecker(board, SETUP, solids);
  listing.replay(checker, mangle);
  return checker.finish(record(log));
}

async function finds(t: ExecutionContext, what: RegExp, fault: Fault): Promise<void> {
  const found = await complaints(fault);
  t.true(
    found.some((complaint) => what.test(complaint)),
    `${what}: ${found.join('; ')}`,
  );
}

const withAxis = (name: string, change: Partial<BoardJson['axes'][string]>): BoardJson => ({
  ...BENCH,
  axes: { ...BENCH.axes, [name]: { ...BENCH.axes[name]!, ...change } },
});

/** Leaves both edges of one pulse out, about so long after the start. */
function without(step: string, seconds: number): Mangle {
  let isOut = false;
  let isDone = false;
  return (signal, level, time, pass) => {
    if (signal === step && level === 1 && !isDone && time > seconds * 10_000_000) isOut = isDone = true;
    if (signal !== step || !isOut) pass(signal, level, time);
    else if (level === 0) isOut = false;
  };
}

test('a run of the robot keeps to its board and to its liquid log', async (t) => {
  t.deepEqual(await complaints({}), []);
  t.is((await recorded()).timescale, '100 ns');
});

for (const axis of ['x', 'y', 'z', 'a'])
  test(`${axis}: a speed 3 % and an acceleration 10 % over the limit are found`, async (t) => {
    const { travelSpeed, acceleration } = BENCH.axes[axis]!;
    const board = withAxis(axis, { travelSpeed: travelSpeed / 1.03, acceleration: acceleration / 1.1 });
    await finds(t, /faster than/, { board });
    await finds(t, /acceleration 1(0[7-9]|1\d) %/, { board });
  });

test('one pulse that is missing is found where the axis meets its switch again', async (t) => {
  for (const step of ['x_step', 'y_step', 'left_head_step', 'left_plunger_step'])
    await finds(t, /-?1 steps off at its home switch/, { mangle: without(step, 20) });
});

test('a pulse that is too short is found', async (t) => {
  let pulses = 0;
  const mangle: Mangle = (signal, level, time, pass) => {
    if (signal === 'y_step' && level === 0) pulses += 1;
    pass(signal, level, signal === 'y_step' && level === 0 && pulses === 30_000 ? time - 1 : time);
  };
  await finds(t, /y: a pulse of 19 ticks/, { mangle });
});

test('a turn too close to a step is found', async (t) => {
  let held: number | undefined;
  const mangle: Mangle = (signal, level, time, pass) => {
    if (signal === 'x_step' && held !== undefined) {
      pass('x_dir', held, time - 49);
      held = undefined;
    }
    if (signal === 'x_dir') held = level;
    else pass(signal, level, time);
  };
  await finds(t, /x: a step 49 ticks after a turn/, { mangle });
});

test('steps of a motor without power are found', async (t) => {
  const mangle: Mangle = (signal, level, time, pass) => {
    if (signal !== 'plungers_enable') pass(signal, level, time);
  };
  await finds(t, /left_plunger: a step without power/, { mangle });
});

test('a machine that is too small is found', async (t) => {
  await finds(t, /x: beyond its travel/, { board: withAxis('x', { travel: 350 }) });
});

test('a labware that stands elsewhere, or higher, is found', async (t) => {
  const solids = solidsOf(BENCH, SETUP.deck);
  const moved = (slot: number, x: number, z: number): Solid[] =>
    solids.map((solid) =>
      solid.slot !== slot
        ? solid
        : {
            ...solid,
            xMin: solid.xMin + x,
            xMax: solid.xMax + x,
            top: solid.top + z,
            wells: solid.wells.map((well) => ({
              ...well,
              x: well.x + x,
              bottom: well.bottom + z,
              top: well.top + z,
            })),
          },
    );
  await finds(t, /tip: inside of slot 4/, { solids: moved(4, 4, 0) });
  await finds(t, /tip: inside of slot 1 /, { solids: moved(1, 0, 20) });
  await finds(t, /outside of the middle of a well|liquid: /, { solids: moved(4, 0.1, 0) });
});

test('a log that says another volume, another well or one stroke more is found', async (t) => {
  const changed = (from: RegExp, to: string) => (record: string) => record.replace(from, to);
  await finds(t, /liquid: aspirate 100.5/, { record: changed(/Aspirating 100\.5 /, 'Aspirating 100.6 ') });
  await finds(t, /liquid: .* E2 on 4 in the trace/, { record: changed(/into E2 of/, 'into E3 of') });
  await finds(t, /in the trace, nothing in the log/, { record: changed(/Dispensing 12\.5 .*/, '') });
});
