// Writes the Wi-Fi of a lab into a board's settings: npm run provision -- --port PORT [--file FILE]
// It asks for name and password, or reads them from a JSON file: {"ssid": "...", "password": "..."}. Neither stays
// anywhere but in the board: what is written on the way is readable by its owner only, and is removed.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { chipFindings, demand, serialPorts } from './doctor.mjs';
import { main, run, SETTINGS_PARTITION } from './firmware.mjs';

/** @typedef {{ssid: string, password: string}} Settings */

/** Longest that Wi-Fi has, bytes. */
const SSID_BYTES_MAX = 32;
const PASSWORD_BYTES_MAX = 63;

const OPTIONS = /** @type {const} */ ({ port: { type: 'string' }, file: { type: 'string' } });

/** Asks at the terminal; what is typed is not shown while `isSecret`. */
async function ask(/** @type {string} */ question, isSecret = false) {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isSecret ? silent : process.stdout;
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  if (isSecret) process.stdout.write(question);
  const answer = await terminal.question(isSecret ? '' : question);
  terminal.close();
  if (isSecret) process.stdout.write('\n');
  return answer;
}

/** @returns {Promise<Settings>} */
async function settings(/** @type {string | undefined} */ file) {
  if (file !== undefined) return JSON.parse(readFileSync(file, 'utf8'));
  return { ssid: await ask('Name of the Wi-Fi: '), password: await ask('Password: ', true) };
}

function check(/** @type {Settings} */ { ssid, password }) {
  const bytes = (/** @type {unknown} */ text) => (typeof text === 'string' ? Buffer.byteLength(text) : -1);
  if (bytes(ssid) < 1 || bytes(ssid) > SSID_BYTES_MAX)
    throw new Error(`ssid: a name of 1 to ${SSID_BYTES_MAX} bytes is needed`);
  if (bytes(password) < 0 || bytes(password) > PASSWORD_BYTES_MAX)
    throw new Error(
      `password: a text of up to ${PASSWORD_BYTES_MAX} bytes is needed, empty for an open network`,
    );
}

const quoted = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;

/** The settings as the IDF's generator reads them; the firmware looks for them in the same domain (network.ts). */
const table = (/** @type {Settings} */ { ssid, password }) =>
  [
    'key,type,encoding,value',
    'armchair,namespace,,',
    `ssid,data,string,${quoted(ssid)}`,
    `password,data,string,${quoted(password)}`,
    '',
  ].join('\n');

await main(async () => {
  const { port, file } = parseArgs({ options: OPTIONS }).values;
  if (port === undefined)
    throw new Error(`--port PORT is missing: there are ${serialPorts().join(', ') || 'none'}`);
  demand(chipFindings());
  const read = await settings(file);
  check(read);
  const folder = mkdtempSync(join(tmpdir(), 'armchair-'));
  try {
    const [source, image] = [join(folder, 'settings.csv'), join(folder, 'settings.bin')];
    const generator = 'components/nvs_flash/nvs_partition_generator/nvs_partition_gen.py';
    const { start, bytes } = SETTINGS_PARTITION;
    writeFileSync(source, table(read), { mode: 0o600 });
    run('python3', [join(process.env.IDF_PATH ?? '', generator), 'generate', source, image, String(bytes)]);
    run('python3', ['-m', 'esptool', '--port', port, 'write-flash', String(start), image]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
