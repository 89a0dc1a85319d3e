// What a check refuses: nothing has moved, nothing is booked, and the text says at which step what is wrong.

import test, { type ExecutionContext } from 'ava';
import type { InitArguments, Product } from '../../src/host/controller-arguments.js';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { invariants } from '../../src/lab/invariants.js';
import { collidingNames } from '../support/colliding-names.js';
import { outside } from '../support/engine.js';
import type { RigOptions } from '../support/lab-robot.js';
import { EXAMPLE, ExampleSession, WITH_1000 } from './example-session.js';

const PRODUCTS: readonly Product[] = [
  { name: 'aC1.0', labware: 'platereader', maxVol: 200 },
  { name: 'bC1.0', labware: 'platereader', maxVol: 200 },
  { name: 'largeC1.0', labware: '24_well_plate', maxVol: 3000 },
];

/** All that can be seen of the books without a question: both ledgers' sums, and the files. */
function books(session: ExampleSession): unknown {
  const { lab } = session.rig.parts;
  const { committed } = lab;
  const volumes = Array.from({ length: lab.containers.capacityCount }, (_, i) => committed.volume(i));
  return [
    volumes,
    committed.lost,
    committed.tips.left(0),
    committed.tips.left(1),
    lab.names.count,
    session.save(),
  ];
}

interface Case {
  readonly init?: Partial<InitArguments>;
  readonly options?: RigOptions;
  readonly before?: (session: ExampleSession) => void;
}

/** A command is refused with this text at least, and a robot that has done something before is as it was. */
function refuses(
  t: ExecutionContext,
  command: (session: ExampleSession) => string,
  text: string,
  { init = {}, options = {}, before = () => {} }: Case = {},
): void {
  const session = ExampleSession.begin(init, options);
  session.products(...PRODUCTS);
  before(session);
  const was = books(session);
  session.moves();
  t.is(command(session).slice(0, text.length), text);
  t.deepEqual(session.moves(), []);
  t.deepEqual(books(session), was);
  const { lab } = session.rig.parts;
  lab.pending.copyFrom(lab.committed);
  invariants(lab);
  t.is(session.close(), 'ready');
}

test('a source or a destination that is not there is named, with its step', (t) => {
  const unknown = 'KeyError: there is no container of this name: NopeC1.0';
  refuses(t, (session) => session.transfer('NopeC1.0', ['aC1.0', 10]), unknown);
  refuses(
    t,
    (session) => session.transfer('WaterC1.0', ['aC1.0', 10], ['NopeC1.0', 10]),
    'KeyError: step 2: there is no container of this name: NopeC1.0',
  );
  refuses(
    t,
    (session) => session.mix(['aC1.0', 1], ['NopeC1.0', 1]),
    'KeyError: step 2: there is no container of this name: NopeC1.0',
  );
  refuses(
    t,
    (session) => session.make('NaCl', 20),
    'KeyError: there is no container of this name: powder NaCl',
  );
});

test('a source that is short is told with what all steps lack, above the dead volume and after earlier steps', (t) => {
  refuses(
    t,
    (session) =>
      session.transfer(
        'ColdWaterC1.0',
        ['largeC1.0', 900],
        ['aC1.0', 290],
        ['largeC1.0', 600],
        ['bC1.0', 100.5],
      ),
    'RuntimeError: step 3 (largeC1.0, 600.0 uL): cannot aspirate 3e+02uL from ColdWaterC1.0 because it only has ' +
      '59.3uL, 341.3 uL are missing in all',
    { before: (session) => session.transfer('ColdWaterC1.0', ['bC1.0', 1]) },
  );
});

test('a powder that cannot be made again does not help a source that is short', (t) => {
  refuses(
    t,
    (session) => session.transfer('KBrC20.0', ['largeC1.0', 900], ['largeC1.0', 900]),
    'RuntimeError: step 2 (largeC1.0, 900.0 uL): cannot aspirate 3e+02uL from KBrC20.0 because it only has ' +
      '2.01e+02uL, 699.2 uL are missing in all',
    {
      before: (session) => {
        session.make('KBr', 20);
        session.transfer('KBrC20.0', ['bC1.0', 100], ['largeC1.0', 500]);
      },
    },
  );
});

