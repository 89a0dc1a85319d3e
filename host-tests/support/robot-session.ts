// The controller's side of a session with a rig: commands by their arguments, answers as plain values.

import {
  type InitArguments,
  initSource,
  type Mix,
  makeSource,
  mixSource,
  namesSource,
  type Product,
  pauseSource,
  productsSource,
  type Step,
  transferSource,
} from '../../src/host/controller-arguments.js';
import type { Encoding } from '../../src/wire/arguments-reader.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { type PacketName, packetNamed } from '../../src/wire/packets.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { hexBytes } from './bytes.js';
import type { Rig } from './lab-robot.js';
import { MemoryLink } from './memory-link.js';
import { type Parsed, packet, parseStream } from './packets.js';
import { payloadOf } from './payloads.js';

/** Name (or id, if that was asked for), well, slot, volume and aspirable volume in µL. */
export type Location = readonly [
  name: string | number,
  well: string,
  deckPos: number,
  volume: number,
  aspirable: number,
];

/** The report files by their names. */
export type Files = Readonly<Record<string, string>>;

/** Arguments without their tags: tuples as arrays, floats as numbers. */
function untagged(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(untagged);
  if (tree === null || typeof tree !== 'object') return tree;
  const { $tuple, $float, $exception } = tree as Record<string, unknown>;
  if ($tuple !== undefined) return untagged($tuple);
  if ($float !== undefined) return Number($float);
  if ($exception === undefined) return tree;
  const { type, args } = $exception as { type: string; args: unknown[] };
  return [type, ...args];
}

/** Of the UTF-8 bytes of a file in hex: XS has no TextDecoder. */
export function fileText(hex: string): string {
  let escaped = '';
  const bytes = hexBytes(hex);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    escaped +=
      byte < 0x80 && byte !== 0x25 ? String.fromCharCode(byte) : `%${(256 + byte).toString(16).slice(1)}`;
  }
  return decodeURIComponent(escaped);
}

const readySource = (cid: number): ArgumentSource => ({
  rows: () => 0,
  put: (_field, _row, writer) => writer.integer(cid),
});

/** A packet and its arguments. */
export type SentCommand = readonly [name: PacketName, source: ArgumentSource | null];

function answerOf(answer: Parsed | undefined): string {
  if (answer?.kind !== 'packet') return '';
  if (answer.type !== 'error') return answer.type;
  return ((untagged(answer.args) as [string[]])[0] ?? []).join(': ');
}

/** Each method waits for the robot to come to its end. One that gives a text gives what `answerOf` makes of it. */
export class RobotSession {
  readonly link: MemoryLink;
  readonly #rig: Rig;
  readonly #writer: PickleWriter | CborWriter;
  #cid = 0;
  /** Bytes of the robot that were looked at. */
  #seen = 0;

  constructor(rig: Rig, encoding: Encoding = 'pickle') {
    this.#rig = rig;
    this.#writer = encoding === 'pickle' ? new PickleWriter() : new CborWriter();
    this.link = MemoryLink.connect(rig.server);
  }

  /** Sends a packet; what comes back. */
  ask(name: PacketName, source: ArgumentSource | null = null): Parsed[] {
    this.#send(name, source);
    return this.#answers();
  }

  /** `ready`, `stopped`, the class and text of an error, or nothing when nothing came. */
  command(name: PacketName, source: ArgumentSource | null = null): string {
    return answerOf(this.ask(name, source)[0]);
  }

  /** The same for commands that are sent one right behind the other. */
  commands(list: readonly SentCommand[]): string[] {
    for (const [name, source] of list) this.#send(name, source);
    return this.#answers().map(answerOf);
  }

  init(init: InitArguments): string {
    return this.command('init', initSource(init));
  }

  products(...products: readonly Product[]): string {
    return this.command('init_containers', productsSource(products));
  }

  transfer(source: string, ...steps: readonly Step[]): string {
    return this.command('transfer', transferSource(source, steps, null));
  }

  mix(...mixes: readonly Mix[]): string {
    return this.command('mix', mixSource(mixes, null));
  }

  make(powder: string, concentration: number): string {
    return this.command('make', makeSource(powder, concentration));
  }

  pause(seconds: number): string {
    return this.command('pause', pauseSource(seconds));
  }

  /** Ids in place of the names that `ids` has. */
  locations(
    names: readonly string[] | 'all' = 'all',
    ids: ReadonlyMap<string, number> | null = null,
  ): Location[] {
    const [answer] = this.ask('loc_req', namesSource(names, ids));
    if (answer?.kind !== 'packet' || answer.type !== 'loc_resp') throw new Error('no loc_resp came');
    return (untagged(answer.args) as [Location[]])[0];
  }

  /** The files, acknowledged; none when they are not sent. */
  save(): Files {
    const files: Record<string, string> = {};
    for (const answer of this.ask('save'))
      if (answer.kind === 'file') files[answer.name] = fileText(answer.bytes);
      else if (answer.type === 'sending_files') this.ask('ready', readySource(Number(answer.cid)));
    return files;
  }

  close(): string {
    const answer = this.command('close');
    this.link.end();
    return answer;
  }

  #send(name: PacketName, source: ArgumentSource | null): void {
    const { ghost } = packetNamed(name);
    if (!ghost) this.#cid += 1;
    const payload = source === null ? undefined : payloadOf(name, source, this.#writer);
    this.link.send(packet(name, this.#cid, payload));
  }

  #answers(): Parsed[] {
    this.#rig.settle();
    const answers = parseStream(this.link.sent.subarray(this.#seen));
    this.#seen = this.link.sent.length;
    return answers;
  }
}
