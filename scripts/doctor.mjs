// Says what of the SDK and its tools is on this machine, and how to get what is missing: npm run doctor

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The versions that the firmware is made for. */
export const SDK_VERSION = '8.2.3';
export const IDF_VERSION = 'v6.0';

/**
 * `get` is the one command to get it; `wanted` the only version that will do.
 * @typedef {{what: string, found: string | undefined, wanted?: string, get: string}} Finding
 */

const SETUP = 'npx xs-dev setup';
const SETUP_ESP32 = 'npx xs-dev setup --device esp32';

/** First line of what a command prints, or undefined when it cannot be run. */
function firstLine(/** @type {string} */ command, /** @type {string[]} */ args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** Folder of the SDK's programs; undefined without the SDK. */
export function sdkPrograms() {
  const { MODDABLE: sdk } = process.env;
  const system = process.platform === 'darwin' ? 'mac' : 'lin';
  const folder = sdk && join(sdk, 'build/bin', system, 'release');
  return folder !== undefined && existsSync(join(folder, 'mcconfig')) ? folder : undefined;
}

/** Version of the SDK by its own notes, where they are there. */
function sdkVersion() {
  const programs = sdkPrograms();
  if (programs === undefined) return undefined;
  return firstLine('git', ['-C', process.env.MODDABLE ?? '.', 'describe', '--tags']) ?? 'of unknown version';
}

/** Version of the ESP-IDF; undefined without it. */
function idfVersion() {
  const { IDF_PATH: idf } = process.env;
  const file = idf && join(idf, 'tools/cmake/version.cmake');
  if (file === undefined || !existsSync(file)) return undefined;
  const [, major, minor] = /MAJOR (\d+)\)[\s\S]*MINOR (\d+)\)/.exec(readFileSync(file, 'utf8')) ?? [];
  return `v${major}.${minor}`;
}

/** Serial ports with something behind them. */
export const serialPorts = () =>
  existsSync('/dev')
    ? readdirSync('/dev')
        .filter((name) => /^(ttyUSB|ttyACM|cu\.(usb|SLAB|wch))/.test(name))
        .map((name) => `/dev/${name}`)
    : [];

/** What every build needs. @returns {Finding[]} */
export const sdkFindings = () => [
  { what: `Moddable SDK ${SDK_VERSION} (MODDABLE)`, found: sdkVersion(), get: SETUP },
  { what: 'make', found: firstLine('make', ['--version']), get: 'apt-get install make' },
];

/** What the firmware of the desk needs besides. @returns {Finding[]} */
export const deskFindings = () => [
  { what: 'gcc', found: firstLine('gcc', ['--version']), get: 'apt-get install gcc' },
  {
    what: 'GLib',
    found: firstLine('pkg-config', ['--modversion', 'gio-2.0']),
    get: 'apt-get install libglib2.0-dev pkg-config',
  },
];

/** What the firmware of a chip needs besides. @returns {Finding[]} */
export const chipFindings = () => [
  { what: `ESP-IDF ${IDF_VERSION} (IDF_PATH)`, found: idfVersion(), wanted: IDF_VERSION, get: SETUP_ESP32 },
  {
    what: 'compiler for ESP32',
    found: firstLine('xtensa-esp32-elf-gcc', ['--version']),
    get: `. "$IDF_PATH/export.sh"`,
  },
];

const isThere = (/** @type {Finding} */ { found, wanted = found }) => found !== undefined && found === wanted;

function lineOf(/** @type {Finding} */ finding) {
  const { what, found, get } = finding;
  if (isThere(finding)) return `ok       ${what}: ${found}`;
  return found === undefined ? `missing  ${what}: ${get}` : `other    ${what}: here is ${found}: ${get}`;
}

/** A line for each that is missing. */
export const missing = (/** @type {Finding[]} */ findings) =>
  findings.filter((finding) => !isThere(finding)).map(lineOf);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const findings = [...sdkFindings(), ...deskFindings(), ...chipFindings()];
  for (const finding of findings) console.log(lineOf(finding));
  const ports = serialPorts();
  console.log(
    ports.length > 0
      ? `ok       serial ports: ${ports.join(', ')}`
      : 'none     serial ports: plug a board in',
  );
  if (!findings.every(isThere)) process.exitCode = 1;
}
