// Local time by POSIX rules: known moments of known places, and rules that are refused with the reason.

import test from 'ava';
import { ByteBuffer } from '../../src/journal/byte-buffer.js';
import { CivilTime, daysOf } from '../../src/journal/calendar.js';
import { putHeadTime, putTimestamp } from '../../src/journal/report-text.js';
import { TimeZone } from '../../src/journal/time-zone.js';

/** Local time at `seconds` since 1970 UTC, as it stands in the reports. */
function localText(rule: string, seconds: number, put = putTimestamp): string {
  const time = new CivilTime();
  const out = new ByteBuffer(40);
  time.set(new TimeZone(rule).localMicroseconds(seconds * 1_000_000));
  put(out, time);
  return String.fromCharCode(...out.bytes.subarray(0, out.length));
}

const utc = (...[year, month, day, hour = 0, minute = 0, second = 0]: number[]): number =>
  daysOf(year!, month!, day!) * 86_400 + hour * 3_600 + minute * 60 + second;

test('the reports show the time of California, in winter and in summer', (t) => {
  const rule = 'PST8PDT,M3.2.0,M11.1.0';
  t.is(localText(rule, utc(2026, 11, 22, 12, 36, 27)), '2026-11-22 04:36:27.000000');
  t.is(localText(rule, utc(2026, 11, 22, 12, 36, 27), putHeadTime), '22-Nov-2026 04:36:27:000000');
  t.is(localText(rule, utc(2026, 7, 1, 12)), '2026-07-01 05:00:00.000000');
  t.is(localText(rule, utc(2027, 1, 1, 7, 59, 59)), '2026-12-31 23:59:59.000000');
});

test('the clocks go forward and back at the second', (t) => {
  const rule = 'PST8PDT,M3.2.0,M11.1.0';
  t.is(localText(rule, utc(2026, 3, 8, 9, 59, 59)), '2026-03-08 01:59:59.000000');
  t.is(localText(rule, utc(2026, 3, 8, 10)), '2026-03-08 03:00:00.000000');
  t.is(localText(rule, utc(2026, 11, 1, 8, 59, 59)), '2026-11-01 01:59:59.000000');
  t.is(localText(rule, utc(2026, 11, 1, 9)), '2026-11-01 01:00:00.000000');
});

test('zones without summer time, with other hours of change, in the south, and with names in brackets', (t) => {
  const moments: [string, number, string][] = [
    ['UTC0', utc(2000, 2, 29), '2000-02-29 00:00:00'],
    ['IST-5:30', utc(2026, 1, 1), '2026-01-01 05:30:00'],
    ['<-03>3', utc(2026, 1, 1), '2025-12-31 21:00:00'],
    ['<+1245>-12:45:30', utc(2026, 1, 1), '2026-01-01 12:45:30'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', utc(2026, 3, 29, 0, 59, 59), '2026-03-29 01:59:59'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', utc(2026, 3, 29, 1), '2026-03-29 03:00:00'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', utc(2026, 10, 25, 1), '2026-10-25 02:00:00'],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', utc(2026, 1, 15), '2026-01-15 11:00:00'],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', utc(2026, 6, 15), '2026-06-15 10:00:00'],
    ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', utc(2026, 3, 29, 1), '2026-03-29 00:00:00'],
    ['AAA0BBB,J60,J300', utc(2024, 3, 1, 2), '2024-03-01 03:00:00'],
    ['AAA0BBB,59,300', utc(2024, 2, 29, 2), '2024-02-29 03:00:00'],
    ['PST8PDT', utc(2026, 7, 1, 12), '2026-07-01 05:00:00'],
    ['ABC1DEF-2', utc(2026, 7, 1, 12), '2026-07-01 14:00:00'],
  ];
  for (const [rule, seconds, local] of moments) t.is(localText(rule, seconds), `${local}.000000`, rule);
});

test('a date is the same after it was counted in days and taken apart, in all years that microseconds count', (t) => {
  const time = new CivilTime();
  let wrong = 0;
  for (let year = 1900; year < 2255; year += 7)
    for (let month = 1; month <= 12; month++)
      for (const day of [1, 28]) {
        time.set(daysOf(year, month, day) * 86_400_000_000 + 86_399_999_999);
        if (time.year !== year || time.month !== month || time.day !== day) wrong += 1;
        if (time.hour !== 23 || time.microsecond !== 999_999) wrong += 1;
      }
  t.is(wrong, 0);
  t.is(daysOf(1970, 1, 1), 0);
  t.is(daysOf(2000, 3, 1) - daysOf(2000, 2, 28), 2);
  t.is(daysOf(2100, 3, 1) - daysOf(2100, 2, 28), 1);
});

test('a broken rule is refused with the place where it is broken', (t) => {
  const refused: [string, RegExp][] = [
    ['', /'': expected the name of a zone.* at character 1$/],
    ['PS8', /expected the name of a zone.* at character 3$/],
    ['PST', /expected a number from 0 to 24 at character 4$/],
    ['PST25', /expected a number from 0 to 24 at character 4$/],
    ['<-03', /expected '>' at character 5$/],
    ['PST8PDT,', /expected a number from 0 to 365 at character 9$/],
    ['PST8PDT,M3.2.0', /expected ',' at character 15$/],
    ['PST8PDT,M13.2.0,M11.1.0', /expected a number from 1 to 12 at character 10$/],
    ['PST8PDT,M3.6.0,M11.1.0', /expected a number from 1 to 5 at character 12$/],
    ['PST8PDT,M3.2.7,M11.1.0', /expected a number from 0 to 6 at character 14$/],
    ['PST8PDT,J0,J365', /expected a number from 1 to 365 at character 10$/],
    ['PST8PDT,M3.2.0,M11.1.0 ', /expected the end at character 23$/],
    ['PST8PDT,M3.2.0/168,M11.1.0', /expected a number from 0 to 167 at character 16$/],
    ['Europe/Berlin', /expected a number from 0 to 24 at character 7$/],
  ];
  for (const [rule, message] of refused) {
    t.throws(() => new TimeZone(rule), { message });
    t.throws(() => new TimeZone(rule), { message: /^not a POSIX time-zone rule/ });
  }
});
