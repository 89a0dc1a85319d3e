// The packet log as a file, `<name>_armchair.log`, written anew for each connection as the original does.

import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PacketLog } from '../wire/packet-log.js';

export class LogFile {
  private readonly log: PacketLog;
  private readonly path: string;
  private readonly onFailure: (message: string) => void;
  private file = -1;

  /**
   * Throws the system's error when the file cannot be written.
   * @param onFailure hears when it cannot be written any more; the connection goes on without it
   */
  constructor(folder: string, log: PacketLog, onFailure: (message: string) => void) {
    this.log = log;
    this.path = join(folder, `${log.name}_armchair.log`);
    this.onFailure = onFailure;
    try {
      this.open();
    } catch (error) {
      this.close();
      throw error;
    }
    log.listener = (line) => this.try(() => this.write(line));
  }

  /** A connection begins. */
  start(): void {
    this.try(() => {
      this.close();
      this.open();
    });
  }

  /** A connection has ended; what is logged before the next `start` is not written. */
  close(): void {
    const file = this.file;
    this.file = -1;
    try {
      if (file >= 0) closeSync(file);
    } catch (error) {
      this.fail(error);
    }
  }

  private open(): void {
    this.file = openSync(this.path, 'w');
    this.write(this.log.title());
  }

  private write(line: string): void {
    if (this.file >= 0) writeSync(this.file, `${line}\n`);
  }

  private try(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.close();
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.onFailure(`${this.path} is not written any more: ${(error as Error).message}`);
  }
}
