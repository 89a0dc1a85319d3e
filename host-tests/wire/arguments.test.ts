// Arguments by their description: what is handed over from either encoding, and what a refusal says.

import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { textAt } from '../../src/kernel/utf8.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { PACKETS, type PacketName, TYPE } from '../../src/wire/packets.js';
import { KIND } from '../../src/wire/value-reader.js';
import { outside } from '../support/engine.js';
import { fromHex } from '../support/packets.js';
import init from '../vectors/init.json';
import initContainers from '../vectors/init_containers.json';
import transfer from '../vectors/transfer.json';

const READER_LIMITS = { ...WIRE_LIMITS, rows: 100 };

/** `field[row]=value` of everything that is handed over. */
function read(name: PacketName, payload: Uint8Array): string[] {
  const ring = outside(() => new ByteRing(WIRE_LIMITS.payloadBytes));
  ring.putBytes(payload, 0, payload.length);
  const reader = new ArgumentsReader(ring, READER_LIMITS);
  reader.check(PACKETS[TYPE[name]]!, payload.length);
  const cells: string[] = [];
  reader.deliver({
    value: (field, row, { kind, number, start, length }) => {
      const text =
        kind === KIND.text ? textAt(ring, start, length) : kind === KIND.none ? 'None' : String(number);
      cells.push(`${field}[${row}]=${text}`);
    },
  });
  return cells;
}

const hex = (text: string): Uint8Array => fromHex(text.replace(/\s+/g, ''));

const vector = (list: { name: string; packet: string }[], name: string): Uint8Array =>
  fromHex(list.find((item) => item.name === name)!.packet).subarray(17);

const sorted = (cells: string[]): string[] => [...cells].sort();

test('a transfer hands over its source and its steps', (t) => {
  const expected = [
    '0[0]=WaterC1.0',
    '1[0]=rxn1C1.0',
    '2[0]=100.5',
    '1[1]=rxn2C1.0',
    '2[1]=20',
    '1[2]=blankC1.0',
    '2[2]=50',
  ];
  for (const protocol of [2, 3, 4, 5])
    t.deepEqual(read('transfer', vector(transfer, `transfer/three-steps/p${protocol}`)), expected);
});

test('lists and tuples, ints and numpy scalars are all right where numbers and rows are meant', (t) => {
  t.deepEqual(read('transfer', vector(transfer, 'transfer/lists-not-tuples/p4')).slice(1), [
    '1[0]=rxn1C1.0',
    '2[0]=1.5',
    '1[1]=rxn2C1.0',
    '2[1]=2.5',
  ]);
  t.deepEqual(read('transfer', vector(transfer, 'transfer/tuple-of-tuples/p2')).slice(1), [
    '1[0]=rxn1C1.0',
    '2[0]=1.5',
    '1[1]=rxn2C1.0',
    '2[1]=2.5',
  ]);
  t.deepEqual(read('transfer', vector(transfer, 'transfer/numpy-volume/p2'))[6], '2[2]=30');
  t.is(read('transfer', vector(transfer, 'transfer/same-tuple-three-times/p4')).length, 7);
});

test('the tables of init come cell by cell, the same from every protocol', (t) => {
  const four = read('init', vector(init, 'init/full/p4'));
  t.true(four.includes('4[7]=temp_mod_24_tube'));
  t.true(four.includes('7[1]=right') && four.includes('8[1]=20uL_pipette'));
  for (const protocol of [2, 3, 5]) t.deepEqual(read('init', vector(init, `init/full/p${protocol}`)), four);
});

test('rows keyed by product name are the same in every column', (t) => {
  const cells = read('init_containers', vector(initContainers, 'init_containers/four/p3'));
  t.deepEqual(cells.slice(0, 4), ['0[0]=rxn1C1.0', '1[0]=platereader', '0[1]=rxn2C1.0', '1[1]=platereader']);
  t.true(cells.includes('2[3]=Tube2000uL') && cells.includes('3[1]=165.5'));
});

test('a table in row form hands over the same cells, whatever the order of its columns', (t) => {
  const rows = hex(
    '81 82 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c 84 6161 6162 60 01',
  );
  t.deepEqual(read('init_containers', rows), ['0[0]=a', '1[0]=b', '2[0]=', '3[0]=1']);
  const turned = hex(
    '81 82 84 676d61785f766f6c 646e616d65 69636f6e7461696e6572 676c616277617265 84 01 6161 60 6162',
  );
  t.deepEqual(sorted(read('init_containers', turned)), ['0[0]=a', '1[0]=b', '2[0]=', '3[0]=1']);
  const nested = hex(
    '81 a3 676c616277617265 a1 6161 6162 69636f6e7461696e6572 a1 6161 60 676d61785f766f6c a1 6161 01',
  );
  t.deepEqual(sorted(read('init_containers', nested)), ['0[0]=a', '1[0]=b', '2[0]=', '3[0]=1']);
});

test('a name may be an id in CBOR, and only there', (t) => {
  t.deepEqual(read('transfer', hex('82 00 81 82 19 01ff 01')), ['0[0]=0', '1[0]=511', '2[0]=1']);
  t.throws(() => read('transfer', hex('80 03 4b00 5d 86 2e')), {
    message: /transfer: src: expected a name of 1 to 255 bytes, got 0/,
  });
});

