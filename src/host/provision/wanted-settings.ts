// Which settings a robot is to get: from options and files, and what is missing from a person.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hexOf } from '../../kernel/hexadecimal.js';
import { makeKeyFile, readKey, readKeyFile } from '../key-file.js';
import { UsageError } from '../usage-error.js';
import { Prompt } from './prompt.js';
import type { Settings } from './settings-session.js';

/** The options of `npm run provision` that say something of the settings. */
export const SETTINGS_OPTIONS = {
  ssid: { type: 'string' },
  file: { type: 'string' },
  key: { type: 'boolean', default: false },
  'key-file': { type: 'string' },
  'new-key': { type: 'string' },
  'no-key': { type: 'boolean', default: false },
} as const;

export interface Wishes {
  readonly ssid?: string | undefined;
  readonly file?: string | undefined;
  readonly key: boolean;
  readonly 'key-file'?: string | undefined;
  readonly 'new-key'?: string | undefined;
  readonly 'no-key': boolean;
}

/** Where the user is: npm changes the folder. */
const pathOf = (file: string): string => resolve(process.env.INIT_CWD ?? '.', file);

/** Throws a UsageError that never has the content. */
function settingsOf(file: string): Settings {
  try {
    const { ssid, password, key } = JSON.parse(readFileSync(pathOf(file), 'utf8'));
    return { ssid, password, ...(key === undefined ? {} : { key: hexOf(readKey(String(key), file)) }) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new UsageError(`${file}: expected {"ssid": "...", "password": "..."}, perhaps with a "key"`);
    throw new UsageError(`--file: ${(error as Error).message}`);
  }
}

/** Undefined when the key stays what it is. */
async function keyOf(wishes: Wishes, prompt: () => Prompt): Promise<string | undefined> {
  const { 'key-file': keyFile, 'new-key': newKey } = wishes;
  if (wishes['no-key']) return '';
  if (keyFile !== undefined) return hexOf(readKeyFile(pathOf(keyFile)));
  if (newKey !== undefined) return hexOf(makeKeyFile(pathOf(newKey)));
  return wishes.key ? hexOf(readKey(await prompt().ask('Key: ', true), 'what was typed')) : undefined;
}

/** Without a word of the Wi-Fi, a wish for the key alone leaves the Wi-Fi as it is. Throws a UsageError. */
export async function wantedSettings(wishes: Wishes): Promise<Settings> {
  const { ssid, file } = wishes;
  if (file !== undefined && ssid !== undefined)
    throw new UsageError('--file has the name, too: leave --ssid out');
  const keyWishes = ['key', 'key-file', 'new-key', 'no-key'] as const;
  const [first, second] = keyWishes.filter((name) => wishes[name] !== undefined && wishes[name] !== false);
  if (first !== undefined && second !== undefined)
    throw new UsageError(`--${first} and --${second} say different things of the key: leave one out`);
  if (file !== undefined && first !== undefined)
    throw new UsageError(`--file has the key, too, if any: leave --${first} out`);
  if (file !== undefined) return settingsOf(file);
  let opened: Prompt | undefined;
  const prompt = (): Prompt => {
    opened ??= new Prompt();
    return opened;
  };
  try {
    const wireless =
      ssid === undefined && first !== undefined
        ? {}
        : {
            ssid: ssid ?? (await prompt().ask('Name of the Wi-Fi: ')),
            password: await prompt().ask('Password: ', true),
          };
    const key = await keyOf(wishes, prompt);
    return { ...wireless, ...(key === undefined ? {} : { key }) };
  } finally {
    opened?.close();
  }
}
