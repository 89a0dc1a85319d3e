// The manifest of the firmware names what its program imports, and nothing else.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import test from 'ava';
import { importedAtRunTime } from './imports.js';
import { NATIVE, PLATFORMS, type Platform, PORTS } from './platforms.js';

interface Section {
  /** The folder from which its paths count. */
  readonly folder?: string;
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
  readonly preload?: readonly string[];
}
interface Manifest extends Section {
  readonly creation?: Readonly<Record<string, unknown>>;
  readonly platforms: Readonly<Record<string, Section>>;
}

const manifestOf = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));

const PREFIX = 'armchair/';
const MAIN = 'src/main.ts';

/** Own modules of a section: the name on the machine and the file, without their endings. */
function ownModules({ modules = {}, folder = '' }: Section): [name: string, file: string][] {
  return Object.entries(modules)
    .filter(([pattern]) => pattern.startsWith(PREFIX))
    .flatMap(([pattern, paths]) =>
      [paths].flat().map((path): [string, string] => {
        const file = posix.join(folder, path);
        return [pattern.replace('*', file.slice(file.lastIndexOf('/') + 1)), file];
      }),
    );
}

/** What counts on a platform. */
const sectionsOf = ({ manifests, name }: Platform): Section[] =>
  manifests.flatMap((file) => {
    const manifest = manifestOf(file);
    const folder = posix.dirname(file);
    return [manifest, manifest.platforms[name] ?? {}].map((section) => ({ ...section, folder }));
  });

/** All own modules of the firmware on a platform. */
const modulesOn = (platform: Platform): Map<string, string> =>
  new Map(sectionsOf(platform).flatMap(ownModules));

const preloadOn = (platform: Platform): string[] =>
  sectionsOf(platform)
    .flatMap(({ preload = [] }) => preload)
    .filter((name) => name.startsWith(PREFIX));

const named = (files: Iterable<string>): string[] =>
  [...files].map((file) => file.replace(/^src\//, PREFIX).replace(/\.ts$/, '')).sort();

for (const platform of PLATFORMS)
  test(`for ${platform.title} the manifests have every module that the program imports, and no other`, (t) => {
    const { ports } = platform;
    const imported = importedAtRunTime(MAIN, (path) => (path === PORTS ? ports : path));
    const names = named([...imported].map((file) => (file === ports ? PORTS : file)));
    t.true(names.length > 100);
    t.deepEqual([...modulesOn(platform).keys()].sort(), names);
  });

test('a module has the name of its file, so that relative imports find it; the ports are chosen, and what is in C', (t) => {
  for (const platform of PLATFORMS)
    for (const [name, file] of modulesOn(platform)) {
      const own = `${name.replace(PREFIX, 'src/')}.ts`;
      t.is(`${file}.ts`, own === PORTS ? platform.ports : (NATIVE.get(own) ?? own));
    }
});

test('all modules but the program itself are preloaded, as far as they can be', (t) => {
  for (const platform of PLATFORMS) {
    const late = ['armchair/main', ...(platform.name === 'lin' ? ['armchair/device/ports'] : [])];
    const expected = [...modulesOn(platform).keys()].filter((name) => !late.includes(name));
    t.deepEqual(preloadOn(platform).sort(), expected.sort());
  }
});

test('no pool of the machine grows; chunks, slots and stack are those of a board', (t) => {
  const { main, keys, ...rest } = manifestOf('manifest.json').creation ?? {};
  t.is(main, 'armchair/main');
  t.is((keys as { incremental: number }).incremental, 0);
  t.deepEqual(rest, { static: 0 });
});
