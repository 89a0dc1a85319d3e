// Builds the firmware of a board with the Moddable SDK: npm run firmware -- --board NAME [--debug] [--desk]
// With --desk, and for a virtual board, it is built for this machine: motors are simulated, the port is served here.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle, ROOT } from './bundle.mjs';
import { chipFindings, demand, deskFindings, sdkFindings, sdkPrograms } from './doctor.mjs';

/** @typedef {import('../src/kernel/board.js').Board} Board */

/** Typings of the SDK that are no modules, and those for which src/device/declarations.d.ts says more. */
const NOT_MODULES = [
  ...['package', 'tsconfig.es2024', 'tsconfig.es2025', 'Resource', 'embedded_io/socket/tcp'],
  ...['embedded_io/socket/listener', 'embedded/storage/flash', 'embedded/storage/files'],
].map((name) => `$(MODDABLE)/typings/${name}`);

/** Where the settings lie in flash: `provision` writes them by themselves. */
export const SETTINGS_PARTITION = Object.freeze({ start: 0x9000, bytes: 0x6000 });

const APPLICATION_START = 0x10000;

/** What the options of the SDK's programs are made from. */
const OPTIONS = /** @type {const} */ ({
  board: { type: 'string' },
  port: { type: 'string' },
  debug: { type: 'boolean', default: false },
  desk: { type: 'boolean', default: false },
});

/** The options of the command line. Throws an Error for one that is unknown or missing. */
export function firmwareOptions() {
  const { board, ...options } = parseArgs({ options: OPTIONS }).values;
  if (board === undefined) throw new Error('--board NAME is missing: npm run board -- list shows all boards');
  return { board, ...options };
}

/** The table of partitions in the words of the IDF. */
function partitionTable(/** @type {Board} */ { storage }) {
  const { applicationBytes, journalBytes, reportBytes, packetBytes } = storage;
  const journalStart = APPLICATION_START + applicationBytes;
  const packetStart = journalStart + journalBytes + reportBytes;
  const { start, bytes } = SETTINGS_PARTITION;
  return [
    `nvs, data, nvs, ${start}, ${bytes}`,
    `phy_init, data, phy, ${start + bytes}, 4096`,
    `factory, app, factory, ${APPLICATION_START}, ${applicationBytes}`,
    `journal, data, 0x40, ${journalStart}, ${packetStart - journalStart}`,
    `packets, data, 0x41, ${packetStart}, ${packetBytes}`,
    '',
  ].join('\n');
}

/** The manifest of one board's firmware: that of all, with what board.json says as its `mc/config`. */
const manifestOf = (/** @type {Board} */ board, /** @type {string} */ folder) => ({
  include: [join(ROOT, 'manifest.json')],
  build: {
    SDKCONFIGPATH: join(ROOT, 'boards/sdkconfig'),
    PARTITIONS_FILE_FOR_TARGET: join(folder, 'partitions.csv'),
  },
  modules: { '~': NOT_MODULES },
  data: { '*': ['./labware'] },
  config: { board, files: join(folder, 'files') },
  typescript: {
    compiler: join(ROOT, 'node_modules/.bin/tsc'),
    tsconfig: { compilerOptions: { types: [join(ROOT, 'src/device/declarations')] } },
  },
});

/** Writes what is made of board.json to build/firmware/NAME. Throws an Error that says what is wrong with the board. */
async function derive(/** @type {string} */ name) {
  const { loadBoard } = await import(await bundle('src/host/board/board-file.ts', 'host/board-file.js'));
  const { readLabwareTable } = await import(await bundle('src/host/labware/library.ts', 'host/library.js'));
  const folder = join(ROOT, 'build/firmware', basename(name));
  for (const part of ['files', 'out']) mkdirSync(join(folder, part), { recursive: true });
  /** @type {Board} */
  const board = loadBoard(name);
  writeFileSync(join(folder, 'labware.bin'), readLabwareTable(name));
  writeFileSync(join(folder, 'partitions.csv'), partitionTable(board));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifestOf(board, folder), null, 2));
  return { folder, board };
}

/** Runs a command with the SDK's programs in the path; its output is shown. Throws an Error when it fails. */
export function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {NodeJS.ProcessEnv} */ environment = {},
) {
  const path = [sdkPrograms(), process.env.PATH].filter((part) => part !== undefined).join(':');
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...environment },
  });
  if (status !== 0) throw new Error(`${command} has failed: the lines above say why`);
}

/** The program that runs the firmware of the desk. */
function compileHost(/** @type {string} */ folder) {
  const { stdout } = spawnSync('pkg-config', ['--cflags', '--libs', 'glib-2.0'], { encoding: 'utf8' });
  const screen = join(process.env.MODDABLE ?? '', 'build/simulators/modules');
  const host = join(folder, 'desk-host');
  run('gcc', [
    ...['-O1', '-Wall', '-Wextra', '-Werror', '-DmxLinux=1', `-I${screen}`, 'boards/lin/desk-host.c'],
    ...['-o', host, ...stdout.trim().split(/\s+/), '-ldl'],
  ]);
  return host;
}

/** Sizes of the files of a folder that were made now, and of their sections. */
function printSizes(/** @type {string} */ folder) {
  for (const file of readdirSync(folder).filter((name) => /\.(so|elf|bin)$/.test(name))) {
    const path = join(folder, file);
    console.log(`${path}: ${statSync(path).size} bytes`);
    if (!file.endsWith('.bin')) run('size', [path]);
  }
}

/**
 * Builds a target of the SDK's makefiles; for a chip `target` may flash the board, too.
 * @param {{board: string, debug: boolean, desk: boolean}} options
 * @param {NodeJS.ProcessEnv} [environment]
 */
export async function buildFirmware({ board: name, debug, desk }, target = 'build', environment = {}) {
  const { folder, board } = await derive(name);
  const isDesk = desk || board.chip === 'virtual';
  demand([...sdkFindings(), ...(isDesk ? deskFindings() : chipFindings())]);
  const platform = isDesk ? 'lin' : `esp32:./boards/${name}`;
  const out = join(folder, 'out');
  const options = [...(debug ? ['-d'] : []), '-m', '-p', platform, '-o', out, '-t', target];
  run('mcconfig', [...options, join(folder, 'manifest.json')], environment);
  const kind = debug ? 'debug' : 'release';
  const images = join(out, 'bin', isDesk ? 'lin/mc' : `esp32/${name}`, kind, name);
  printSizes(images);
  if (isDesk) console.log(`Run it: ${compileHost(folder)} ${join(images, 'mc.so')}`);
}

/** Runs a program of this folder: what the user can mend is said in one line. */
export async function main(/** @type {() => Promise<void> | void} */ program) {
  try {
    await program();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => buildFirmware(firmwareOptions()));
