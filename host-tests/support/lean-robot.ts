// A real robot and a peer that keeps nothing of what it is sent, for long runs and for measuring what the robot needs.

import {
  type InitArguments,
  initSource,
  type Product,
  productsSource,
  type Step,
  transferSource,
} from '../../src/host/controller-arguments.js';
import { PHASE } from '../../src/server/phase.js';
import type { Server } from '../../src/server/server.js';
import { STATE } from '../../src/server/session-table.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PACKETS, type PacketName } from '../../src/wire/packets.js';
import { outside, outsideBytes } from './engine.js';
import { Rig, type RigOptions } from './lab-robot.js';
import { LeanLink } from './lean-link.js';
import { hexPacket, packet } from './packets.js';
import { payloadOf } from './payloads.js';

/** Bytes of an answer that are looked at. */
const KEPT_BYTES = 8_192;

/** Products on a plate of 96 wells, which all the water of a large tube does not fill. */
const PRODUCTS = 80;

const SAVE = packet('save', 7);
const CLOSE = packet('close', 9);

const LAB: InitArguments = {
  simulate: true,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 6, name: '96_well_plate', firstUsable: 'A1' },
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [{ name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 60 }],
};

export const productName = (product: number): string => `rxn${(product % PRODUCTS) + 1}C1.0`;

const WELLS: readonly Product[] = Array.from({ length: PRODUCTS }, (_, i) => ({
  ...{ name: productName(i), labware: '96_well_plate', maxVol: 300 },
}));

/** Numbers of the names: water first. */
const IDS = new Map(['WaterC1.0', ...WELLS.map(({ name }) => name)].map((name, id) => [name, id]));

/** Water to products, in CBOR with numbers for names. */
export const waterTo = (...steps: readonly Step[]): Uint8Array =>
  packet('transfer', 7, payloadOf('transfer', transferSource('WaterC1.0', steps, IDS), new CborWriter()));

/** A robot behind its server, and the time in which it works. */
interface Served {
  readonly server: Server;
  /** Lets the robot come to the end of all that it has begun. */
  settle(): void;
}

/** A controller that looks at the answers only. */
export class LeanController {
  readonly #robot: Served;
  readonly #kept = outsideBytes(KEPT_BYTES);
  #link: LeanLink;

  constructor(robot: Served) {
    this.#robot = robot;
    this.#link = new LeanLink(robot.server, this.#kept);
  }

  connect(): void {
    this.#link = new LeanLink(this.#robot.server, this.#kept);
    this.#robot.server.connect(this.#link);
  }

  /** Sends a packet and lets the robot come to its end; the first packet that comes back, or the empty text. */
  send(bytes: Uint8Array): PacketName | '' {
    this.#link.sentBytes = 0;
    this.#link.send(bytes);
    this.#robot.settle();
    return this.#link.sentBytes === 0 ? '' : (PACKETS[this.#kept[8] as number]?.name ?? '');
  }

  /** Whether what came back has an ASCII text in it. */
  hasSaid(text: string): boolean {
    const last = Math.min(this.#link.sentBytes, KEPT_BYTES) - text.length;
    for (let from = 0; from <= last; from++) if (this.#isAt(from, text)) return true;
    return false;
  }

  /** Sends a packet and leaves the robot with what it begins at once. */
  offer(bytes: Uint8Array): void {
    this.#link.send(bytes);
  }

  /** Lets the robot come to the end of all that it has begun. */
  settle(): void {
    this.#robot.settle();
  }

  /** Takes the files and acknowledges them; how many bytes came. */
  save(): number {
    if (this.send(SAVE) !== 'sending_files') throw new Error('no files came');
    const bytes = this.#link.sentBytes;
    const cid = Array.from(this.#kept.subarray(13, 17), (byte) => (256 + byte).toString(16).slice(1));
    this.send(hexPacket('ready', 7, `81 1a ${cid.join('')}`));
    return bytes;
  }

  /** Closes in good order. */
  close(): void {
    if (this.send(CLOSE) !== 'ready') throw new Error('not closed');
    this.end();
  }

  /** The connection is gone, in whatever state the session is. */
  end(): void {
    this.#robot.server.ended(this.#link);
    this.#robot.settle();
  }

  #isAt(from: number, text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#kept[from + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** Whether the session goes on. */
  get isActive(): boolean {
    const { phase, state } = this.#robot.server.session;
    return phase === PHASE.open && state === STATE.active;
  }
}

export class LeanRobot extends LeanController {
  readonly rig: Rig;

  constructor(options: RigOptions = {}) {
    const rig = outside(() => new Rig(options));
    super(rig);
    this.rig = rig;
  }

  /** Begins a session with water in one tube and empty wells. */
  begin(): void {
    this.connect();
    this.send(packet('init', 1, payloadOf('init', initSource(LAB), new CborWriter())));
    this.send(
      packet('init_containers', 2, payloadOf('init_containers', productsSource(WELLS), new CborWriter())),
    );
    if (!this.isActive) throw new Error('the session was not begun');
  }
}
