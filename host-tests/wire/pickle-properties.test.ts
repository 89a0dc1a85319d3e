import test from 'ava';
import fc from 'fast-check';
import { FAULTS, Fault } from '../../src/kernel/faults.js';
import { HEADER_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { ACTS } from '../../src/wire/pickle-opcodes.js';
import { hexBytes } from '../support/bytes.js';
import { sampled } from '../support/engine.js';
import { once } from '../support/once.js';
import { PickleTrees } from '../support/pickle-tree.js';
import { holds } from '../support/property.js';
import error from '../vectors/error.json';
import init from '../vectors/init.json';
import initContainers from '../vectors/init_containers.json';
import locResp from '../vectors/loc_resp.json';
import pause from '../vectors/pause.json';
import reject from '../vectors/reject.json';
import transfer from '../vectors/transfer.json';

const trees = once(() => new PickleTrees());

/** Reads a payload in both ways; anything but a value or a fault of the table is thrown. */
function survive(payload: Uint8Array): void {
  for (const foreignClasses of [false, true]) {
    try {
      trees().read(payload, foreignClasses);
    } catch (fault) {
      if (!(fault instanceof Fault) || FAULTS[fault.code].number > 302) throw fault;
    }
  }
}

const PAYLOADS = [transfer, error, init, initContainers, locResp, pause, reject]
  .flat()
  .map(({ packet }) => hexBytes(packet).subarray(HEADER_BYTES))
  .filter(({ length }) => length > 0 && length < 3000);

const ALLOWED = [...ACTS.keys()].filter((opcode) => ACTS[opcode] !== 0);

/** Opcodes with arguments that are mostly small, so that they often make sense. */
const program = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ALLOWED) }, fc.integer({ min: 0, max: 4 })), {
    maxLength: 120,
  })
  .map((codes) => Uint8Array.from([0x80, 4, ...codes, 0x85, 0x2e]));

/** A captured payload with a few bytes changed, taken out, put in, or taken from another one. */
const mutation = fc
  .tuple(
    fc.nat(PAYLOADS.length - 1),
    fc.nat(PAYLOADS.length - 1),
    fc.array(fc.tuple(fc.nat(4), fc.nat(3000), fc.oneof(fc.nat(255), fc.constantFrom(...ALLOWED))), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([first, second, changes]) => {
    const bytes = [...(PAYLOADS[first] as Uint8Array)];
    const other = PAYLOADS[second] as Uint8Array;
    for (const [kind, place, value] of changes) {
      const at = place % (bytes.length + 1);
      if (kind < 2) bytes[at] = value;
      else if (kind === 2) bytes.splice(at, value % 16);
      else if (kind === 3) bytes.splice(at, 0, value);
      else bytes.splice(at, 0, ...other.subarray(value % other.length, (value % other.length) + 40));
    }
    return Uint8Array.from(bytes);
  });

test('random bytes are a value or a fault', (t) => {
  holds(t, fc.property(fc.uint8Array({ maxLength: 200 }), survive), 600);
  const opened = fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from([0x80, 4, ...bytes]));
  holds(t, fc.property(opened, survive), 600);
});

test('random opcodes are a value or a fault', (t) => {
  holds(t, fc.property(program, survive), 2000);
});

test('changed payloads of captured packets are a value or a fault', (t) => {
  holds(t, fc.property(mutation, survive), 2000);
});

test('every byte of the shortest captured payloads may be any opcode', (t) => {
  const seen = new Set<number>();
  for (const payload of PAYLOADS) {
    // One payload of each length stands for its protocols and cases.
    if (payload.length > 120 || seen.has(payload.length)) continue;
    seen.add(payload.length);
    for (let at = 0; at < payload.length; at++)
      for (const opcode of sampled(ALLOWED, 16)) {
        const changed = payload.slice();
        changed[at] = opcode;
        survive(changed);
      }
  }
  t.true(seen.size > 30);
});

test('payloads as long as the cap, of one opcode each, end', (t) => {
  for (const opcode of sampled(ALLOWED, 4)) {
    const payload = new Uint8Array(WIRE_LIMITS.payloadBytes).fill(opcode);
    payload.set([0x80, 4, 0x5d, 0x94]);
    t.notThrows(() => survive(payload));
  }
});
