// The host's end of the serial line on which a robot's Wi-Fi is set (src/device/settings-line.ts has the other).

import { ANSWER } from '../../device/settings-line.js';
import { SETTINGS, type SettingName } from '../../device/settings-store.js';
import { crc32 } from '../../kernel/crc32.js';
import { UsageError } from '../usage-error.js';

export type Settings = Readonly<Record<SettingName, string>>;

/** A line of text in both directions. */
export interface TextLine {
  write(text: string): void;
  /** Called with what comes, in any pieces. */
  onText: (text: string) => void;
}

/** How long an answer may take, ms, and how often a command is sent: a board that was just reset starts in 3 s. */
const ANSWER_MILLISECONDS = 1_000;
const ATTEMPTS = 8;

/** How long the Wi-Fi may take until the robot has an address, ms. */
const JOIN_MILLISECONDS = 30_000;

const JOINED = /^Joined .*/;

/** `set` with the value in hexadecimal and its check. */
function setCommand(name: SettingName, value: string): string {
  const bytes = Buffer.from(value);
  return `set ${name} ${bytes.toString('hex')} ${crc32(bytes, 0, bytes.length).toString(16)}`;
}

/** What may be wrong with settings is a UsageError that names the setting, and never has its value. */
export function checkSettings(settings: Settings): void {
  for (const { name, bytesMin, bytesMax } of SETTINGS) {
    const value: unknown = settings[name];
    const bytes = typeof value === 'string' ? Buffer.byteLength(value) : -1;
    if (bytes < bytesMin || bytes > bytesMax)
      throw new UsageError(`${name}: a text of ${bytesMin} to ${bytesMax} bytes is needed`);
  }
}

export class SettingsSession {
  private readonly line: TextLine;
  private readonly wait: (milliseconds: number) => Promise<void>;
  private received = '';
  private readonly lines: string[] = [];
  /** Ends the wait for the next line. */
  private awake: () => void = () => {};

  constructor(line: TextLine, wait: (milliseconds: number) => Promise<void>) {
    this.line = line;
    this.wait = wait;
    line.onText = (text) => this.take(text);
  }

  /**
   * Writes all settings and has the robot join; resolves to what it says when it has an address, or to nothing when
   * that takes too long. Rejects with a UsageError when nobody answers or a setting is refused.
   */
  async provision(settings: Settings): Promise<string | undefined> {
    await this.ask('settings', 'settings ');
    for (const { name } of SETTINGS) await this.ask(setCommand(name, settings[name]), `ok ${name}`);
    await this.ask('join', 'ok join');
    return this.hear((line) => JOINED.test(line), JOIN_MILLISECONDS);
  }

  /** Sends a command until it is answered. Two line ends first: what the line had half of before is not part of it. */
  private async ask(command: string, expected: string): Promise<void> {
    let refusal = 'nobody answers: is it the port of a board with this firmware, and no debug build?';
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.lines.length = 0;
      this.line.write(`\n${command}\n`);
      const answer = await this.hear((line) => line.startsWith(ANSWER), ANSWER_MILLISECONDS);
      const text = answer?.slice(ANSWER.length);
      if (text?.startsWith(expected)) return;
      if (text === undefined) continue;
      refusal = `the robot says: ${text}`;
      if (!text.includes('damaged')) break;
    }
    throw new UsageError(refusal);
  }

  /** The next line that is looked for; undefined when it does not come in time. */
  private async hear(isIt: (line: string) => boolean, milliseconds: number): Promise<string | undefined> {
    let isOver = false;
    const over = this.wait(milliseconds).then(() => {
      isOver = true;
    });
    while (!isOver) {
      for (let line = this.lines.shift(); line !== undefined; line = this.lines.shift())
        if (isIt(line)) return line;
      await Promise.race([
        over,
        new Promise<void>((awake) => {
          this.awake = awake;
        }),
      ]);
    }
    return undefined;
  }

  private take(text: string): void {
    const lines = (this.received + text).split(/\r?\n/);
    this.received = lines.pop() ?? '';
    this.lines.push(...lines);
    this.awake();
  }
}
