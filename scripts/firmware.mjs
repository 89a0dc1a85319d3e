// Builds the firmware of a board with the Moddable SDK: npm run firmware -- --board NAME [--debug] [--desk] [--speed 10]
// With --desk, and for a virtual board, it is built for this machine: motors are simulated, as many times as fast as
// --speed says, and the port is served here.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, ROOT } from './bundle.mjs';
import { compilerFinding, deskFindings, idfFindings, missing, sdkFindings, sdkPrograms } from './sdk.mjs';
import { endsWell, readOptions, UsageError } from './usage.mjs';

/** What the options of the SDK's programs are made from. */
export const BUILD_OPTIONS = /** @type {const} */ ({
  board: { type: 'string' },
  debug: { type: 'boolean', default: false },
  desk: { type: 'boolean', default: false },
  speed: { type: 'string', default: '1' },
});

/** Throws a UsageError that names all that is missing. */
export function demand(/** @type {import('./sdk.mjs').Finding[]} */ findings) {
  const lines = missing(findings);
  if (lines.length > 0) throw new UsageError(lines.join('\n'));
}

const host = (/** @type {string} */ name) =>
  bundle(`src/host/firmware/${name}.ts`, `host/${name}.js`).then((path) => import(path));

/** @typedef {{name: string, debug: boolean, desk: boolean, speed: number}} Build */

/** Writes what is made of board.json to build/firmware/NAME. A board that cannot be used is a UsageError. */
async function derive(/** @type {Build} */ { name, desk, speed }) {
  const { BoardError, boardNames, firmwareFiles, LabwareError, platformManifest } =
    await host('firmware-files');
  const names = boardNames();
  if (!names.includes(name))
    throw new UsageError(`--board: there is no folder boards/${name}: known are ${names.join(', ')}`);
  const folder = join(ROOT, 'build/firmware', name);
  const settings = (/** @type {string} */ file) => readFileSync(join(ROOT, 'boards/sdkconfig', file), 'utf8');
  try {
    const firmware = firmwareFiles({ name, root: ROOT, folder, isDesk: desk, speed, settings });
    const { chip } = firmware.board;
    if (chip !== 'virtual')
      writeFileSync(join(ROOT, 'boards', name, 'manifest.json'), platformManifest(chip));
    for (const part of ['files', 'out']) mkdirSync(join(folder, part), { recursive: true });
    for (const [file, content] of firmware.files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    return { ...firmware, folder };
  } catch (error) {
    if (!(error instanceof BoardError || error instanceof LabwareError)) throw error;
    throw new UsageError(/** @type {Error} */ (error).message);
  }
}

/**
 * Runs a command with the SDK's programs in the path; its output is shown. Throws a UsageError when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function run(command, args, environment = {}) {
  const path = [sdkPrograms(), process.env.PATH].filter((part) => part !== undefined).join(':');
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...environment },
  });
  if (status !== 0) throw new UsageError(`${command} has failed: the lines above say why`);
}

/** The program that runs the firmware of the desk. */
function compileHost(/** @type {string} */ folder) {
  const { stdout } = spawnSync('pkg-config', ['--cflags', '--libs', 'glib-2.0'], { encoding: 'utf8' });
  const screen = join(process.env.MODDABLE ?? '', 'build/simulators/modules');
  const program = join(folder, 'desk-host');
  run('gcc', [
    ...['-O1', '-Wall', '-Wextra', '-Werror', '-DmxLinux=1', `-I${screen}`, 'boards/lin/desk-host.c'],
    ...['-o', program, ...stdout.trim().split(/\s+/), '-ldl'],
  ]);
  return program;
}

/** Builds a target of the SDK's makefiles; for a chip `target` may flash the board, too. */
export async function buildFirmware(
  /** @type {Build} */ build,
  target = 'build',
  /** @type {NodeJS.ProcessEnv} */ environment = {},
) {
  const { name, debug } = build;
  const { board, folder, pools, isDesk } = await derive(build);
  if (isDesk && target === 'deploy')
    throw new UsageError(`--board: ${name} has no flash: npm run firmware builds it`);
  if (!isDesk && build.speed !== 1) throw new UsageError('--speed is for simulated motors: add --desk');
  demand([...sdkFindings(), ...(isDesk ? deskFindings() : [...idfFindings(), compilerFinding(board.chip)])]);
  const platform = isDesk ? 'lin' : `esp32:./boards/${name}`;
  const out = join(folder, 'out');
  const options = [...(debug ? ['-d'] : []), '-m', '-p', platform, '-o', out, '-t', target];
  run('mcconfig', [...options, join(folder, 'manifest.json')], environment);
  const kind = debug ? 'debug' : 'release';
  const images = join(out, 'bin', isDesk ? 'lin/mc' : `esp32/${name}`, kind, name);
  const [program, image] = [isDesk ? 'mc.so' : 'xs_esp32.elf', 'xs_esp32.bin'].map((file) =>
    join(images, file),
  );
  const { sizesText } = await host('sizes');
  const imageBytes = existsSync(image) ? statSync(image).size : undefined;
  console.log(sizesText(board, { program: readFileSync(program), imageBytes, pools }));
  if (isDesk) console.log(`Run it: ${compileHost(folder)} ${program}`);
}

/**
 * What to build by the options of the command line; what is wrong with them is a UsageError.
 * @param {{board?: string | undefined, debug: boolean, desk: boolean, speed: string}} values
 * @returns {Build}
 */
export function buildOf({ board: name, debug, desk, speed }) {
  if (name === undefined)
    throw new UsageError('--board NAME is missing: npm run board -- list shows all boards');
  if (!(Number(speed) > 0)) throw new UsageError(`--speed: expected a number above 0, got '${speed}'`);
  return { name, debug, desk, speed: Number(speed) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await endsWell(() => buildFirmware(buildOf(readOptions({ options: BUILD_OPTIONS }).values)));
