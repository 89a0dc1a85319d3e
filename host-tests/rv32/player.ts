// A controller inside of the emulated chip: it plays packets to the firmware in place of the serial line, so that what
// they cost repeats to the instruction, and prints that as lines of JSON.

import { CHIP, EVENT } from '../../src/device/rv32/chip.js';
import { PACKETS } from '../../src/wire/packets.js';
import { COUNTER, Counters, XS } from '../support/engine.js';
import { hexPacket } from '../support/packets.js';
import { ChipFigures, FIGURE } from './figures.js';
import { Garbage } from './garbage.js';

export interface Command {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** All ends with the first move of this command. */
  readonly endsAtMove?: boolean;
  /** Garbage is made while its moves are fed; all ends with so many collections of it. */
  readonly collections?: number;
}

/** Bytes of a header: a length of 8, the type, a cid of 8 of which the last four matter here. */
const HEADER_BYTES = 17;
const TYPE_AT = 8;
const CID_AT = 13;

/** What the line offers at once, as its ring does. */
const OFFER_BYTES = 2_048;

/** Times that the robot waits this long and sends nothing, after which its files are taken to be complete. */
const QUIET_WAITS = 3;
const QUIET_MICROSECONDS = 1_000;

const say = (line: object): void => XS.hostPrint?.(JSON.stringify(line));

/** One after the other; each session begins with a connection and ends with its end. */
export class Player {
  readonly #sessions: readonly (readonly Command[])[];
  readonly #counters = new Counters();
  readonly #figures = new ChipFigures();
  readonly #garbage = new Garbage();
  readonly #header = new Uint8Array(HEADER_BYTES);
  #headerBytes = 0;
  /** Bytes of a payload that are still to come. */
  #payloadBytes = 0;
  #session = 0;
  #command = -1;
  #sending: Uint8Array | undefined;
  #sent = 0;
  #isAnswered = false;
  /** The robot sends files, and has waited so many times since it last did. */
  #quietWaits = -1;
  /** That the command at hand asks for. */
  #collections = 0;
  #begun = 0;
  #movedAt = 0;

