import test from 'ava';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { textAt } from '../../src/kernel/utf8.js';
import { KIND } from '../../src/wire/value-reader.js';
import { hexBytes } from '../support/bytes.js';
import { once } from '../support/once.js';
import * as code from '../support/pickle-code.js';
import { argument, named } from '../support/pickle-code.js';
import { PickleTrees } from '../support/pickle-tree.js';
import { canonical } from '../support/tree.js';

const trees = once(() => new PickleTrees());

/** Reads one argument in the notation of the vectors, as JSON. */
function read(...parts: string[]): string {
  const tree = canonical(trees().readHex(argument(...parts)));
  return tree.slice('{"$tuple":['.length, -']}'.length);
}

/** The same as an argument of an `error` packet. */
function readError(...parts: string[]): string {
  const tree = canonical(trees().readHex(argument(...parts), true));
  return tree.slice('{"$tuple":['.length, -']}'.length);
}

const refusal = (expected: FaultCode, message?: RegExp) =>
  message === undefined
    ? { instanceOf: Fault, code: expected }
    : { instanceOf: Fault, code: expected, message };

const exception = (type: string, args: string, module = 'builtins') =>
  `{"$exception":{"type":"${type}","module":"${module}","args":[${args}]}}`;

const stackNamed = (module: string, name: string) => code.text(module) + code.text(name) + code.STACK_GLOBAL;
const loaded = (name: string) =>
  named('dill._dill', '_load_type') + code.text(name) + code.TUPLE1 + code.REDUCE;
const called = (...args: string[]) => code.MARK + args.join('') + code.TUPLE + code.REDUCE;

test('a builtin exception class may be named in every way that Python has', (t) => {
  const boom = code.text('boom') + code.TUPLE1 + code.REDUCE;
  for (const named of [
    code.named('builtins', 'KeyError'),
    code.named('__builtin__', 'KeyError'),
    code.named('exceptions', 'KeyError'),
    stackNamed('builtins', 'KeyError'),
    loaded('KeyError'),
    code.named('dill.dill', '_load_type') + called(code.text('KeyError')),
    stackNamed('dill._dill', '_load_type') + code.text('KeyError') + code.TUPLE1 + code.REDUCE,
  ])
    t.is(readError(named, boom), exception('KeyError', '"boom"'));
});

test('classes, names and arguments of exceptions may come from the memo', (t) => {
  const both = exception('KeyError', '1');
  const first =
    named('builtins', 'KeyError') + code.put(0) + code.int(1) + code.TUPLE1 + code.put(1) + code.REDUCE;
  t.is(readError(first, code.get(0), code.get(1), code.REDUCE, code.TUPLE2), `{"$tuple":[${both},${both}]}`);
  t.is(readError(...first, code.put(2), code.get(2), code.TUPLE2), `{"$tuple":[${both},${both}]}`);
  t.is(readError(first, code.get(1), code.TUPLE2), `{"$tuple":[${both},{"$tuple":[1]}]}`);
  const names = code.text('KeyError') + code.put(3) + code.text('builtins') + code.put(4) + code.TUPLE2;
  const stack = code.get(4) + code.get(3) + code.STACK_GLOBAL + code.int(1) + code.TUPLE1 + code.REDUCE;
  const load = named('dill._dill', '_load_type') + code.get(3) + code.TUPLE1 + code.REDUCE;
  t.is(
    readError(names, stack, load, called(code.int(1)), code.TUPLE3),
    `{"$tuple":[{"$tuple":["KeyError","builtins"]},${both},${both}]}`,
  );
});

test('the module of a class is known as soon as the exception is', (t) => {
  const hex = argument(stackNamed('boltons.socketutils', 'ConnectionClosed'), code.TUPLE0, code.REDUCE);
  const reader = trees().open(hexBytes(hex), true);
  reader.next();
  t.is(reader.next(), KIND.exception);
  t.is(textAt(reader.ring, reader.moduleStart, reader.moduleLength), 'boltons.socketutils');
  t.is(reader.next(), KIND.text);
  t.is(textAt(reader.ring, reader.start, reader.length), 'ConnectionClosed');
});

