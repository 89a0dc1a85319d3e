// The document says of every name of the ESP-IDF that the C of the device uses which header has it.

import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';

const DOCUMENT = readFileSync('src/device/DEVICE.md', 'utf8');

/** Our own declarations of what is called: nothing but these is there when the C is compiled, with all warnings. */
const DECLARATIONS = 'host-tests/device/idf';

/** Those of the Moddable SDK are no part of the IDF. */
const SDK_DECLARATIONS = ['xsHost.h', 'mc.defines.h'];

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '');

const namesBy = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

/** Functions, macros, types and constants of a header, as far as its style is that of this folder. */
function declaredIn(header: string): string[] {
  const text = withoutComments(header);
  return [
    ...namesBy(text, /^#define (\w+)/gm),
    ...namesBy(text, /^(?!typedef)\w.*?(\w+)\(.*\);$/gm),
    ...namesBy(text, /^(?:typedef.*|\}.*)\b(\w+);$/gm),
    ...namesBy(text, /enum \{(.*)\}/g).flatMap((constants) =>
      namesBy(constants, /(\w+)(?: = \w+)?(?:,|\s*$)/g),
    ),
  ];
}

function declared(): Set<string> {
  const files = readdirSync(DECLARATIONS, { encoding: 'utf8', recursive: true });
  const headers = files.filter((file) => file.endsWith('.h') && !SDK_DECLARATIONS.includes(file));
  return new Set(headers.flatMap((file) => declaredIn(readFileSync(`${DECLARATIONS}/${file}`, 'utf8'))));
}

/** All words of the C of the device. */
function words(): Set<string> {
  const files = readdirSync('src/device').filter((file) => /\.[ch]$/.test(file));
  const text = files.map((file) => withoutComments(readFileSync(`src/device/${file}`, 'utf8'))).join('\n');
  return new Set(text.replace(/^#include.*$/gm, '').match(/\b[A-Za-z_]\w*/g));
}

/** The first column of the table below a title, as names. */
function namesInTable(title: string): string[] {
  const [, table = ''] = DOCUMENT.split(`### ${title}\n`);
  const [, rows = ''] = table.split('|---|---|\n');
  return namesBy(rows.slice(0, rows.indexOf('\n\n')), /^\|(.*?)\|/gm).flatMap((names) =>
    namesBy(names, /`([^`]+)`/g),
  );
}

test('the table of calls has every name of the IDF that the C uses, and no other', (t) => {
  const used = words();
  const expected = [...declared()].filter((name) => used.has(name));
  t.true(expected.length > 40);
  t.deepEqual(namesInTable('What is called of the ESP-IDF v6.0').sort(), expected.sort());
});

test('what every board sets of the IDF is in the document, as it is set', (t) => {
  const file = readFileSync('boards/sdkconfig/sdkconfig.defaults', 'utf8');
  const expected = namesBy(file, /^CONFIG_(.*)$/gm).map((line) => line.replace(/=y$/, ''));
  t.deepEqual(namesInTable('Settings of the IDF').sort(), expected.sort());
});
