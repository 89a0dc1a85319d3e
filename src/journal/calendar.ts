// The Gregorian calendar in numbers: days since 1970 to year, month and day, and back.

export const DAY_SECONDS = 86_400;

/** Days of 400 years, after which the calendar repeats, and from 0000-03-01 to 1970-01-01. */
const ERA_DAYS = 146_097;
const EPOCH_DAYS = 719_468;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function monthDays(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 to a date; month 1 to 12. Years begin in March here, so that a leap day is the last. */
export function daysOf(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * ERA_DAYS + yearOfEra * 365 + leapDays + dayOfYear - EPOCH_DAYS;
}

/** A moment taken apart; one object serves for all moments. */
export class CivilTime {
  year = 1970;
  /** 1 to 12. */
  month = 1;
  /** 1 to 31. */
  day = 1;
  hour = 0;
  minute = 0;
  second = 0;
  microsecond = 0;
  /** The day that was taken apart last. */
  private days = 0;

  /** @param microseconds local time since 1970-01-01 00:00, whole; numbers are exact until the year 2255 */
  set(microseconds: number): void {
    const seconds = Math.floor(microseconds / 1_000_000);
    const days = Math.floor(seconds / DAY_SECONDS);
    const ofDay = seconds - days * DAY_SECONDS;
    if (days !== this.days) this.setDate(days);
    this.microsecond = microseconds - seconds * 1_000_000;
    this.hour = Math.floor(ofDay / 3_600);
    this.minute = Math.floor(ofDay / 60) % 60;
    this.second = ofDay % 60;
  }

  private setDate(days: number): void {
    const shifted = days + EPOCH_DAYS;
    const era = Math.floor(shifted / ERA_DAYS);
    const ofEra = shifted - era * ERA_DAYS;
    const leapDays = Math.floor(ofEra / 1_460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
    const yearOfEra = Math.floor((ofEra - leapDays) / 365);
    const dayOfYear = ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
    this.days = days;
    this.day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
    this.month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    this.year = era * 400 + yearOfEra + (this.month <= 2 ? 1 : 0);
  }
}