test('an exception has attributes when a dict is its state', (t) => {
  const empty = named('exceptions', 'EmptyReagent') + code.text('none left') + code.TUPLE1 + code.REDUCE;
  const state = code.DICT + code.text('chem_name') + code.text('KBr') + code.SETITEM + code.BUILD;
  t.is(
    readError(empty, state),
    '{"$exception":{"type":"EmptyReagent","module":"exceptions","args":["none left"],"attrs":{"chem_name":"KBr"}}}',
  );
  t.throws(() => readError(empty, state, state), refusal('pickleCall'));
  t.throws(() => readError(empty, code.LIST, code.BUILD), refusal('pickleCall'));
  t.throws(() => readError(code.LIST, code.DICT, code.BUILD), refusal('pickleCall'));
  t.throws(() => readError(empty, code.put(0), code.get(0), code.DICT, code.BUILD), refusal('pickleCall'));
});

test('classes are those of exceptions in error packets, and refused elsewhere', (t) => {
  const closed = named('boltons.socketutils', 'ConnectionClosed') + called(code.text('gone'));
  t.is(readError(closed), exception('ConnectionClosed', '"gone"', 'boltons.socketutils'));
  t.throws(() => read(closed), refusal('pickleGlobal', /boltons\.socketutils\.ConnectionClosed$/));
  for (const known of [
    named('builtins', 'KeyError'),
    loaded('KeyError'),
    named('exceptions', 'EmptyReagent'),
  ])
    t.throws(() => read(known, called()), refusal('pickleGlobal'));
  t.is(
    readError(stackNamed('my.module', 'Outer.Inner'), called()),
    exception('Outer.Inner', '', 'my.module'),
  );
  for (const [module, name] of [
    ['builtins', 'eval'],
    ['__builtin__', 'getattr'],
    ['builtins', 'bytearray'],
    ['os', 'system; ls'],
    ['', 'E'],
    ['os', ''],
  ] as const)
    t.throws(() => readError(named(module, name), called()), refusal('pickleGlobal'), `${module} ${name}`);
  t.throws(() => readError('63', '6dff0a', '450a', called()), refusal('pickleGlobal'), 'no UTF-8');
  t.throws(
    () => readError(loaded('CodeType'), called()),
    refusal('pickleGlobal', /_load_type\('CodeType'\)/),
  );
});

test('so many names of classes that they take long are refused', (t) => {
  const text = code.text('builtins') + code.put(0) + code.text('bytes') + code.put(1);
  const again = `${code.get(0)}${code.get(1)}${code.STACK_GLOBAL}${code.TUPLE0}${code.REDUCE}`;
  const many = (count: number) => code.LIST + code.MARK + text + again.repeat(count) + code.APPENDS;
  t.is(read(many(2)), '["builtins","bytes",{"$bytes":""},{"$bytes":""}]');
  t.throws(() => read(many(WIRE_LIMITS.pickleContainers + 1)), refusal('tooManyValues'));
  const dtype =
    named('numpy', 'dtype') + code.text('f8') + code.FALSE + code.TRUE + code.TUPLE3 + code.REDUCE;
  const state = code.int(3) + code.text('<') + code.TUPLE2 + code.BUILD;
  t.throws(() => read(dtype, state.repeat(WIRE_LIMITS.pickleContainers + 1)), refusal('tooManyValues'));
});

