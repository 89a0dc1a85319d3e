// The manifest of the firmware names what its program imports, and nothing else.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { importedAtRunTime } from './imports.js';
import { NATIVE, PLATFORMS, PORTS } from './platforms.js';

interface Section {
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
  readonly preload?: readonly string[];
}
interface Manifest extends Section {
  readonly creation: Readonly<Record<string, unknown>>;
  readonly platforms: Readonly<Record<string, Section>>;
}

const manifest: Manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

const PREFIX = 'armchair/';
const MAIN = 'src/main.ts';

/** Own modules of a section: the name on the machine and the file, without their endings. */
function ownModules({ modules = {} }: Section): [name: string, file: string][] {
  return Object.entries(modules)
    .filter(([pattern]) => pattern.startsWith(PREFIX))
    .flatMap(([pattern, paths]) =>
      [paths].flat().map((path): [string, string] => {
        const file = path.replace('./', '');
        return [pattern.replace('*', file.slice(file.lastIndexOf('/') + 1)), file];
      }),
    );
}

/** All own modules of the firmware on a platform. */
const modulesOn = (platform: string): Map<string, string> =>
  new Map([...ownModules(manifest), ...ownModules(manifest.platforms[platform] ?? {})]);

const preloadOn = (platform: string): string[] =>
  [...(manifest.preload ?? []), ...(manifest.platforms[platform]?.preload ?? [])].filter((name) =>
    name.startsWith(PREFIX),
  );

const named = (files: Iterable<string>): string[] =>
  [...files].map((file) => file.replace(/^src\//, PREFIX).replace(/\.ts$/, '')).sort();

for (const [platform, ports] of PLATFORMS)
  test(`on ${platform} the manifest has every module that the program imports, and no other`, (t) => {
    const imported = importedAtRunTime(MAIN, (path) => (path === PORTS ? ports : path));
    const names = named([...imported].map((file) => (file === ports ? PORTS : file)));
    t.true(names.length > 100);
    t.deepEqual([...modulesOn(platform).keys()].sort(), names);
  });

test('a module has the name of its file, so that relative imports find it; the ports are chosen, and what is in C', (t) => {
  for (const [platform, ports] of PLATFORMS)
    for (const [name, file] of modulesOn(platform)) {
      const own = `${name.replace(PREFIX, 'src/')}.ts`;
      t.is(`${file}.ts`, own === PORTS ? ports : (NATIVE.get(own) ?? own));
    }
});

test('all modules but the program itself are preloaded, as far as they can be', (t) => {
  for (const [platform] of PLATFORMS) {
    const late = ['armchair/main', ...(platform === 'lin' ? ['armchair/device/ports'] : [])];
    const expected = [...modulesOn(platform).keys()].filter((name) => !late.includes(name));
    t.deepEqual(preloadOn(platform).sort(), expected.sort());
  }
});

test('no pool of the machine grows; chunks, slots and stack are those of a board', (t) => {
  const { main, keys, ...rest } = manifest.creation;
  t.is(main, 'armchair/main');
  t.is((keys as { incremental: number }).incremental, 0);
  t.deepEqual(rest, { static: 0 });
});
