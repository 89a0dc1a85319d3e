// What a controller, a broken controller and an attacker might send: captured packets, whole, changed, and nonsense.

import a from '../vectors/transcripts/a_happy_path.json';
import b from '../vectors/transcripts/b_stop_continue.json';
import d from '../vectors/transcripts/d_window_saturation.json';
import e from '../vectors/transcripts/e_full_controller_session.json';
import { CAPTURED, REJECTED } from './captured.js';
import { concat, fromHex, header, packet } from './packets.js';
import type { Random } from './random.js';
import { controllerPackets, type Transcript } from './transcripts.js';

/** Captured packets of up to this many bytes; the others are long for one reason only. */
const LONGEST_BYTES = 8_000;

/** With its buffer outside of V8's heap, where `subarray` would move it some time later: a soak counts both. */
const settled = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer);

export const VALID: readonly Uint8Array[] = CAPTURED.map(({ packet }) => settled(fromHex(packet))).filter(
  ({ length }) => length <= LONGEST_BYTES,
);

const INITS: readonly Uint8Array[] = CAPTURED.filter(({ type }) => type === 'init').map(({ packet }) =>
  settled(fromHex(packet)),
);

/** Whole conversations of a controller. */
const SCRIPTS: readonly (readonly Uint8Array[])[] = [a, b, d, e].map((transcript: Transcript) =>
  controllerPackets(transcript).map(settled),
);

export const REFUSED: readonly Uint8Array[] = REJECTED.map(settled);

/** A change of a packet: what is done, where, and with which byte. */
export type Change = readonly [kind: number, place: number, value: number];

/**
 * A packet with a few bytes changed, taken out, or put in, of its payload only unless `headerToo`; the header gives
 * the new length, so that the payload is looked at.
 */
export function mutated(bytes: Uint8Array, changes: readonly Change[], headerToo: boolean): Uint8Array {
  const fixed = headerToo ? 0 : Math.min(17, bytes.length);
  const changed = [...bytes.subarray(fixed)];
  for (const [kind, place, value] of changes) {
    const at = place % (changed.length + 1);
    if (kind % 4 === 0) changed.splice(at, value % 16);
    else if (kind % 4 === 1) changed.splice(at, 0, value);
    else if (at < changed.length) changed[at] = kind % 4 === 2 ? value : changed[at]! ^ (1 << (value % 8));
  }
  if (headerToo) return Uint8Array.from(changed);
  return concat(header(bytes[8]!, 3, changed.length), Uint8Array.from(changed));
}

const changes = (random: Random): Change[] =>
  Array.from({ length: 1 + random.below(4) }, () => [random.below(4), random.next(), random.below(256)]);

/** One thing that a peer might send. */
function item(random: Random): Uint8Array {
  const dice = random.below(100);
  if (dice < 25) return random.pick(VALID);
  if (dice < 60) return mutated(random.pick(VALID), changes(random), false);
  if (dice < 65) return mutated(random.pick(VALID), changes(random), true);
  if (dice < 72) return random.pick(REFUSED);
  if (dice < 88) return packet(random.below(18), random.next(), opened(random));
  if (dice < 91) return oversized(random);
  if (dice < 96) return random.bytes(random.below(3_000));
  return packet(random.pick(['home', 'save', 'close', 'stop', 'continue'] as const), random.next());
}

/** Random bytes behind the beginning of a pickle or of CBOR. */
function opened(random: Random): Uint8Array {
  const start = random.chance(50) ? [0x80, 2 + random.below(4)] : [0x81 + random.below(8)];
  return concat(Uint8Array.from(start), random.bytes(random.below(400)));
}

/** A payload over the cap, all of it there. */
const oversized = (random: Random): Uint8Array =>
  packet(random.below(20), 1, new Uint8Array(32_752 + random.below(40_000)));

/** What one peer sends in a session: a conversation that goes wrong somewhere, or an `init` and then anything. */
export function hostileSession(random: Random): Uint8Array {
  if (random.chance(30)) {
    const packets = [...random.pick(SCRIPTS)];
    if (random.chance(80)) packets.splice(random.below(packets.length), random.below(3), item(random));
    return concat(...packets);
  }
  const items = Array.from({ length: 1 + random.below(12) }, () => item(random));
  if (random.chance(75)) items.unshift(random.pick(INITS));
  if (random.chance(30)) items.push(packet('save', 1), packet('close', 2));
  return concat(...items);
}

/** `bytes` in pieces of random lengths, most of them short. */
export function* cutAnywhere(bytes: Uint8Array, random: Random): Generator<Uint8Array> {
  const longest = random.pick([20, 600, 1_500, 20_000]);
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random.below(longest);
    yield bytes.subarray(at, end);
    at = end;
  }
}
