// What the machine with motors allocates on XS: nothing while it feeds a move or homes, and two slots an action.

import test from 'ava';
import type { Alarm, Clock } from '../../src/kernel/clock.js';
import { ARM } from '../../src/lab/numbers.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import { Wiring } from '../../src/motion/wiring.js';
import { Action } from '../../src/robot/action.js';
import { MotorMachine } from '../../src/robot/motor-machine.js';
import { COUNTER, Counters, collectGarbage } from '../support/engine.js';
import { BENCH, Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';

/** What an action costs once, however often it is looked at: homing takes more than a thousand looks. */
const SLOTS_AN_ACTION = 2;

/** One alarm, and no garbage of its own. */
class OneAlarm implements Clock, Alarm {
  #now = 0;
  #deadline = -1;
  #callback: () => void = () => {};

  now(): number {
    return this.#now;
  }

  alarm(callback: () => void): Alarm {
    this.#callback = callback;
    return this;
  }

  set(delayMicroseconds: number): void {
    this.#deadline = this.#now + delayMicroseconds;
  }

  cancel(): void {
    this.#deadline = -1;
  }

  /** Moves on to the alarm; false when none is set. */
  step(): boolean {
    if (this.#deadline < 0) return false;
    this.#now = this.#deadline;
    this.#deadline = -1;
    this.#callback();
    return true;
  }
}

const outcome = {
  done(): void {},
  failed(fault: Error): void {
    throw fault;
  },
};

test('no look at a running move, or at homing, allocates anything', (t) => {
  const rig = new Rig();
  new RobotSession(rig).init(EXAMPLE);
  const { choreography, moves } = rig.parts;
  const clock = new OneAlarm();
  const wiring = new Wiring(BENCH);
  const engine = new SimulatedEngine(wiring.settings, simulatedGantry(BENCH, wiring));
  const machine = new MotorMachine({ board: BENCH, clock, engine, wiring, choreography, moves });
  machine.prepare(false);
  const [before, after] = [new Counters(), new Counters()];
  const cost = (action: Action): { begin: number; looks: number; count: number } => {
    collectGarbage();
    before.read();
    machine.perform(action, outcome);
    const begin = after.read().since(before, COUNTER.slots);
    collectGarbage();
    before.read();
    let count = 0;
    while (clock.step()) count += 1;
    return { begin, looks: after.read().since(before, COUNTER.slots), count };
  };
  cost(new Action().home());
  for (const action of [
    new Action().home(),
    new Action().pickUpTip(ARM.left, 10 * 512),
    new Action().aspirate(ARM.left, 0, 0, 100, 20),
    new Action().blowOut(ARM.left, 0, 20, 4),
  ]) {
    const { begin, looks, count } = cost(action);
    t.log(`cost action ${action.kind}: ${begin} slots to begin, ${looks} in ${count} looks`);
    t.true(looks <= SLOTS_AN_ACTION, `${looks} slots in ${count} looks`);
  }
});
