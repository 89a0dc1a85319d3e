// Figures of the emulated chip are compared exactly when the tools are those of the baseline, within 5 % otherwise.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';

type Figures = Readonly<Record<string, number>>;
interface Versions {
  readonly compiler: string;
  readonly library: string;
  readonly emulator: string;
}
interface Comparison {
  readonly differences: (
    baseline: { readonly versions: Versions; readonly figures: Figures; readonly goals: Figures },
    versions: Versions,
    figures: Figures,
  ) => string[];
  readonly missedGoals: (goals: Figures, figures: Figures) => string[];
}

let comparison: Comparison;
test.before(async () => {
  comparison = (await import(pathToFileURL(resolve('scripts/rv32-baseline.mjs')).href)) as Comparison;
});

const VERSIONS = { compiler: '12.2.0', library: '1.8-1', emulator: '7.2.22' };
const BASELINE = { versions: VERSIONS, figures: { home: 80_000, segment: 10_000 }, goals: {} };

test('with the same tools one instruction more or less is a difference', (t) => {
  t.deepEqual(comparison.differences(BASELINE, VERSIONS, BASELINE.figures), []);
  t.deepEqual(comparison.differences(BASELINE, VERSIONS, { home: 80_001, segment: 9_999 }), [
    'home: 80001, was 80000',
    'segment: 9999, was 10000',
  ]);
});

for (const tool of ['compiler', 'library', 'emulator'])
  test(`with another ${tool} figures may differ by 5 %`, (t) => {
    const versions = { ...VERSIONS, [tool]: 'another' };
    t.deepEqual(comparison.differences(BASELINE, versions, { home: 84_000, segment: 9_500 }), []);
    t.deepEqual(comparison.differences(BASELINE, versions, { home: 84_001, segment: 9_499 }), [
      'home: 84001, was 80000',
      'segment: 9499, was 10000',
    ]);
  });

test('a figure that is new or missing is a difference', (t) => {
  t.deepEqual(comparison.differences(BASELINE, VERSIONS, { home: 80_000, record: 5 }), [
    'segment: is not measured any more, was 10000',
    'record: 5, is not in the baseline',
  ]);
});

test('a goal that is missed is said with the figure', (t) => {
  t.deepEqual(comparison.missedGoals({ home: 80_000 }, { home: 80_000 }), []);
  t.deepEqual(comparison.missedGoals({ home: 79_999, save: 1 }, { home: 80_000 }), [
    'home: 80000, the goal is 79999',
    'save: not measured, the goal is 1',
  ]);
});