  constructor(sessions: readonly (readonly Command[])[]) {
    this.#sessions = sessions;
    this.#figures.read();
    say({ name: 'start to listening', instructions: this.#figures.get(FIGURE.startInstructions) });
    this.#sayMemory('listening');
  }

  /** What happens on the line now, as bits of `EVENT`; 0 when the robot is waited for. */
  next(): number {
    if (this.available() > 0) return EVENT.received;
    if (this.#command === -1) {
      this.#command = 0;
      this.#isAnswered = true;
      return EVENT.opened;
    }
    if (this.#quietWaits >= 0) {
      this.#quietWaits += 1;
      return this.#quietWaits < QUIET_WAITS ? 0 : this.#acknowledge();
    }
    if (!this.#isAnswered) return 0;
    this.#sayCommand();
    const command = this.#sessions[this.#session]?.[this.#command];
    if (command === undefined) return this.#endSession();
    this.#command += 1;
    return this.#begin(command);
  }

  get isTakingFiles(): boolean {
    return this.#quietWaits >= 0;
  }

  available(): number {
    return Math.min((this.#sending?.length ?? 0) - this.#sent, OFFER_BYTES);
  }

  receive(target: Uint8Array): void {
    const sending = this.#sending as Uint8Array;
    target.set(sending.subarray(this.#sent, this.#sent + target.length));
    this.#sent += target.length;
  }

  take(source: Uint8Array): void {
    if (this.#quietWaits >= 0) this.#quietWaits = 0;
    for (let at = 0; at < source.length && this.#quietWaits < 0; ) {
      if (this.#payloadBytes > 0) {
        const passed = Math.min(this.#payloadBytes, source.length - at);
        this.#payloadBytes -= passed;
        at += passed;
        continue;
      }
      this.#header[this.#headerBytes] = source[at] as number;
      this.#headerBytes += 1;
      at += 1;
      if (this.#headerBytes === HEADER_BYTES) this.#takeHeader();
    }
  }

  /** An axis starts. */
  moves(): void {
    if (this.#movedAt !== 0) return;
    this.#movedAt = this.#instructions();
    if (this.#sessions[this.#session]?.[this.#command - 1]?.endsAtMove !== true) return;
    this.#sayCommand();
    XS.hostExit?.(0);
  }

  /** The robot waits, while its axes may run. */
  litter(): void {
    if (this.#collections === 0) return;
    const garbage = this.#garbage;
    garbage.make();
    if (garbage.collections < this.#collections) return;
    const { collections, longest } = garbage;
    say({ name: this.#name(), collections, longestCollection: longest });
    XS.hostExit?.(0);
  }

  #takeHeader(): void {
    const header = this.#header;
    this.#headerBytes = 0;
    this.#payloadBytes = ((header[6] as number) << 8) | (header[7] as number);
    const name = PACKETS[header[TYPE_AT] as number]?.name ?? 'error';
    if (name === 'error' || name === 'stopped') throw new Error(`${this.#name()} was answered with ${name}`);
    if (name === 'sending_files') this.#quietWaits = 0;
    else this.#isAnswered = true;
  }

  /** Of the files. */
  #acknowledge(): number {
    const cid = Array.from(this.#header.subarray(CID_AT), (byte) => (256 + byte).toString(16).slice(1));
    this.#quietWaits = -1;
    this.#isAnswered = true;
    return this.#offer(hexPacket('ready', 7, `81 1a ${cid.join('')}`));
  }

  #begin({ bytes, collections = 0 }: Command): number {
    this.#isAnswered = false;
    this.#collections = collections;
    this.#movedAt = 0;
    this.#figures.read();
    this.#begun = this.#instructions();
    return this.#offer(bytes);
  }

  #offer(bytes: Uint8Array): number {
    this.#sending = bytes;
    this.#sent = 0;
    return EVENT.received;
  }

  #endSession(): number {
    this.#sayMemory(`session ${this.#session + 1}`);
    this.#session += 1;
    this.#command = -1;
    if (this.#session === this.#sessions.length) XS.hostExit?.(0);
    return EVENT.ended;
  }

  #instructions(): number {
    return this.#counters.read().get(COUNTER.instructions);
  }

  #name(): string {
    return this.#sessions[this.#session]?.[this.#command - 1]?.name ?? 'connection';
  }

  #sayCommand(): void {
    if (this.#command === 0) return;
    const toFirstMove = this.#movedAt === 0 ? undefined : this.#movedAt - this.#begun;
    const figures = this.#figures.read();
    const collections = figures.get(FIGURE.collections);
    const longestCollection = figures.get(FIGURE.longestCollection);
    say({ name: this.#name(), toFirstMove, collections, longestCollection });
  }

  /** The most that was in use so far. */
  #sayMemory(name: string): void {
    const counters = this.#counters.read();
    const figures = this.#figures.read();
    say({
      name: `memory: ${name}`,
      staticBytes: figures.get(FIGURE.staticBytes),
      stackBytes: figures.get(FIGURE.stackBytes),
      stackPeakBytes: figures.get(FIGURE.stackPeakBytes),
      heapBytes: figures.get(FIGURE.heapBytes),
      slots: counters.get(COUNTER.slots),
      chunkBytes: counters.get(COUNTER.chunkBytes),
      stackSlotsPeak: counters.get(COUNTER.stackPeak),
    });
  }
}

/** Puts a player where the firmware finds the serial line; it begins when the robot waits for the first time. */
export function playOnLine(sessions: readonly (readonly Command[])[]): void {
  const { chipWait } = CHIP;
  let player: Player | undefined;
  const replaced = {
    chipWait: (until: number): number => {
      player = player ?? new Player(sessions);
      player.litter();
      return (
        player.next() || chipWait(player.isTakingFiles ? CHIP.chipMicroseconds() + QUIET_MICROSECONDS : until)
      );
    },
    chipAvailable: (): number => player?.available() ?? 0,
    chipReceive: (target: Uint8Array): void => player?.receive(target),
    chipSend: (source: Uint8Array): void => player?.take(source),
    chipHangUp: (): void => {},
  };
  Object.assign(globalThis, replaced);
  const start = Reflect.get(globalThis, 'xs_step_start') as (this: unknown, axes: number) => void;
  Object.assign(globalThis, {
    xs_step_start(this: unknown, axes: number): void {
      player?.moves();
      start.call(this, axes);
    },
  });
}