test('a class or function is called, or it is refused', (t) => {
  for (const global of [named('builtins', 'KeyError'), named('numpy', 'dtype'), named('_codecs', 'encode')]) {
    t.throws(() => readError(global), refusal('pickleStack'));
    t.throws(() => readError(code.LIST, global, code.APPEND), refusal('pickleStack'));
    t.throws(() => readError(code.DICT, global, code.NONE, code.SETITEM), refusal('pickleStack'));
    t.throws(() => readError(global, code.int(1), code.REDUCE), refusal('pickleCall'));
    t.throws(() => readError(global, code.LIST, code.REDUCE), refusal('pickleCall'));
  }
  t.throws(() => readError(code.text('KeyError'), code.TUPLE0, code.REDUCE), refusal('pickleCall'));
  t.throws(() => readError(code.int(1), code.int(1), code.STACK_GLOBAL), refusal('pickleStack'));
});

const encoded = (text: string, codec = 'latin1') =>
  named('_codecs', 'encode') +
  `58${code.lengthOf(text.length / 2, 4)}${text}` +
  code.text(codec) +
  code.TUPLE2;

test('bytes of protocol 2 are decoded from their text', (t) => {
  t.is(read(encoded('c3bf41c280'), code.REDUCE), '{"$bytes":"ff4180"}');
  t.is(read(encoded(''), code.REDUCE), '{"$bytes":""}');
  t.is(read(named('__builtin__', 'bytes'), code.TUPLE0, code.REDUCE), '{"$bytes":""}');
  t.is(
    read(loaded('bytes'), code.TUPLE0, code.REDUCE, code.int(1), code.TUPLE2),
    '{"$tuple":[{"$bytes":""},1]}',
  );
  const shared = encoded('c3bf') + code.REDUCE + code.put(0);
  t.is(read(shared, code.get(0), code.TUPLE2), '{"$tuple":[{"$bytes":"ff"},{"$bytes":"ff"}]}');
  t.is(
    read(code.DICT, encoded('c3bf'), code.REDUCE, code.int(1), code.SETITEM),
    '{"$dict":[[{"$bytes":"ff"},1]]}',
  );
});

test('a text of one character may be the bytes of several calls', (t) => {
  const first = [named('_codecs', 'encode'), code.put(0), '5802000000c3bf', code.put(1), code.text('latin1')];
  const again = code.get(0) + code.get(1) + code.get(2) + code.TUPLE2 + code.REDUCE;
  t.is(
    read(...first, code.put(2), code.TUPLE2, code.REDUCE, again, code.TUPLE2),
    '{"$tuple":[{"$bytes":"ff"},{"$bytes":"ff"}]}',
  );
});

test('bytes are made of characters up to U+00FF with latin1 and of nothing else', (t) => {
  t.throws(() => read(encoded('c480'), code.REDUCE), refusal('pickleCall'));
  t.throws(() => read(encoded('e282ac'), code.REDUCE), refusal('pickleCall'));
  t.throws(() => read(encoded('41', 'rot13'), code.REDUCE), refusal('pickleCall', /latin1/));
  t.throws(() => read(named('_codecs', 'encode'), called(code.text('x'))), refusal('pickleCall'));
  t.throws(() => read(named('builtins', 'bytes'), called(code.int(9))), refusal('pickleCall'));
  t.throws(() => read(named('builtins', 'bytes'), code.MARK, code.TUPLE, code.REDUCE), refusal('pickleCall'));
});

test('a long text that many calls refer to is refused, for it would be checked again each time', (t) => {
  const text = `58${code.lengthOf(20, 4)}${'41'.repeat(20)}${code.put(0)}`;
  const call = named('_codecs', 'encode') + code.get(0) + code.text('latin1') + code.TUPLE2 + code.REDUCE;
  t.throws(() => read(text, call, code.TUPLE2), refusal('pickleCall'));
});

test('an argument of a call cannot be fetched once the call took it in', (t) => {
  const args = named('_codecs', 'encode') + code.text('a') + code.text('latin1') + code.TUPLE2 + code.put(0);
  t.throws(() => read(args, code.REDUCE, code.get(0), code.TUPLE2), refusal('pickleMemo'));
});

