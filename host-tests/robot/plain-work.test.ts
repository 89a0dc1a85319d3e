// What the check finds plain is what moves cannot fail in: a robot that composes every move beforehand says the same.

import test from 'ava';
import type { Board } from '../../src/kernel/board.js';
import { ARM } from '../../src/lab/numbers.js';
import { Action } from '../../src/robot/action.js';
import { PlainWork } from '../../src/robot/plain-work.js';
import { Pose } from '../../src/robot/pose.js';
import type { Reach } from '../../src/robot/reach.js';
import { Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';
import { BENCH } from './motor-rig.js';
import { pipettes } from './should-fail/board-changes.js';

const clearance = (millimeters: number): Board => ({
  ...BENCH,
  deck: { ...BENCH.deck, clearance: millimeters },
});

const narrow = (travel: number): Board => ({
  ...BENCH,
  axes: { ...BENCH.axes, x: { ...BENCH.axes.x!, travel } },
});

const BOARDS: readonly (readonly [what: string, board: Board])[] = [
  ['as it is', BENCH],
  ['with a high clearance', clearance(60)],
  ['with a clearance that no way has', clearance(200)],
  ['with a short way to the right', narrow(300)],
  ['with arms that are too high', pipettes(BENCH, (was) => ({ nozzleHeight: was.nozzleHeight + 65 }))],
  ['with arms that are too low', pipettes(BENCH, (was) => ({ nozzleHeight: was.nozzleHeight - 90 }))],
  ['with tips that need much', pipettes(BENCH, () => ({ minimumVolume: 60 }))],
  ['with plungers that are short', pipettes(BENCH, () => ({ microlitersPerMillimeter: 5 }))],
  [
    'with plungers that are too slow',
    pipettes(BENCH, ({ flowRates }) => ({ flowRates: { ...flowRates, aspirate: 2_000 } })),
  ],
];

/** Answers to commands of all kinds, each in a session of its own. */
function answers(board: Board, isEstimated: boolean): string[] {
  const rig = new Rig({ board, ...(isEstimated && { onEstimate: () => {} }) });
  const asked: ((session: RobotSession) => string)[] = [
    (session) => session.transfer('WaterC1.0', ['bC1.0', 100], ['bC1.0', 15], ['bC1.0', 450]),
    (session) => session.transfer('AgNO3C0.5', ['bC1.0', 90], ['bC1.0', 0.5]),
    (session) => session.mix(['WaterC1.0', 1]),
    (session) => session.make('KBr', 20),
    (session) => session.command('home'),
  ];
  return asked.map((ask) => {
    const session = new RobotSession(rig);
    const begun = session.init(EXAMPLE);
    const made =
      begun === 'ready' ? session.products({ name: 'bC1.0', labware: '24_well_plate', maxVol: 3_000 }) : '';
    const answer = made === 'ready' ? ask(session) : '';
    session.command('close');
    session.link.end();
    rig.settle();
    return [begun, made, answer].join('; ');
  });
}

for (const [what, board] of BOARDS)
  test(`a board ${what}: the answers are those of a robot that foresees each move`, (t) => {
    t.deepEqual(answers(board, false), answers(board, true));
  });

test('what one arm reaches in a container another one does not', (t) => {
  const rig = new Rig();
  new RobotSession(rig).init(EXAMPLE);
  const { choreography, lab } = rig.parts;
  const reach: Pick<Reach, 'reaches' | 'room'> = {
    reaches: () => true,
    room: (arm) => (arm === ARM.left ? 10 : -1),
  };
  const work = new PlainWork(choreography.tools, lab.containers, reach as Reach);
  const action = new Action();
  t.true(work.begin(new Pose(), false));
  for (const arm of [ARM.left, ARM.right]) t.true(work.has(action.pickUpTip(arm, 0)));
  t.true(work.has(action.touchTip(ARM.left, 0)));
  t.false(work.has(action.touchTip(ARM.right, 0)));
  t.true(work.has(action.blowOut(ARM.left, 0, 10, 1)));
  t.false(work.has(action.blowOut(ARM.left, 0, 10.1, 1)));
});

test('of a transfer no move is composed before the first action is performed', (t) => {
  const rig = new Rig();
  const session = new RobotSession(rig);
  session.init(EXAMPLE);
  session.products({ name: 'bC1.0', labware: '24_well_plate', maxVol: 3_000 });
  const { choreography } = rig.parts;
  const composed: number[] = [];
  const compose = choreography.compose.bind(choreography);
  choreography.compose = (action: Action, pose) => {
    composed.push(action.kind);
    compose(action, pose);
  };
  const performed: number[] = [];
  const perform = rig.machine.perform.bind(rig.machine);
  rig.machine.perform = (action, outcome) => {
    performed.push(action.kind);
    perform(action, outcome);
  };
  t.is(session.transfer('WaterC1.0', ['bC1.0', 100]), 'ready');
  t.deepEqual(composed, performed);
});
