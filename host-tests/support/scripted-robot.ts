// A robot that does what a test tells it.

import type { Fault } from '../../src/kernel/faults.js';
import type { Command, Ending, Reply, Robot } from '../../src/robot/robot.js';
import type { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import type { FileSource } from '../../src/wire/file-stream.js';

/** Files from bytes in memory. */
export function filesOf(contents: readonly (readonly [name: string, bytes: Uint8Array])[]): FileSource {
  return {
    count: contents.length,
    name: (file) => contents[file]![0],
    read: (file, offset, target) => {
      const part = contents[file]![1].subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

export class ScriptedRobot implements Robot {
  /** What was asked for, in order: commands, `locate`, `files`, `breakdown` or `breakdown without motion`. */
  readonly calls: string[] = [];
  /** Replies are given at once unless this is set; then the test gives them. */
  holds = false;
  pending: Reply | null = null;
  /** What a command fails with, if anything. */
  failure: (command: Command, args: ArgumentsReader) => Fault | null = () => null;
  locations: (args: ArgumentsReader) => ArgumentSource = () => ({ rows: () => 0, put: () => {} });
  report: () => FileSource = () => filesOf([['wellmap.tsv', new Uint8Array(0)]]);

  begin(command: Command, args: ArgumentsReader, reply: Reply): void {
    this.calls.push(command);
    const fault = this.failure(command, args);
    if (fault !== null) reply.fail(fault);
    else this.#reply(reply);
  }

  locate(args: ArgumentsReader): ArgumentSource {
    this.calls.push('locate');
    return this.locations(args);
  }

  files(): FileSource {
    this.calls.push('files');
    return this.report();
  }

  breakdown(mayMove: boolean, _ending: Ending, reply: Reply): void {
    this.calls.push(mayMove ? 'breakdown' : 'breakdown without motion');
    this.#reply(reply);
  }

  /** Gives the reply that was held. */
  finish(): void {
    const reply = this.pending;
    this.pending = null;
    reply?.done();
  }

  #reply(reply: Reply): void {
    if (this.holds) this.pending = reply;
    else reply.done();
  }
}
