import { readFileSync } from 'node:fs';
import test from 'ava';
import { decode } from 'cborg';
import {
  DECK_TEXT_BYTES_MAX,
  DEPTH_MAX,
  INTEGER_BYTES_MAX,
  NAME_BYTES_MAX,
  TEXT_BYTES_MAX,
  VALUES_MAX,
  WIRE_LIMITS,
} from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { MapKeys } from '../../src/wire/map-keys.js';
import { EXTENSIONS, PACKETS, type Packet } from '../../src/wire/packets.js';
import type { Argument } from '../../src/wire/shapes.js';
import { Workspace } from '../../src/wire/workspace.js';
import { hexBytes, ringOf } from '../support/bytes.js';
import { canonical, readTree, type Tree, tupleTree } from '../support/tree.js';

const DOCUMENT = ['ENCODING', 'EXTENSIONS']
  .map((name) => readFileSync(`src/wire/${name}.md`, 'utf8'))
  .join('\n');

interface DocumentExample {
  readonly packet: string;
  readonly bytes: Uint8Array;
  /** The value as JSON; 20.0 is a float. */
  readonly json: string;
}

/** Fenced blocks: `packet: hex`, the hex perhaps on several lines, then `= JSON`. */
const examples: DocumentExample[] = Array.from(
  DOCUMENT.matchAll(/```text\n(\w+): ([0-9a-f\s]+)\n= ([^`]+)\n```/g),
  ([, packet = '', hex = '', json = '']) => ({ packet, bytes: hexBytes(hex), json }),
);

/** The JSON with every number that has a fraction part in the notation for whole floats, where it is whole. */
const withFloats = (json: string): Tree[] =>
  JSON.parse(
    json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+\.0\b/g, (token) =>
      token.startsWith('"') ? token : `{"$float":"${token}"}`,
    ),
  );

const ALL: readonly Packet[] = [...PACKETS, ...EXTENSIONS];

test('every block of the documents is an example', (t) => {
  t.is(examples.length, DOCUMENT.split('```text').length - 1);
  t.is(DOCUMENT.split('```').length - 1, 2 * examples.length);
});

test('every packet that has arguments has an example, and no other', (t) => {
  const wanted = ALL.filter((packet) => packet.arguments.length > 0).map((packet) => packet.name);
  t.deepEqual([...new Set(examples.map((example) => example.packet))].sort(), wanted.sort());
});

test('every example is what it says it is, by cborg', (t) => {
  for (const { packet, bytes, json } of examples) t.deepEqual(decode(bytes), JSON.parse(json), packet);
});

test('every example is what it says it is, integers and floats told apart, by the reader', (t) => {
  for (const { packet, bytes, json } of examples) {
    const reader = new CborReader(ringOf(bytes, 7), WIRE_LIMITS);
    reader.open(bytes.length);
    t.is(canonical(readTree(reader)), canonical(tupleTree(withFloats(json))), packet);
  }
});

/** Names that head the columns of a table in row form. */
const columnNames = (argument: Argument): string[] => argument.columns.map((column) => column.name);

test('every example has the arguments and the columns of its packet', (t) => {
  for (const { packet: name, json } of examples) {
    const packet = ALL.find((candidate) => candidate.name === name);
    const values: Tree[] = JSON.parse(json);
    const list = packet?.arguments ?? [];
    t.is(values.length, list.length, name);
    list.forEach((argument, i) => {
      const value = values[i];
      if (argument.form === 'table' && Array.isArray(value))
        t.deepEqual(value[0], columnNames(argument), name);
      if (argument.form === 'table' && !Array.isArray(value))
        t.deepEqual(Object.keys(value as object), columnNames(argument).slice(argument.keyed ? 1 : 0), name);
    });
  }
});

test('the document names every argument of init and every column of its tables in order', (t) => {
  const init = PACKETS.find((packet) => packet.name === 'init');
  for (const argument of init?.arguments ?? []) {
    const line = DOCUMENT.split('\n').find((row) => row.startsWith(`| ${argument.name} |`));
    t.true(line !== undefined, argument.name);
    if (argument.form !== 'table') continue;
    const named = Array.from(line?.split('|')[3]?.matchAll(/`(\w+)`/g) ?? [], ([, column]) => column);
    t.deepEqual(named, columnNames(argument));
  }
});

test('the limits that the document quotes are those of limits.ts', (t) => {
  const quoted: [string, number][] = [
    ['payload', WIRE_LIMITS.payloadBytes],
    ['containers within each other, the arguments included', DEPTH_MAX],
    ['values in a payload', VALUES_MAX],
    ['an integer under tag 2 or 3', INTEGER_BYTES_MAX],
    ['rows of a table or list', WIRE_LIMITS.rows],
    ['keys of all maps that are open at the same time', new MapKeys(new Workspace(WIRE_LIMITS)).capacity],
    ['a name', NAME_BYTES_MAX],
    ['a text that tells of the deck', DECK_TEXT_BYTES_MAX],
    ['another text', TEXT_BYTES_MAX],
  ];
  for (const [limit, value] of quoted)
    t.true(
      new RegExp(`^\\| ${limit} \\| ${value.toLocaleString('en-US')}( bytes)? \\|$`, 'm').test(DOCUMENT),
      limit,
    );
});
