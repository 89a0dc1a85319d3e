// Stands in for ava where tests run on XS: the part of its interface that shared tests use, and what it prints.

import { deepEqual } from './deep-equal.js';
import { XS } from './engine.js';

interface Expectation {
  readonly instanceOf?: new (...args: never[]) => unknown;
  readonly code?: unknown;
  readonly message?: string | RegExp;
}

const print = (line: string): void => XS.hostPrint?.(line);

/** A value in a message. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? `'${value}'` : String(value);
  if (value instanceof Error) return String(value);
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}n` : part));
}

/** What a test gets. A failed assertion ends its test. */
class Assertions {
  count = 0;
  readonly #teardowns: (() => void)[] = [];

  pass(): void {
    this.count += 1;
  }

  fail(message = 'failed'): never {
    throw new Error(message);
  }

  is(actual: unknown, expected: unknown, message?: string): void {
    this.#check(Object.is(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
  }

  not(actual: unknown, other: unknown, message?: string): void {
    this.#check(!Object.is(actual, other), message, () => `it is ${shown(actual)}`);
  }

  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    this.#check(
      deepEqual(actual, expected),
      message,
      () => `${shown(actual)} differs from ${shown(expected)}`,
    );
  }

  true(actual: unknown, message?: string): void {
    this.is(actual, true, message);
  }

  false(actual: unknown, message?: string): void {
    this.is(actual, false, message);
  }

  regex(text: string, pattern: RegExp, message?: string): void {
    this.#check(pattern.test(text), message, () => `${shown(text)} does not match ${pattern}`);
  }

  throws(call: () => unknown, expectation: Expectation = {}, message?: string): unknown {
    let thrown: unknown;
    try {
      call();
    } catch (error) {
      thrown = error;
      this.#expect(error, expectation, message);
      return error;
    }
    this.#check(thrown !== undefined, message, () => 'nothing was thrown');
    return undefined;
  }

  notThrows(call: () => unknown, message?: string): void {
    try {
      call();
    } catch (error) {
      this.#check(false, message, () => `thrown: ${shown(error)}`);
    }
    this.count += 1;
  }

  log(...values: readonly unknown[]): void {
    for (const value of values) print(`# ${typeof value === 'string' ? value : shown(value)}`);
  }

  teardown(call: () => void): void {
    this.#teardowns.unshift(call);
  }

  /** Runs what the test has left to do at its end. */
  end(): void {
    for (const call of this.#teardowns) call();
  }

  #expect(error: unknown, { instanceOf, code, message: words }: Expectation, message?: string): void {
    const { code: actualCode, message: text } = error as { code?: unknown; message?: unknown };
    const isWanted =
      (instanceOf === undefined || error instanceof instanceOf) &&
      (code === undefined || Object.is(actualCode, code)) &&
      (words === undefined || (typeof words === 'string' ? text === words : words.test(String(text))));
    this.#check(isWanted, message, () => `thrown was ${shown(error)}, code ${shown(actualCode)}`);
  }

  #check(isRight: boolean, message: string | undefined, reason: () => string): void {
    this.count += 1;
    if (isRight) return;
    throw new Error(message === undefined ? reason() : `${message}: ${reason()}`);
  }
}

interface Entry {
  readonly title: string;
  readonly body: (t: Assertions) => unknown;
}

const entries: Entry[] = [];

/** Why a test failed, or null. */
function failureOf({ body }: Entry): unknown {
  const t = new Assertions();
  try {
    try {
      if (body(t) instanceof Promise) t.fail('asynchronous tests do not run on XS');
    } finally {
      t.end();
    }
    if (t.count === 0) t.fail('the test finished without running any assertions');
    return null;
  } catch (error) {
    return error ?? 'undefined was thrown';
  }
}

/** The host calls this when everything is loaded. */
function hostMain(): void {
  for (const entry of entries) {
    const failure = failureOf(entry);
    print(`${failure === null ? 'ok' : 'not ok'} ${entry.title}`);
    if (failure !== null) print(`  ${String(failure)}\n  ${(failure as Error).stack ?? ''}`);
  }
  print('end');
}

Object.defineProperty(globalThis, 'hostMain', { value: hostMain });

const test = (title: string, body: Entry['body']): void => {
  entries.push({ title: title.trim(), body });
};
test.serial = test;

// biome-ignore lint/style/noDefaultExport: it stands in for a module that has one
export default test;
