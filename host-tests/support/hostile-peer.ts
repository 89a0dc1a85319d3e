// A server that meets peers which send anything, and the check that it serves the next one as if nothing had been.

import { Fault } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { PHASE } from '../../src/server/phase.js';
import { Server } from '../../src/server/server.js';
import { LOC_RESP } from '../../src/wire/packets.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { outsideBytes } from './engine.js';
import { LeanLink } from './lean-link.js';
import { longPayloads } from './long-payloads.js';
import { concat, outline, type Parsed, packet, parseStream } from './packets.js';
import { initPacket } from './sample-packets.js';
import { filesOf, ScriptedRobot } from './scripted-robot.js';

/** Longer than every time limit of a session, µs. */
const LONG_MICROSECONDS = 100_000_000;

const REPORT = filesOf([
  ['wellmap.tsv', new Uint8Array(300).fill(0x61)],
  ['well_history.tsv', new Uint8Array(0)],
  ['protocol_record.txt', new Uint8Array(3_000).fill(0x62)],
]);

const PLACES = {
  rows: (): number => 3,
  put(field: number, row: number, writer: ValueWriter): void {
    if (field === LOC_RESP.name || field === LOC_RESP.well) writer.text(`A${row + 1}`);
    else if (field === LOC_RESP.deckPos) writer.integer(row);
    else writer.float(row + 0.5);
  },
};

/** How the robot and the transport behave while a peer is there. */
export interface Manners {
  /** Replies come later, after the bytes. */
  readonly holds?: boolean;
  /** Every command so many fails. */
  readonly failsEvery?: number;
  /** Bytes that the peer reads before it has sent everything. */
  readonly window?: number;
  /** A second peer comes while the first one is there. */
  readonly crowded?: boolean;
  /** The peer stays silent at the end in place of closing, until a time limit ends it. */
  readonly silent?: boolean;
}

/** Bytes that a session may send and that are looked at. */
const SENT_BYTES = 4_000_000;

/** Packets that one piece can hold, and more. */
const TRIES_MAX = 5_000;

const NEXT_PEER = concat(initPacket(1), packet('home', 2), packet('close', 3));

export class HostileServer {
  readonly clock = new VirtualClock();
  readonly robot = new ScriptedRobot();
  readonly server: Server;
  readonly #sent = outsideBytes(SENT_BYTES);
  #commands = 0;

  constructor() {
    const { clock, robot } = this;
    robot.report = () => REPORT;
    robot.locations = () => PLACES;
    this.server = new Server({
      robot,
      clock,
      wallClock: clock,
      limits: WIRE_LIMITS,
      longPayloads: longPayloads(),
    });
  }

  /** One peer from its connection to its end; gives all that it was sent. Throws what the server throws. */
  meet(pieces: Iterable<Uint8Array>, manners: Manners = {}): Uint8Array {
    const { server } = this;
    this.#behave(manners);
    const link = new LeanLink(server, this.#sent);
    link.window = manners.window ?? Number.POSITIVE_INFINITY;
    server.connect(link);
    for (const piece of pieces) this.#send(link, piece);
    const second = new LeanLink(server);
    if (manners.crowded) server.connect(second);
    link.open();
    this.#answerAll();
    if (manners.silent) this.clock.advance(LONG_MICROSECONDS);
    this.#answerAll();
    server.ended(link);
    this.#answerAll();
    server.ended(second);
    this.#answerAll();
    if (!link.closed || server.session.phase !== PHASE.over) throw new Error('the session is stuck');
    return link.sent();
  }

  /** Whether the next peer gets its `init` and `home` acknowledged and ends in peace. */
  servesNext(): boolean {
    return outline(parseStream(this.meet([NEXT_PEER]))).join() === 'ready 1,ready 2,ready 3';
  }

  /** All of the bytes: a server that has no room for them gets on when the peer reads and the robot replies. */
  #send(link: LeanLink, bytes: Uint8Array): void {
    let isTaken = link.send(bytes);
    this.robot.finish();
    for (let tries = 0; !isTaken && !link.closed; tries++) {
      if (tries === TRIES_MAX) throw new Error('the server takes no more bytes');
      link.open();
      this.robot.finish();
      isTaken = link.resend();
    }
  }

  #behave({ holds = false, failsEvery = 0 }: Manners): void {
    const { robot } = this;
    robot.calls.length = 0;
    robot.holds = holds;
    robot.failure = () => {
      this.#commands += 1;
      return failsEvery > 0 && this.#commands % failsEvery === 0 ? new Fault('commandFailed', 'no') : null;
    };
  }

  /** Gives the robot's replies until none is waited for. */
  #answerAll(): void {
    while (this.robot.pending !== null) this.robot.finish();
  }
}

export const errorsIn = (parsed: readonly Parsed[]): number =>
  parsed.filter((item) => item.kind === 'packet' && item.type === 'error').length;
