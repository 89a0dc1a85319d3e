// Bundles for XS: one script of each test that needs nothing of Node, with a stand-in for ava, and test data frozen.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow, ROOT } from './bundle.mjs';

/**
 * JSON as frozen objects: in the run with the memory of a board they are in flash like any other constant.
 * @type {import('esbuild').Plugin}
 */
const FROZEN_JSON = {
  name: 'frozen-json',
  setup({ onLoad }) {
    // The second argument is an extension of XS: all that is inside is frozen, too.
    onLoad({ filter: /\.json$/ }, ({ path }) => ({
      contents: `export default Object.freeze(${readFileSync(path, 'utf8')}, true);`,
      loader: 'js',
    }));
  },
};

/**
 * What XS has in C in the place of TypeScript, as in manifest.json. A function in C is a global one here.
 * @type {import('esbuild').Plugin}
 */
export const NATIVE = {
  name: 'native',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\/crc32\.js$/ }, () => ({ path: join(ROOT, 'src/device/native-crc32.ts') }));
    onLoad({ filter: /native-\w+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/native\('(\w+)'\)/g, '$1'),
      loader: 'ts',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  alias: { ava: join(ROOT, 'host-tests/support/ava-on-xs.ts') },
  plugins: [FROZEN_JSON, NATIVE],
  // fast-check names timers when it is loaded and needs them for asynchronous properties only.
  define: { setTimeout: 'undefined', clearTimeout: 'undefined' },
};

/** Modules that only Node or the SDK has. */
const ELSEWHERE = ['node:*', 'embedded:*', 'crypt', 'hmac', 'timer', 'time', 'mdns', 'net', 'sntp', 'wifi'];

/** Tests whose modules, and theirs in turn, need nothing of Node or the SDK: paths from the root. */
export async function sharedTests() {
  const entryPoints = filesBelow('host-tests', '.test.ts');
  const common = { ...COMMON, entryPoints, outdir: 'unused', external: ELSEWHERE };
  const { metafile } = await build({ ...common, write: false, metafile: true });
  return Object.values(metafile.outputs)
    .filter(({ imports }) => imports.every(({ external }) => !external))
    .map(({ entryPoint = '' }) => entryPoint)
    .sort();
}

/** Bundles `sources` (paths from the root) to the same paths in build/xs, ending with .js; gives the bundles' paths. */
export async function bundleForXs(/** @type {string[]} */ sources) {
  const outdir = join(ROOT, 'build/xs');
  await build({ ...COMMON, entryPoints: sources, outdir, outbase: ROOT });
  return sources.map((source) => join(outdir, source.replace(/\.ts$/, '.js')));
}
