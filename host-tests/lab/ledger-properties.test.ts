import test from 'ava';
import fc from 'fast-check';
import { Fault } from '../../src/kernel/faults.js';
import { containerType } from '../../src/lab/container-types.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { ARMS, NONE } from '../../src/lab/numbers.js';
import { once } from '../support/once.js';
import { holds } from '../support/property.js';
import { Random } from '../support/random.js';
import { addProducts, newLab, powder, REAL, setUp } from './bench-lab.js';
import { LedgerModel, Refused, type Vessel } from './ledger-model.js';

const shared = once(() => newLab());

const STEPS = 120;

/** Two of the chemicals have several containers, one can be made anew. */
function randomLab(): Lab {
  const lab = setUp(shared(), {
    ...REAL,
    reagents: [...REAL.reagents, ['ColdWaterC1.0', 'C6', 3, 2.5], ['KBrC20.0', 'B1', 1, 9.5]],
    powders: [...REAL.powders, ['KBr', 'B2', 5, 0.006, 119], ['KBr', 'C2', 5, 0.004, 119]],
  });
  addProducts(lab, [
    ['a', '24_well_plate'],
    ['b', 'platereader4'],
    ['c', 'platereader4'],
    ['d', '', 'Tube2000uL'],
  ]);
  return lab;
}

const vesselOf = (lab: Lab, container: number): Vessel => ({
  container,
  dead: containerType(lab.containers.type(container)).deadVolume,
  capacity: lab.containers.capacity(container),
  volume: lab.committed.volume(container),
  isPassed: false,
});

function modelOf(lab: Lab): LedgerModel {
  const model = new LedgerModel([0, 1].map((arm) => lab.instruments.size(arm)));
  const { chemicals } = lab.committed;
  for (let chemical = 0; chemical < lab.names.count; chemical++) {
    const vessels: Vessel[] = [];
    for (let member = chemicals.first(chemical); member !== NONE; member = chemicals.next(member))
      vessels.push(vesselOf(lab, member));
    model.vessels.set(chemical, vessels);
  }
  return model;
}

interface Step {
  readonly robot: () => void;
  readonly model: () => void;
}

/** One booking by chance; many of them cannot be done. */
function randomStep(lab: Lab, model: LedgerModel, random: Random, tipsUsed: Set<number>): Step {
  const { committed: ledger } = lab;
  const arm = random.below(ARMS);
  const chemical = random.below(lab.names.count);
  const inTip = ledger.tips.volume(arm);
  const volume =
    random.chance(40) && inTip > 0 ? inTip : (random.below(lab.instruments.size(arm) * 4) + 1) / 3;
  switch (random.below(8)) {
    case 0:
      return { robot: () => ledger.tips.drop(arm), model: () => model.drop(arm) };
    case 1:
    case 2:
      return { robot: () => pickUp(lab, arm, tipsUsed), model: () => model.pickUp(arm) };
    case 3:
      return { robot: () => ledger.lose(arm), model: () => model.lose(arm) };
    case 4:
    case 5:
      return {
        robot: () => ledger.aspirate(ledger.source(chemical, volume), volume, arm),
        model: () => model.aspirate(chemical, volume, arm),
      };
    default:
      return {
        robot: () => ledger.dispense(ledger.destination(chemical), volume, arm),
        model: () => model.dispense(chemical, volume, arm),
      };
  }
}

function pickUp(lab: Lab, arm: number, tipsUsed: Set<number>): void {
  const { tips } = lab.committed;
  tips.pickUp(arm);
  if (tipsUsed.has(tips.tipOf(arm))) throw new Error(`tip ${tips.tipOf(arm)} is used twice`);
  tipsUsed.add(tips.tipOf(arm));
}

/** Makes KBrC20.0, and tells the model what became of its containers. */
function make(lab: Lab, model: LedgerModel): void {
  const { committed } = lab;
  const kbr = powder(lab, 'KBr');
  const container = committed.chemicals.powderFor(kbr, 20);
  const made = lab.madeName(kbr, '20.0');
  committed.make(container, made);
  for (const { volume } of model.vessels.get(made)!) model.lost += volume;
  model.vessels.set(made, [vesselOf(lab, container)]);
}

const isRefused = (run: () => void): boolean => {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault || error instanceof Refused) return true;
    throw error;
  }
  return false;
};

/** Compares all volumes: so a step that is refused has changed nothing. */
function compare({ committed }: Lab, { vessels, tips, total, lost }: LedgerModel, before: number): void {
  for (const members of vessels.values())
    for (const { container, volume } of members)
      if (committed.volume(container) !== volume)
        throw new Error(`container ${container}: ${committed.volume(container)} uL, the model has ${volume}`);
  for (const [arm, tip] of tips.entries())
    if (committed.tips.hasTip(arm) !== (tip !== null) || committed.tips.volume(arm) !== (tip?.volume ?? 0))
      throw new Error(`arm ${arm}: ${committed.tips.volume(arm)} uL, the model has ${tip?.volume}`);
  if (committed.lost !== lost) throw new Error(`${committed.lost} uL lost, the model has ${lost}`);
  if (Math.abs(total - before) > 1e-6) throw new Error(`${total} uL in all, ${before} at the start`);
}

test('the books are those of an independent model: no liquid comes or goes, no tip is used twice', (t) => {
  const property = fc.property(fc.integer(), (seed) => {
    const random = new Random(seed);
    const lab = randomLab();
    const model = modelOf(lab);
    const before = model.total;
    const tipsUsed = new Set<number>();
    for (let i = 0; i < STEPS; i++) {
      if (random.chance(1) && !isRefused(() => make(lab, model))) continue;
      const { robot, model: expected } = randomStep(lab, model, random, tipsUsed);
      if (isRefused(robot) !== isRefused(expected)) throw new Error(`step ${i}: the verdicts differ`);
      compare(lab, model, before);
    }
    invariants(lab);
  });
  holds(t, property, 150);
});
