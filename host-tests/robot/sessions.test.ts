// One session after the other on one robot, and the names that a peer may give and ask for.

import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import type { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { ACTION, type Action } from '../../src/robot/action.js';
import type { Machine, Outcome } from '../../src/robot/machine.js';
import type { Encoding } from '../../src/wire/arguments-reader.js';
import type { Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE, ExampleSession } from './example-session.js';

/** A whole session on a robot that had others before. */
function serves(rig: Rig, encoding: Encoding = 'pickle'): string[] {
  const session = new RobotSession(rig, encoding);
  const answers = [
    session.init(EXAMPLE),
    session.products({ name: 'aC1.0', labware: 'platereader', maxVol: 200 }),
    session.transfer('WaterC1.0', ['aC1.0', 100]),
  ];
  const [first] = session.locations(['aC1.0']);
  return [...answers, `${first?.[1]} ${first?.[3]}`, session.close()];
}

const SERVED = ['ready', 'ready', 'ready', 'E1 100', 'ready'];

test('after an init that failed the first save gets empty files, nothing else is answered, and the next session is served', (t) => {
  const session = ExampleSession.connect();
  t.regex(session.init({ ...EXAMPLE, labware: [] }), /^ValueError: the deck cannot be set up/);
  t.is(session.command('home'), '');
  const files = session.save();
  t.deepEqual(files, {
    'protocol_record.txt': '',
    'wellmap.tsv': 'chem_name\tloc\tdeck_pos\tvol\tcontainer\n',
    'well_history.tsv': 'timestamp\tchemical\tvol\tcontainer\n',
  });
  t.deepEqual(session.save(), {});
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), []);
  t.deepEqual(serves(session.rig), SERVED);
});

/** A machine whose first tip cannot be picked up. */
function clumsy(paced: Machine, clock: VirtualClock): Machine {
  const perform = paced.perform.bind(paced);
  let isClumsy = true;
  return Object.assign(paced, {
    perform(action: Action, outcome: Outcome): void {
      if (!isClumsy || action.kind !== ACTION.pickUpTip) {
        perform(action, outcome);
        return;
      }
      isClumsy = false;
      clock.alarm(() => outcome.failed(new Fault('commandFailed', 'no tip'), 0)).set(0);
    },
  });
}

test('after an init that failed on the way the robot is broken down, and the next session is served', (t) => {
  const session = ExampleSession.connect({ machine: clumsy });
  t.is(session.init(EXAMPLE), 'RuntimeError: no tip');
  t.is(session.wellMap().length, 4);
  session.moves();
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), ['home']);
  t.deepEqual(serves(session.rig), SERVED);
});

test('a session finds nothing of the one before, refused or not, in either encoding', (t) => {
  const session = ExampleSession.begin();
  session.products({ name: 'aC1.0', maxVol: 10 });
  session.transfer('AgNO3C0.5', ['aC1.0', 10]);
  t.regex(session.transfer('WaterC1.0', ['aC1.0', 400]), /^RuntimeError: step 1 /);
  t.is(session.close(), 'ready');
  t.deepEqual(serves(session.rig), SERVED);
  t.deepEqual(serves(session.rig, 'cbor'), SERVED);
});

test('the files are those of the session, and of no other', (t) => {
  const session = ExampleSession.begin();
  session.products({ name: 'firstC1.0', maxVol: 10 });
  session.close();
  const next = new RobotSession(session.rig);
  next.init(EXAMPLE);
  const files = next.save();
  for (const name of Object.keys(files)) t.false(/firstC1\.0|Dropping tip/.test(files[name]!));
});

test('tips that the link took with it are dropped before the next session picks up its own', (t) => {
  const session = ExampleSession.begin();
  session.command('stop');
  session.moves();
  session.link.end();
  session.rig.settle();
  t.deepEqual(session.moves(), []);
  t.deepEqual(serves(session.rig), SERVED);
  t.deepEqual(session.moves().slice(0, 6), [
    ...['home', 'ejectTip left', 'ejectTip right', 'holdTemperature'],
    ...['pickUpTip left', 'pickUpTip right'],
  ]);
});

test('containers are asked for by name and, in the compact encoding, by the ids of their creation', (t) => {
  const session = ExampleSession.connect({}, 'cbor');
  session.init(EXAMPLE);
  session.products({ name: 'aC1.0', labware: 'platereader', maxVol: 10 });
  const ids = new Map([
    ['AgNO3C0.5', 1],
    ['aC1.0', 3],
  ]);
  t.deepEqual(
    session.locations(['aC1.0', 'WaterC1.0', 'AgNO3C0.5'], ids).map(([name, well]) => [name, well]),
    [
      [3, 'E1'],
      ['WaterC1.0', 'A3'],
      [1, 'A1'],
    ],
  );
  t.throws(() => session.locations(['nope'], new Map([['nope', 4]])), { message: 'no loc_resp came' });
});

test('a name that is not there is an error', (t) => {
  const session = ExampleSession.begin();
  t.throws(() => session.locations(['WaterC1.0', 'NopeC1.0']), { message: 'no loc_resp came' });
  t.is(session.close(), 'ready');
});

/** Arabic, emoji with joiners, letters with combining marks, both normal forms of one letter, right-to-left mixed. */
const NAMES = [
  'ماء مقطرC1.0',
  '👩🏽‍🔬🧪C0.5',
  'e\u0301C1.0',
  '\u00e9C1.0',
  'Z\u0351\u036b\u0343C2.0',
  '水C1.0',
  'AאBC1.0',
  "'; DROP\u00a0TABLE C1.0",
  '__proto__C1.0',
];

for (const encoding of ['pickle', 'cbor'] as const)
  test(`names in any script come back byte for byte, from reagents and products: ${encoding}`, (t) => {
    const session = ExampleSession.connect({}, encoding);
    const [first = '', second = '', ...others] = NAMES;
    const reagent = { conc: 1, loc: 'B1', deckPos: 1, mass: 12 };
    t.is(
      session.init({
        ...EXAMPLE,
        reagents: [...EXAMPLE.reagents, { ...reagent, name: first }, { ...reagent, name: second, loc: 'C1' }],
      }),
      'ready',
    );
    t.is(session.products(...others.map((name) => ({ name, labware: 'platereader', maxVol: 200 }))), 'ready');
    t.is(session.transfer(first, ...others.map((name) => [name, 30] as const)), 'ready');
    t.is(session.mix([others[0]!, 1]), 'ready');
    t.deepEqual(
      session.locations(NAMES).map(([name]) => name),
      NAMES,
    );
    const files = session.save();
    for (const name of NAMES) t.true(files['wellmap.tsv']!.includes(`\n${name}\t`));
    for (const name of others) {
      t.true(files['well_history.tsv']!.includes(`${first}\t15.0\t${name}\n`));
      t.true(files['protocol_record.txt']!.includes(` : transfering ${first} to ${name}\n`));
    }
    t.true(files['protocol_record.txt']!.includes(` : mixing ${others[0]} \n`));
  });
