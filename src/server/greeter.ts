// The robot's side of the greeting: says what it takes, makes the challenge, judges the proof, slows down who guesses.

import type { Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { hexOf } from '../kernel/hexadecimal.js';
import {
  BUFFSIZE,
  KEY_BACK_OFF_MICROSECONDS,
  KEY_BACK_OFF_MICROSECONDS_MAX,
  NAME_BYTES_MAX,
  NONCE_BYTES,
  type WireLimits,
} from '../kernel/limits.js';
import { asciiBytes, textAt } from '../kernel/utf8.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import type { FrameReader } from '../wire/frame-reader.js';
import { type Greeting, isNonce, proofMessage, VERSION } from '../wire/greeting.js';
import { HELLO, packetNamed, WELCOME } from '../wire/packets.js';
import type { Portal } from '../wire/portal.js';
import type { ValueReader } from '../wire/value-reader.js';
import type { ValueWriter } from '../wire/value-writer.js';
import type { Authenticator } from './authenticator.js';
import { isLocked, STATE, type State } from './session-table.js';

const MICROSECONDS = 1_000_000;

/** Reads `hello`. */
class HelloSink implements ArgumentSink {
  version = 0;
  nonce = '';

  value(field: number, _row: number, { ring, number, start, length }: ValueReader): void {
    if (field === HELLO.version) this.version = number;
    else this.nonce = textAt(ring, start, length);
  }
}

/** Compares `proof` with what it has to be, in a time that does not say where they differ. */
class ProofSink implements ArgumentSink {
  isRight = false;
  private readonly expected: Uint8Array;

  /** @param expected hexadecimal, ASCII */
  constructor(expected: Uint8Array) {
    this.expected = expected;
  }

  value(_field: number, _row: number, { ring, start, length }: ValueReader): void {
    const { expected } = this;
    if (length !== expected.length) return;
    let difference = 0;
    for (let i = 0; i < length; i++) difference |= ring.uint8(start + i) ^ (expected[i] as number);
    this.isRight = difference === 0;
  }
}

/** Writes `welcome`; without a nonce no proof is wanted. */
class WelcomeSource implements ArgumentSource {
  private readonly greeting: Greeting;

  constructor(greeting: Greeting) {
    this.greeting = greeting;
  }

  rows(): number {
    return 0;
  }

  put(field: number, _row: number, writer: ValueWriter): void {
    const { version, robotNonce, payloadBytes, rows, nameBytes, window } = this.greeting;
    if (field === WELCOME.version) writer.integer(version);
    else if (field === WELCOME.payloadBytes) writer.integer(payloadBytes);
    else if (field === WELCOME.rows) writer.integer(rows);
    else if (field === WELCOME.nameBytes) writer.integer(nameBytes);
    else if (field === WELCOME.window) writer.integer(window);
    else if (robotNonce === '') writer.none();
    else writer.text(robotNonce);
  }
}

/** One for all connections: who connects anew does not begin anew with guessing. */
export class Greeter {
  private readonly clock: Clock;
  private readonly limits: WireLimits;
  private readonly authenticator: Authenticator | undefined;
  /** What was said to the peer that has yet to prove itself. */
  private greeting: Greeting | null = null;
  private backOff = KEY_BACK_OFF_MICROSECONDS;
  /** No key is asked for before this time, µs. */
  private notBefore = 0;

  /** @param authenticator without one there is no key */
  constructor(clock: Clock, limits: WireLimits, authenticator?: Authenticator) {
    this.clock = clock;
    this.limits = limits;
    this.authenticator = authenticator;
  }

  /** The state in which a peer begins that has just connected. */
  start(frames: FrameReader): State {
    const demandsKey = this.authenticator?.hasKey ?? false;
    this.greeting = null;
    frames.admit(!demandsKey, false);
    return demandsKey ? STATE.locked : STATE.connected;
  }

  /**
   * Answers the `hello` in hand with `welcome`, and with a challenge in a state that is locked; gives the state after
   * that. Faults `argumentInvalid`; `keyTooSoon` shortly after a wrong proof.
   */
  greet({ arguments: args, frames, out }: Portal, state: State): State {
    const hasToProve = isLocked(state);
    const hello = new HelloSink();
    args.deliver(hello);
    if (!isNonce(hello.nonce))
      throw new Fault('argumentInvalid', `hello, nonce: expected ${2 * NONCE_BYTES} hexadecimal digits`);
    const greeting = {
      helloVersion: hello.version,
      version: VERSION,
      controllerNonce: hello.nonce,
      robotNonce: hasToProve ? this.challenge() : '',
      payloadBytes: this.limits.payloadBytes,
      rows: this.limits.rows,
      nameBytes: NAME_BYTES_MAX,
      window: BUFFSIZE + 1,
    };
    out.send(packetNamed('welcome'), new WelcomeSource(greeting));
    frames.admit(!hasToProve, true);
    if (!hasToProve) return this.begin(args, state);
    this.greeting = greeting;
    return STATE.challenged;
  }

  /**
   * Answers the `proof` in hand with `accepted`, the robot's own; gives the state after that. Fault `keyWrong`. Each
   * challenge can be answered once.
   */
  prove({ arguments: args, frames, out }: Portal): State {
    const { greeting, authenticator } = this;
    this.greeting = null;
    if (greeting === null || authenticator === undefined) throw new Fault('keyWanted');
    const proof = new ProofSink(asciiBytes(hexOf(authenticator.sign(proofMessage('controller', greeting)))));
    args.deliver(proof);
    if (!proof.isRight) {
      this.notBefore = this.clock.now() + this.backOff;
      this.backOff = Math.min(2 * this.backOff, KEY_BACK_OFF_MICROSECONDS_MAX);
      throw new Fault('keyWrong');
    }
    this.backOff = KEY_BACK_OFF_MICROSECONDS;
    const own = hexOf(authenticator.sign(proofMessage('robot', greeting)));
    out.send(packetNamed('accepted'), { rows: () => 0, put: (_field, _row, writer) => writer.text(own) });
    frames.admit(true, true);
    return this.begin(args, STATE.connected);
  }

  /** The encoding of the greeting says nothing of what follows: the connection is like one that was just opened. */
  private begin(args: ArgumentsReader, state: State): State {
    args.encoding = null;
    return state;
  }

  private challenge(): string {
    const wait = this.notBefore - this.clock.now();
    if (wait > 0) throw new Fault('keyTooSoon', `in ${Math.ceil(wait / MICROSECONDS)} s`);
    const nonce = new Uint8Array(NONCE_BYTES);
    this.authenticator?.fillRandom(nonce);
    return hexOf(nonce);
  }
}
