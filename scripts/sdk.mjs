// What a build of the firmware needs, what of it is on this machine, and the one command to get what is missing.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The versions that the firmware is made for: of the IDF the SDK allows any patch. */
const SDK_VERSION = '8.2.3';
const IDF_VERSION = 'v6.0';

/**
 * `get` is the one command to get it; `wanted` what the version has to begin with.
 * @typedef {{what: string, found: string | undefined, wanted?: string, get: string}} Finding
 */

const SETUP = `npx xs-dev setup --release ${SDK_VERSION}`;
const SETUP_ESP32 = 'npx xs-dev setup --device esp32';

/** Where xs-dev puts what it gets, and the file that tells a shell of it. */
const XS_DEV = join(homedir(), '.local/share');
const XS_DEV_EXPORTS = join(XS_DEV, 'xs-dev-export.sh');
const SOURCE = `. "${XS_DEV_EXPORTS}"`;

const isMac = process.platform === 'darwin';
const SYSTEM = isMac ? 'mac' : 'lin';

/** The command that installs a package of the system. */
const install = (/** @type {string} */ debian, brew = debian) =>
  isMac ? `brew install ${brew}` : `sudo apt-get install ${debian}`;

/** First line of what a command prints, or undefined when it cannot be run. */
function firstLine(/** @type {string} */ command, args = ['--version']) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** Folder of the SDK's programs; undefined without the SDK. */
export function sdkPrograms() {
  const { MODDABLE: sdk } = process.env;
  const folder = sdk && join(sdk, 'build/bin', SYSTEM, 'release');
  return folder && existsSync(join(folder, 'mcconfig')) ? folder : undefined;
}

/** @returns {Finding} */
function sdkFinding() {
  const { MODDABLE: sdk } = process.env;
  const what = `Moddable SDK ${SDK_VERSION} (MODDABLE)`;
  if (sdkPrograms() !== undefined)
    return {
      what,
      found: firstLine('git', ['-C', sdk ?? '', 'describe', '--tags']) ?? String(sdk),
      get: SETUP,
    };
  if (sdk && existsSync(join(sdk, 'xs')))
    return { what, found: undefined, get: `make -C "${sdk}/build/makefiles/${SYSTEM}"` };
  const isThere = existsSync(join(XS_DEV, 'moddable')) && existsSync(XS_DEV_EXPORTS);
  return { what, found: undefined, get: isThere ? SOURCE : SETUP };
}

/** Version of the IDF in a folder. */
function idfVersion(/** @type {string} */ folder) {
  const file = join(folder, 'tools/cmake/version.cmake');
  if (!existsSync(file)) return undefined;
  const numbers = readFileSync(file, 'utf8').matchAll(/IDF_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)\)/g);
  return `v${[...numbers].map(([, number]) => number).join('.')}`;
}

/** @returns {Finding} */
function idfFinding() {
  const what = `ESP-IDF ${IDF_VERSION} (IDF_PATH)`;
  const { IDF_PATH: idf } = process.env;
  const found = idf && idfVersion(idf);
  const isThere = !idf && idfVersion(join(XS_DEV, 'esp32/esp-idf')) !== undefined;
  return { what, found, wanted: `${IDF_VERSION}.`, get: isThere ? SOURCE : SETUP_ESP32 };
}

/**
 * Compilers as the SDK (make.esp32.mk) and the IDF (tools/cmake/toolchain-CHIP.cmake) call them, and the tool of the
 * IDF (tools/tools.json) that has them.
 * @type {Record<string, {tool: string, program: string}>}
 */
const COMPILERS = {
  esp32: { tool: 'xtensa-esp-elf', program: 'xtensa-esp32-elf-gcc' },
  esp32s3: { tool: 'xtensa-esp-elf', program: 'xtensa-esp32s3-elf-gcc' },
  esp32c3: { tool: 'riscv32-esp-elf', program: 'riscv32-esp-elf-gcc' },
};

/** Version of a program of the IDF: in the path, or where the IDF installs it, from where the SDK takes it. */
function idfProgram(/** @type {string} */ tool, /** @type {string} */ program) {
  const inPath = firstLine(program);
  if (inPath !== undefined) return inPath;
  const folder = join(process.env.IDF_TOOLS_PATH || join(homedir(), '.espressif'), 'tools', tool);
  const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
  return firstLine(join(folder, versions.at(-1) ?? '', tool, 'bin', program));
}

/** The compiler of a chip. @returns {Finding} */
export function compilerFinding(/** @type {string} */ chip) {
  const { tool = '', program = '' } = COMPILERS[chip] ?? {};
  const isIdfThere = idfFinding().found !== undefined;
  return {
    what: `${program} (${tool})`,
    found: idfProgram(tool, program),
    get: isIdfThere ? `"$IDF_PATH/install.sh" ${chip}` : SETUP_ESP32,
  };
}

/** What every build needs. @returns {Finding[]} */
export const sdkFindings = () => [
  sdkFinding(),
  { what: 'make', found: firstLine('make'), get: isMac ? 'xcode-select --install' : install('make') },
];

/** What the firmware of this machine needs besides. @returns {Finding[]} */
export const deskFindings = () => [
  { what: 'gcc', found: firstLine('gcc'), get: install('gcc') },
  {
    what: 'GLib',
    found: firstLine('pkg-config', ['--modversion', 'gio-2.0']),
    get: install('libglib2.0-dev pkg-config', 'glib pkg-config'),
  },
];

/** What the firmware of a chip needs besides, its compiler aside. @returns {Finding[]} */
export const idfFindings = () => [
  idfFinding(),
  { what: 'git', found: firstLine('git'), get: install('git') },
  { what: 'python3', found: firstLine('python3'), get: install('python3-venv', 'python3') },
  { what: 'cmake', found: idfProgram('cmake', 'cmake'), get: install('cmake') },
  { what: 'ninja', found: idfProgram('ninja', 'ninja'), get: install('ninja-build', 'ninja') },
];

export const isThere = (/** @type {Finding} */ { found, wanted = '' }) => found?.startsWith(wanted) ?? false;

/** What is said of a finding, in a line. */
export function lineOf(/** @type {Finding} */ finding) {
  const { what, found, get } = finding;
  if (isThere(finding)) return `ok       ${what}: ${found}`;
  return found === undefined ? `missing  ${what}: ${get}` : `other    ${what}: here is ${found}: ${get}`;
}

/** A line for each that is missing. */
export const missing = (/** @type {Finding[]} */ findings) =>
  findings.filter((finding) => !isThere(finding)).map(lineOf);
