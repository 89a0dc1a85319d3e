// What moves in an action, and in which order: up before over, no other arm low, and volumes from the plunger's way up.

import test from 'ava';
import { AXIS_NAMES } from '../../src/kernel/board.js';
import { ARM, placeAt } from '../../src/lab/numbers.js';
import { Action } from '../../src/robot/action.js';
import { MOVE, MOVES_MAX } from '../../src/robot/move-list.js';
import { BLOW_OUTS } from '../../src/robot/portion.js';
import { Pose } from '../../src/robot/pose.js';
import { BENCH, Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';

const [X, Y, Z, A, B] = [0, 1, 2, 3, 4] as const;

/** In the tube of water, of which the example has 40 g. */
const WATER = 0;

/** As board.schema.json has it. */
const PRESSES_MAX = 5;

/** Places that were homed, tips on both arms. */
function homed(): Pose {
  const pose = new Pose();
  AXIS_NAMES.forEach((name, axis) => {
    const { travel, home } = BENCH.axes[name]!;
    pose.axes[axis] = travel - home!.pullOff;
  });
  pose.tips = 0b11;
  return pose;
}

function equipped(board = BENCH): Rig {
  const rig = new Rig({ board });
  const answer = new RobotSession(rig).init(EXAMPLE);
  if (answer !== 'ready') throw new Error(answer);
  return rig;
}

/** Targets by axis of each move, `wait`s and homing left away. */
function movesOf(rig: Rig, action: Action, pose: Pose): Map<number, number>[] {
  const { choreography, moves } = rig.parts;
  choreography.compose(action, pose);
  return Array.from({ length: moves.count }, (_, move) => move)
    .filter((move) => moves.kind(move) === MOVE.straight)
    .map((move) => {
      const targets = AXIS_NAMES.map((_, axis) => axis).filter((axis) => moves.moves(move, axis));
      return new Map(targets.map((axis) => [axis, moves.target(move, axis)]));
    });
}

const aspirate = (arm: number, volume: number): Action => new Action().aspirate(arm, WATER, 0, volume, 20);

test('a plunger that comes from above goes below its place first, so that the way up draws all', (t) => {
  const rig = equipped();
  const { plunger, backlash, microlitersPerMillimeter } = BENCH.pipettes['300uL_pipette']!;
  const ways = movesOf(rig, aspirate(ARM.left, 100), homed())
    .map((targets) => targets.get(B))
    .filter((target) => target !== undefined);
  const ready = plunger.bottom + backlash;
  t.deepEqual(ways, [plunger.bottom, ready, ready + 100 / microlitersPerMillimeter]);
});

test('the head goes up, then over, then down, and the plunger last', (t) => {
  const rig = equipped();
  const pose = homed();
  movesOf(rig, aspirate(ARM.left, 100), pose);
  const [up, over, down, stroke] = movesOf(rig, new Action().dispense(ARM.left, 2, 0, 100, 20), pose);
  t.deepEqual([...up!.keys()], [Z, A]);
  t.deepEqual([...over!.keys()], [X, Y]);
  t.deepEqual([...down!.keys()], [Z]);
  t.deepEqual([...stroke!.keys()], [B]);
  t.true(up!.get(Z)! > down!.get(Z)!);
});

test('an air gap is drawn at the top of the well, after the liquid, and goes out with it', (t) => {
  const pipette = { ...BENCH.pipettes['300uL_pipette']!, airGapVolume: 10 };
  const rig = equipped({ ...BENCH, pipettes: { ...BENCH.pipettes, '300uL_pipette': pipette } });
  const { plunger, backlash, microlitersPerMillimeter } = pipette;
  const pose = homed();
  movesOf(rig, aspirate(ARM.left, 100), pose);
  const [up, air] = movesOf(rig, new Action().moveToTop(ARM.left, WATER), pose);
  t.deepEqual([...up!.keys()], [Z]);
  t.deepEqual([...air!.entries()], [[B, plunger.bottom + 110 / microlitersPerMillimeter + backlash]]);
  t.is(pose.held[ARM.left], 100);
  const out = movesOf(rig, new Action().dispense(ARM.left, 2, 0, 100, 20), pose).at(-1);
  t.deepEqual([...out!.entries()], [[B, plunger.bottom]]);
  t.is(movesOf(rig, new Action().moveToTop(ARM.left, 2), pose).length, 1);
});

test('an arm that is low goes up before the other one moves, even to where the machine stands', (t) => {
  const rig = equipped();
  const pose = homed();
  movesOf(rig, aspirate(ARM.left, 100), pose);
  const low = pose.axes[Z]!;
  const other = new Pose();
  other.copyFrom(pose);
  movesOf(rig, aspirate(ARM.right, 10), other);
  pose.axes[X] = other.axes[X]!;
  pose.axes[Y] = other.axes[Y]!;
  const lifted = movesOf(rig, aspirate(ARM.right, 10), pose).find((targets) => targets.has(Z));
  t.true(lifted!.get(Z)! > low);
  t.is(pose.axes[Z], other.axes[Z]);
});

test('travel at the top is for comparison alone: it goes up as far as the head does', (t) => {
  const rig = equipped();
  const pose = homed();
  movesOf(rig, aspirate(ARM.left, 100), pose);
  const again = new Pose();
  again.copyFrom(pose);
  const dispense = new Action().dispense(ARM.left, 2, 0, 100, 20);
  const [low] = movesOf(rig, dispense, pose);
  rig.parts.choreography.travel.atTop = true;
  const [high] = movesOf(rig, dispense, again);
  const { travel, home } = BENCH.axes.z!;
  t.true(Math.abs(high!.get(Z)! - (travel - home!.pullOff)) < 1e-9);
  t.true(low!.get(Z)! < high!.get(Z)!);
});

test('the longest action has 13 moves, a tip picked up with the most presses; blow-outs have 10', (t) => {
  const pipette = BENCH.pipettes['300uL_pipette']!;
  const pressed = { ...pipette, tipPickUp: { ...pipette.tipPickUp, presses: PRESSES_MAX } };
  const rig = equipped({ ...BENCH, pipettes: { ...BENCH.pipettes, '300uL_pipette': pressed } });
  const pose = homed();
  pose.tips = 0;
  t.is(movesOf(rig, new Action().pickUpTip(ARM.left, placeAt(10, 0)), pose).length, 13);
  t.is(movesOf(rig, new Action().blowOut(ARM.left, WATER, 20, BLOW_OUTS), homed()).length, 10);
  t.true(MOVES_MAX >= 13);
});

test('an action of more moves than there is room for is refused', (t) => {
  const { moves } = new Rig().parts;
  for (let move = 0; move < MOVES_MAX; move++) moves.straight();
  t.throws(() => moves.straight(), { message: /an action of more than 16 moves/ });
});
