import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { aspirateHeight, dispenseHeight } from '../../src/lab/container-heights.js';
import { TYPE } from '../../src/lab/container-types.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { ARM } from '../../src/lab/numbers.js';
import { once } from '../support/once.js';
import { addProducts, at, type Bench, chemical, newLab, setUp, whereIs } from './bench-lab.js';

const shared = once(() => newLab());

/** Two tips, and nothing else than `bench` says. */
function startLab(bench: Bench = {}): Lab {
  const lab = setUp(shared(), bench);
  lab.committed.tips.pickUp(ARM.left);
  lab.committed.tips.pickUp(ARM.right);
  return lab;
}

const fault = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.message}`;
  }
  return '';
};

/** One portion, as a transfer has it. */
function move(lab: Lab, from: string, to: string, volume: number): void {
  const { committed } = lab;
  const destination = committed.destination(chemical(lab, to));
  const source = committed.source(chemical(lab, from), volume);
  const arm = lab.instruments.armFor(volume);
  if (committed.tips.chemicalOf(arm) !== chemical(lab, from)) committed.lose(arm);
  committed.aspirate(source, volume, arm);
  committed.dispense(destination, volume, arm);
  invariants(lab);
}

const volumeOf = (lab: Lab, name: string): number =>
  lab.committed.volume(lab.committed.chemicals.current(chemical(lab, name)));

test('a portion leaves its source, is in the tip, and then in its destination', (t) => {
  const lab = startLab();
  const { committed } = lab;
  const [well] = addProducts(lab, [['rxn1C1.0']]) as [number];
  const silver = chemical(lab, 'AgNO3C0.5');
  committed.aspirate(silver, 15, ARM.right);
  t.is(committed.volume(silver), 5528.264270452804);
  t.is(committed.tips.volume(ARM.right), 15);
  t.is(committed.tips.chemicalOf(ARM.right), silver);
  committed.dispense(well, 15, ARM.right);
  t.is(committed.tips.volume(ARM.right), 0);
  t.is(committed.volume(well), 15);
});

test("section 3: what a container does not have above its dead volume is refused in the original's words", (t) => {
  const lab = startLab({ reagents: [['ColdWaterC1.0', 'D6', 3, 1.7002405704]] });
  const cold = chemical(lab, 'ColdWaterC1.0');
  t.is(
    fault(() => lab.committed.aspirate(cold, 300, ARM.left)),
    'emptyReagent: cannot aspirate 3e+02uL from ColdWaterC1.0 because it only has 50.3uL',
  );
  t.is(lab.committed.volume(cold), ((1.7002405704 - 1.4) / 0.9998395) * 1000);
  t.is(lab.committed.tips.volume(ARM.left), 0);
  t.is(
    fault(() => lab.committed.aspirate(cold, 50, ARM.left)),
    '',
  );
});

test('section 3: what is aspirable of a container that is nearly empty is below 0', (t) => {
  const lab = startLab();
  const [well, tube] = addProducts(lab, [['rxn1C1.0'], ['dilC1.0', '', 'Tube2000uL', 500]]) as [
    number,
    number,
  ];
  t.is(lab.committed.aspirable(well), -40);
  t.is(lab.committed.aspirableOf(tube), -250);
});

test("section 3: an overflow is refused before the liquid is there, in the original's words", (t) => {
  const lab = startLab();
  const [well] = addProducts(lab, [['rxn1C1.0', 'platereader4', '', 299]]) as [number];
  move(lab, 'WaterC1.0', 'rxn1C1.0', 299.5);
  lab.committed.aspirate(chemical(lab, 'WaterC1.0'), 1, ARM.right);
  t.is(
    fault(() => lab.committed.dispense(well, 1, ARM.right)),
    'containerOverflow: tried to set volume of rxn1C1.0 to 300.5uL, but rxn1C1.0 has max capacity of 300uL',
  );
  t.is(lab.committed.volume(well), 299.5);
  t.is(lab.committed.tips.volume(ARM.right), 1);
  lab.committed.dispense(well, 0.5, ARM.right);
  t.is(lab.committed.volume(well), 300);
});

test('heights are those of the volume before it changes', (t) => {
  const lab = startLab();
  const { committed } = lab;
  const silver = chemical(lab, 'AgNO3C0.5');
  t.is(committed.aspirateHeight(silver), aspirateHeight(TYPE.tube20000, 5543.264270452804));
  committed.aspirate(silver, 300, ARM.left);
  t.is(committed.aspirateHeight(silver), aspirateHeight(TYPE.tube20000, 5243.264270452804));
  t.is(committed.dispenseHeight(silver), dispenseHeight(TYPE.tube20000, 5243.264270452804));
});

test('section 6: what is aspirable is the sum over the current and the later containers', (t) => {
  const lab = startLab();
  t.is(lab.committed.aspirableOf(chemical(lab, 'WaterC1.0')), 48582.942705159905);
  t.is(volumeOf(lab, 'WaterC1.0'), 26884.365334905175);
});

/** Three tubes of one name with 100, 60 and 500 µL above their dead volume. */
const THREE = {
  reagents: [
    ['ColdWaterC1.0', 'D6', 3, 1.4 + 0.35 * 0.9998395],
    ['WaterC1.0', 'A3', 1, 40.2],
    ['ColdWaterC1.0', 'C6', 3, 1.4 + 0.31 * 0.9998395],
    ['ColdWaterC1.0', 'B6', 3, 1.4 + 0.75 * 0.9998395],
  ],
} as const satisfies Bench;

test('section 6: a container is used until it cannot give a whole portion, then the next, never back', (t) => {
  const lab = startLab(THREE);
  addProducts(lab, [['a', '24_well_plate', '', 3000]]);
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'D6 on 3');
  move(lab, 'ColdWaterC1.0', 'a', 90);
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'D6 on 3');
  move(lab, 'ColdWaterC1.0', 'a', 18);
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'C6 on 3');
  move(lab, 'ColdWaterC1.0', 'a', 200);
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'B6 on 3');
  move(lab, 'ColdWaterC1.0', 'a', 10);
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'B6 on 3');
  t.true(Math.abs(lab.committed.aspirableOf(chemical(lab, 'ColdWaterC1.0')) - 290) < 1e-6);
});

test('a portion that no container of a name has is refused, and all are as they were', (t) => {
  const lab = startLab(THREE);
  const cold = chemical(lab, 'ColdWaterC1.0');
  t.false(lab.committed.canGive(cold, 501));
  t.is(
    fault(() => lab.committed.source(cold, 501)),
    'emptyReagent: cannot aspirate 5.01e+02uL from ColdWaterC1.0 because it only has 5e+02uL',
  );
  t.is(whereIs(lab, 'ColdWaterC1.0'), 'D6 on 3');
  t.true(lab.committed.canGive(cold, 499));
});

test('section 6: nothing is dispensed into a chemical that has several containers', (t) => {
  const lab = startLab(THREE);
  t.is(
    fault(() => lab.committed.destination(chemical(lab, 'ColdWaterC1.0'))),
    'commandFailed: ColdWaterC1.0 has several containers: nothing can be dispensed into them',
  );
  t.is(
    fault(() => lab.committed.destination(chemical(lab, 'WaterC1.0'))),
    '',
  );
});

test('section 8: one of several containers is mixed at its aspirate height', (t) => {
  const lab = startLab();
  const water = chemical(lab, 'WaterC1.0');
  t.is(lab.committed.mixHeights(water), 1);
  t.is(lab.committed.mixHeight(water, 0), lab.committed.aspirateHeight(water));
  t.is(lab.committed.mixHeights(chemical(lab, 'AgNO3C0.5')), 4);
  t.is(lab.committed.mixHeights(chemical(lab, 'ColdWaterC1.0')), 3);
});

test('section 8: a pipette of 20 µL does not mix a large tube', (t) => {
  const lab = startLab();
  t.is(
    fault(() => lab.committed.checkMix(chemical(lab, 'AgNO3C0.5'), ARM.right)),
    'commandFailed: a 20uL_pipette cannot mix AgNO3C0.5 in a Tube20000uL: use a larger one',
  );
  t.is(
    fault(() => lab.committed.checkMix(chemical(lab, 'AgNO3C0.5'), ARM.left)),
    '',
  );
  t.is(
    fault(() => lab.committed.checkMix(chemical(lab, 'ColdWaterC1.0'), ARM.right)),
    '',
  );
});

test('what is in a tip that is thrown away is lost, and says how much it is', (t) => {
  const lab = startLab();
  lab.committed.aspirate(chemical(lab, 'AgNO3C0.5'), 15, ARM.right);
  t.is(lab.committed.lose(ARM.right), 15);
  t.is(lab.committed.lose(ARM.right), 0);
  t.is(lab.committed.lost, 15);
  lab.committed.tips.drop(ARM.right);
});

test('the pending books change nothing of the committed ones, and begin again as those are', (t) => {
  const lab = startLab();
  addProducts(lab, [['a'], ['b']]);
  lab.pending.copyFrom(lab.committed);
  const silver = chemical(lab, 'AgNO3C0.5');
  lab.pending.aspirate(silver, 15, ARM.right);
  lab.pending.dispense(lab.pending.destination(chemical(lab, 'a')), 10, ARM.right);
  lab.pending.lose(ARM.right);
  lab.pending.tips.drop(ARM.right);
  lab.pending.tips.pickUp(ARM.right);
  lab.pending.places.allocate(lab.slotsNamed(...at('')), 0xff, 0);
  t.is(lab.committed.volume(silver), 5543.264270452804);
  t.false(lab.committed.tips.isDirty(ARM.right));
  t.is(lab.committed.lost, 0);
  const next = lab.committed.tips.next(ARM.right);
  lab.pending.copyFrom(lab.committed);
  t.is(lab.pending.volume(silver), 5543.264270452804);
  t.is(lab.pending.tips.next(ARM.right), next);
  t.is(lab.pending.lost, 0);
});
