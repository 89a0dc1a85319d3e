// The temperature module in the robot: `init` waits for it, runs are kept at it, and nothing is heated or cooled without need.

import test from 'ava';
import { Action } from '../../src/robot/action.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';
import { TemperedRig, type TemperedRigOptions } from './tempered-rig.js';

const hold = (celsius: number): Action => new Action().holdTemperature(celsius);
const dwell = (seconds: number): Action => new Action().dwell(seconds);

/** A machine that is ready, and holds a temperature if one is given. */
function rigAt(celsius?: number, options?: TemperedRigOptions): TemperedRig {
  const rig = new TemperedRig(options);
  rig.machine.prepare(false);
  if (celsius !== undefined && rig.perform(hold(celsius)) !== 'done') throw new Error('not held');
  return rig;
}

/** Whether its block is on the way back to the temperature of the room. */
function isLeftAlone(rig: TemperedRig): boolean {
  const { plant } = rig;
  const before = Math.abs(plant.celsius - plant.ambient);
  rig.clock.advance(60e6);
  rig.perform(dwell(0));
  return plant.isOff && Math.abs(plant.celsius - plant.ambient) < 0.8 * before;
}

/** The example with its module at 30 °C, which takes less time than its 4 °C. */
const WARM = { ...EXAMPLE, temp: 30 };

function sessionOf(rig: TemperedRig, changes: Partial<typeof EXAMPLE> = {}): RobotSession {
  const session = new RobotSession(rig);
  const answer = session.init({ ...WARM, ...changes });
  if (answer !== 'ready') throw new Error(answer);
  return session;
}

test('to hold a temperature lasts until it is held, about as long as the board says', (t) => {
  for (const celsius of [4, 37]) {
    const rig = rigAt();
    const { secondsPerDegree } = rig.board.temperatureModule!;
    const foreseen = secondsPerDegree * Math.abs(celsius - 22);
    t.is(rig.perform(hold(celsius)), 'done');
    t.true(Math.abs(rig.plant.celsius - celsius) < 0.5, `${rig.plant.celsius} °C`);
    t.true(rig.now > foreseen / 4 && rig.now < 1.2 * foreseen, `${rig.now} s`);
  }
});

test('while actions are under way it is kept', (t) => {
  const rig = rigAt(37);
  const begin = rig.now;
  let farthest = 0;
  for (let second = 1; second < 300; second++)
    rig.after(second, () => {
      farthest = Math.max(farthest, Math.abs(rig.plant.celsius - 37));
    });
  t.is(rig.perform(dwell(300)), 'done');
  t.is(Math.round(rig.now - begin), 300);
  t.true(farthest > 0 && farthest < 0.5, `${farthest} °C off`);
});

test('while nothing is to be done a clock of alarms rests, and what was missed is made up', (t) => {
  const rig = rigAt(37);
  t.false(rig.clock.step());
  rig.clock.advance(600e6);
  const before = rig.plant.celsius;
  t.is(rig.perform(dwell(0)), 'done');
  t.not(rig.plant.celsius, before);
  t.true(Math.abs(rig.plant.celsius - 37) < 0.5, `${rig.plant.celsius} °C`);
  rig.machine.off();
  rig.clock.advance(900e6);
  t.is(rig.perform(dwell(0)), 'done');
  t.true(Math.abs(rig.plant.celsius - 22) < 0.5, `${rig.plant.celsius} °C`);
});

test('where time is real the temperature is kept also while nothing is to be done', (t) => {
  const rig = rigAt(37, { keepsTime: true });
  rig.plant.ambient = 12;
  rig.clock.advance(600e6);
  t.true(Math.abs(rig.plant.celsius - 37) < 0.5, `${rig.plant.celsius} °C`);
  rig.plant.isOpen = true;
  rig.clock.advance(0.25e6);
  t.true(rig.plant.isOff);
  t.is(rig.perform(dwell(1)), 'sensorOpen');
});

test('a broken sensor ends the approach at once', (t) => {
  const rig = rigAt();
  const approach = rig.begin(hold(37));
  rig.after(10, () => {
    t.false(rig.plant.isOff);
    rig.plant.isOpen = true;
  });
  rig.after(10.251, () => {
    t.true(rig.plant.isOff);
    t.is(approach.ended, 'sensorOpen');
  });
  rig.settle();
  t.true(rig.plant.isOff);
});

test('a sensor that breaks during an action turns all off, the action ends well, and all others are refused until init', (t) => {
  const rig = rigAt(37);
  const action = rig.begin(dwell(10));
  rig.after(5, () => {
    rig.plant.isOpen = true;
  });
  rig.after(5.251, () => {
    t.true(rig.plant.isOff);
    t.is(action.ended, null);
  });
  rig.settle();
  t.is(action.ended, 'done');
  for (const next of [dwell(1), hold(37), new Action().home()]) {
    t.throws(() => rig.machine.admit(next), { code: 'sensorOpen' });
    t.is(rig.perform(next), 'sensorOpen');
  }
  t.true(rig.plant.isOff);
  rig.machine.prepare(false);
  t.is(rig.perform(dwell(1)), 'done');
  t.is(rig.perform(hold(37)), 'sensorOpen');
  rig.plant.isOpen = false;
  rig.machine.prepare(false);
  t.is(rig.perform(hold(37)), 'done');
});

