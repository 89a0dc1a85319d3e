// The host's end of the serial line on which a robot's Wi-Fi and key are set (src/device/settings-line.ts has the other).

import { ANSWER } from '../../device/settings-line.js';
import { SETTINGS, type SettingName } from '../../device/settings-store.js';
import { crc32 } from '../../kernel/crc32.js';
import { UsageError } from '../usage-error.js';

/** What is not there stays as it is. Wi-Fi and password go together. */
export type Settings = Readonly<Partial<Record<SettingName, string>>>;

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

const KEY_SET = 'The key is set: from the next connection on the robot demands it of every controller.';
const KEY_GONE = 'The key is gone: from the next connection on the robot demands none.';

const JOINED = /(Joined .*)/;

/** `set` with the value in hexadecimal and its check. */
function setCommand(name: SettingName, value: string): string {
  const bytes = Buffer.from(value);
  return `set ${name} ${bytes.toString('hex')} ${crc32(bytes, 0, bytes.length).toString(16)}`;
}

/** What may be wrong with settings is a UsageError that names the setting, and never has its value. */
export function checkSettings(settings: Settings): void {
  for (const { name, bytesMin, bytesMax } of SETTINGS) {
    if (!(name in settings)) continue;
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
  private isSilent = true;
  private readonly lines: string[] = [];
  /** Ends the wait for the next line. */
  private awake: () => void = () => {};

  constructor(line: TextLine, wait: (milliseconds: number) => Promise<void>) {
    this.line = line;
    this.wait = wait;
    line.onText = (text) => this.take(text);
  }

  /**
   * Writes the settings and has the robot join; resolves to what it says when it has an address, or to what to look at
   * when that takes too long. Rejects with a UsageError when nobody answers or a setting is refused.
   */
  async provision(settings: Settings): Promise<string> {
    await this.ask('settings', 'settings ');
    for (const { name } of SETTINGS) {
      const value = settings[name];
      if (value !== undefined) await this.ask(setCommand(name, value), `ok ${name}`);
    }
    const said = settings.key === undefined ? [] : [settings.key === '' ? KEY_GONE : KEY_SET];
    if (settings.ssid !== undefined) said.push(await this.join());
    return said.join('\n');
  }

  private async join(): Promise<string> {
    await this.ask('join', 'ok join');
    return (
      (await this.hear(JOINED, JOIN_MILLISECONDS)) ??
      `The settings are written, but the robot has not joined within ${JOIN_MILLISECONDS / 1_000} s: are name and password right?`
    );
  }

  /**
   * Sends a command until it is answered. A line end first: what the line had half of before is not part of it. What the
   * robot says of that, or says again of what was sent before it listened, is passed over.
   */
  private async ask(command: string, expected: string): Promise<void> {
    const answer = new RegExp(`${ANSWER}((?:${expected}|no,).*)`);
    let refusal: string | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.lines.length = 0;
      this.line.write(`\n${command}\n`);
      const said = await this.hear(answer, ANSWER_MILLISECONDS);
      if (said?.startsWith(expected)) return;
      if (said === undefined) continue;
      refusal = `the robot says: ${said}`;
      if (!said.includes('damaged')) break;
    }
    throw new UsageError(refusal ?? this.silence());
  }

  private silence(): string {
    const seconds = (ATTEMPTS * ANSWER_MILLISECONDS) / 1_000;
    return this.isSilent
      ? `nobody answers within ${seconds} s: has the board power, and is it its port?`
      : `no answer within ${seconds} s, though something comes: has the board this firmware, and no debug build?`;
  }

  /** What the group of a pattern has of the next line that matches; undefined when none comes in time. */
  private async hear(pattern: RegExp, milliseconds: number): Promise<string | undefined> {
    let isOver = false;
    const over = this.wait(milliseconds).then(() => {
      isOver = true;
    });
    while (!isOver) {
      for (let line = this.lines.shift(); line !== undefined; line = this.lines.shift()) {
        const found = pattern.exec(line);
        if (found !== null) return found[1];
      }
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
    this.isSilent = false;
    const lines = (this.received + text).split(/\r?\n/);
    this.received = lines.pop() ?? '';
    this.lines.push(...lines);
    this.awake();
  }
}
