// Where the robot stopped for a person, for the emergency stop or with its place unknown, no end of a session moves it.

import test from 'ava';
import type { LinkLossPolicy } from '../../src/kernel/board-network.js';
import type { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';
import { type Heating, heat, heating, Levels } from './heating.js';
import { BENCH, MotorRig, runOf } from './motor-rig.js';

const POLICIES: readonly LinkLossPolicy[] = ['finish', 'stop'];

/** Pressed in the middle of a run, or of homing. */
function pressed(rig: MotorRig, input: number, seconds: number, works: () => void): void {
  rig.after(seconds, () => rig.press(input));
  works();
  rig.press(input, false);
}

/** How the robot comes to a state in which it may not move, with a session that is still there. */
const STATES: Readonly<Record<string, (of: Heating) => void>> = {
  'stopped for a person': ({ session }) => void session.command('stop'),
  'after the emergency stop': ({ rig, session }) =>
    pressed(rig, rig.wiring.emergencyStop, 3, () => void runOf(session)),
  'after a switch that called in a move': ({ rig, session }) =>
    pressed(rig, rig.wiring.homeSwitches[0]!, 5, () => void runOf(session)),
  'after the emergency stop in homing': ({ rig, session }) =>
    pressed(rig, rig.wiring.emergencyStop, 2, () => void session.command('home')),
};

/** How a session ends; what comes behind it is the robot's own doing. */
const ENDS: Readonly<Record<string, (of: Pick<Heating, 'rig' | 'session'>) => void>> = {
  'the link is lost': ({ session }) => session.link.end(),
  'the controller closes': ({ session }) => void session.close(),
  'the stream makes no sense': ({ rig, session }) => {
    session.link.send(new Uint8Array(64).fill(0xff));
    rig.settle();
    session.link.end();
  },
  'a packet that is refused, and the link is lost': ({ session }) => {
    session.command('loc_resp');
    session.link.end();
  },
  'the link is lost, and another comes and goes': ({ rig, session }) => {
    session.link.end();
    rig.settle();
    const other = rig.connect();
    other.command('home');
    other.link.end();
  },
};

/** Whatever is asked but a new `init`. */
function asksAll(session: RobotSession): void {
  session.command('continue');
  session.command('home');
  runOf(session);
  session.close();
}

for (const [state, comes] of Object.entries(STATES))
  for (const [end, ends] of Object.entries(ENDS))
    test(`${state}: ${end}; nothing moves, pumps and heater go off, until a new init`, (t) => {
      for (const onLinkLoss of POLICIES) {
        const robot = heating({ board: { ...BENCH, network: { ...BENCH.network, onLinkLoss } } });
        const { rig, levels } = robot;
        comes(robot);
        const before = levels.steps;
        heat(rig);
        ends(robot);
        rig.settle();
        t.deepEqual(levels.areOn, [false, false], onLinkLoss);
        asksAll(rig.connect());
        rig.clock.advance(60e6);
        rig.catchUp();
        t.is(levels.steps, before, onLinkLoss);
        t.is(rig.connect().init(EXAMPLE), 'ready');
        t.true(levels.steps > before);
      }
    });

test('a robot that was never homed does not move for a session that ends before its init', (t) => {
  for (const end of Object.values(ENDS)) {
    const levels = new Levels();
    const rig = new MotorRig({ recorder: levels });
    end({ rig, session: rig.connect() });
    rig.settle();
    rig.clock.advance(60e6);
    rig.catchUp();
    t.is(levels.steps, 0);
  }
});
