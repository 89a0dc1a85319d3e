import test from 'ava';
import { TravelMap } from '../../src/motion/travel.js';
import { Random } from '../support/random.js';

/** Twelve slots of 120 × 80 mm in three columns, with 10 mm between, and 5 mm of free way on either side of a tip. */
const SLOTS = Array.from({ length: 12 }, (_, i) => ({
  slot: i + 1,
  x: 130 * (i % 3),
  y: 90 * Math.floor(i / 3),
}));

function deck(heights: Readonly<Record<number, number>>): TravelMap {
  const map = new TravelMap({ slots: SLOTS, slotSize: { x: 120, y: 80 }, clearance: 2, sideClearance: 5 });
  for (const [slot, height] of Object.entries(heights)) map.setHeight(Number(slot), height);
  return map;
}

const TOP = 150;

test('a tip travels over the highest thing on its way, with its clearance', (t) => {
  const map = deck({ 1: 20, 2: 95, 3: 40, 11: 120 });
  t.is(map.arcHeight(60, 40, 10, 320, 40, 30, TOP), 97);
});

test('what is not on the way does not lift it', (t) => {
  const map = deck({ 1: 20, 2: 95, 4: 14, 5: 14 });
  t.is(map.arcHeight(60, 40, 10, 60, 130, 10, TOP), 22);
  t.is(map.arcHeight(60, 130, 10, 190, 130, 10, TOP), 16);
});

test('from well to well of one labware it is lifted over that labware', (t) => {
  t.is(deck({ 5: 14 }).arcHeight(160, 110, 3, 169, 110, 3, TOP), 16);
});

test('it is not lowered below either end', (t) => {
  const map = deck({ 1: 20 });
  t.is(map.arcHeight(60, 40, 50, 190, 40, 10, TOP), 50);
  t.is(map.arcHeight(60, 40, 10, 190, 40, 60, TOP), 60);
});

test('straight up or down it is not lifted', (t) => {
  t.is(deck({ 1: 20 }).arcHeight(60, 40, 3, 60, 40, 12, TOP), 12);
});

test('over the bare deck it keeps its clearance', (t) => {
  t.is(deck({}).arcHeight(60, 40, 0, 320, 300, 0, TOP), 2);
});

test('a way that passes nearer than the side clearance is over the thing', (t) => {
  const map = deck({ 5: 80 });
  t.is(map.highest(0, 86, 380, 86), 80);
  t.is(map.highest(0, 84, 380, 84), 0);
  t.is(map.highest(125, 0, 125, 360), 80);
  t.is(map.highest(124, 0, 124, 360), 0);
});

test('a diagonal way beside the corner of a box is free', (t) => {
  const map = deck({ 5: 80 });
  // The box with its free way goes from (125, 85) to (255, 175).
  t.is(map.highest(125, 0, 40, 175), 0);
  t.is(map.highest(100, 109, 149, 60), 0);
  t.is(map.highest(101, 110, 151, 60), 80);
});

test('a way that is too high to be taken is refused with its numbers', (t) => {
  t.throws(() => deck({ 2: 149 }).arcHeight(60, 40, 10, 320, 40, 10, TOP), {
    message: "the tip cannot be lifted over what stands on its way: 151 mm, the tip's end reaches 150 mm",
  });
});

test('the same slots are crossed as a tip meets that goes the way in small steps', (t) => {
  const random = new Random(12);
  for (let i = 0; i < 200; i++) {
    const slot = 1 + random.below(12);
    const map = deck({ [slot]: 50 });
    const [fromX, fromY, toX, toY] = [
      random.below(380),
      random.below(350),
      random.below(380),
      random.below(350),
    ];
    const { x, y } = SLOTS[slot - 1] as (typeof SLOTS)[number];
    let [isTouched, isNear] = [false, false];
    for (let part = 0; part <= 1; part += 1 / 256) {
      const dx = fromX + (toX - fromX) * part - (x + 60);
      const dy = fromY + (toY - fromY) * part - (y + 40);
      if (Math.abs(dx) <= 65 && Math.abs(dy) <= 45) isTouched = true;
      if (Math.abs(dx) <= 67 && Math.abs(dy) <= 47) isNear = true;
    }
    const isCrossed = map.highest(fromX, fromY, toX, toY) === 50;
    t.true(isCrossed ? isNear : !isTouched, `slot ${slot}: ${fromX}, ${fromY} to ${toX}, ${toY}`);
  }
});
