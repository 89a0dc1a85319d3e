// Writes trees of the vectors' notation as pickles: with the writer under test.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import type { PythonClass } from '../../src/kernel/faults.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { bytesHex, ringBytes } from './bytes.js';
import type { Tree } from './tree.js';

type Content = { [key: string]: Tree };

function integer(writer: ValueWriter, digits: bigint): void {
  if (digits < 0n) writer.integer(Number(digits));
  else writer.integer64(Number(digits >> 32n), Number(digits & 0xffff_ffffn));
}

function pairs(writer: ValueWriter, list: [Tree, Tree][]): void {
  writer.beginMap(list.length);
  for (const pair of list) for (const item of pair) writeValue(writer, item);
  writer.endMap(list.length);
}

function exception(writer: ValueWriter, content: Content): void {
  const [message] = content.args as [string];
  writer.exception(content.type as PythonClass, message);
}

function object(writer: ValueWriter, tree: Content): void {
  if ('$int' in tree) integer(writer, BigInt(tree.$int as string));
  else if ('$float' in tree) {
    const repr = tree.$float as string;
    writer.float(Number(repr.replace('inf', 'Infinity').replace('nan', 'NaN')));
  } else if ('$tuple' in tree) {
    const items = tree.$tuple as Tree[];
    writer.beginTuple(items.length);
    for (const item of items) writeValue(writer, item);
    writer.endTuple(items.length);
  } else if ('$dict' in tree) pairs(writer, tree.$dict as [Tree, Tree][]);
  else if ('$exception' in tree) exception(writer, tree.$exception as Content);
  else pairs(writer, Object.entries(tree));
}

function writeValue(writer: ValueWriter, tree: Tree): void {
  if (tree === null) writer.none();
  else if (typeof tree === 'boolean') writer.boolean(tree);
  else if (typeof tree === 'string') writer.text(tree);
  else if (typeof tree === 'number') {
    if (Number.isInteger(tree)) writer.integer(tree);
    else writer.float(tree);
  } else if (Array.isArray(tree)) {
    writer.beginList(tree.length);
    for (const item of tree) writeValue(writer, item);
    writer.endList(tree.length);
  } else object(writer, tree);
}

/** A payload of the arguments `{"$tuple": [...]}`, in hex. */
export function pickled(args: Tree): string {
  const { $tuple: items } = args as { $tuple: Tree[] };
  const ring = new ByteRing(1 << 16);
  const writer = new PickleWriter();
  writer.begin(ring, items.length);
  for (const item of items) writeValue(writer, item);
  writer.end(items.length);
  return bytesHex(ringBytes(ring));
}
