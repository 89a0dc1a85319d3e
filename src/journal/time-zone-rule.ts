// Reads a time-zone rule of POSIX (IEEE 1003.1 section 8.3, `TZ`), with the hours up to 167 of RFC 9636.

import { Fault } from '../kernel/faults.js';

/** When the clocks are changed in every year. */
export interface Change {
  /** `M`: day of the week in a week of a month; `J`: 1 to 365, 29 February never counts; `n`: 0 to 365, it does. */
  readonly form: 'M' | 'J' | 'n';
  readonly month: number;
  /** 1 to 5; 5 is the last. */
  readonly week: number;
  /** Day of the week (0 is Sunday) or of the year. */
  readonly day: number;
  /** Local time of that day, in the time that ends; may lie outside of the day. */
  readonly seconds: number;
}

export interface TimeZoneRule {
  /** Seconds to the east of UTC. */
  readonly standardSeconds: number;
  readonly daylightSeconds: number;
  /** Both or none. */
  readonly start: Change | null;
  readonly end: Change | null;
}

const HOUR_SECONDS = 3_600;
const CHANGE_SECONDS = 2 * HOUR_SECONDS;

/** A zone that has summer time and does not say when: the rule of the United States, as in every libc. */
const DEFAULT_CHANGES = ',M3.2.0,M11.1.0';

/** Takes a rule apart from the left. */
class Parser {
  private readonly rule: string;
  private at = 0;

  constructor(rule: string) {
    this.rule = rule;
  }

  get atEnd(): boolean {
    return this.at === this.rule.length;
  }

  /** Whether the next character is `character`, which is then passed. */
  accepts(character: string): boolean {
    if (this.rule[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.accepts(character)) this.fail(`expected '${character}'`);
  }

  fail(reason: string): never {
    throw new Fault('timeZoneInvalid', `'${this.rule}': ${reason} at character ${this.at + 1}`);
  }

  /** Passes a name: three letters or more, or anything of these and digits and signs between < and >. */
  name(): void {
    const isQuoted = this.accepts('<');
    const first = this.at;
    const allowed = isQuoted ? /[A-Za-z0-9+-]/ : /[A-Za-z]/;
    while (allowed.test(this.rule.charAt(this.at))) this.at += 1;
    if (this.at - first < 3) this.fail('expected the name of a zone, of three characters or more,');
    if (isQuoted) this.expect('>');
  }

  integer(minimum: number, maximum: number): number {
    const first = this.at;
    while (/[0-9]/.test(this.rule.charAt(this.at))) this.at += 1;
    const value = Number(this.rule.slice(first, this.at));
    if (this.at > first && value >= minimum && value <= maximum) return value;
    this.at = first;
    this.fail(`expected a number from ${minimum} to ${maximum}`);
  }

  /** `[+-]hh[:mm[:ss]]` in seconds. */
  time(hoursMax: number): number {
    const isNegative = this.accepts('-');
    if (!isNegative) this.accepts('+');
    let seconds = this.integer(0, hoursMax) * HOUR_SECONDS;
    if (this.accepts(':')) seconds += this.integer(0, 59) * 60;
    else return isNegative ? -seconds : seconds;
    if (this.accepts(':')) seconds += this.integer(0, 59);
    return isNegative ? -seconds : seconds;
  }

  change(): Change {
    if (this.accepts('M')) {
      const month = this.integer(1, 12);
      this.expect('.');
      const week = this.integer(1, 5);
      this.expect('.');
      const day = this.integer(0, 6);
      return { form: 'M', month, week, day, seconds: this.changeTime() };
    }
    const form = this.accepts('J') ? 'J' : 'n';
    const day = form === 'J' ? this.integer(1, 365) : this.integer(0, 365);
    return { form, month: 0, week: 0, day, seconds: this.changeTime() };
  }

  private changeTime(): number {
    return this.accepts('/') ? this.time(167) : CHANGE_SECONDS;
  }
}

/** Offsets are west of UTC in the text and east in the result. Fault `timeZoneInvalid` says where the text is wrong. */
export function parseTimeZoneRule(text: string): TimeZoneRule {
  const parser = new Parser(text);
  parser.name();
  const standardSeconds = -parser.time(24);
  if (parser.atEnd) return { standardSeconds, daylightSeconds: standardSeconds, start: null, end: null };
  parser.name();
  if (parser.atEnd) return parseTimeZoneRule(text + DEFAULT_CHANGES);
  let daylightSeconds = standardSeconds + HOUR_SECONDS;
  if (!parser.accepts(',')) {
    daylightSeconds = -parser.time(24);
    if (parser.atEnd) return parseTimeZoneRule(text + DEFAULT_CHANGES);
    parser.expect(',');
  }
  const start = parser.change();
  parser.expect(',');
  const end = parser.change();
  if (!parser.atEnd) parser.fail('expected the end');
  return { standardSeconds, daylightSeconds, start, end };
}
