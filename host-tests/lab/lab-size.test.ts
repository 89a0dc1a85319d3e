import test from 'ava';
import { LAB_LIMITS } from '../../src/kernel/limits.js';
import type { Lab } from '../../src/lab/lab.js';
import { ARM, NONE } from '../../src/lab/numbers.js';
import { COUNTER, Counters, collectGarbage, HAS_COUNTERS } from '../support/engine.js';
import { typedArrayBytes } from '../support/typed-array-bytes.js';
import { addProducts, chemical, labInPools, labWith } from './bench-lab.js';

const { containers } = LAB_LIMITS;

/** All tables and buffers of a lab for names that have so many bytes on average. */
const bytesWith = (nameBytes: number): number =>
  typedArrayBytes(() => labInPools({ limits: { ...LAB_LIMITS, nameBytes: containers * nameBytes } })).bytes;

test('a lab with 512 containers fits in a stated number of bytes', (t) => {
  labInPools();
  const short = bytesWith(12);
  const long = bytesWith(24);
  t.log(`cost ${containers} containers: ${short} bytes with names of 12 bytes on average, ${long} with 24`);
  t.true(short < 24 * 1024);
  t.is(long - short, 12 * containers);
});

/** A portion and its questions, as a script asks them. */
function portion(lab: Lab, from: number, to: number): void {
  const { committed, instruments } = lab;
  const { tips } = committed;
  const arm = instruments.armFor(15);
  if (tips.mustChange(from) || !committed.canGive(from, 15)) throw new Error('the tips are not clean');
  const source = committed.source(from, 15);
  const destination = committed.destination(to);
  committed.checkRoom(destination, 15);
  committed.aspirateHeight(source);
  committed.aspirate(source, 15, arm);
  committed.dispenseHeight(destination);
  committed.dispense(destination, 15, arm);
  if (committed.aspirableOf(from) < 0) throw new Error('the source is empty');
}

test('a check begins, and portions are booked, without garbage on the chip', (t) => {
  const lab = labWith();
  addProducts(lab, [['rxn1C1.0', '24_well_plate', '', 3000]]);
  const silver = chemical(lab, 'AgNO3C0.5');
  const well = chemical(lab, 'rxn1C1.0');
  lab.committed.tips.pickUp(ARM.right);
  const [before, after] = [new Counters(), new Counters()];
  const measured = (run: () => void): number[] => {
    for (let i = 0; i < 3; i++) run();
    collectGarbage();
    before.read();
    run();
    after.read();
    return [COUNTER.instructions, COUNTER.slots, COUNTER.chunkBytes, COUNTER.keys].map((counter) =>
      after.since(before, counter),
    );
  };
  for (const [name, run] of [
    ['portion', () => portion(lab, silver, well)],
    ['next tip', () => lab.committed.tips.next(ARM.left) === NONE],
    ['begin of a check', () => lab.pending.copyFrom(lab.committed)],
  ] as const) {
    const [instructions, ...garbage] = measured(run);
    if (HAS_COUNTERS) t.log(`cost ${name}: ${instructions} instructions`);
    t.deepEqual(garbage, [0, 0, 0], name);
  }
});
