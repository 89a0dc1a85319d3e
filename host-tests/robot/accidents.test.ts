// Accidents at any moment of random runs: nothing moves that should not, and the machine knows where it is or says that it does not.

import test from 'ava';
import fc from 'fast-check';
import type { LinkLossPolicy } from '../../src/kernel/board-network.js';
import type { FaultCode } from '../../src/kernel/faults.js';
import { ARM } from '../../src/lab/numbers.js';
import { Action } from '../../src/robot/action.js';
import { STATE } from '../../src/server/session-table.js';
import { holds } from '../support/property.js';
import { Random } from '../support/random.js';
import type { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';
import { BENCH, MotorRig, type MotorRigOptions, runOf } from './motor-rig.js';
import { randomRun } from './random-run.js';

const LIMIT = 'RuntimeError: a switch stopped the machine in the middle of a move: home it';
const HALTED = 'RuntimeError: the machine was halted';
const EMERGENCY =
  'RuntimeError: the emergency stop was pressed: release it, then press the local button or begin anew with init';

/** Of each property. */
const RUNS = 20;

/** How long it takes from where a rig begins. */
const HOMING_SECONDS = 10.99;

/** A move of an arm. */
const NEXT = new Action().moveToTop(ARM.left, 0);

/** s: the beginning of a run has most kinds of motion, and some runs are over at the end of this. */
const moments = fc.oneof(
  fc.double({ min: 0.001, max: 40, noNaN: true }),
  fc.double({ min: 0.001, max: 350, noNaN: true }),
);

/** Each is a random protocol. */
const seeds = fc.nat();

const ensure = (condition: boolean, what: () => string): void => {
  if (!condition) throw new Error(what());
};

const sameText = (one: readonly number[], other: readonly number[]): boolean => `${one}` === `${other}`;

const rigWith = (options: MotorRigOptions = {}): MotorRig =>
  new MotorRig({ hasTemperature: true, ...options });

/** What it believes is so, to the step. */
const ensureKnown = (rig: MotorRig, when: string): void =>
  ensure(
    rig.errors.every((steps) => steps === 0),
    () => `${rig.errors} steps off ${when}`,
  );

/** Nothing moves any more, however long anybody waits. */
function ensureStill(rig: MotorRig, when: string): void {
  const before = rig.positions;
  ensure(rig.engine.running() === 0, () => `axes ${rig.engine.running()} run ${when}`);
  rig.clock.advance(5e6);
  rig.catchUp();
  ensure(sameText(rig.positions, before), () => `it moves ${when}`);
}

/** A new session drops the tips that are left, works as ever, and leaves everything behind in order. */
function ensureServes(rig: MotorRig): void {
  const session = rig.begin({ temp: 22 });
  const answer = runOf(session);
  ensure(answer === 'ready', () => `${answer} in the next session`);
  ensureKnown(rig, 'in the next session');
  session.close();
  ensureKnown(rig, 'after the next session');
  ensure(rig.motors.pose.tips === 0, () => 'a tip is left after the next session');
  ensure(rig.isCold, () => 'the heater is on after the next session');
}

test('halted at any moment of a random run it knows where it is, keeps its homing, and goes on from there', (t) => {
  const property = fc.property(seeds, moments, (seed, moment) => {
    const rig = rigWith();
    const session = rig.connect();
    let wasHomed = false;
    rig.after(moment, () => {
      wasHomed = rig.motors.mayMove;
      rig.machine.halt();
    });
    const answers = session.commands(randomRun(new Random(seed)));
    ensureStill(rig, 'after the halt');
    if (answers.at(-1) === HALTED) {
      ensure(rig.motors.mayMove || !wasHomed, () => 'homing is lost');
      ensure(rig.isCold, () => 'the heater is on');
    }
    if (rig.motors.mayMove) {
      ensureKnown(rig, 'after the halt');
      ensure(rig.perform(NEXT)[0] === 'done', () => 'the next move is refused');
      ensureKnown(rig, 'after the next move');
    } else {
      ensure(rig.perform(NEXT)[0] === 'axisNotHomed', () => 'it moves without being homed');
      ensure(rig.perform(new Action().home())[0] === 'done', () => 'it cannot be homed');
      ensureKnown(rig, 'after homing');
    }
    session.link.end();
    rig.settle();
    ensureServes(rig);
  });
  holds(t, property, RUNS);
});

test('halted at the end of homing, a machine that takes itself for homed is guarded by its switches', (t) => {
  const known = new Set<boolean>();
  for (let hundredths = -30; hundredths < 4; hundredths += 2) {
    const rig = new MotorRig();
    rig.motors.prepare(false);
    rig.after(HOMING_SECONDS + hundredths / 100, () => rig.motors.halt());
    rig.perform(new Action().home());
    known.add(rig.motors.mayMove);
    if (!rig.motors.mayMove) continue;
    rig.press(rig.wiring.homeSwitches[0]!);
    rig.clock.advance(100);
    rig.catchUp();
    t.not(rig.engine.held(), 0, `${hundredths}`);
  }
  t.is(known.size, 2);
});

/** Whatever is asked of it now, and whoever goes, it stays where it is. */
function ensureRefuses(
  rig: MotorRig,
  session: RobotSession,
  fault: FaultCode,
  actions: readonly Action[],
): void {
  for (const action of actions)
    ensure(rig.perform(action)[0] === fault, () => `${action.kind} is not refused by ${fault}`);
  session.command('home');
  session.close();
  ensure(rig.isCold, () => 'the heater is on');
  ensure(!rig.motors.mayMove, () => 'it may move');
}

test('an emergency stop at any moment of a random run stops all within 100 µs, until a new init without it', (t) => {
  const property = fc.property(seeds, moments, fc.boolean(), (seed, moment, isShort) => {
    const rig = rigWith();
    const session = rig.connect();
    const { emergencyStop } = rig.wiring;
    let stopped: number[] = [];
    rig.after(moment, () => rig.press(emergencyStop));
    rig.after(moment + 100e-6, () => {
      stopped = rig.positions;
      if (isShort) rig.press(emergencyStop, false);
    });
    const answers = session.commands(randomRun(new Random(seed)));
    if (answers.at(-1) === 'ready') answers.push(session.command('home'));
    ensure(answers.at(-1) !== 'ready', () => 'it is not told');
    ensureStill(rig, 'after the stop');
    ensureRefuses(rig, session, 'emergencyStop', [new Action().home(), NEXT, new Action().dwell(1)]);
    if (!isShort) {
      const next = rig.connect();
      const answer = next.init(EXAMPLE);
      ensure(answer === EMERGENCY, () => `${answer} while it is pressed`);
      next.close();
      rig.press(emergencyStop, false);
    }
    ensureStill(rig, 'after the stop is released');
    ensure(sameText(rig.positions, stopped), () => `${rig.positions}, stopped at ${stopped}`);
    ensureServes(rig);
  });
  holds(t, property, RUNS);
});

test('a switch that calls at any moment of a random run stops all within 100 µs, until a new init', (t) => {
  const property = fc.property(seeds, moments, (seed, moment) => {
    const rig = rigWith();
    const session = rig.connect();
    const input = rig.wiring.homeSwitches[seed % 6]!;
    let stopped: number[] | null = null;
    rig.after(moment, () => {
      if (rig.motors.mayMove) rig.press(input);
      else stopped = [];
    });
    rig.after(moment + 100e-6, () => {
      if (stopped === null) stopped = rig.positions;
      rig.press(input, false);
    });
    const answers = session.commands(randomRun(new Random(seed)));
    ensureStill(rig, 'after the switch');
    if (stopped!.length > 0 && answers.at(-1) === LIMIT) {
      ensureRefuses(rig, session, 'axisNotHomed', [NEXT]);
      ensure(sameText(rig.positions, stopped!), () => `${rig.positions}, stopped at ${stopped}`);
    } else session.link.end();
    rig.settle();
    ensureServes(rig);
  });
  holds(t, property, RUNS);
});

test('a link that goes at any moment of a random run leaves a machine that knows where it is, by either policy', (t) => {
  const policies = fc.constantFrom<LinkLossPolicy>('finish', 'stop');
  const property = fc.property(seeds, moments, policies, (seed, moment, onLinkLoss) => {
    const rig = rigWith({ board: { ...BENCH, network: { ...BENCH.network, onLinkLoss } } });
    const session = rig.connect();
    let inside: number[] | null = null;
    rig.after(moment, () => {
      if (rig.server.session.state === STATE.stopped) inside = rig.positions;
      session.link.end();
    });
    session.commands(randomRun(new Random(seed)));
    ensureStill(rig, 'after the link went');
    ensure(rig.isCold, () => 'the heater is on');
    if (inside !== null) ensure(sameText(rig.positions, inside), () => 'it moves with a person inside');
    else if (rig.motors.mayMove && onLinkLoss === 'finish')
      ensure(rig.motors.pose.tips === 0, () => 'a tip is left');
    if (rig.motors.mayMove) ensureKnown(rig, 'after the link went');
    ensureServes(rig);
  });
  holds(t, property, RUNS);
});

/** The emergency stop is pressed and stays so, or is released after 100 µs. */
const KINDS = ['halt', 'press', 'tap', 'loss', 'button'] as const;

test('several accidents in one run: nothing moves after the first emergency stop, and the next session is served', (t) => {
  const accidents = fc.array(fc.tuple(fc.constantFrom(...KINDS), moments), { minLength: 2, maxLength: 4 });
  const property = fc.property(seeds, accidents, (seed, list) => {
    const rig = rigWith();
    const session = rig.connect();
    const { emergencyStop, localButton } = rig.wiring;
    let stopped: number[] | null = null;
    const happens = (kind: (typeof KINDS)[number]): void => {
      if (kind === 'halt') rig.machine.halt();
      else if (kind === 'loss') session.link.end();
      else if (kind === 'button') rig.press(localButton);
      else rig.press(emergencyStop);
    };
    for (const [kind, moment] of list) {
      rig.after(moment, () => happens(kind));
      rig.after(moment + 100e-6, () => {
        if (kind === 'press' || kind === 'tap') stopped ??= rig.positions;
        if (kind === 'tap') rig.press(emergencyStop, false);
      });
    }
    session.commands(randomRun(new Random(seed)));
    ensureStill(rig, 'after all that');
    if (stopped !== null) ensure(sameText(rig.positions, stopped), () => `${rig.positions}, not ${stopped}`);
    session.link.end();
    rig.press(emergencyStop, false);
    rig.press(localButton, false);
    rig.settle();
    if (stopped !== null) ensure(sameText(rig.positions, stopped), () => `${rig.positions}, not ${stopped}`);
    ensureServes(rig);
  });
  holds(t, property, RUNS);
});
