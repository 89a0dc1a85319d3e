import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { packetNamed } from '../../src/wire/packets.js';
import { Workspace } from '../../src/wire/workspace.js';
import { hexBytes } from '../support/bytes.js';
import { outside } from '../support/engine.js';
import { once } from '../support/once.js';

type Table = { readonly byteOffset: number; readonly byteLength: number };

/** Whether no byte belongs to two of the tables. */
function areApart(tables: readonly Table[]): boolean {
  const sorted = [...tables].sort((one, other) => one.byteOffset - other.byteOffset);
  return sorted.every(
    (one, i) => i === 0 || one.byteOffset >= sorted[i - 1]!.byteOffset + sorted[i - 1]!.byteLength,
  );
}

for (const [title, limits] of [
  ['the default limits', WIRE_LIMITS],
  ['few rows', { ...WIRE_LIMITS, rows: 8 }],
  ['small pickles', { ...WIRE_LIMITS, pickleStack: 32, pickleMemo: 64, pickleContainers: 32 }],
  ['payloads beyond 64 KiB', { ...WIRE_LIMITS, payloadBytes: 131_000, rows: 70 }],
] as const) {
  test(`tables that are used at the same time have no byte in common: ${title}`, (t) => {
    const space = new Workspace(limits);
    const always = [space.levels, space.number, space.columns];
    const pickle = [...always, space.cells, space.cellKinds];
    const rows = [space.slots, space.rowStarts, space.rowLengths];
    t.true(areApart([...pickle, space.stackStarts, space.stackKinds]));
    t.true(areApart([...pickle, ...rows]));
    t.true(areApart([...always, ...rows, space.keyWords, space.keySlots, space.keyKinds]));
  });

  test(`there is room for what the limits allow: ${title}`, (t) => {
    const space = new Workspace(limits);
    t.true(space.cells.length >= Math.max(limits.pickleMemo, 2 * limits.pickleContainers));
    t.is(space.cellKinds.length, space.cells.length);
    t.is(space.stackKinds.length, limits.pickleStack);
    t.is(space.rowLengths.length, limits.rows);
    t.true(space.keyKinds.length > limits.rows);
    t.true(3 * space.keyKinds.length <= 2 * space.slots.length);
    t.true(2 ** (8 * space.cells.BYTES_PER_ELEMENT) > limits.payloadBytes);
  });
}

test('with the default limits it takes less than 10.5 KB', (t) => {
  t.true(new Workspace(WIRE_LIMITS).cells.buffer.byteLength < 10_500);
});

const reader = once(() => {
  const ring = outside(() => new ByteRing(WIRE_LIMITS.payloadBytes));
  return { ring, reader: new ArgumentsReader(ring, WIRE_LIMITS) };
});

/** Checks a payload in hex; the fault's code, or that it was read. */
function check(name: 'init_containers' | 'pause', hex: string): string {
  const { ring, reader: args } = reader();
  const payload = hexBytes(hex.replace(/\s+/g, ''));
  ring.drop(ring.length);
  ring.putBytes(payload, 0, payload.length);
  try {
    args.check(packetNamed(name), payload.length);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('what one payload left in the tables is nothing to the next, in whatever order', (t) => {
  const names = '84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c';
  const rowForm = (first: string, second: string) => `8183 ${names} 84${first}606001 84${second}606001`;
  const columns = `81a3
    676c616277617265 a2 6161 60 6162 60
    69636f6e7461696e6572 a2 6161 60 6162 60
    676d61785f766f6c a2 6161 01 6162 01`;
  const pickle = '8003 28 5d 2e';
  const steps: [kind: 'init_containers' | 'pause', hex: string, said: string][] = [
    ['init_containers', rowForm('6161', '6162'), 'read'],
    ['init_containers', columns, 'read'],
    ['init_containers', rowForm('6161', '6161'), 'duplicateKey'],
    ['init_containers', columns, 'read'],
    ['pause', pickle, 'pickleStack'],
    ['init_containers', columns, 'read'],
    ['pause', pickle, 'pickleStack'],
    ['init_containers', rowForm('6161', '6162'), 'read'],
    ['pause', '8003 4b05 85 2e', 'read'],
    ['init_containers', columns.replace('6162 60', '6161 60'), 'duplicateKey'],
    ['init_containers', columns, 'read'],
  ];
  for (const [kind, hex, said] of steps) t.is(check(kind, hex), said, hex);
});
