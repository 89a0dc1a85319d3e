// Builds a tree from what a reader gives, in the notation of host-tests/vectors/README.md, for comparing.

import { textAt } from '../../src/kernel/utf8.js';
import { KIND, NOT_UINT64, type ValueReader } from '../../src/wire/value-reader.js';

/** What JSON.parse gives for the notation, and `readTree` too (objects without a prototype). */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/** A pickle reader says where the module of an exception's class stands; length 0 means a builtin class. */
interface ModulePlace {
  readonly moduleStart?: number;
  readonly moduleLength?: number;
}

/** The pickle reader decodes bytes that protocol 2 writes as a text. */
interface BytesCopier {
  copyBytes(target: Uint8Array): number;
}

/** Reads the whole payload of a reader that was opened: `{"$tuple": [...]}`. */
export function readTree(reader: ValueReader): Tree {
  reader.next();
  return value(reader);
}

/**
 * One line of JSON that is equal for equal trees; the order of keys counts, as it does in a dict. Not by
 * `JSON.stringify`, which XS does not let at an object in flash.
 */
export function canonical(tree: Tree): string {
  if (tree === null || typeof tree !== 'object') return JSON.stringify(tree);
  if (Array.isArray(tree)) return `[${tree.map(canonical).join(',')}]`;
  const members = Object.keys(tree).filter((key) => tree[key] !== undefined);
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(tree[key] as Tree)}`).join(',')}}`;
}

/** An object that is safe with any key, `__proto__` included. */
function tagged(key: string, content: Tree): Tree {
  const object: { [key: string]: Tree } = Object.create(null);
  object[key] = content;
  return object;
}

/** A float in the notation: a plain number only when it has a fraction, else Python's `repr` in a tag. */
export function floatTree(number: number): Tree {
  if (Number.isNaN(number)) return tagged('$float', 'nan');
  if (!Number.isFinite(number)) return tagged('$float', number > 0 ? 'inf' : '-inf');
  if (!Number.isInteger(number)) return number;
  if (Object.is(number, -0)) return tagged('$float', '-0.0');
  return tagged('$float', Math.abs(number) < 1e16 ? `${number}.0` : number.toExponential());
}

/** An integer in the notation. */
export const integerTree = (integer: bigint): Tree =>
  Number.isSafeInteger(Number(integer)) ? Number(integer) : tagged('$int', `${integer}`);

/** A dict in the notation: an object when all keys are plain texts. */
export function dictTree(pairs: [Tree, Tree][]): Tree {
  if (!pairs.every(([key]) => typeof key === 'string' && !/^\$|^(0|[1-9]\d*)$/.test(key)))
    return tagged('$dict', pairs);
  const object: { [key: string]: Tree } = Object.create(null);
  for (const [key, item] of pairs) object[key as string] = item;
  return object;
}

export const bytesTree = (bytes: Uint8Array): Tree =>
  tagged('$bytes', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));

export const tupleTree = (items: Tree[]): Tree => tagged('$tuple', items);

/** An integer outside of 0 to 2^64 - 1 and of what a double holds exactly is given as its nearest double. */
function integer(reader: ValueReader): Tree {
  if (reader.high === NOT_UINT64) return integerTree(BigInt(reader.number));
  return integerTree((BigInt(reader.high) << 32n) | BigInt(reader.low));
}

function bytes(reader: ValueReader & Partial<BytesCopier>): Tree {
  const copy = new Uint8Array(reader.length);
  if (reader.copyBytes !== undefined) return bytesTree(copy.subarray(0, reader.copyBytes(copy)));
  reader.ring.copyTo(copy, 0, reader.start, reader.length);
  return bytesTree(copy);
}

function items(reader: ValueReader): Tree[] {
  const list: Tree[] = [];
  while (reader.next() !== KIND.end) list.push(value(reader));
  return list;
}

function pairs(reader: ValueReader): [Tree, Tree][] {
  const list: [Tree, Tree][] = [];
  while (reader.next() !== KIND.end) {
    const key = value(reader);
    reader.next();
    list.push([key, value(reader)]);
  }
  return list;
}

/** Class, arguments and attributes of an exception; its module stands where the pickle reader says. */
function exception(reader: ValueReader & ModulePlace): Tree {
  reader.next();
  const type = value(reader);
  const { moduleStart = 0, moduleLength = 0 } = reader;
  const module = moduleLength === 0 ? 'builtins' : textAt(reader.ring, moduleStart, moduleLength);
  reader.next();
  const content: { [key: string]: Tree } = { type, module, args: items(reader) };
  if (reader.next() !== KIND.end) {
    content.attrs = value(reader);
    reader.next();
  }
  return tagged('$exception', content);
}

/** The value that the last `next` found. */
function value(reader: ValueReader): Tree {
  switch (reader.kind) {
    case KIND.end:
      throw new Error('the reader gave an end where a value was due');
    case KIND.none:
      return null;
    case KIND.boolean:
      return reader.number === 1;
    case KIND.integer:
      return integer(reader);
    case KIND.float:
      return floatTree(reader.number);
    case KIND.text:
      return textAt(reader.ring, reader.start, reader.length);
    case KIND.bytes:
      return bytes(reader);
    case KIND.list:
      return items(reader);
    case KIND.tuple:
      return tupleTree(items(reader));
    case KIND.map:
      return dictTree(pairs(reader));
    case KIND.exception:
      return exception(reader);
  }
}
