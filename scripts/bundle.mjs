// Bundles the TypeScript with esbuild: the host program, and one file for each test, in build/.

import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const port = (/** @type {string} */ name) => join(ROOT, 'src/host/ports', name);

/** The modules of the device that the host replaces by its own over node:net and node:timers. */
const DEVICE_MODULES = {
  'embedded:io/socket/listener': port('listener.ts'),
  'embedded:io/socket/tcp': port('tcp.ts'),
  timer: port('timer.ts'),
  time: port('time.ts'),
};

/** Further ones that only tests stand for. */
const TESTED_MODULES = Object.fromEntries(
  [
    ...['crypt', 'hmac', 'mdns', 'net', 'sntp', 'wifi'],
    ...['embedded:io/socket/udp', 'embedded:network/interface/ethernet'],
  ].map((name) => [name, join(ROOT, 'host-tests/device/sdk', `${basename(name)}.ts`)]),
);

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'esm',
  target: 'node20',
  platform: 'node',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  alias: DEVICE_MODULES,
};

/** Every file below `folder` whose name ends with `suffix`, as paths from the root. */
export function filesBelow(/** @type {string} */ folder, /** @type {string} */ suffix) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Bundles `source` (a path from the root) to build/NAME and returns that file's path. The file is whole at any moment:
 * programs that start side by side build the same one.
 */
export async function bundle(/** @type {string} */ source, /** @type {string} */ name) {
  const outfile = join(ROOT, 'build', name);
  const { outputFiles } = await build({ ...COMMON, entryPoints: [source], outfile, write: false });
  mkdirSync(dirname(outfile), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const written = `${path}.${process.pid}`;
    writeFileSync(written, contents);
    renameSync(written, path);
  }
  return outfile;
}

/** Bundles every test to build/host-tests. */
export async function bundleTests() {
  await build({
    ...COMMON,
    alias: { ...DEVICE_MODULES, ...TESTED_MODULES },
    entryPoints: filesBelow('host-tests', '.test.ts'),
    outdir: join(ROOT, 'build/host-tests'),
    outbase: 'host-tests',
  });
}
