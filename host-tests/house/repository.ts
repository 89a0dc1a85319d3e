// The repository as a whole: what lies at its top, how dependencies are named, and the reader's way through the code.

import { type Complaint, complaint } from './complaint.js';

const TOP_LEVEL = new Set(
  (
    'manifest.json src host-tests boards scripts package.json package-lock.json tsconfig.json README.md LICENSE ' +
    'biome.json .ci .gitignore .gitattributes .npmrc .git node_modules build'
  ).split(' '),
);

/** Files on the way of a packet, and lines of each. */
const WAY_FILES_MAX = 10;
const WAY_LINES_MAX = 200;

/** Names at the top of the repository. */
export function checkTopLevel(names: readonly string[]): Complaint[] {
  return names
    .filter((name) => !TOP_LEVEL.has(name))
    .map((name) => complaint(name, 1, 'does not belong at the top'));
}

/** Names of all packages that package.json asks for under `kinds`. */
export function dependenciesOf(text: string): Set<string> {
  const content = JSON.parse(text) as { dependencies?: Record<string, string> };
  return new Set(Object.keys(content.dependencies ?? {}));
}

/** Every version in package.json is one version. */
export function checkPackage(path: string, text: string): Complaint[] {
  const complaints: Complaint[] = [];
  const lines = text.split('\n');
  const content = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])
    for (const [name, version] of Object.entries(content[kind] ?? {}))
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
        const line = lines.findIndex((candidate) => candidate.includes(`"${name}"`)) + 1;
        complaints.push(complaint(path, line, `${name} ${version}: name one version exactly`));
      }
  return complaints;
}

/** The numbered list under 'The way of a packet'. `linesOf` gives a file's lines, undefined when there is none. */
export function checkReadme(
  path: string,
  text: string,
  linesOf: (path: string) => number | undefined,
): Complaint[] {
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => /^#+ The way of a packet\s*$/.test(line));
  if (heading === -1) return [complaint(path, 1, "there is no heading 'The way of a packet'")];
  const complaints: Complaint[] = [];
  const files = new Set<string>();
  for (let at = heading + 1; at < lines.length && !/^#/.test(lines[at] as string); at++) {
    const line = lines[at] as string;
    if (!/^\s*\d+\. /.test(line)) continue;
    for (const match of line.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      const file = (match[1] as string).replace(/^\.\//, '');
      files.add(file);
      const length = linesOf(file);
      if (length === undefined) complaints.push(complaint(path, at + 1, `there is no ${file}`));
      else if (length > WAY_LINES_MAX)
        complaints.push(
          complaint(path, at + 1, `${file} has ${length} lines, ${WAY_LINES_MAX} allowed on the way`),
        );
    }
  }
  if (files.size === 0) complaints.push(complaint(path, heading + 1, 'the way of a packet names no file'));
  if (files.size > WAY_FILES_MAX)
    complaints.push(complaint(path, heading + 1, `${files.size} files on the way, ${WAY_FILES_MAX} allowed`));
  return complaints;
}
