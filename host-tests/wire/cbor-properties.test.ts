import test from 'ava';
import fc from 'fast-check';
import { FAULTS, Fault } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { hexBytes, ringOf } from '../support/bytes.js';
import { anyArguments, argumentsTree, oracleBytes, oracleReads, oracleTree } from '../support/cbor-oracle.js';
import { holds } from '../support/property.js';
import { canonical, readTree } from '../support/tree.js';

/** All that the reader may say of a payload. */
const CODES = [
  'encodingUnknown',
  'payloadCut',
  'payloadTrailing',
  'textInvalid',
  'tooDeep',
  'tooManyValues',
  'integerTooLong',
  'cborIndefinite',
  'cborUnsupported',
  'duplicateKey',
];

/** The arguments, or the fault. Any other exception goes through. */
function read(bytes: Uint8Array, before: number): string | Fault {
  const reader = new CborReader(ringOf(bytes, before), WIRE_LIMITS);
  reader.open(bytes.length);
  try {
    return canonical(readTree(reader));
  } catch (error) {
    if (error instanceof Fault && error.code in FAULTS) return error;
    throw error;
  }
}

const place = fc.nat(64);

test('what cborg writes is read as what it was', (t) => {
  holds(
    t,
    fc.property(anyArguments, fc.boolean(), place, (model, float64, before) => {
      const bytes = oracleBytes(model, float64);
      return read(bytes, before) === canonical(argumentsTree(model));
    }),
  );
});

test('an integer of any length is its nearest double', (t) => {
  holds(
    t,
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
      fc.nat(255),
      fc.constantFrom(0n, 1n, -1n),
      fc.boolean(),
      (number, shift, nudge, negative) => {
        // Few digits set and a nudge off them: halfway between doubles, or just beside.
        const spread = (number >> BigInt(shift)) << BigInt(shift);
        const n = spread + nudge < 0n ? 0n : BigInt.asUintN(256, spread + nudge);
        const digits = n.toString(16).padStart(64, '0');
        const reader = new CborReader(ringOf(hexBytes(`81c${negative ? 3 : 2}5820${digits}`)), WIRE_LIMITS);
        reader.open(37);
        reader.next();
        reader.next();
        // By its digits: XS rounds Number(BigInt) the wrong way where it is nearly halfway.
        return reader.number === Number(String(negative ? -1n - n : n));
      },
    ),
    2000,
  );
});

test('any bytes give what cborg reads, or a fault of the table', (t) => {
  const anyBytes = fc
    .uint8Array({ maxLength: 40 })
    .map((bytes) => Uint8Array.of(0x80 | (bytes.length & 7), ...bytes));
  holds(
    t,
    fc.property(anyBytes, place, (bytes, before) => agrees(bytes, before)),
    5000,
  );
});

test('any mutation of a payload gives what cborg reads, or a fault of the table', (t) => {
  const change = fc.record({ at: fc.nat(), remove: fc.nat(2), insert: fc.uint8Array({ maxLength: 2 }) });
  holds(
    t,
    fc.property(
      anyArguments,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      place,
      (model, changes, before) => {
        const bytes = [...oracleBytes(model)];
        for (const { at, remove, insert } of changes)
          bytes.splice(at % (bytes.length + 1), remove, ...insert);
        return agrees(Uint8Array.from(bytes), before);
      },
    ),
    3000,
  );
});

/** Throws when reader and oracle differ in what they should agree on. */
function agrees(bytes: Uint8Array, before: number): void {
  const result = read(bytes, before);
  if (typeof result === 'string') {
    if (result !== canonical(oracleTree(bytes)))
      throw new Error(`${result}, not ${canonical(oracleTree(bytes))}`);
    return;
  }
  if (!CODES.includes(result.code)) throw result;
  if ((result.code === 'payloadCut' || result.code === 'payloadTrailing') && oracleReads(bytes)) throw result;
}