test('home tolerates arguments; the others do not', (t) => {
  t.deepEqual(read('home', hex('81 83 01 02 a0')), []);
  t.deepEqual(read('save', hex('80 03 29 2e')), []);
  t.throws(() => read('save', hex('81 01')), { message: /save: expected no arguments, got 1/ });
});

/** Packet, payload, code, and words of the refusal. */
const REFUSALS: [PacketName, string, FaultCode, string][] = [
  [
    'pause',
    '81 f97e00',
    'argumentInvalid',
    'pause: seconds: expected a number in s from 0 to 604800, got NaN',
  ],
  ['pause', '81 20', 'argumentInvalid', 'pause: seconds: expected a number in s from 0 to 604800, got -1'],
  ['pause', '82 01 02', 'argumentCount', 'pause: expected 1 argument (seconds), got 2'],
  [
    'transfer',
    '82 61 61 01',
    'argumentInvalid',
    'transfer: steps: expected a list of rows (destination, volume), got 1',
  ],
  [
    'transfer',
    '82 61 61 81 83 61 62 01 01',
    'argumentInvalid',
    'transfer: steps[0]: expected a row of (destination, volume), got a list of 3',
  ],
  [
    'transfer',
    '82 61 61 81 82 61 62 00',
    'argumentInvalid',
    'transfer: steps[0].volume: expected a number in µL above 0, got 0',
  ],
  [
    'transfer',
    '82 61 61 81 82 60 01',
    'argumentInvalid',
    "transfer: steps[0].destination: expected a name of 1 to 255 bytes, got ''",
  ],
  [
    'transfer',
    '82 61 61 81 82 f6 01',
    'argumentInvalid',
    'transfer: steps[0].destination: expected a name of 1 to 255 bytes, got None',
  ],
  [
    'mix',
    '81 81 82 61 61 f93e00',
    'argumentInvalid',
    'mix: mix_list[0].code: expected a whole number from 0 to 6, got 1.5',
  ],
  ['mix', '81 81 82 61 61 07', 'argumentInvalid', 'got 7'],
  [
    'loc_req',
    '81 62 6161',
    'argumentInvalid',
    "loc_req: names: expected a list of names, or 'all' (names), got 'aa'",
  ],
  [
    'loc_req',
    '81 81 f5',
    'argumentInvalid',
    'loc_req: names[0]: expected a name of 1 to 255 bytes, got a bool',
  ],
  ['make', '82 61 61 00', 'argumentInvalid', 'make: conc: expected a number in mM above 0, got 0'],
  ['ready', '81 20', 'argumentInvalid', 'ready: cid: expected a cid, got -1'],
  ['init_containers', '81 a1 61 78 a0', 'argumentInvalid', 'init_containers: products: expected the columns'],
  [
    'init_containers',
    '81 a3 676c616277617265 a0 676c616277617266 a0 676c616277617267 a0',
    'argumentInvalid',
    "got 'labwarf'",
  ],
  [
    'init_containers',
    '81 a3 676c616277617265 a1 6161 60 69636f6e7461696e6572 a0 676d61785f766f6c a0',
    'argumentInvalid',
    'expected 1 rows in every column, got 0',
  ],
  [
    'init_containers',
    '81 a3 676c616277617265 a1 6161 60 69636f6e7461696e6572 a1 6162 60 676d61785f766f6c a1 6161 01',
    'argumentInvalid',
    'init_containers: products[0]: expected the same row names',
  ],
  [
    'init_containers',
    '81 83 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c 84 6161 60 60 01 84 6161 60 60 01',
    'duplicateKey',
    "init_containers: products[1]: 'a'",
  ],
  ['init_containers', '81 80', 'argumentInvalid', 'init_containers: products: expected the column names'],
  [
    'init_containers',
    '81 81 84 646e616d65 646e616d65 69636f6e7461696e6572 676d61785f766f6c',
    'duplicateKey',
    "'name'",
  ],
  [
    'transfer',
    `82 61 61 98 65 ${'82616201'.repeat(101)}`,
    'tooManyRows',
    'transfer: steps: 101 rows, this robot takes 100 at a time',
  ],
  [
    'init_containers',
    `81 98 66 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c ${'8461616060 01'.repeat(101)}`,
    'tooManyRows',
    'init_containers: products: 101 rows, this robot takes 100 at a time',
  ],
  [
    'init_containers',
    '81 82 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c 84 6161 60 620a62 01',
    'argumentInvalid',
    'init_containers: products[0].container: expected a text of at most 128 bytes without control characters',
  ],
  ['make', '82 60 01', 'argumentInvalid', 'make: name: expected a name of 1 to 255 bytes'],
];

for (const [name, payload, code, words] of REFUSALS) {
  test(`${name} ${payload.slice(0, 50)}: ${words.slice(0, 60)}`, (t) => {
    const fault = t.throws(() => read(name, hex(payload)), { instanceOf: Fault }) as Fault;
    t.is(fault.code, code, fault.message);
    t.true(fault.message.includes(words), fault.message);
  });
}

test('a long text is quoted short', (t) => {
  const fault = t.throws(() => read('loc_req', hex(`81 7903e8 ${'61'.repeat(1_000)}`)));
  t.true(fault!.message.endsWith(`got '${'a'.repeat(40)}…' (1000 bytes)`), fault!.message);
});
