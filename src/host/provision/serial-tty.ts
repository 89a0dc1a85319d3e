// A serial line of this machine as text, over the terminal driver of the system: no package is needed for it.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ReadStream, WriteStream } from 'node:tty';
import { UsageError } from '../usage-error.js';
import type { TextLine } from './settings-session.js';

/** Of the console of the IDF, bit/s. */
const CONSOLE_BAUD = 115_200;

/** The chip's input holds 128 bytes, and may be looked at late: pieces of half of that, with time between them, ms. */
const PIECE_BYTES = 64;
const PIECE_MILLISECONDS = 25;

function isAllowed(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(path: string): string {
  if (!existsSync(path)) return `there is no ${path}`;
  return isAllowed(path) ? `${path} is no serial line, or another program has it` : `you may not use ${path}`;
}

/** Throws a UsageError when it cannot be opened. */
function prepareTty(path: string): void {
  const option = process.platform === 'darwin' ? '-f' : '-F';
  // Without -hupcl a board is reset when the program ends.
  const settings = [String(CONSOLE_BAUD), 'raw', '-echo', '-hupcl'];
  const { status } = spawnSync('stty', [option, path, ...settings], { stdio: 'ignore' });
  if (status !== 0)
    throw new UsageError(`${reasonOf(path)}: npm run doctor lists the serial ports, and says what they need`);
}

/** Text in UTF-8. */
export class SerialTty implements TextLine {
  onText: (text: string) => void = () => {};
  private readonly input: ReadStream;
  private readonly output: WriteStream;
  /** What was written before is on its way. */
  private sent: Promise<void> = Promise.resolve();

  /**
   * Throws a UsageError when it cannot be opened.
   * @param onLoss hears a UsageError when the line is gone
   */
  constructor(path: string, onLoss: (error: UsageError) => void) {
    prepareTty(path);
    const open = (): number => openSync(path, constants.O_RDWR | constants.O_NOCTTY);
    this.input = new ReadStream(open());
    this.output = new WriteStream(open());
    const lose = (): void => onLoss(new UsageError(`${path} is gone: was the board unplugged?`));
    this.input.setEncoding('utf8').on('error', lose).on('end', lose);
    this.output.on('error', lose);
    this.input.on('data', (text) => this.onText(String(text)));
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at += PIECE_BYTES)
      this.sent = this.sent.then(() => {
        this.output.write(text.slice(at, at + PIECE_BYTES));
        return delay(PIECE_MILLISECONDS);
      });
  }

  close(): void {
    this.input.destroy();
    this.output.destroy();
  }
}
