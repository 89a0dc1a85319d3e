// Scripts with a pump in place of a pipette: tubes are flushed where tips would be changed, and all water is booked.

import test from 'ava';
import type { PumpKind } from '../../src/kernel/board.js';
import { BENCH } from '../support/lab-robot.js';
import { PUMP_DECK, withPump } from '../support/pump-boards.js';
import { RobotSession } from '../support/robot-session.js';
import { ExampleSession } from './example-session.js';

type Changes = Parameters<typeof withPump>[2];

/** A session with two wells, on a robot whose left arm has a pump. */
function begin(kind: PumpKind, changes: Changes = {}): ExampleSession {
  const session = ExampleSession.connect({ board: withPump(BENCH, kind, changes) });
  const answer = session.init(PUMP_DECK);
  if (answer !== 'ready') throw new Error(answer);
  session.products(
    { name: 'aC1.0', labware: '24_well_plate', maxVol: 3000 },
    { name: 'bC1.0', labware: '24_well_plate', maxVol: 3000 },
  );
  return session;
}

const volumes = (session: ExampleSession): Record<string, number> =>
  Object.fromEntries(
    session.locations().map(([name, , , volume]) => [name, Math.round(volume * 1000) / 1000]),
  );

const WATER = 26_884.365;

test('init primes the tube of a pump and picks no tip up for it', (t) => {
  const session = begin('syringe');
  t.deepEqual(session.moves(), ['home', 'prime left', 'pickUpTip right']);
  t.is(volumes(session)['WashC1.0'], WATER - 400);
});

test('a tube that was in something else is flushed with as many strokes as its syringe needs, and at the end', (t) => {
  const session = begin('syringe');
  session.moves();
  t.is(session.transfer('DyeC0.5', ['aC1.0', 100]), 'ready');
  t.deepEqual(session.moves(), [
    'aspirate left 100',
    'touchTip left',
    'moveToTop left',
    'dispense left 100',
    'touchTip left',
  ]);
  t.is(session.transfer('WaterC1.0', ['bC1.0', 200]), 'ready');
  t.deepEqual(session.moves().slice(0, 3), ['flush left', 'flush left', 'aspirate left 200']);
  t.deepEqual(volumes(session), {
    'WaterC1.0': WATER - 200,
    'WashC1.0': WATER - 1000,
    'DyeC0.5': 10_959.549,
    'aC1.0': 100,
    'bC1.0': 200,
  });
  session.transfer('DyeC0.5', ['aC1.0', 100]);
  session.moves();
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), ['dropTip right', 'flush left', 'flush left', 'home']);
});

test('water in a tube does not have to be flushed, another reagent next to a dirty tip has the tube flushed', (t) => {
  const session = begin('peristaltic');
  session.transfer('WaterC1.0', ['aC1.0', 100]);
  session.moves();
  session.transfer('DyeC0.5', ['aC1.0', 15]);
  t.is(session.moves()[0], 'aspirate right 15');
  session.transfer('DyeC0.5', ['aC1.0', 100]);
  session.moves();
  session.transfer('WaterC1.0', ['bC1.0', 100]);
  t.deepEqual(session.moves().slice(0, 3), ['flush left', 'dropTip right', 'pickUpTip right']);
});

test('the report files have the water of primes and flushes', (t) => {
  const session = begin('syringe');
  session.transfer('DyeC0.5', ['aC1.0', 100]);
  session.transfer('WaterC1.0', ['bC1.0', 200]);
  const files = session.save();
  const flushes = files['protocol_record.txt']!.split('\n').filter((line) => line.includes('flushing'));
  t.deepEqual(
    flushes.map((line) => line.replace(/^HEAD: \S+ \S+ : /, '')),
    [400, 300, 300].map((volume) => `flushing left with ${volume}.0 uL from B3 of tube_holder_10 on 1`),
  );
  const history = files['well_history.tsv']!.split('\n').filter((line) => line.endsWith('WashC1.0'));
  t.deepEqual(
    history.slice(1).map((line) => line.replace(/^[^\t]*\t/, '')),
    ['\t-400.0\tWashC1.0', '\t-300.0\tWashC1.0', '\t-300.0\tWashC1.0'],
  );
});

test('a pump that only delivers gives its own water, and the other arm does the rest', (t) => {
  const session = begin('output');
  t.deepEqual(session.moves(), ['home', 'prime left', 'pickUpTip right']);
  t.is(session.transfer('WaterC1.0', ['aC1.0', 250], ['bC1.0', 450]), 'ready');
  t.deepEqual(session.moves(), [
    'deliver left',
    'touchTip left',
    ...Array(2).fill(['deliver left', 'touchTip left']).flat(),
  ]);
  t.is(session.transfer('DyeC0.5', ['aC1.0', 50]), 'ready');
  t.deepEqual(
    session.moves().filter((words) => words.startsWith('aspirate')),
    Array(3).fill(`aspirate right ${50 / 3}`),
  );
  t.is(session.mix(['aC1.0', 1]), 'ready');
  t.true(session.moves().includes('mixStroke right 20'));
  const { 'WaterC1.0': water, 'aC1.0': a, 'bC1.0': b } = volumes(session);
  t.deepEqual([water, a, b], [Math.round((WATER - 400 - 700) * 1000) / 1000, 300, 450]);
  session.close();
  t.false(session.moves().includes('flush left'));
});

test('a syringe and a peristaltic pump mix with their tubes', (t) => {
  for (const kind of ['syringe', 'peristaltic'] as const) {
    const session = begin(kind);
    session.transfer('WaterC1.0', ['aC1.0', 200]);
    session.moves();
    t.is(session.mix(['aC1.0', 1]), 'ready');
    t.deepEqual(session.moves(), ['mixStroke left 200', 'mixStroke left 200', 'touchTip left']);
    session.transfer('WaterC1.0', ['bC1.0', 200]);
    t.is(session.moves()[0], 'flush left');
  }
});

test('without enough water the tube stays dirty at the end, and the next init flushes it first', (t) => {
  const session = begin('syringe');
  session.transfer('DyeC0.5', ['aC1.0', 100]);
  const { committed } = session.rig.parts.lab;
  const wash = session.rig.parts.lab.chemicalNamed('WashC1.0');
  committed.rinse(wash, committed.aspirable(wash) - 1, 0);
  session.moves();
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), ['dropTip right', 'home']);
  t.is(new RobotSession(session.rig).init(PUMP_DECK), 'ready');
  t.deepEqual(session.moves(), ['home', 'flush left', 'flush left', 'prime left', 'pickUpTip right']);
});
