import test from 'ava';
import { readWeighings, WeighingsError } from '../../src/host/calibrate/weighings.js';

const read = (...lines: string[]) => readWeighings(lines.join('\n'));

test('delivered volumes are taken as they are', (t) => {
  t.deepEqual(read('commanded_ul,delivered_ul', '20,19.5', '100,99'), [
    { commanded: 20, delivered: 19.5 },
    { commanded: 100, delivered: 99 },
  ]);
});

test('a mass is that of water at 22 °C in air, or of a liquid whose density is told', (t) => {
  t.deepEqual(read('commanded_ul,mass_mg', '100,100'), [{ commanded: 100, delivered: 100 * 1.0033 }]);
  t.deepEqual(read('mass_mg,density,commanded_ul', '110,1.1,101'), [
    { commanded: 101, delivered: 110 / 1.1 },
  ]);
});

test('comments, empty lines, spaces, capitals, line ends, a byte order mark and other separators do not matter', (t) => {
  const expected = [{ commanded: 20, delivered: 19.5 }];
  for (const text of [
    '\uFEFF# a balance\r\n\r\n Commanded_uL , delivered_UL \r\n 20 , 19.5 \r\n\r\n# end\r\n',
    'commanded_ul;delivered_ul\n20;19.5',
    'commanded_ul\tdelivered_ul\n20\t1.95e1\n',
  ])
    t.deepEqual(readWeighings(text), expected);
});

const problems = (...lines: string[]): readonly string[] => {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof WeighingsError) return error.problems;
    throw error;
  }
  return [];
};

test('all lines that are wrong are told with their numbers', (t) => {
  t.deepEqual(
    problems('# one', 'commanded_ul,mass_mg', '20,19', '', '20', '20,', '0,19', '50,x', '50,1,2', '50,-1'),
    [
      'line 5: 1 values in a table of 2 columns',
      "line 6: mass_mg is '' and has to be a number above 0",
      "line 7: commanded_ul is '0' and has to be a number above 0",
      "line 8: mass_mg is 'x' and has to be a number above 0",
      'line 9: 3 values in a table of 2 columns',
      "line 10: mass_mg is '-1' and has to be a number above 0",
    ],
  );
});

test('a first line without the columns is told, and nothing after it', (t) => {
  t.deepEqual(problems('20,19', 'x'), [
    "line 1: there is no column '20': the columns are commanded_ul, mass_mg, delivered_ul, density",
    "line 1: there is no column '19': the columns are commanded_ul, mass_mg, delivered_ul, density",
    "line 1: the column 'commanded_ul' is missing",
    "line 1: one of the columns 'mass_mg' and 'delivered_ul' is needed, and not both",
  ]);
  t.deepEqual(problems('commanded_ul,mass_mg,mass_mg'), ['line 1: a column stands twice']);
  t.deepEqual(problems('commanded_ul,mass_mg,delivered_ul').length, 1);
  t.deepEqual(problems('commanded_ul,delivered_ul,density').length, 1);
});

test('a file without weighings is told', (t) => {
  for (const lines of [[''], ['# nothing'], ['commanded_ul,mass_mg']])
    t.deepEqual(problems(...lines), ['there are no weighings in it']);
});
