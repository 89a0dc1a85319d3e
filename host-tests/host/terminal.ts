// Serial lines and terminals of persons for tests: Node has none, a program in Python opens them.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import { python } from '../support/python-controller.js';

/** What has come out of a far end, and waits for more. */
class FarEnd {
  readonly child: ChildProcessWithoutNullStreams;
  readonly closed: Promise<unknown>;
  said = '';
  errors = '';
  onText: (text: string) => void = () => {};

  constructor(t: ExecutionContext, command: string, args: readonly string[]) {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' };
    this.child = spawn(command, ['host-tests/host/terminal.py', ...args], { env, stdio: 'pipe' });
    this.closed = new Promise((done) => this.child.on('close', done));
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
      this.onText(text);
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    t.teardown(() => this.child.kill('SIGKILL'));
  }

  write(data: string | Uint8Array): void {
    this.child.stdin.write(data);
  }

  /** Resolves when a text has come; rejects with what has come instead when it ends without. */
  until(text: string): Promise<void> {
    return new Promise((found, reject) => {
      const look = (): void => {
        if (this.said.includes(text)) found();
      };
      this.child.stdout.on('data', look);
      this.closed.then(() => reject(new Error(`no '${text}' in: ${this.said}${this.errors}`)));
      look();
    });
  }
}

/** A serial line; its far end is the test's. */
export class Line extends FarEnd {
  /** Of its near end. */
  path = '';

  static async open(t: ExecutionContext): Promise<Line> {
    const line = new Line(t, await python(), ['line']);
    await line.until('\n');
    line.path = line.said.trim();
    line.said = '';
    return line;
  }

  /** As when a board is unplugged. */
  unplug(): void {
    this.child.stdin.end();
  }
}

/** A program at a person's terminal: what is written is typed, what is said is seen. */
export class Terminal extends FarEnd {
  static async run(t: ExecutionContext, ...command: readonly string[]): Promise<Terminal> {
    return new Terminal(t, await python(), ['run', ...command]);
  }

  /** How the program has ended: below 0 by the signal of that number. */
  async end(): Promise<{ readonly code: number; readonly isAsBefore: boolean }> {
    await this.closed;
    return JSON.parse(this.errors.trim().split('\n').at(-1) ?? '');
  }
}
