import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import { checkReach, type LabwareExtent } from '../../src/host/board/check-reach.js';
import { Findings } from '../../src/host/board/finding.js';
import { extentOf } from '../../src/host/board/labware-extent.js';
import type { Definition } from '../../src/host/labware/definition.js';
import type { Board } from '../../src/kernel/board.js';

const BENCH = loadBoard('bench');

/** A 96-well plate in slot 3. */
const PLATE: LabwareExtent = {
  name: 'plate',
  height: 14.2,
  lowest: 3.5,
  left: 14.4,
  right: 113.4,
  front: 11.2,
  back: 74.2,
  slots: [3],
};

function said(labware: Partial<LabwareExtent>, board: Partial<Board> = {}): string[] {
  const findings = new Findings();
  checkReach({ ...BENCH, ...board }, { ...PLATE, ...labware }, findings);
  return findings.all.map(({ path, text }) => `${path}: ${text}`);
}

/** The bench with its arms mounted higher, mm. */
const raised = (z: number): Partial<Board> => ({
  arms: { right: { head: 'a', plunger: 'c', offset: { x: 0, y: 0, z }, instruments: ['300uL_pipette'] } },
});

test('a plate within the travel is within reach', (t) => {
  t.deepEqual(said({}), []);
  t.deepEqual(said({ slots: [] }), []);
});

test('a place below the lowest tip is said with what is missing', (t) => {
  t.deepEqual(said({}, raised(25)), []);
  t.deepEqual(said({}, raised(30)), [
    'arms.right: with 300uL_pipette the tip goes down to 8.35 mm over the deck and cannot reach into plate, ' +
      'whose deepest place is at 3.5 mm: mount the arm 4.85 mm lower',
  ]);
});

test('a labware over which the tip cannot travel is said with what is missing', (t) => {
  t.deepEqual(said({ height: 191 }, raised(0)), []);
  t.deepEqual(said({ height: 200 }, raised(0)), [
    'arms.right: with 300uL_pipette the tip goes up to 196.35 mm over the deck and cannot pass over plate, ' +
      '200 mm high, with 5 mm to spare: it needs 8.65 mm more',
  ]);
});

test('wells beside the travel are said for each arm and slot', (t) => {
  t.deepEqual(said({ right: 120 }), [
    'arms.left: the wells of plate in slot 3 are at 313.4 to 419 mm of axis x, ' +
      'whose travel is 0 to 418 mm: use other slots, or correct calibration',
  ]);
  t.deepEqual(said({ right: 120, slots: [1, 2] }), []);
  t.is(said({ back: 82, slots: [12] }).length, 2);
});

test('wells closer to a home switch than the axis pulls off from it are only warned of', (t) => {
  const findings = new Findings();
  checkReach(BENCH, { ...PLATE, back: 80, slots: [12] }, findings);
  const [{ severity, text } = { severity: '', text: '' }] = findings.all;
  t.is(severity, 'warning');
  t.regex(
    text,
    /^the wells of plate in slot 12 are up to 1\.5 mm from the home switch of axis y, which pulls off by 3 mm/,
  );
});

test('offsets count: that of the slot, or else that for all slots', (t) => {
  const up = { labware: 'plate', x: 0, y: 0, z: 190 };
  t.is(said({}, { ...raised(0), calibration: [up] }).length, 1);
  t.is(said({}, { ...raised(0), calibration: [up, { ...up, z: 0, slot: 3 }] }).length, 0);
  t.is(said({}, { ...raised(0), calibration: [{ ...up, slot: 4 }] }).length, 0);
});

const PLACE = { name: 'A1', row: 0, column: 1, x: 20, y: 60, z: 7, depth: 35, isRectangular: false };

const definition = (category: Definition['category'], loadName = 'mine'): Definition => ({
  loadName,
  displayName: '',
  category,
  xDimension: 128,
  yDimension: 86,
  zDimension: 42,
  tipLength: 0,
  tipOverlap: 0,
  allowsTouchTip: true,
  places: [
    { ...PLACE, xSize: 8, ySize: 8, capacity: 2000 },
    { ...PLACE, name: 'A2', column: 2, x: 100, z: 5, xSize: 8, ySize: 8, capacity: 2000 },
  ],
});

test('a definition is measured where it can stand', (t) => {
  const board = { ...BENCH, calibration: [{ labware: 'mine', slot: 4, x: 0, y: 0, z: 0 }] };
  const extent = { name: 'mine', height: 42, lowest: 5, left: 20, right: 100, front: 60, back: 60 };
  t.deepEqual(extentOf(definition('wellPlate'), board), { ...extent, slots: [4] });
  t.deepEqual(extentOf(definition('trash'), board), { ...extent, slots: [12] });
  const all = { ...board, calibration: [{ labware: 'mine', x: 0, y: 0, z: 0 }] };
  t.is(extentOf(definition('wellPlate'), all).slots.length, 12);
});

test('an aluminium block is measured on the temperature module', (t) => {
  const { slots, lowest, height, left } = extentOf(definition('aluminumBlock'), BENCH);
  t.deepEqual(slots, [3]);
  t.is(lowest.toFixed(2), '85.09');
  t.is(height.toFixed(2), '122.09');
  t.is(left.toFixed(2), '18.55');
});
