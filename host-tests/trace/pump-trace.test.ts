// Runs with pumps, from their waveforms alone: what a syringe's steps and an output's time amount to is in the liquid log.

import test, { type ExecutionContext } from 'ava';
import { once } from '../support/once.js';
import { type BoardJson, readBoardJson } from './board-json.js';
import { EdgeListing, type Mangle } from './edge-listing.js';
import { read } from './recorded-run.js';
import { RUNS, setupOf } from './runs.js';
import { TraceChecker } from './trace-checker.js';
import { VcdReader } from './vcd-reader.js';

const BOARD = readBoardJson('bench_pumps');

const recorded = (name: 'syringe' | 'dispenser') =>
  once(async () => {
    const listing = new EdgeListing();
    const { record } = await read(RUNS[name], new VcdReader(listing));
    return { listing, record };
  });

const RECORDED = { syringe: recorded('syringe'), dispenser: recorded('dispenser') } as const;

async function complaints(
  name: keyof typeof RECORDED,
  { board = BOARD, mangle }: { board?: BoardJson; mangle?: Mangle } = {},
): Promise<{ found: string[]; checker: TraceChecker }> {
  const { listing, record } = await RECORDED[name]();
  const checker = new TraceChecker(board, setupOf(RUNS[name]));
  listing.replay(checker, mangle);
  return { found: checker.finish(record), checker };
}

async function finds(
  t: ExecutionContext,
  what: RegExp,
  ...run: Parameters<typeof complaints>
): Promise<void> {
  const { found } = await complaints(...run);
  t.true(
    found.some((complaint) => what.test(complaint)),
    `${what}: ${found.join('; ')}`,
  );
}

/** What was given to a place, to half a µL. */
function given({ deeds }: TraceChecker, at: string): number {
  const strokes = deeds.filter(({ kind, place }) => kind === 'dispense' && place === at);
  return Math.round(strokes.reduce((sum, { volume }) => sum + 2 * volume, 0)) / 2;
}

test('a syringe moves what the log says, and its flushes go into the trash; an air gap is no liquid', async (t) => {
  const { found, checker } = await complaints('syringe');
  t.deepEqual(found, []);
  t.deepEqual(
    ['E1 on 4', 'E2 on 4', 'A1 on 12'].map((place) => given(checker, place)),
    [180.5, 12.5, 500 + 800],
  );
});

test('a pump on an output gives what the log says by the time that it is on', async (t) => {
  const { found, checker } = await complaints('dispenser');
  t.deepEqual(found, []);
  t.deepEqual(
    ['E1 on 4', 'E2 on 4', 'A1 on 12'].map((place) => given(checker, place)),
    [120, 60.5, 1000],
  );
});

const withPump = (name: string, change: Partial<BoardJson['pumps'][string]>): BoardJson => ({
  ...BOARD,
  pumps: { ...BOARD.pumps, [name]: { ...BOARD.pumps[name]!, ...change } },
});

test('a pump that gives a hundredth more or less is found', async (t) => {
  await finds(t, /liquid: aspirate/, 'syringe', {
    board: withPump('300uL_pipette', { microlitersPerMillimeter: 50.5 }),
  });
  await finds(t, /liquid: aspirate/, 'dispenser', { board: withPump('1000uL_pipette', { flowRate: 495 }) });
});

test('a pulse of an output that is 1 ms longer is found', async (t) => {
  let pulses = 0;
  const mangle: Mangle = (signal, level, time, pass) => {
    if (signal === 'left_1000uL_pipette' && level === 0) pulses += 1;
    pass(
      signal,
      level,
      pulses === 5 && signal === 'left_1000uL_pipette' && level === 0 ? time + 10_000 : time,
    );
  };
  await finds(t, /liquid: aspirate/, 'dispenser', { mangle });
});

test('an air gap that the board does not have is found', async (t) => {
  const pipette = { ...BOARD.pipettes['20uL_pipette']!, airGapVolume: 0 };
  await finds(t, /20uL|outside of the middle of a well/, 'syringe', {
    board: { ...BOARD, pipettes: { '20uL_pipette': pipette } },
  });
});
