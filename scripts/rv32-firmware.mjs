// Makes the application of the emulated chip: the firmware with a board, as byte code, and its labware table.

import { appendFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle, ROOT } from './bundle.mjs';
import { compileForChip } from './rv32-build.mjs';
import { buildHost } from './xs-build.mjs';
import { NATIVE } from './xs-bundle.mjs';

const MAIN = 'src/main.ts';

/**
 * Modules of the SDK: what stands for them on this chip, and the name of what they export.
 * @type {Record<string, [path: string, name: string]>}
 */
const MODULES = {
  timer: ['src/device/rv32/timer.ts', 'Timer'],
  time: ['src/device/rv32/time.ts', 'Time'],
  'embedded:io/socket/tcp': ['src/device/rv32/tcp.ts', 'TCP'],
  'embedded:io/socket/listener': ['src/device/rv32/listener.ts', 'Listener'],
  'embedded:storage/flash': ['src/device/rv32/flash.ts', 'Flash'],
  flash: ['src/device/rv32/flash.ts', 'MappedPartition'],
  Resource: ['src/device/rv32/resource.ts', 'Resource'],
};

const LOOP = 'src/device/rv32/loop.ts';

/** What the robot is given, in the place of an ESP32's. */
const PORTS = join(ROOT, 'src/device/rv32/ports.ts');

/**
 * @param {unknown} board
 * @returns {import('esbuild').Plugin}
 */
const chipModules = (board) => ({
  name: 'chip-modules',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/device\/ports\.js$/ }, () => ({ path: PORTS }));
    onResolve({ filter: /^(timer|time|flash|Resource|mc\/config|embedded:.*)$/ }, ({ path }) => ({
      path,
      namespace: 'chip',
    }));
    onLoad({ filter: /./, namespace: 'chip' }, ({ path }) => {
      const [from, name] = MODULES[path] ?? [];
      if (from !== undefined)
        return { contents: `export { ${name} as default } from './${from}';`, resolveDir: ROOT };
      // The second argument is an extension of XS: all that is inside is frozen, too. What else the program of an ESP32
      // imports is hardware that this chip does not have, and that its ports do not ask for.
      const value = path === 'mc/config' ? `Object.freeze(${JSON.stringify({ board })}, true)` : 'undefined';
      return { contents: `export default ${value};` };
    });
  },
});

/**
 * Loads all modules but the main one, as a preload in flash, and begins with that when the board is there.
 * @param {import('esbuild').BuildOptions} options
 * @param {string[]} more modules beside the firmware
 */
async function entry(options, more) {
  const { metafile } = await build({ ...options, entryPoints: [MAIN], write: false, metafile: true });
  const modules = Object.keys(metafile.inputs).filter((path) => path !== MAIN && path.startsWith('src/'));
  return [
    ...modules.map((path) => `import './${path}';`),
    `import { serveForever } from './${LOOP}';`,
    ...more.map((path) => `import './${path}';`),
    `globalThis.hostMain = () => { require('./${MAIN}'); serveForever(); };`,
  ].join('\n');
}

/** Property names besides those of the firmware, as in manifest.json. */
const KEYS = 64;

/**
 * Pools of XS for a board, by its name or folder: those that its chip gets.
 * @returns {Promise<import('./xs-run.mjs').Pools>}
 */
export async function firmwarePools(/** @type {string} */ name) {
  const { loadBoard } = await import(await bundle('src/host/board/board-file.ts', 'rv32/board-file.js'));
  const { readLabwareTable } = await import(await bundle('src/host/labware/library.ts', 'rv32/library.js'));
  const { poolsFor } = await import(await bundle('src/host/firmware/pools.ts', 'rv32/pools.js'));
  const { chunkBytes, slots, stackSlots } = poolsFor(loadBoard(name), readLabwareTable(name), false);
  return { chunks: chunkBytes, slots, stack: stackSlots, keys: KEYS };
}

/**
 * Gives the path of the application for a board.
 * @param {string} name of the board or its folder
 * @param {string[]} more modules that are loaded behind those of the firmware
 */
export async function buildFirmware(name, more = []) {
  const { loadBoard } = await import(await bundle('src/host/board/board-file.ts', 'rv32/board-file.js'));
  const { readLabwareTable } = await import(await bundle('src/host/labware/library.ts', 'rv32/library.js'));
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: ROOT,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    platform: 'neutral',
    logLevel: 'warning',
    plugins: [chipModules(loadBoard(name)), NATIVE],
  };
  mkdirSync(join(ROOT, 'build/rv32'), { recursive: true });
  const path = join(ROOT, `build/rv32/${more.length === 0 ? 'firmware' : 'played'}`);
  const outfile = `${path}-${process.pid}.js`;
  await build({ ...options, stdin: { contents: await entry(options, more), resolveDir: ROOT }, outfile });
  const written = compileForChip(buildHost().program, outfile);
  const table = readLabwareTable(name);
  appendFileSync(written, new Uint8Array(Uint32Array.of(table.length).buffer));
  appendFileSync(written, table);
  // Whole at any moment: programs that start side by side make the same one.
  renameSync(outfile, `${path}.js`);
  renameSync(written, `${path}.flash`);
  return `${path}.flash`;
}
