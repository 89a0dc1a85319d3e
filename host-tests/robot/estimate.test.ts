// What the robot foresees of the demonstration is what its motors then take, for each command and for the whole.

import test from 'ava';
import * as demo from '../../src/host/demo-protocol.js';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { outside, sampled } from '../support/engine.js';
import { RobotSession } from '../support/robot-session.js';
import { TemperedRig } from './tempered-rig.js';

/** Of the performed time. */
const TOLERANCE = 0.01;

const MICROSECONDS = 1_000_000;

/** Plays a command; `stop` goes on at once. */
function play(session: RobotSession, command: demo.Command): string {
  switch (command.kind) {
    case 'transfer':
      return session.transfer(command.source, ...command.steps);
    case 'mix':
      return session.mix(...command.wells.map((well) => [well, 1] as const));
    case 'make':
      return session.make('KBr', 20);
    case 'save':
      return Object.keys(session.save()).length === 3 ? 'ready' : 'no files';
    case 'stop':
      session.command('stop');
      return session.command('continue');
  }
}

test('the estimate of each command of the demonstration, and of all, is within 1 % of its time', (t) => {
  let estimated = 0;
  const rig = new TemperedRig({
    storage: outside(() => new MemoryBlocks(4_096, 200)),
    onEstimate: (_command, seconds) => {
      estimated += seconds;
    },
  });
  const session = new RobotSession(rig);
  let worst = 0;
  const timed = (what: string, run: () => string): void => {
    const [begun, foreseen] = [rig.clock.now(), estimated];
    t.is(run(), 'ready', what);
    const took = (rig.clock.now() - begun) / MICROSECONDS;
    const apart = Math.abs(estimated - foreseen - took);
    t.true(apart <= TOLERANCE * took, `${what}: ${estimated - foreseen} s estimated, ${took} s taken`);
    if (took > 0) worst = Math.max(worst, apart / took);
  };
  // Where its axes stand before they were homed for the first time nobody knows: that is in the sum alone.
  t.is(session.init(demo.init()), 'ready');
  timed('init_containers', () => session.products(...demo.products()));
  const commands = sampled(demo.commands(), 12);
  for (const [i, command] of commands.entries()) timed(`${i} ${command.kind}`, () => play(session, command));
  const taken = rig.clock.now() / MICROSECONDS;
  if (commands.length === demo.commands().length)
    t.true(Math.abs(estimated - taken) <= TOLERANCE * taken, `${estimated} s estimated, ${taken} s taken`);
  t.log(
    `${taken.toFixed(0)} s taken, ${estimated.toFixed(0)} s estimated; a command ${(100 * worst).toFixed(3)} % apart at most`,
  );
  t.is(session.close(), 'ready');
});
