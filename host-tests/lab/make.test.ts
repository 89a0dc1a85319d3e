import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { NONE } from '../../src/lab/numbers.js';
import { once } from '../support/once.js';
import { type Bench, chemical, newLab, powder, REAL, setUp, whereIs } from './bench-lab.js';

const shared = once(() => newLab());

const startLab = (bench: Bench = {}): Lab => setUp(shared(), bench);

const fault = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.message}`;
  }
  return '';
};

/** What a make of the powder does, without the water. */
function make(lab: Lab, name: string, concentration: number): number {
  const { chemicals } = lab.committed;
  const container = chemicals.powderFor(powder(lab, name), concentration);
  const made = lab.madeName(powder(lab, name), concentration.toFixed(1));
  lab.nameMade();
  lab.committed.make(container, made);
  invariants(lab);
  return container;
}

test('section 9: 0.005 g of 119.0 g/mol and 20 mM need 2100.840 µL', (t) => {
  const lab = startLab();
  const { chemicals } = lab.committed;
  const container = chemicals.powderFor(powder(lab, 'KBr'), 20);
  t.is(Math.round(chemicals.neededVolume(container, 20) * 1000) / 1000, 2100.84);
  t.is(chemicals.waterFor(container), chemical(lab, 'WaterC1.0'));
  t.false(chemicals.isListed(container));
});

test('section 9: what is made has a new name and the place of its powder', (t) => {
  const lab = startLab();
  const container = make(lab, 'KBr', 20);
  t.is(lab.names.count, 4);
  t.is(whereIs(lab, 'KBrC20.0'), 'A2 on 5');
  t.is(lab.committed.chemicals.current(3), container);
  t.true(lab.committed.chemicals.isListed(container));
  t.is(
    fault(() => make(lab, 'KBr', 20)),
    "outOfPowder: Ran out of dry ingredients to restock KBr, or can't dilute enough to restock",
  );
});

const POWDERS = {
  powders: [
    ['KBr', 'A2', 5, 0.05, 119],
    ['KBr', 'B2', 5, 0.005, 119],
    ['NaCl', 'C2', 5, 0.005, 58],
    ['KBr', 'A1', 3, 0.003, 119],
    ['KBr', 'D2', 5, 0.004, 119],
  ],
  labware: [...REAL.labware.slice(0, 7), [3, 'temp_mod_24_tube', '', '']],
} as const satisfies Bench;

test('section 9: the powder is the first of its name that needs less than the capacity and more than the dead volume', (t) => {
  const lab = startLab(POWDERS);
  const next = (concentration: number) =>
    lab.deck.label(
      lab.containers.place(lab.committed.chemicals.powderFor(powder(lab, 'KBr'), concentration)),
    );
  t.is(next(20), 'B2 of 24_well_plate on 5');
  t.is(next(200), 'A2 of 24_well_plate on 5');
  t.regex(
    fault(() => next(10_000)),
    /^outOfPowder: Ran out of dry ingredients to restock KBr, /,
  );
});

test('section 9: on the temperature module the water is cold', (t) => {
  const lab = startLab(POWDERS);
  make(lab, 'KBr', 20);
  const cold = lab.committed.chemicals.powderFor(powder(lab, 'KBr'), 20);
  t.is(lab.deck.label(lab.containers.place(cold)), 'A1 of temp_mod_24_tube on 3');
  t.is(lab.committed.chemicals.waterFor(cold), chemical(lab, 'ColdWaterC1.0'));
});

test('water that is not there is named', (t) => {
  const lab = startLab({ ...POWDERS, reagents: [] });
  const { chemicals } = lab.committed;
  t.is(
    fault(() => chemicals.waterFor(chemicals.powderFor(powder(lab, 'KBr'), 20))),
    'unknownName: there is no container of this name: WaterC1.0, which is to dissolve a powder',
  );
});

test('section 9: what is made takes the place of all containers of its name, which are lost', (t) => {
  const lab = startLab({
    ...POWDERS,
    reagents: [...REAL.reagents, ['KBrC20.0', 'B1', 1, 12], ['KBrC20.0', 'C1', 1, 12]],
  });
  const made = chemical(lab, 'KBrC20.0');
  const { committed } = lab;
  const { chemicals } = committed;
  const old = [made, chemicals.next(made)];
  t.deepEqual(
    old.map((container) => chemicals.isListed(container)),
    [true, true],
  );
  const first = make(lab, 'KBr', 20);
  t.deepEqual(
    old.map((container) => [chemicals.isListed(container), committed.volume(container)]),
    [
      [false, 0],
      [false, 0],
    ],
  );
  t.true(Math.abs(committed.lost - 2 * ((12 - 6.9731) / 0.9970479) * 1000) < 1e-9);
  t.is(chemicals.current(made), first);
  const second = make(lab, 'KBr', 20);
  t.is(chemicals.current(made), second);
  t.is(chemicals.first(made), second);
  t.false(chemicals.isListed(first));
  t.is(lab.names.count, 4);
});

test('a make is foreseen with the number that its name will have, and nothing is named before it is done', (t) => {
  const lab = startLab();
  const kbr = powder(lab, 'KBr');
  const made = lab.madeName(kbr, '20.0');
  t.is(made, 3);
  t.is(lab.names.count, 3);
  const { chemicals } = lab.pending;
  t.is(chemicals.current(made), NONE);
  lab.pending.copyFrom(lab.committed);
  lab.pending.make(chemicals.powderFor(kbr, 20), made);
  t.is(lab.deck.label(lab.containers.place(chemicals.current(made))), 'A2 of 24_well_plate on 5');
  t.is(lab.nameMade(), made);
  t.is(lab.madeName(kbr, '20.0'), made);
  t.is(lab.nameMade(), made);
});
