// Local time from a POSIX time-zone rule, without a table of the world's zones.

import { CivilTime, DAY_SECONDS, daysOf, isLeapYear, monthDays } from './calendar.js';
import { type Change, parseTimeZoneRule, type TimeZoneRule } from './time-zone-rule.js';

/** Local time of the day of a change in `year`, seconds since 1970-01-01 00:00. */
function changeSeconds(change: Change, year: number): number {
  return changeDays(change, year) * DAY_SECONDS + change.seconds;
}

function changeDays({ form, month, week, day }: Change, year: number): number {
  if (form === 'n') return daysOf(year, 1, 1) + day;
  if (form === 'J') return daysOf(year, 1, 1) + day - (isLeapYear(year) && day >= 60 ? 0 : 1);
  const first = daysOf(year, month, 1);
  const weekdayOfFirst = (((first + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  let dayOfMonth = ((day - weekdayOfFirst + 7) % 7) + (week - 1) * 7;
  if (dayOfMonth >= monthDays(year, month)) dayOfMonth -= 7;
  return first + dayOfMonth;
}

/** One place on earth. Times of one year after the other cost a few comparisons each. */
export class TimeZone {
  private readonly rule: TimeZoneRule;
  private readonly civil = new CivilTime();
  /** The year whose changes are known: from when to when, and the changes; seconds since 1970 UTC. */
  private from = 0;
  private until = 0;
  private start = 0;
  private end = 0;

  /** @param rule such as `PST8PDT,M3.2.0,M11.1.0`, `UTC0` or `<-03>3`. Fault `timeZoneInvalid`. */
  constructor(rule: string) {
    this.rule = parseTimeZoneRule(rule);
  }

  /** Local time since 1970-01-01 00:00, µs, at a moment since then in UTC, µs. */
  localMicroseconds(utcMicroseconds: number): number {
    return utcMicroseconds + this.offsetSeconds(utcMicroseconds / 1_000_000) * 1_000_000;
  }

  private offsetSeconds(utcSeconds: number): number {
    const { standardSeconds, daylightSeconds, start, end } = this.rule;
    if (start === null || end === null) return standardSeconds;
    if (utcSeconds < this.from || utcSeconds >= this.until) this.setYear(utcSeconds, start, end);
    const isDaylight =
      this.start < this.end
        ? utcSeconds >= this.start && utcSeconds < this.end
        : utcSeconds >= this.start || utcSeconds < this.end;
    return isDaylight ? daylightSeconds : standardSeconds;
  }

  /** A year begins and ends in standard time here; in the south, where it does so in summer, the result is the same. */
  private setYear(utcSeconds: number, start: Change, end: Change): void {
    const { standardSeconds, daylightSeconds } = this.rule;
    this.civil.set((utcSeconds + standardSeconds) * 1_000_000);
    const { year } = this.civil;
    this.from = daysOf(year, 1, 1) * DAY_SECONDS - standardSeconds;
    this.until = daysOf(year + 1, 1, 1) * DAY_SECONDS - standardSeconds;
    this.start = changeSeconds(start, year) - standardSeconds;
    this.end = changeSeconds(end, year) - daylightSeconds;
  }
}
