import { readFileSync } from 'node:fs';
import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { Fault } from '../../src/kernel/faults.js';
import { FrameWriter } from '../../src/wire/frame-writer.js';
import { converse, output, pythonWithCbor } from '../support/python-controller.js';

const MODULE_LINES_MAX = 40;

/** Runs `code` with the module as `a`; what it prints, by line. */
async function lines(code: string): Promise<string[]> {
  const prefix = 'import sys; sys.path.append("scripts"); import armchair_cbor as a\n';
  return (await output(await pythonWithCbor(), ['-c', prefix + code])).trimEnd().split('\n');
}

const hex = async (value: string): Promise<string> =>
  (
    await lines(`class Numpy:
  def __init__(self, value): self.value = value
  def item(self): return self.value
nan = float("nan")
print(a.dumps(${value}).hex())`)
  )[0] ?? '';

const value = async (bytes: string): Promise<string> =>
  (await lines(`print(repr(a.loads(bytes.fromhex("${bytes}"))))`))[0] ?? '';

/** The examples of ENCODING.md: packet, hex, JSON. */
const EXAMPLES = Array.from(
  readFileSync('src/wire/ENCODING.md', 'utf8').matchAll(/```text\n(\w+): ([0-9a-f\s]+)\n= ([^`]+)\n```/g),
  ([, packet = '', bytes = '', json = '']) => ({ packet, bytes: bytes.replaceAll(/\s/g, ''), json }),
);
const exampleBytes = (packet: string): string =>
  EXAMPLES.find((example) => example.packet === packet)?.bytes ?? `no example of ${packet}`;

test('a Python controller in CBOR runs a protocol from init to close', async (t) => {
  const { error, mostInFlight } = await converse(await pythonWithCbor(), 'cbor', 'happy');
  t.is(error, undefined);
  t.is(mostInFlight, 5, 'the window was full');
});

test("a Python controller in CBOR with a save in the pipe ends with the robot's error only", async (t) => {
  const { error } = await converse(await pythonWithCbor(), 'cbor', 'error');
  t.deepEqual(error, ['builtins', 'KeyError', 'there is no container of this name: GoldC1.0']);
});

test("a Python controller in CBOR that waits for the window ends with the robot's error only", async (t) => {
  const { error } = await converse(await pythonWithCbor(), 'cbor', 'blocked');
  t.deepEqual(error, ['builtins', 'KeyError', 'there is no container of this name: GoldC1.0']);
});

test('the payloads of a protocol have fewer bytes in CBOR than in any pickle protocol', async (t) => {
  const command = await pythonWithCbor();
  const { payloadBytes } = await converse(command, 'cbor', 'happy');
  for (const encoding of ['pickle2', 'pickle3', 'pickle4', 'pickle5'] as const) {
    const pickle = await converse(command, encoding, 'happy');
    t.log(
      `size of the payloads of a Python protocol run: CBOR ${payloadBytes}, ${encoding} ${pickle.payloadBytes}`,
    );
    t.true(payloadBytes < pickle.payloadBytes, encoding);
  }
});

test(`the module has at most ${MODULE_LINES_MAX} lines`, (t) => {
  const text = readFileSync('scripts/armchair_cbor.py', 'utf8');
  t.true(text.split('\n').length - 1 <= MODULE_LINES_MAX);
});

test('every example of ENCODING.md is what the module writes for its value', async (t) => {
  t.true(EXAMPLES.length >= 15);
  const nested = /^\[\{/; // the form that the original writes, which the module turns into rows
  for (const { packet, bytes, json } of EXAMPLES.filter((example) => !nested.test(example.json))) {
    const python = `(lambda true, false, null: tuple(${json.replaceAll('\n', ' ')}))(True, False, None)`;
    t.is(await hex(python), bytes, packet);
  }
});

test('tables of the original are written in row form', async (t) => {
  const init = `(False, True, 4.0,
    {"deck_pos": {0: 10, 1: 1}, "name": {0: "tip_rack_300uL", 1: "tube_holder_10"},
     "first_usable": {0: "A1", 1: ""}, "empty_list": {0: "", 1: "B2,C2,A4"}},
    {"left": "300uL_pipette", "right": "20uL_pipette"},
    {"index": {0: "WaterC1.0"}, "conc": {0: 1.0}, "loc": {0: "A3"}, "deck_pos": {0: 1}, "mass": {0: 40.2}},
    "192.168.4.2",
    {"index": {0: "KBr"}, "loc": {0: "A1"}, "deck_pos": {0: 1}, "mass": {0: 1.5}, "molar_mass": {0: 119.0}})`;
  t.is(await hex(init), exampleBytes('init'));
  const products = `({"labware": {"rxn1C1.0": "platereader", "dilC1.0": ""},
    "container": {"rxn1C1.0": "", "dilC1.0": "Tube2000uL"}, "max_vol": {"rxn1C1.0": 200.0, "dilC1.0": 0.0}},)`;
  t.is(await hex(products), exampleBytes('init_containers'));
});

test('an empty table, and one that the robot has to refuse, stay nested', async (t) => {
  t.is(await hex('({"index": {}, "loc": {}},)'), '81a265696e646578a0636c6f63a0');
  t.is(await hex('({"loc": {3: "A1"}},)'), '81a1636c6f63a103624131', 'rows not numbered from 0');
  t.is(await hex('({"a": {0: 1}, "b": {}},)'), '81a26161a100016162a0', 'columns of two lengths');
});

test('instruments stay a map in their order', async (t) => {
  t.is(await hex('({"right": "a", "left": "b"},)'), '81a26572696768746161646c6566746162');
});

test('integers and floats stay apart, numpy scalars become plain numbers', async (t) => {
  t.is(await hex('(20, 20.0, 40.2, nan)'), '8414f94d00fb404419999999999af97e00');
  t.is(await hex('(Numpy(20), Numpy(20.0), Numpy(True))'), '8314f94d00f5');
});

test('an exception is written as its class and its message', async (t) => {
  t.is(await hex('(KeyError("x"),)'), '8182684b65794572726f726178');
});

test('an entry of loc_resp is read as a tuple, the entries and the file names as a list', async (t) => {
  t.is(await value('8181 85 6161 624531 04 f95814 f955a8'), "([('a', 'E1', 4, 130.5, 90.5)],)");
  t.is(await value('8182 65612e747376 65622e747376'), "(['a.tsv', 'b.tsv'],)");
  t.is(await value('8105'), '(5,)');
});

test('an error is read as an exception of its builtin class, of Exception if there is none', async (t) => {
  const read = async (name: string, count = 2): Promise<string> => {
    const code = `print(repr(a.loads(a.dumps(([${[`"${name}"`, ...Array(count - 1).fill('"x"')].join(', ')}],)))))`;
    return (await lines(code))[0] ?? '';
  };
  t.is(await read('RuntimeError'), "(RuntimeError('x'),)");
  t.is(await read('KeyError'), "(KeyError('x'),)");
  t.is(await read('EmptyReagent'), "(Exception('EmptyReagent: x'),)");
  for (const name of ['eval', 'SystemExit', 'KeyboardInterrupt', 'UnicodeDecodeError', '__import__'])
    t.is(await read(name), `(Exception('${name}: x'),)`);
  t.is(await read('KeyError.txt'), "(['KeyError.txt', 'x'],)", 'a file name has an extension');
  t.is(await read('KeyError', 3), "(['KeyError', 'x', 'x'],)", 'three file names');
});

test('an error in pickle, before the robot has seen a payload, is an exception with its text', async (t) => {
  const ring = new ByteRing(1_024);
  new FrameWriter(ring, { cidHigh: 0, cidLow: 0 }).error(new Fault('robotBusy'));
  const payload = new Uint8Array(ring.length - 17);
  ring.copyTo(payload, 0, 17, payload.length);
  const hex = Buffer.from(payload).toString('hex');
  const [text] = await lines(`e = a.loads(bytes.fromhex('${hex}'))[0]\nprint(type(e).__name__, e)`);
  t.is(text, `ConnectionError ${new Fault('robotBusy').message}`);
});
