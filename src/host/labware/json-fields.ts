// Takes the fields of parsed JSON one by one and notes everything that is wrong, with its path.

import type { Problem } from './definition.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in words, short. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
};

const joined = (path: string, key: string): string =>
  /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

/** An object of the file. What is missing or wrong becomes one problem and a harmless value. */
export class JsonFields {
  readonly path: string;
  private readonly value: Record<string, unknown>;
  private readonly problems: Problem[];
  /** Nothing is said of the fields of an object that is not there. */
  private readonly isThere: boolean;

  constructor(value: unknown, path: string, problems: Problem[]) {
    this.path = path;
    this.problems = problems;
    this.isThere = isObject(value);
    this.value = isObject(value) ? value : {};
    if (!this.isThere) this.say(path, 'an object', value);
  }

  get keys(): string[] {
    return Object.keys(this.value);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.value, key);
  }

  /** Notes a problem of one field. */
  complain(key: string, message: string): void {
    this.problems.push({ path: joined(this.path, key), message });
  }

  /** The same of something inside of a field: `path` is relative to this object. */
  complainAt(path: string, message: string): void {
    this.problems.push({ path: `${this.path}.${path}`, message });
  }

  object(key: string): JsonFields {
    const problems = this.isThere ? this.problems : [];
    return new JsonFields(this.field(key), joined(this.path, key), problems);
  }

  list(key: string): unknown[] {
    const value = this.field(key);
    if (Array.isArray(value)) return value;
    this.expect(key, 'a list');
    return [];
  }

  text(key: string): string {
    const value = this.field(key);
    if (typeof value === 'string' && value !== '') return value;
    this.expect(key, 'a text');
    return '';
  }

  /** One of a few texts, or nothing. */
  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.field(key);
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) this.expect(key, `one of ${choices.join(', ')}`);
    return choice;
  }

  boolean(key: string): boolean {
    const value = this.field(key);
    if (typeof value !== 'boolean') this.expect(key, 'true or false');
    return value === true;
  }

  /** A number from `least` to `most`, both allowed; NaN, which no comparison minds, when it is none. */
  number(key: string, least: number, most: number): number {
    const value = this.field(key);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.expect(key, least === most ? `the number ${least}` : `a number from ${least} to ${most}`);
    return Number.NaN;
  }

  private field(key: string): unknown {
    return this.has(key) ? this.value[key] : undefined;
  }

  private expect(key: string, what: string): void {
    if (this.isThere) this.say(joined(this.path, key), what, this.field(key));
  }

  private say(path: string, what: string, value: unknown): void {
    const found = value === undefined ? 'it is missing' : `found ${shown(value)}`;
    this.problems.push({ path, message: `expected ${what}, ${found}` });
  }
}
