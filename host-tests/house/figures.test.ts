// Figures that documents quote are those that are measured.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { measureSizes } from '../bench/sizes.js';

test('the README quotes the sizes of a transfer of three steps', (t) => {
  const { captured, names, ids } = measureSizes().sizes.find(({ name }) => name === 'transfer/three-steps')!;
  const text = readFileSync('README.md', 'utf8').replace(/\s+/g, ' ');
  t.true(
    text.includes(
      `then has ${names} bytes in place of ${captured}, and ${ids} from a controller that sends ids`,
    ),
  );
});
