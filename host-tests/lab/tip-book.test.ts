import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { ARM, ARM_NAMES, ARMS, NONE } from '../../src/lab/numbers.js';
import type { TipBook } from '../../src/lab/tip-book.js';
import { once } from '../support/once.js';
import { addProducts, type Bench, chemical, newLab, REAL, setUp } from './bench-lab.js';

const shared = once(() => newLab());

/** `REAL` with other racks of tips. */
const withRacks = (...racks: NonNullable<Bench['labware']>): Lab =>
  setUp(shared(), { labware: [...racks, ...REAL.labware.slice(2)] });

/** Picks a tip up and drops it; returns where it was. */
function takeTip(lab: Lab, arm: number): string {
  const { tips } = lab.committed;
  const place = tips.next(arm);
  tips.pickUp(arm);
  invariants(lab);
  tips.drop(arm);
  return lab.deck.label(place).replace(/ of .* on /, ' on ');
}

const fault = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.message}`;
  }
  return '';
};

test('section 7: tips go from the first usable one on, column after column', (t) => {
  const lab = withRacks([10, 'tip_rack_300uL', 'G1'], [11, 'tip_rack_20uL', 'B1']);
  t.is(lab.committed.tips.left(ARM.left), 90);
  t.is(lab.committed.tips.left(ARM.right), 95);
  t.deepEqual(
    [1, 2, 3].map(() => takeTip(lab, ARM.left)),
    ['G1 on 10', 'H1 on 10', 'A2 on 10'],
  );
  t.is(takeTip(lab, ARM.right), 'B1 on 11');
});

test('the rack that was begun is used up first, then the others in the order of the table', (t) => {
  const lab = withRacks(
    [9, 'tip_rack_300uL', 'A1'],
    [10, 'tip_rack_300uL', 'G12'],
    [6, 'tip_rack_300uL', 'A1'],
    [11, 'tip_rack_20uL', 'A1'],
  );
  t.is(lab.committed.tips.left(ARM.left), 2 + 96 + 96);
  const taken = Array.from({ length: 100 }, () => takeTip(lab, ARM.left));
  t.deepEqual(taken.slice(0, 3), ['G12 on 10', 'H12 on 10', 'A1 on 9']);
  t.deepEqual(taken.slice(97, 100), ['H12 on 9', 'A1 on 6', 'B1 on 6']);
  t.is(new Set(taken).size, 100);
});

test('two pipettes of one size share their racks, and no tip is taken twice', (t) => {
  const lab = setUp(shared(), {
    labware: [[10, 'tip_rack_300uL', 'D12'], ...REAL.labware.slice(2)],
    pipettes: { left: '300uL_pipette', right: '300uL_pipette' },
  });
  const { tips } = lab.committed;
  tips.pickUp(ARM.left);
  tips.pickUp(ARM.right);
  invariants(lab);
  t.not(tips.tipOf(ARM.left), tips.tipOf(ARM.right));
  t.is(tips.left(ARM.left), 3);
});

test('racks that are empty fault, and say for which arm', (t) => {
  const lab = withRacks([10, 'tip_rack_300uL', 'H12'], [11, 'tip_rack_20uL', 'A1']);
  t.is(takeTip(lab, ARM.left), 'H12 on 10');
  t.is(lab.committed.tips.next(ARM.left), NONE);
  t.is(
    fault(() => lab.committed.tips.pickUp(ARM.left)),
    'outOfTips: the tips run out: put full racks on the deck and begin again: ' +
      '1 missing for the 300uL_pipette on the left arm',
  );
  t.false(lab.committed.tips.hasTip(ARM.left));
});

test('a check goes on without tips and says at its end how many are missing', (t) => {
  const lab = withRacks([10, 'tip_rack_300uL', 'H12'], [11, 'tip_rack_20uL', 'H12']);
  const { tips } = lab.pending;
  for (const arm of [ARM.left, ARM.left, ARM.right, ARM.left]) {
    tips.pickUp(arm);
    t.true(tips.hasTip(arm));
    tips.drop(arm);
  }
  t.is(
    fault(() => tips.require()),
    'outOfTips: the tips run out: put full racks on the deck and begin again: ' +
      '2 missing for the 300uL_pipette on the left arm',
  );
  lab.pending.copyFrom(lab.committed);
  t.notThrows(() => lab.pending.tips.require());
});

test('what cannot be done with a tip faults and changes nothing', (t) => {
  const lab = setUp(shared());
  const { committed } = lab;
  const { tips } = committed;
  const water = chemical(lab, 'WaterC1.0');
  const silver = chemical(lab, 'AgNO3C0.5');
  const [well] = addProducts(lab, [['rxn1C1.0']]) as [number];
  const refused = 'tipState: this cannot be done with the tip as it is: the left arm';
  t.is(
    fault(() => tips.drop(ARM.left)),
    `${refused} has no tip to drop`,
  );
  t.is(
    fault(() => committed.aspirate(water, 10, ARM.left)),
    `${refused} has no tip to aspirate with`,
  );
  tips.pickUp(ARM.left);
  t.is(
    fault(() => tips.pickUp(ARM.left)),
    `${refused} has a tip already`,
  );
  t.is(
    fault(() => committed.aspirate(water, 301, ARM.left)),
    `${refused} holds 300 uL at most`,
  );
  committed.aspirate(water, 100, ARM.left);
  t.is(
    fault(() => committed.aspirate(silver, 10, ARM.left)),
    `${refused} has WaterC1.0 in its tip`,
  );
  t.is(
    fault(() => committed.dispense(well, 101, ARM.left)),
    `${refused} has 100 uL in its tip and not 101`,
  );
  t.is(
    fault(() => tips.drop(ARM.left)),
    `${refused} drops a tip with liquid in it`,
  );
  t.is(tips.volume(ARM.left), 100);
  t.is(committed.volume(well), 0);
  invariants(lab);
});

/** Changes the tips that have to be changed before work with `name`; returns the arms whose tips those were. */
function change(lab: Lab, name: string): string {
  const { tips } = lab.committed;
  if (!tips.mustChange(chemical(lab, name))) return '';
  const dirty = Array.from({ length: ARMS }, (_, arm) => arm).filter((arm) => tips.isDirty(arm));
  for (const arm of dirty) tips.drop(arm);
  for (const arm of dirty) tips.pickUp(arm);
  return dirty.map((arm) => ARM_NAMES[arm]).join(' ');
}

const startWithTips = (lab: Lab): TipBook => {
  for (let arm = 0; arm < ARMS; arm++) lab.committed.tips.pickUp(arm);
  return lab.committed.tips;
};

test('section 7: the example with 300 on the left and 20 on the right', (t) => {
  const lab = setUp(shared(), {
    reagents: [...REAL.reagents.slice(0, 3), ['NaC2.0', 'B1', 1, 12]],
  });
  addProducts(lab, [['b']]);
  const tips = startWithTips(lab);
  for (const [name, volume, changed] of [
    ['WaterC1.0', 100, ''],
    ['AgNO3C0.5', 10, ''],
    ['AgNO3C0.5', 100, ''],
    ['WaterC1.0', 100, 'left right'],
    ['NaC2.0', 10, ''],
    ['b', 300, 'right'],
  ] as const) {
    t.is(change(lab, name), changed, `${name} ${volume}`);
    tips.mark(lab.instruments.armFor(volume), chemical(lab, name));
  }
});

test('section 7: a tip that is dirty with the source itself is changed when the other one is dirty with something else', (t) => {
  const lab = setUp(shared());
  addProducts(lab, [['a'], ['b']]);
  const tips = startWithTips(lab);
  tips.mark(ARM.left, chemical(lab, 'a'));
  tips.mark(ARM.right, chemical(lab, 'b'));
  t.is(change(lab, 'a'), 'left right');
});

test('section 7: only WaterC1.0 counts as clean; a tip with water is not changed', (t) => {
  const lab = setUp(shared());
  addProducts(lab, [['a'], ['Water2C1.0']]);
  const tips = startWithTips(lab);
  tips.mark(ARM.left, chemical(lab, 'WaterC1.0'));
  t.is(change(lab, 'a'), '');
  tips.mark(ARM.right, chemical(lab, 'ColdWaterC1.0'));
  t.is(change(lab, 'ColdWaterC1.0'), '');
  t.is(change(lab, 'WaterC1.0'), 'right');
  t.is(change(lab, 'a'), '');
});

test('what is aspirated makes a tip dirty, what it is dispensed into does not', (t) => {
  const lab = setUp(shared());
  const [well] = addProducts(lab, [['rxn1C1.0']]) as [number];
  const tips = startWithTips(lab);
  lab.committed.aspirate(chemical(lab, 'AgNO3C0.5'), 15, ARM.right);
  lab.committed.dispense(well, 15, ARM.right);
  t.true(tips.isDirty(ARM.right));
  t.false(tips.mustChange(chemical(lab, 'AgNO3C0.5')));
  t.is(change(lab, 'rxn1C1.0'), 'right');
  t.false(tips.isDirty(ARM.right));
});
