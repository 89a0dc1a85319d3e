// What the sizes of the benchmark rest on: payloads re-encoded hold the same arguments, and the goals are met.

import test from 'ava';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PACKETS, type Packet, type PacketName, TYPE } from '../../src/wire/packets.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { GOALS, measureSizes } from '../bench/sizes.js';
import { bytesHex } from '../support/bytes.js';
import { CAPTURED, capturedPacket } from '../support/captured.js';
import { fromHex, payloadTree } from '../support/packets.js';
import { originalProducts, originalTransfer } from '../support/payloads.js';
import { ArgumentsRecorder, idsOf } from '../support/recorded-arguments.js';
import { canonical, type Tree } from '../support/tree.js';

const packetOf = (name: string): Packet => PACKETS[TYPE[name as PacketName]] as Packet;

const tree = (payload: Uint8Array): string => canonical(payloadTree(payload) as Tree);

test('arguments that are read, written and read again write the same bytes', (t) => {
  const { sizes } = measureSizes();
  const recorder = new ArgumentsRecorder();
  for (const { name, type, protocol, packet } of CAPTURED) {
    if (protocol !== 4 || !sizes.some((size) => `${size.name}/p4` === name)) continue;
    const payload = fromHex(packet).subarray(17);
    const recorded = recorder.record(packetOf(type), payload);
    for (const writer of [new PickleWriter(), new CborWriter()]) {
      const written = recorded.payload(writer);
      const again = recorder.record(packetOf(type), written);
      t.deepEqual(again.payload(writer), written, name);
    }
  }
});

test('our pickle of a captured transfer has its arguments', (t) => {
  for (const name of ['one-step', 'three-steps', 'int-volume', 'unicode', 'ninety-six-steps']) {
    const payload = capturedPacket(`transfer/${name}/p4`).subarray(17);
    const recorded = new ArgumentsRecorder().record(packetOf('transfer'), payload);
    t.is(tree(recorded.payload(new PickleWriter())), tree(payload), name);
  }
});

test('ids stand for names in the order in which they appear', (t) => {
  const payload = capturedPacket('transfer/three-steps/p4').subarray(17);
  const recorded = new ArgumentsRecorder().record(packetOf('transfer'), payload);
  t.deepEqual(
    [...idsOf(recorded)],
    [
      ['WaterC1.0', 0],
      ['rxn1C1.0', 1],
      ['rxn2C1.0', 2],
      ['blankC1.0', 3],
    ],
  );
  recorded.ids = idsOf(recorded);
  t.is(
    tree(recorded.payload(new CborWriter())),
    '{"$tuple":[0,[[1,100.5],[2,{"$float":"20.0"}],[3,{"$float":"50.0"}]]]}',
  );
});

test('every case of pickle 4 is measured; only wrong arguments are left out', (t) => {
  const { sizes, refused } = measureSizes();
  const cases = CAPTURED.filter(({ protocol }) => protocol === 4).length;
  t.is(sizes.length + refused.length, cases);
  t.is(refused.length, 8);
});

for (const [name, column, goal] of GOALS)
  test(`${name}, CBOR with ${column}: at most ${goal} bytes`, (t) => {
    const found = measureSizes().sizes.find((size) => size.name === name)!;
    t.log(`size ${name}: ${found[column]} bytes, ${found.captured} in pickle 4`);
    t.true(found[column] <= goal);
  });

test('the pickles that tests write as the original does are the captured ones, byte by byte', (t) => {
  const steps = [
    ['rxn1C1.0', 100.5],
    ['rxn2C1.0', 20],
    ['blankC1.0', 50],
  ] as const;
  const transfer = capturedPacket('transfer/three-steps/p4').subarray(17);
  t.is(bytesHex(originalTransfer('WaterC1.0', steps)), bytesHex(transfer));
  const names = Array.from({ length: 96 }, (_, i) => `autowell${i}C1.0`);
  const products = capturedPacket('init_containers/ninety-six/p3').subarray(17);
  t.is(bytesHex(originalProducts(names, 'platereader', 200)), bytesHex(products));
});
