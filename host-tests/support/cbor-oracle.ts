// cborg as the second opinion on CBOR: random values in its terms, its bytes for them, and its tree for bytes.

import { decode as cborgDecode, encode, type TagDecoder, Token, Tokenizer, Type } from 'cborg';
import fc from 'fast-check';
import { bytesTree, dictTree, floatTree, integerTree, type Tree, tupleTree } from './tree.js';

/** A float is in an array of one, so that it stays apart from an integer. */
export type Model =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Float64Array
  | Model[]
  | Map<Model, Model>;

const INTEGER_LIMIT = 2n ** 64n;

const integerModel = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 70_000 }),
  fc.bigInt({ min: -INTEGER_LIMIT, max: INTEGER_LIMIT - 1n }),
);
const floatModel = fc
  .oneof(
    fc.double(),
    fc.float(),
    fc.integer({ min: -5000, max: 5000 }).map((n) => n / 16),
  )
  .map((number) => Float64Array.of(number));
/** Any character. The unit 'binary' of fast-check is the same, but takes a list of all of them in memory. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10_ffff }))
  .map((code) => String.fromCodePoint(code));
const textModel = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.constantFrom('__proto__', 'constructor', '0', '$float'),
);

/** Nested values over these scalars; map keys are texts and integers. */
const nested = (scalars: fc.Arbitrary<Model>): fc.Arbitrary<Model> =>
  fc.letrec<{ value: Model }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalars,
      fc.array(tie('value'), { maxLength: 6 }),
      fc
        .uniqueArray(fc.tuple(fc.oneof(textModel, fc.maxSafeInteger()), tie('value')), {
          selector: ([key]) => key,
          maxLength: 6,
        })
        .map((pairs) => new Map<Model, Model>(pairs)),
    ),
  })).value;

const plain: fc.Arbitrary<Model>[] = [fc.constantFrom(null, false, true), floatModel, textModel];

/** Arguments of all kinds that a payload may hold. */
export const anyArguments = fc.array(
  nested(fc.oneof(...plain, integerModel, fc.uint8Array({ maxLength: 12 }))),
  { maxLength: 8 },
);

/** Those that the writer has a method for. */
export const writableArguments = fc.array(
  nested(
    fc.oneof(
      ...plain,
      fc.maxSafeInteger(),
      fc.integer({ min: -300, max: 70_000 }),
      fc.bigInt({ min: 0n, max: INTEGER_LIMIT - 1n }),
    ),
  ),
  { maxLength: 8 },
);

/** What cborg writes for the arguments: shortest forms, or as Python's cbor2 does, every float in nine bytes. */
export const oracleBytes = (model: Model, float64 = false): Uint8Array =>
  encode(model, {
    float64,
    mapSorter: () => 0,
    typeEncoders: { Float64Array: ([number]: Float64Array) => new Token(Type.float, number) },
  });

/** An integer as the reader gives it: beyond 64 bits, and below -2^53, the nearest double. */
const readInteger = (value: bigint): Tree =>
  integerTree(value >= 0n && value < INTEGER_LIMIT ? value : BigInt(Number(value)));

/** Tree of a value. */
export function modelTree(model: Model): Tree {
  if (model instanceof Float64Array) return floatTree(model[0]!);
  if (model instanceof Uint8Array) return bytesTree(model);
  if (Array.isArray(model)) return model.map(modelTree);
  if (model instanceof Map)
    return dictTree([...model].map(([key, item]) => [modelTree(key), modelTree(item)]));
  return typeof model === 'number' || typeof model === 'bigint' ? readInteger(BigInt(model)) : model;
}

export const argumentsTree = (model: Model[]): Tree => tupleTree(model.map(modelTree));

/** Whether cborg takes the bytes as one item. */
export function oracleReads(bytes: Uint8Array): boolean {
  const passed: TagDecoder = (decode) => decode();
  try {
    cborgDecode(bytes, { useMaps: true, tags: { 2: passed, 3: passed } });
    return true;
  } catch {
    return false;
  }
}

/** Tree of bytes that are one array of arguments, by cborg's tokens. */
export function oracleTree(bytes: Uint8Array): Tree {
  const tokens = new Tokenizer(bytes, { allowBigInt: true });
  const many = (count: number): Tree[] => Array.from({ length: count }, () => one());
  const one = (): Tree => {
    const { type, value } = tokens.next();
    switch (type.name) {
      case 'uint':
      case 'negint':
        return readInteger(BigInt(value));
      case 'float':
        return floatTree(value);
      case 'bytes':
        return bytesTree(value);
      case 'array':
        return many(value);
      case 'map':
        return dictTree(Array.from({ length: value }, () => [one(), one()]));
      case 'tag': {
        const digits = Array.from(tokens.next().value as Uint8Array, (byte) =>
          byte.toString(16).padStart(2, '0'),
        );
        const magnitude = BigInt(`0x0${digits.join('')}`);
        return readInteger(value === 2 ? magnitude : -1n - magnitude);
      }
      default:
        return value;
    }
  };
  return tupleTree(one() as Tree[]);
}