test('an input that cannot be read at all turns all off before the error goes on', (t) => {
  const rig = rigAt();
  rig.begin(hold(37));
  rig.after(10, () => {
    rig.plant.read = () => {
      throw new Error('no converter');
    };
  });
  t.throws(() => rig.settle(), { message: 'no converter' });
  t.is(Math.ceil(rig.now), 11);
  t.true(rig.plant.isOff);
});

test('a block that runs away while the module is off is told, too', (t) => {
  const rig = rigAt();
  rig.plant.ambient = 150;
  t.is(rig.perform(dwell(300)), 'done');
  t.is(rig.perform(dwell(1)), 'temperatureRunaway');
});

test('release, and a temperature that the module does not go to, leave it off', (t) => {
  const rig = rigAt(37);
  t.is(rig.perform(new Action().releaseTemperature()), 'done');
  t.true(isLeftAlone(rig));
  t.is(rig.perform(hold(37)), 'done');
  t.is(rig.perform(hold(96)), 'temperatureOutOfRange');
  t.true(rig.plant.isOff);
});

test('the emergency stop ends an approach as any action, and all is off until init', (t) => {
  const rig = rigAt();
  const approach = rig.begin(hold(37));
  rig.after(10, () => rig.pressEmergencyStop());
  rig.after(10.2, () => {
    t.is(approach.ended, 'emergencyStop');
    t.true(rig.plant.isOff);
  });
  rig.settle();
  t.is(rig.perform(dwell(1)), 'emergencyStop');
  t.throws(() => rig.machine.prepare(false), { code: 'emergencyStop' });
  t.true(rig.plant.isOff);
});

test('an emergency stop of an idle machine that is told to nothing but a question turns all off, too', (t) => {
  const rig = rigAt(37, { keepsTime: true });
  rig.pressEmergencyStop();
  rig.clock.advance(1e6);
  t.throws(() => rig.machine.admit(dwell(1)), { code: 'emergencyStop' });
  for (let second = 0; second < 300; second++) {
    rig.clock.advance(1e6);
    t.true(rig.plant.isOff);
  }
  t.true(rig.plant.celsius < 36, `${rig.plant.celsius} °C`);
});

test('an approach that nobody wants any more ends at once, hurried or halted', (t) => {
  for (const [end, how] of [
    [(rig: TemperedRig) => rig.machine.hurry(), 'done'],
    [(rig: TemperedRig) => rig.machine.halt(), 'halted'],
  ] as const) {
    const rig = rigAt();
    const approach = rig.begin(hold(37));
    rig.after(10, () => end(rig));
    rig.settle();
    t.is(approach.ended, how);
    t.true(rig.now < 10.1);
  }
});

test('a robot that only simulates holds at once and drives nothing', (t) => {
  const rig = new TemperedRig({ isPaced: true });
  const session = sessionOf(rig, { simulate: true });
  t.is(session.pause(600), 'ready');
  t.is(rig.now, 0);
  t.true(rig.plant.isOff);
  t.is(session.close(), 'ready');
});

test('init waits for the temperature, before it takes tips, and every end of the session turns it off', (t) => {
  for (const end of [
    (session: RobotSession) => session.close(),
    (session: RobotSession) => session.link.end(),
    (session: RobotSession) => {
      session.command('init'); // is an error the second time
      session.link.end();
    },
  ]) {
    const rig = new TemperedRig({ isPaced: true });
    const session = sessionOf(rig);
    t.true(Math.abs(rig.plant.celsius - 30) < 0.5);
    end(session);
    rig.settle();
    t.true(isLeftAlone(rig));
    t.true(rig.machine.mayMove);
    t.is(rig.machine.pose.tips, 0);
  }
});

test('while a person may be inside the end of the session moves nothing and turns it off', (t) => {
  const rig = new TemperedRig({ isPaced: true });
  const session = sessionOf(rig);
  t.is(session.command('stop'), 'stopped');
  session.link.end();
  rig.settle();
  t.true(isLeftAlone(rig));
  t.not(rig.machine.pose.tips, 0);
});

test('a controller that leaves during the approach is not waited for', (t) => {
  const rig = new TemperedRig({ isPaced: true });
  const session = new RobotSession(rig);
  rig.after(60, () => session.link.end());
  session.init({ ...EXAMPLE, temp: 95 });
  t.true(rig.now < 90, `${rig.now} s`);
  t.true(rig.plant.isOff);
});

test('what is wrong with the temperature ends the command; the end of the session still drops tips and goes home', (t) => {
  const rig = new TemperedRig({ isPaced: true });
  const session = sessionOf(rig);
  rig.plant.isOpen = true;
  t.is(session.pause(10), 'ready');
  t.true(rig.plant.isOff);
  t.is(session.pause(10), 'RuntimeError: the temperature sensor is open: check its plug and cable');
  t.is(session.close(), 'ready');
  t.is(rig.machine.pose.tips, 0);
  rig.plant.isOpen = false;
  t.is(sessionOf(rig).close(), 'ready');
});

test('what nobody was told of before the end of a session is in its run log', (t) => {
  const rig = new TemperedRig({ isPaced: true });
  const session = sessionOf(rig);
  rig.plant.isOpen = true;
  t.is(session.pause(10), 'ready');
  t.is(session.close(), 'ready');
  const record = new Uint8Array(2_000);
  const length = rig.robot.files().read(0, 0, record);
  t.regex(String.fromCharCode(...record.subarray(0, length)), / : fault 735$/);
  rig.plant.isOpen = false;
  t.is(sessionOf(rig).close(), 'ready');
  t.is(rig.machine.pose.tips, 0);
});