const dtype = (name: string, flags = code.FALSE + code.TRUE) =>
  named('numpy', 'dtype') + code.text(name) + flags + code.TUPLE3 + code.REDUCE;
const state = (order: string) =>
  code.MARK + code.int(3) + code.text(order) + code.NONE.repeat(3) + code.int(0) + code.TUPLE + code.BUILD;
const scalar = (type: string, value: string, module = 'numpy.core.multiarray') =>
  named(module, 'scalar') + type + value + code.TUPLE2 + code.REDUCE;

test('numpy scalars of every size are plain numbers', (t) => {
  for (const [name, hex, expected] of [
    ['b1', '01', 'true'],
    ['b1', '00', 'false'],
    ['i1', 'ff', '-1'],
    ['u1', 'ff', '255'],
    ['i2', 'feff', '-2'],
    ['u2', 'feff', '65534'],
    ['i4', 'feffffff', '-2'],
    ['u4', 'feffffff', '4294967294'],
    ['i8', 'feffffffffffffff', '-2'],
    ['i8', '0000000001000000', '4294967296'],
    ['u8', 'ffffffffffffffff', '{"$int":"18446744073709551615"}'],
    ['f2', '003e', '1.5'],
    ['f4', '0000c03f', '1.5'],
    ['f8', '000000000000f83f', '1.5'],
    ['f8', '0000000000000080', '{"$float":"-0.0"}'],
  ] as const) {
    t.is(read(scalar(dtype(name) + state('<'), code.bytes(hex))), expected, name);
    t.is(read(scalar(dtype(name), code.bytes(hex), 'numpy._core.multiarray')), expected, name);
  }
});

test('numpy scalars of old versions, of protocol 2 and by reference', (t) => {
  t.is(
    read(scalar(dtype('f8', code.int(0) + code.int(1)) + state('|'), code.bytes('000000000000f83f'))),
    '1.5',
  );
  t.is(read(scalar(dtype('u1'), encoded('c3bf') + code.REDUCE)), '255');
  const eight = dtype('f8') + state('<') + code.put(0);
  t.is(read(scalar(eight, encoded('000000000000c3b83f') + code.REDUCE)), '1.5');
  const shared = scalar(eight, code.bytes('000000000000f83f') + code.put(1)) + code.put(2);
  const again = scalar(code.get(0), code.get(1));
  t.is(read(shared, code.get(2), again, code.TUPLE3), '{"$tuple":[1.5,1.5,1.5]}');
  t.is(read(code.DICT, shared, code.int(1), code.SETITEM), '{"$dict":[[1.5,1]]}');
});

test('numpy scalars of another kind are refused with their dtype', (t) => {
  t.throws(() => read(scalar(dtype('U5'), code.bytes('00'))), refusal('pickleCall', /numpy\.dtype\('U5'\)/));
  t.throws(
    () => read(scalar(dtype('f8') + state('>'), code.bytes('00'.repeat(8)))),
    refusal('pickleCall', /little-endian/),
  );
  t.throws(() => read(scalar(dtype('f8'), code.bytes('00'.repeat(4)))), refusal('pickleCall'));
  t.throws(() => read(scalar(dtype('f8'), code.text('00000000'))), refusal('pickleCall'));
  t.throws(() => read(scalar(dtype('u1'), encoded('4141') + code.REDUCE)), refusal('pickleCall'));
  t.throws(() => read(scalar(code.int(8), code.bytes('00'))), refusal('pickleCall'));
  t.throws(
    () => read(scalar(dtype('u1'), code.bytes('00') + code.put(0), 'numpy'), code.TUPLE1),
    refusal('pickleGlobal'),
  );
  const kept =
    named('numpy.core.multiarray', 'scalar') + dtype('u1') + code.bytes('01') + code.TUPLE2 + code.put(0);
  t.throws(() => read(kept, code.REDUCE, code.get(0), code.TUPLE2), refusal('pickleMemo'));
});
