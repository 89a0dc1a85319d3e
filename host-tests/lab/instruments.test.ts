import test from 'ava';
import { FAULTS, Fault } from '../../src/kernel/faults.js';
import { Instruments, portionCount } from '../../src/lab/instruments.js';
import { ARM } from '../../src/lab/numbers.js';

const ALL = [20, 300, 1000];

function pipettes(left: number, right: number): Instruments {
  const instruments = new Instruments([ALL, ALL], []);
  if (left > 0) instruments.add('left', `${left}uL_pipette`, false);
  if (right > 0) instruments.add('right', `${right}uL_pipette`, false);
  return instruments;
}

const sizeFor = (instruments: Instruments, volume: number): number =>
  instruments.size(instruments.armFor(volume));

test('section 5: with 300 and 20 µL the smaller one moves what is below 40 µL', (t) => {
  for (const instruments of [pipettes(300, 20), pipettes(20, 300)]) {
    for (const volume of [1, 20, 39.9]) t.is(sizeFor(instruments, volume), 20);
    for (const volume of [40, 300, 999, 5000]) t.is(sizeFor(instruments, volume), 300);
  }
});

test('section 5: with 1000 and 20 µL the smaller one moves all below 1000 µL, 999 µL in 50 portions', (t) => {
  const instruments = pipettes(1000, 20);
  t.is(sizeFor(instruments, 999), 20);
  t.is(portionCount(999, 20), 50);
  t.is(sizeFor(instruments, 1000), 1000);
});

test('section 5: with 1000 and 300 µL the smaller one moves all below 1000 µL', (t) => {
  const instruments = pipettes(1000, 300);
  t.is(sizeFor(instruments, 5), 300);
  t.is(sizeFor(instruments, 999), 300);
  t.is(sizeFor(instruments, 1000), 1000);
});

test('section 5: of two equal pipettes the right one works', (t) => {
  t.is(pipettes(300, 300).armFor(100), ARM.right);
});

test('a pipette that is alone moves every volume', (t) => {
  for (const volume of [1, 40, 2000]) {
    t.is(pipettes(1000, 0).armFor(volume), ARM.left);
    t.is(pipettes(0, 300).armFor(volume), ARM.right);
  }
});

test('section 5: a volume goes in equal portions of at most the size', (t) => {
  t.is(portionCount(300, 300), 1);
  t.is(portionCount(300.0000001, 300), 2);
  t.is(portionCount(600.5, 300), 3);
  t.is(600.5 / portionCount(600.5, 300), 200.16666666666666);
  t.is(portionCount(0.5, 20), 1);
});

const refusal = (board: number[][], arm: string, pipette: string, simulate = false): string => {
  const instruments = new Instruments(board, []);
  try {
    instruments.add(arm, pipette, simulate);
  } catch (fault) {
    return fault instanceof Fault ? fault.message.replace(`${FAULTS.deckInvalid.text}: `, '') : String(fault);
  }
  return '';
};

test('what means nothing is refused by its name', (t) => {
  t.is(refusal([ALL, ALL], 'middle', '20uL_pipette'), 'there is no arm middle: the arms are left and right');
  t.is(
    refusal([ALL, ALL], 'left', '50uL_pipette'),
    'there is no pipette 50uL_pipette: the pipettes are 20uL_pipette, 300uL_pipette, 1000uL_pipette',
  );
});

test('what the board does not have is refused by its name, unless it is simulated', (t) => {
  const oneArm = [[300], []];
  t.is(refusal(oneArm, 'left', '300uL_pipette'), '');
  t.is(refusal(oneArm, 'left', '20uL_pipette'), 'the left arm of this board cannot have a 20uL_pipette');
  t.is(refusal(oneArm, 'right', '20uL_pipette'), 'this board has no right arm for a 20uL_pipette');
  t.is(refusal(oneArm, 'left', '20uL_pipette', true), '');
  t.is(refusal(oneArm, 'right', '20uL_pipette', true), '');
});
