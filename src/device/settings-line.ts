// The chip's end of the serial line on which a person sets its Wi-Fi and its key: commands in, answers out.
//
//   settings              → settings ssid 5 password 12 key 64   (their lengths, never themselves)
//   set NAME VALUE CHECK  → ok NAME                          (VALUE in hexadecimal UTF-8, CHECK its CRC-32)
//   join                  → ok join                          (the Wi-Fi of the settings is joined)
//
// A refusal is `no` and its reason. Every answer begins with ANSWER, by which it is told from what else is on the line.

import { crc32 } from '../kernel/crc32.js';
import { bytesOfHex } from '../kernel/hexadecimal.js';
import { isKey, SETTINGS, type Setting, type SettingsStore } from './settings-store.js';

export const ANSWER = 'armchair> ';

/** Longest command, bytes: a password of 63 bytes with all around it has 148. */
export const LINE_BYTES_MAX = 160;

const NEW_LINE = 10;
const SPACE = 32;
const TILDE = 126;

export interface SettingsLineOptions {
  readonly store: SettingsStore;
  /** Whether no axis moves: flash is written only then. */
  readonly isAtRest: () => boolean;
  readonly join: () => void;
  /** Takes one line of answer. */
  readonly say: (text: string) => void;
}

/** UTF-8 as text; undefined when it is none. */
function textOf(bytes: Uint8Array): string | undefined {
  let escaped = '';
  for (const byte of bytes) escaped += `%${(256 + byte).toString(16).slice(1)}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** Takes bytes as they come. What is no command of its own is left to whom it concerns: nothing is said of it. */
export class SettingsLine {
  private readonly options: SettingsLineOptions;
  private readonly line = new Uint8Array(LINE_BYTES_MAX);
  private length = 0;

  constructor(options: SettingsLineOptions) {
    this.options = options;
  }

  /** The first `length` bytes. */
  take(bytes: Uint8Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const byte = bytes[i] as number;
      if (byte === NEW_LINE) this.end();
      else if (byte >= SPACE && byte <= TILDE && this.length < LINE_BYTES_MAX)
        this.line[this.length++] = byte;
    }
  }

  private end(): void {
    const line = String.fromCharCode(...this.line.subarray(0, this.length));
    this.length = 0;
    try {
      this.command(line);
    } catch (error) {
      this.say(`no, the flash has failed: ${error}`);
    }
  }

  private command(line: string): void {
    const [command = '', name = '', value = '', check = ''] = line.split(' ');
    if (command === 'settings') this.list();
    else if (command === 'set') this.set(name, value, check);
    else if (command === 'join') {
      this.say('ok join');
      this.options.join();
    } else if (command !== '') this.say('no such command: settings, set and join are');
  }

  private list(): void {
    const lengths = SETTINGS.map(({ name }) => `${name} ${(this.options.store.get(name) ?? '').length}`);
    this.say(`settings ${lengths.join(' ')}`);
  }

  private set(name: string, hex: string, check: string): void {
    const setting = SETTINGS.find((known) => known.name === name);
    const bytes = bytesOfHex(hex);
    if (bytes === undefined || crc32(bytes, 0, bytes.length) !== Number.parseInt(check, 16))
      this.say('no, damaged on its way');
    else if (setting === undefined) this.say('no, there is no such setting');
    else this.write(setting, bytes);
  }

  private write({ name, bytesMin, bytesMax }: Setting, bytes: Uint8Array): void {
    const text = textOf(bytes);
    if (bytes.length < bytesMin || bytes.length > bytesMax)
      this.say(`no, ${name} has ${bytesMin} to ${bytesMax} bytes`);
    else if (text === undefined || text.includes('\0')) this.say(`no, ${name} is no text in UTF-8`);
    else if (name === 'key' && !isKey(text))
      this.say(`no, ${name} has ${bytesMax} hexadecimal digits, or none`);
    else if (!this.options.isAtRest()) this.say('no, the robot moves: wait until it stands');
    else {
      this.options.store.set(name, text);
      this.say(`ok ${name}`);
    }
  }

  private say(text: string): void {
    this.options.say(ANSWER + text);
  }
}
