import test from 'ava';
import fc from 'fast-check';
import { Fault, type PythonClass } from '../../src/kernel/faults.js';
import { programs } from '../support/pickle-programs.js';
import { PickleTrees } from '../support/pickle-tree.js';
import { pickled } from '../support/pickle-trees-written.js';
import { type PythonTask, python } from '../support/python-pickle.js';
import { canonical, dictTree, floatTree, integerTree, type Tree, tupleTree } from '../support/tree.js';
import init from '../vectors/init.json';
import locResp from '../vectors/loc_resp.json';
import make from '../vectors/make.json';
import mix from '../vectors/mix.json';
import ready from '../vectors/ready.json';
import sendingFiles from '../vectors/sending_files.json';
import transfer from '../vectors/transfer.json';

const FIXED_SEED = 20_240_607;
/** The classes that an `error` is sent as. */
const PYTHON_CLASSES: PythonClass[] = [
  'RuntimeError',
  'ValueError',
  'TypeError',
  'KeyError',
  'ConnectionError',
];

/** Values of a property with the fixed seed and with a fresh one, which is logged. */
function samples<T>(log: (line: string) => void, arbitrary: fc.Arbitrary<T>, count: number): T[] {
  const fresh = Math.floor(Math.random() * 0x7fff_ffff);
  log(`fresh seed ${fresh}`);
  return [FIXED_SEED, fresh].flatMap((seed) => fc.sample(arbitrary, { seed, numRuns: count }));
}

const raised = (type: string, args: Tree[]): Tree => ({ $exception: { type, module: 'builtins', args } });

const integers = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 64n - 1n }),
    fc.integer({ min: -300, max: 70_000 }).map(BigInt),
    fc.constantFrom(
      ...[8n, 16n, 31n, 32n, 40n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits, -(2n ** bits)]),
    ),
    fc.constantFrom(2n ** 63n, 2n ** 64n - 1n),
  )
  .map(integerTree);
/** Integers that are exact as doubles, far outside of 64 bits. */
const longIntegers = fc
  .tuple(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), fc.bigInt({ min: 0n, max: 190n }))
  .map(([digits, shift]) => integerTree(digits << shift));
const floats = fc.double().map(floatTree);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', '__proto__', 'constructor', '0', '$int', 'Méthanol', '硝酸銀', '🧪'),
);
const scalars = fc.oneof(fc.constantFrom(null, true, false), integers, floats, texts);

/** Dicts with keys of one kind, which Python and the notation keep apart as they are. */
const dicts = (keys: fc.Arbitrary<string | number>, items: fc.Arbitrary<Tree>) =>
  fc
    .uniqueArray(fc.tuple(keys, items), { selector: ([key]) => key, maxLength: 5 })
    .map((pairs) => dictTree(pairs));

/** Values that the writer can write; exceptions of `classes`. */
const values = (classes: readonly string[]) =>
  fc.letrec<{ value: Tree }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalars,
      fc.array(tie('value'), { maxLength: 6 }),
      fc.array(tie('value'), { maxLength: 6 }).map(tupleTree),
      dicts(texts, tie('value')),
      dicts(fc.integer({ min: -5, max: 400 }), tie('value')),
      fc.tuple(fc.constantFrom(...classes), texts).map(([type, message]) => raised(type, [message])),
    ),
  })).value;
const written = values(PYTHON_CLASSES);

const bytes = fc.uint8Array({ maxLength: 300 }).map(
  (content): Tree => ({
    $bytes: Array.from(content, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  }),
);
/** Classes that protocol 2 does not give the name of another one, as it does with ConnectionError. */
const OLD_CLASSES = ['KeyError', 'Exception', 'ValueError', 'RuntimeError'];
const exceptions = fc
  .tuple(fc.constantFrom(...OLD_CLASSES), fc.array(fc.oneof(scalars, bytes), { maxLength: 4 }))
  .map(([type, args]) => raised(type, args));
const read = fc.oneof({ weight: 3, arbitrary: values(OLD_CLASSES) }, bytes, longIntegers, exceptions);

test('what is written is read back by Python as the same values of the same types', (t) => {
  const trees = samples(t.log, fc.array(written, { maxLength: 6 }).map(tupleTree), 600);
  const loaded = python(trees.map((tree) => ({ load: pickled(tree) })));
  t.is(loaded.length, trees.length);
  for (const [i, tree] of trees.entries()) t.is(canonical(loaded[i] as Tree), canonical(tree));
});

test('every kind of packet that the robot sends is read back by Python as it was meant', (t) => {
  const vectors = [ready, locResp, sendingFiles, init, make, mix, transfer].flat() as unknown as {
    args: Tree;
  }[];
  const trees = vectors
    .map(({ args }) => args)
    .filter((args) => !/\$numpy|\$bytes/.test(canonical(args)))
    .concat(PYTHON_CLASSES.map((type) => tupleTree([raised(type, ['it does not move: home it'])])));
  t.true(trees.length > 150);
  const loaded = python(trees.map((tree) => ({ load: pickled(tree) })));
  for (const [i, tree] of trees.entries()) t.is(canonical(loaded[i] as Tree), canonical(tree));
});

test('what Python writes in protocols 2 to 5 is read as the same values', (t) => {
  const trees = samples(t.log, fc.array(read, { maxLength: 6 }).map(tupleTree), 400);
  const tasks: PythonTask[] = trees.flatMap((dump) => [2, 3, 4, 5].map((protocol) => ({ dump, protocol })));
  const reader = new PickleTrees();
  for (const [i, hex] of python(tasks).entries()) {
    const tree = canonical(trees[i >> 2] as Tree);
    t.is(canonical(reader.readHex(hex as string, true)), tree, `protocol ${2 + (i & 3)}`);
  }
});

test('programs of opcodes mean what they mean to Python', (t) => {
  const reader = new PickleTrees();
  const accepted: string[] = [];
  const trees: string[] = [];
  for (const hex of samples(t.log, programs, 4000)) {
    try {
      trees.push(canonical(reader.readHex(hex, true)));
      accepted.push(hex);
    } catch (fault) {
      t.true(
        fault instanceof Fault && ['tooDeep', 'tooManyValues'].includes(fault.code),
        `${fault} for ${hex}`,
      );
    }
  }
  t.true(accepted.length > 6000, `${accepted.length} of 8000 programs are read`);
  for (const [i, tree] of python(accepted.map((load) => ({ load }))).entries())
    t.is(trees[i], canonical(tree), accepted[i]!);
});
