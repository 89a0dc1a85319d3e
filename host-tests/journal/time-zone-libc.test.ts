// Random rules and moments against the C library, which reads the same rules from `TZ`.

import { spawnSync } from 'node:child_process';
import test from 'ava';
import { TimeZone } from '../../src/journal/time-zone.js';
import { Random } from '../support/random.js';

/** Prints for each line `rule seconds` the seconds that local time is ahead of UTC. */
const PYTHON = `
import calendar, os, sys, time
last = None
for line in sys.stdin:
    rule, seconds = line.split()
    if rule != last:
        os.environ['TZ'] = last = rule
        time.tzset()
    print(calendar.timegm(time.localtime(int(seconds))) - int(seconds))
`;

const change = (random: Random): string =>
  `M${1 + random.below(12)}.${1 + random.below(5)}.${random.below(7)}` +
  (random.chance(50) ? `/${random.below(27) - 2}` : '');

/** A rule whose changes lie months apart, as those of all places do. */
function randomRule(random: Random): string {
  const hours = random.below(25) - 12;
  const standard = `AAA${hours}${random.chance(20) ? ':30' : ''}`;
  if (random.chance(15)) return standard;
  const spring = `M${2 + random.below(4)}${change(random).replace(/^M\d+/, '')}`;
  const autumn = `M${8 + random.below(4)}${change(random).replace(/^M\d+/, '')}`;
  const [start, end] = random.chance(70) ? [spring, autumn] : [autumn, spring];
  return `${standard}BBB${random.chance(20) ? hours - 2 : ''},${start},${end}`;
}

test('local time is that of the C library for random rules and moments', (t) => {
  const random = new Random(11);
  const rows: [rule: string, seconds: number][] = [];
  for (let i = 0; i < 400; i++) {
    const rule = randomRule(random);
    for (let j = 0; j < 25; j++) rows.push([rule, random.below(2_000_000_000)]);
    for (let year = 0; year < 25; year++) rows.push([rule, year * 31_556_952 + random.below(86_400)]);
  }
  const input = rows.map(([rule, seconds]) => `${rule} ${seconds}`).join('\n');
  const { stdout, stderr } = spawnSync('python3', ['-c', PYTHON], { input, encoding: 'utf8' });
  t.is(stderr, '');
  const expected = stdout.trim().split('\n').map(Number);
  t.is(expected.length, rows.length);
  const wrong = rows.filter(([rule, seconds], i) => {
    const local = new TimeZone(rule).localMicroseconds(seconds * 1e6) / 1e6;
    return local - seconds !== expected[i];
  });
  t.deepEqual(wrong.slice(0, 5), []);
});
