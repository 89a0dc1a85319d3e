import test from 'ava';
import fc from 'fast-check';
import { ByteCounter } from '../../src/kernel/byte-writer.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { bytesHex, ringBytes, ringOf } from '../support/bytes.js';
import { argumentsTree, type Model, oracleBytes, writableArguments } from '../support/cbor-oracle.js';
import { holds } from '../support/property.js';
import { canonical, readTree } from '../support/tree.js';

/** Writes a value with the method that fits it. */
function put(writer: CborWriter, model: Model): void {
  if (model === null) writer.none();
  else if (typeof model === 'boolean') writer.boolean(model);
  else if (typeof model === 'string') writer.text(model);
  else if (typeof model === 'number') writer.integer(model);
  else if (typeof model === 'bigint') writer.integer64(Number(model >> 32n), Number(model & 0xffff_ffffn));
  else if (model instanceof Float64Array) writer.float(model[0]!);
  else if (model instanceof Map) {
    writer.beginMap(model.size);
    for (const pair of model) for (const item of pair) put(writer, item);
    writer.endMap(model.size);
  } else if (Array.isArray(model)) {
    writer.beginList(model.length);
    for (const item of model) put(writer, item);
    writer.endList(model.length);
  }
}

test('any arguments are the bytes that cborg writes, and read back as what they were', (t) => {
  holds(
    t,
    fc.property(writableArguments, fc.nat(64), (model, before) => {
      const expected = oracleBytes(model);
      const ring = ringOf(expected, before);
      ring.length = 0;
      const counter = new ByteCounter();
      const writer = new CborWriter();
      for (const out of [counter, ring]) {
        writer.begin(out, model.length);
        for (const item of model) put(writer, item);
        writer.end(model.length);
      }
      if (counter.length !== expected.length) throw new Error(`${counter.length} bytes counted`);
      if (bytesHex(ringBytes(ring)) !== bytesHex(expected)) throw new Error(bytesHex(ringBytes(ring)));
      const reader = new CborReader(ring, WIRE_LIMITS);
      reader.open(ring.length);
      const tree = canonical(readTree(reader));
      if (tree !== canonical(argumentsTree(model))) throw new Error(tree);
    }),
    1500,
  );
});
