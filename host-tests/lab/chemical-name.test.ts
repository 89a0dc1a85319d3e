import test from 'ava';
import { concentrationStart } from '../../src/lab/chemical-name.js';

test('a concentration is a C, digits, a point and digits at the end of a name', (t) => {
  for (const [name, substance, concentration] of [
    ['KBrC20.0', 'KBr', '20.0'],
    ['WaterC1.0', 'Water', '1.0'],
    ['NaC2C0.5', 'NaC2', '0.5'],
    ['C6H12O6C100.25', 'C6H12O6', '100.25'],
    ['C1.0', '', '1.0'],
  ] as const) {
    const start = concentrationStart(name);
    t.is(name.slice(0, start), substance);
    t.is(name.slice(start + 1), concentration);
  }
});

test('a name that ends otherwise has none', (t) => {
  for (const name of ['KBr', 'KBrC20', 'KBrC.5', 'KBrC20.', 'KBrC1e-05', 'KBrC20.0 ', '', 'KBrc1.0'])
    t.is(concentrationStart(name), -1, name);
});
