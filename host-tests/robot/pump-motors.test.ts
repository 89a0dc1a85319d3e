// A pump on the motors' machine: it moves what it is told, stands after every stop, and the books have what it moved.

import test from 'ava';
import fc from 'fast-check';
import type { PumpKind } from '../../src/kernel/board.js';
import type { LinkLossPolicy } from '../../src/kernel/board-network.js';
import { NONE } from '../../src/lab/numbers.js';
import { BENCH } from '../support/lab-robot.js';
import { holds } from '../support/property.js';
import { PUMP_DECK, withPump } from '../support/pump-boards.js';
import type { RobotSession } from '../support/robot-session.js';
import { MotorRig } from './motor-rig.js';

const PUMP_AXIS = 4;
const PUMP_PIN = 24;
const PUMP_STEP = BENCH.axes.b!.driver.step;
const PUMP_DIRECTION = BENCH.axes.b!.driver.direction;

/** What a pump does, from its pins alone. */
class PumpPins {
  /** Steps of the pump's axis with sign, and seconds that its output was on. */
  steps = 0;
  seconds = 0;
  isOn = false;
  #way = 1;
  #since = 0;

  edge(pin: number, level: 0 | 1, tick: number): void {
    if (pin === PUMP_DIRECTION) this.#way = level === 1 ? 1 : -1;
    else if (pin === PUMP_STEP && level === 1) this.steps += this.#way;
    else if (pin === PUMP_PIN) {
      if (level === 1) this.#since = tick;
      else if (this.isOn) this.seconds += (tick - this.#since) / 10_000_000;
      this.isOn = level === 1;
    }
  }
}

interface PumpSession {
  readonly rig: MotorRig;
  readonly pins: PumpPins;
  readonly session: RobotSession;
  /** µL of the well. */
  volume(): number;
  /** µL of the source. */
  left(source: 'DyeC0.5' | 'WaterC1.0'): number;
}

function begin(kind: PumpKind, onLinkLoss: LinkLossPolicy = 'finish'): PumpSession {
  const pins = new PumpPins();
  const board = withPump({ ...BENCH, network: { ...BENCH.network, onLinkLoss } }, kind);
  const rig = new MotorRig({ board, recorder: pins });
  const session = rig.connect();
  const answer = session.init(PUMP_DECK);
  if (answer !== 'ready') throw new Error(answer);
  session.products({ name: 'aC1.0', labware: '24_well_plate', maxVol: 3000 });
  const { lab } = rig.parts;
  const of = (name: string): number => {
    const chemical = lab.chemicalNamed(name);
    return chemical === NONE ? Number.NaN : lab.committed.volume(lab.committed.chemicals.current(chemical));
  };
  return { rig, pins, session, volume: () => of('aC1.0'), left: of };
}

test('a pump on an output is on for as long as its volume takes, at its duty', (t) => {
  const { pins, session } = begin('output');
  const before = pins.seconds;
  t.is(session.transfer('WaterC1.0', ['aC1.0', 250]), 'ready');
  t.true(Math.abs(pins.seconds - before - (250 / 100) * 0.8) < 1e-6, `${pins.seconds - before} s`);
  t.false(pins.isOn);
});

test('a peristaltic pump turns in and out by the volume, and its axis needs no switch', (t) => {
  const { rig, pins, session } = begin('peristaltic');
  const { stepsPerMillimeter } = rig.board.axes.b!;
  const primed = pins.steps;
  t.is(session.transfer('DyeC0.5', ['aC1.0', 250]), 'ready');
  // Its play is taken up on the way in, and on the way out.
  t.is(pins.steps, primed);
  t.is(session.transfer('WaterC1.0', ['aC1.0', 100]), 'ready');
  t.is(pins.steps, primed - (600 / 50) * stepsPerMillimeter);
  t.is(session.close(), 'ready');
});

for (const kind of ['syringe', 'peristaltic', 'output'] as const) {
  const source = kind === 'output' ? 'WaterC1.0' : 'DyeC0.5';
  /** Milliseconds from when the deck is set up until the transfer is done. */
  const moments = fc.integer({ min: 10, max: kind === 'output' ? 7_500 : 14_000 });

  test(`${kind}: at an emergency stop the pump stands at once, and until a new init`, (t) => {
    const property = fc.property(moments, (moment) => {
      const { rig, pins, session } = begin(kind);
      let stopped = { steps: 0, seconds: 0 };
      rig.after(moment / 1000, () => rig.press(rig.wiring.emergencyStop));
      rig.after(moment / 1000 + 100e-6, () => {
        const { steps, seconds, isOn } = pins;
        if (isOn) throw new Error('the pump runs on');
        stopped = { steps, seconds };
      });
      const answer = session.transfer(source, ['aC1.0', 300]);
      session.close();
      if (answer === 'ready') return;
      if (pins.steps !== stopped.steps || pins.seconds !== stopped.seconds || pins.isOn)
        throw new Error(`it goes on after ${moment} ms`);
      rig.press(rig.wiring.emergencyStop, false);
      if (rig.connect().init(PUMP_DECK) !== 'ready') throw new Error('no new session');
    });
    holds(t, property, 12);
  });

  test(`${kind}: halted at any moment it stands, and the books have what it moved`, (t) => {
    let parts = 0;
    const property = fc.property(moments, (moment) => {
      const { rig, pins, session, volume, left } = begin(kind);
      const before = left(source);
      const { seconds } = pins;
      rig.after(moment / 1000, () => rig.motors.halt());
      const answer = session.transfer(source, ['aC1.0', 300]);
      if (answer === 'ready') return;
      if (pins.isOn || rig.engine.running() !== 0) throw new Error('it goes on');
      const given = volume();
      if (given > 0 && given < 300) parts += 1;
      const { tips } = rig.parts.lab.committed;
      const missing = before - left(source) - given - tips.volume(0);
      if (Math.abs(missing) > 1e-9) throw new Error(`${missing} µL are missing`);
      const held = rig.motors.pose.axes[PUMP_AXIS]! * 50;
      if (kind === 'syringe' && tips.volume(0) > 0 && Math.abs(held - tips.volume(0)) > 2.6)
        throw new Error(`${held} µL in the syringe, ${tips.volume(0)} µL in the books`);
      const moved = ((pins.seconds - seconds) / 0.8) * 100;
      if (kind === 'output' && Math.abs(moved - given) > 2)
        throw new Error(`${moved} µL moved, ${given} µL booked`);
      session.close();
      if (kind !== 'peristaltic' && rig.errors.some((steps) => steps !== 0)) throw new Error(`${rig.errors}`);
    });
    holds(t, property, 25);
    t.true(parts > 0, 'no halt came while the pump gave');
  });
}

test('a pump is cut when the link goes, if the board says so, and finishes its portion if not', (t) => {
  for (const onLinkLoss of ['stop', 'finish'] as const) {
    const { rig, pins, session, volume } = begin('output', onLinkLoss);
    let wasOn = false;
    // Out of step with its modulation.
    for (let look = 1; look < 90; look++)
      rig.after(look * 0.103, () => {
        if (!pins.isOn || wasOn) return;
        wasOn = true;
        session.link.end();
      });
    session.transfer('WaterC1.0', ['aC1.0', 300]);
    t.true(wasOn);
    t.false(pins.isOn);
    t.is(volume() === 300, onLinkLoss === 'finish', `${volume()} µL`);
    t.true(rig.motors.mayMove);
  }
});