test('a destination that would overflow is refused before anything is dispensed, in what step ever', (t) => {
  refuses(
    t,
    (session) => session.transfer('WaterC1.0', ['aC1.0', 200], ['bC1.0', 10], ['aC1.0', 100.5]),
    'RuntimeError: step 3 (aC1.0, 100.5 uL): tried to set volume of aC1.0 to 300.5uL, but aC1.0 has max capacity of ' +
      '300uL',
  );
});

test('nothing is dispensed into a chemical that has several containers', (t) => {
  refuses(
    t,
    (session) => session.transfer('AgNO3C0.5', ['WaterC1.0', 10]),
    'RuntimeError: step 1 (WaterC1.0, 10.0 uL): WaterC1.0 has several containers: nothing can be dispensed into them',
  );
});

test('tips that run out in the command are counted', (t) => {
  const labware = EXAMPLE.labware.map((row) => (row.deckPos === 11 ? { ...row, firstUsable: 'H12' } : row));
  refuses(
    t,
    (session) => session.mix(['aC1.0', 1], ['AgNO3C0.5', 1], ['bC1.0', 1]),
    'RuntimeError: the tips run out: put full racks on the deck and begin again: ' +
      '1 missing for the 300uL_pipette on the left arm, 1 missing for the 20uL_pipette on the right arm',
    {
      init: { labware: labware.map((row) => (row.deckPos === 10 ? { ...row, firstUsable: 'G12' } : row)) },
      before: (session) => session.transfer('AgNO3C0.5', ['bC1.0', 10]),
    },
  );
});

test('a large tube is not mixed with a small pipette', (t) => {
  refuses(
    t,
    (session) => session.mix(['aC1.0', 1], ['AgNO3C0.5', 1]),
    'RuntimeError: step 2 (AgNO3C0.5): a 20uL_pipette cannot mix AgNO3C0.5 in a Tube20000uL: use a larger one',
    { init: WITH_1000 },
  );
});

test('a powder that is used up, and one without water, cannot be made', (t) => {
  refuses(
    t,
    (session) => session.make('KBr', 20),
    "RuntimeError: Ran out of dry ingredients to restock KBr, or can't dilute enough to restock",
    { before: (session) => session.make('KBr', 20) },
  );
  refuses(
    t,
    (session) => session.make('KBr', 20),
    'KeyError: there is no container of this name: WaterC1.0, which is to dissolve a powder',
    { init: { reagents: EXAMPLE.reagents.slice(2) } },
  );
  refuses(
    t,
    (session) => session.make('KBr', 20),
    'RuntimeError: cannot aspirate 2.63e+02uL from WaterC1.0 because it only has 2.59e+02uL, 1579.6 uL are missing in all',
    { init: { reagents: [{ name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 18.9 }] } },
  );
});

test('a product that is there already, or that gets no place, refuses the whole table', (t) => {
  refuses(
    t,
    (session) => session.products({ name: 'cC1.0', maxVol: 10 }, { name: 'aC1.0', maxVol: 10 }),
    'RuntimeError: you tried to initialize aC1.0, but there is already an entry for aC1.0',
  );
  refuses(
    t,
    (session) =>
      session.products(
        { name: 'cC1.0', maxVol: 10 },
        { name: 'dC1.0', container: 'Tube50000uL', maxVol: 10 },
      ),
    'RuntimeError: No containers to put dC1.0 with labware type  and container type Tube50000uL with maximum volume 10.0.',
  );
});

test('names that were made to collide refuse the whole table, too: of one hash there are four', (t) => {
  const names = collidingNames(5, 24).map((name) => ({ name, maxVol: 10 }));
  refuses(
    t,
    (session) => session.products({ name: 'cC1.0', maxVol: 10 }, ...names),
    `RuntimeError: the robot can keep no more: there is no room for the name ${names[4]?.name}`,
  );
});

test('a command that the storage of the run log has no room for is refused', (t) => {
  const storage = outside(() => new MemoryBlocks(4_096, 14));
  const steps = Array.from({ length: 60 }, () => ['largeC1.0', 1] as const);
  refuses(
    t,
    (session) => session.transfer('WaterC1.0', ...steps),
    'RuntimeError: the storage of the run log is nearly full of this session: save and close, then go on in a new session',
    { options: { storage } },
  );
});
