// Keys in files: of a lab's own making, or made here.

import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { KEY_BYTES } from '../kernel/limits.js';
import { UsageError } from './usage-error.js';

const HEXADECIMAL = new RegExp(`^[0-9A-Fa-f]{${2 * KEY_BYTES}}$`);

/** With or without the sign at its end. */
const BASE64 = /^[A-Za-z0-9+/]{43}=?$/;

/** The bytes of a key in hexadecimal or base64; undefined when it is none. */
function keyOf(text: string): Uint8Array | undefined {
  if (HEXADECIMAL.test(text)) return Buffer.from(text, 'hex');
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** The key of a text, with blanks around it. Throws a UsageError that names its source and never has the text. */
export function readKey(text: string, source: string): Uint8Array {
  const key = keyOf(text.trim());
  if (key !== undefined) return key;
  throw new UsageError(`${source}: expected a key: 64 hexadecimal digits, or the base64 of 32 bytes`);
}

/** The key in a file. Throws a UsageError. */
export function readKeyFile(path: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the key cannot be read: ${(error as Error).message}`);
  }
  return readKey(text, path);
}

/** Makes a key and a file with it, for the eyes of its owner alone. Throws a UsageError, also when the file is there. */
export function makeKeyFile(path: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  try {
    writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice = code === 'EEXIST' ? ': --key-file takes the key that is in it' : '';
    throw new UsageError(`no new key is made: ${message}${advice}`);
  }
  return key;
}
