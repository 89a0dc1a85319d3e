// A server, a robot and a peer that need hardly more memory than the server alone, for sessions on a small board.

import { HEADER_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import type { Reply, Robot } from '../../src/robot/robot.js';
import { PHASE } from '../../src/server/phase.js';
import { Server } from '../../src/server/server.js';
import { STATE } from '../../src/server/session-table.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PACKETS, type PacketName, packetNamed } from '../../src/wire/packets.js';
import { capturedPacket } from './captured.js';
import { outsideBytes } from './engine.js';
import { LeanLink } from './lean-link.js';
import { longPayloads } from './long-payloads.js';
import { packet } from './packets.js';
import { ArgumentsRecorder } from './recorded-arguments.js';
import { filesOf } from './scripted-robot.js';

/** The shortest one that was captured, in CBOR, so that beginning takes as little as it can. */
const INIT = packet(
  'init',
  1,
  new ArgumentsRecorder()
    .record(packetNamed('init'), capturedPacket('init/no-reagents/p4').subarray(HEADER_BYTES))
    .payload(new CborWriter()),
);
const SINK = { value(): void {} };
const REPORT = filesOf([['wellmap.tsv', outsideBytes(300)]]);
const NO_PLACES = { rows: () => 0, put: () => {} };

/** Takes every argument, as a robot does, and has done at once what it is asked for. */
const ROBOT: Robot = {
  begin(_command, args, reply: Reply): void {
    args.deliver(SINK);
    reply.done();
  },
  locate(args) {
    args.deliver(SINK);
    return NO_PLACES;
  },
  files: () => REPORT,
  breakdown: (_mayMove, _ending, reply) => reply.done(),
};

/** Bytes of the longest answer that is looked at. */
const KEPT_BYTES = 1_024;

export class LeanSession {
  readonly server: Server;
  readonly #kept = outsideBytes(KEPT_BYTES);
  #link: LeanLink;

  constructor() {
    const clock = new VirtualClock();
    this.server = new Server({
      robot: ROBOT,
      clock,
      wallClock: clock,
      limits: WIRE_LIMITS,
      longPayloads: longPayloads(),
    });
    this.#link = new LeanLink(this.server, this.#kept);
  }

  connect(): void {
    this.#link = new LeanLink(this.server, this.#kept);
    this.server.connect(this.#link);
  }

  /** Begins a session with its `init`. */
  begin(): void {
    this.connect();
    this.send(INIT);
  }

  /** Ends it, whatever state it is in. */
  end(): void {
    this.server.ended(this.#link);
  }

  /** Sends a packet; the name of the packet that comes back first, or the empty text. */
  send(bytes: Uint8Array): PacketName | '' {
    this.#link.sentBytes = 0;
    this.#link.send(bytes);
    return this.#link.sentBytes === 0 ? '' : (PACKETS[this.#kept[8] as number]?.name ?? '');
  }

  /** Whether the ASCII text stands in the answer to the last packet. */
  said(text: string): boolean {
    const end = Math.min(this.#link.sentBytes, KEPT_BYTES) - text.length;
    for (let at = 0; at <= end; at++) {
      let same = 0;
      while (same < text.length && this.#kept[at + same] === text.charCodeAt(same)) same += 1;
      if (same === text.length) return true;
    }
    return false;
  }

  /** Whether the next packet is served: the session is open and nothing was refused. */
  get isActive(): boolean {
    const { phase, state } = this.server.session;
    return phase === PHASE.open && state === STATE.active;
  }
}
