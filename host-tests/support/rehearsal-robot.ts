// A robot without a machine: it knows the containers by name, adds up what was moved, and carries out nothing.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import type { ByteSource } from '../../src/kernel/byte-source.js';
import { Fault } from '../../src/kernel/faults.js';
import { NAME_BYTES_MAX } from '../../src/kernel/limits.js';
import { NameArena, NO_NAME } from '../../src/kernel/name-arena.js';
import { pythonFloat } from '../../src/kernel/python-float.js';
import { cutUtf8, putUtf8, textAt, utf8Length } from '../../src/kernel/utf8.js';
import type { Command, Ending, Reply, Robot } from '../../src/robot/robot.js';
import type { ArgumentSink } from '../../src/wire/argument-sink.js';
import type { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import type { FileSource } from '../../src/wire/file-stream.js';
import { INIT, INIT_CONTAINERS, LOC_REQ, LOC_RESP, MAKE, MIX, TRANSFER } from '../../src/wire/packets.js';
import { KIND, type ValueReader } from '../../src/wire/value-reader.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';

/** Containers that it can tell apart. */
const CONTAINERS_MAX = 512;

type Take = (field: number, row: number, value: ValueReader) => void;

const tooMany = () => new Fault('commandFailed', `more than ${CONTAINERS_MAX} containers`);

const sink = (value: Take): ArgumentSink => ({ value });

/**
 * Serves a controller until the packet semantics have a real robot behind them: unknown names are errors, as on the
 * robot; volumes are what was transferred in and out, from zero; places are those of `init`, products have none.
 */
export class RehearsalRobot implements Robot {
  readonly #names = new NameArena(CONTAINERS_MAX, 65_535);
  /** µL. */
  readonly #volumes = new Float64Array(CONTAINERS_MAX);
  /** All that was ever moved, µL: no container holds more. */
  #moved = 0;
  /** Steps of the transfer in hand. */
  readonly #steps = { ids: new Uint16Array(CONTAINERS_MAX), volumes: new Float64Array(CONTAINERS_MAX) };
  readonly #wells: string[] = [];
  readonly #deckPositions = new Uint8Array(CONTAINERS_MAX);

  begin(command: Command, args: ArgumentsReader, reply: Reply): void {
    try {
      this.#perform(command, args);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      reply.fail(fault);
      return;
    }
    reply.done();
  }

  locate(args: ArgumentsReader): ArgumentSource {
    const asked: { readonly id: number; readonly byId: boolean }[] = [];
    args.deliver(
      sink((field, _row, value) => {
        if (field === LOC_REQ.name) asked.push({ id: this.#known(value), byId: value.kind === KIND.integer });
        else for (let id = 0; id < this.#names.count; id++) asked.push({ id, byId: false });
      }),
    );
    return {
      rows: () => asked.length,
      put: (field, row, writer) => {
        const { id, byId } = asked[row] ?? { id: 0, byId: false };
        if (field === LOC_RESP.name && byId) writer.integer(id);
        else this.#putEntry(field, id, writer);
      },
    };
  }

  files(): FileSource {
    let map = 'chem_name\tloc\tdeck_pos\tvol\tcontainer\n';
    for (let id = 0; id < this.#names.count; id++) {
      const place = `${this.#wells[id] ?? ''}\t${this.#deckPositions[id]}`;
      map += `${this.#text(id)}\t${place}\t${pythonFloat(this.#volumes[id] as number)}\t\n`;
    }
    const contents = [
      ['wellmap.tsv', map],
      ['well_history.tsv', 'timestamp\tchemical\tvol\tcontainer\n'],
      ['protocol_record.txt', ''],
    ].map(([name, text]) => ({ name, bytes: Buffer.from(text as string) }));
    return {
      count: contents.length,
      name: (file) => contents[file]?.name ?? '',
      read: (file, offset, target) =>
        contents[file]?.bytes.copy(target, 0, offset, offset + target.length) ?? 0,
    };
  }

  /** The next user finds nothing of this one. */
  breakdown(_mayMove: boolean, _ending: Ending, reply: Reply): void {
    this.#clear();
    reply.done();
  }

  #perform(command: Command, args: ArgumentsReader): void {
    if (command === 'init') this.#init(args);
    else if (command === 'init_containers') this.#initContainers(args);
    else if (command === 'transfer') this.#transfer(args);
    else if (command === 'mix')
      args.deliver(sink((field, _row, value) => field === MIX.name && this.#known(value)));
    else if (command === 'make') this.#make(args);
  }

  #clear(): void {
    this.#names.clear();
    this.#volumes.fill(0);
    this.#moved = 0;
    this.#wells.length = 0;
    this.#deckPositions.fill(0);
  }

  #init(args: ArgumentsReader): void {
    this.#clear();
    const ids: number[] = [];
    args.deliver(
      sink((field, row, value) => {
        if (field === INIT.reagentName) ids[row] = this.#create(value);
      }),
    );
    args.deliver(
      sink((field, row, value) => {
        const id = ids[row] as number;
        if (field === INIT.reagentLoc) this.#wells[id] = textAt(value.ring, value.start, value.length);
        if (field === INIT.reagentDeckPos) this.#deckPositions[id] = value.number;
      }),
    );
  }

  /** All names are checked before any container is made. */
  #initContainers(args: ArgumentsReader): void {
    const names = new Set<string>();
    args.deliver(
      sink((field, _row, value) => {
        if (field !== INIT_CONTAINERS.name) return;
        const { ring, start, length } = value;
        const name = textAt(ring, start, length);
        if (names.has(name) || this.#names.find(ring, start, length) !== NO_NAME)
          throw new Fault(
            'commandFailed',
            `you tried to initialize ${name}, but there is already an entry for ${name}`,
          );
        names.add(name);
      }),
    );
    if (this.#names.count + names.size > CONTAINERS_MAX) throw tooMany();
    args.deliver(sink((field, _row, value) => field === INIT_CONTAINERS.name && this.#create(value)));
  }

  /** All names and volumes are checked before anything is booked. */
  #transfer(args: ArgumentsReader): void {
    const { ids, volumes } = this.#steps;
    let count = 0;
    let source = 0;
    args.deliver(
      sink((field, row, value) => {
        if (field === TRANSFER.source) source = this.#known(value);
        else if (field === TRANSFER.destination) ids[row] = this.#known(value);
        else volumes[row] = value.number;
        if (field === TRANSFER.volume) count += 1;
      }),
    );
    let moved = this.#moved;
    for (let row = 0; row < count; row++) moved += volumes[row] as number;
    if (!Number.isFinite(moved)) throw new Fault('commandFailed', 'more liquid than a number can hold');
    this.#moved = moved;
    for (let row = 0; row < count; row++) {
      const volume = volumes[row] as number;
      const destination = ids[row] as number;
      this.#volumes[source] = (this.#volumes[source] as number) - volume;
      this.#volumes[destination] = (this.#volumes[destination] as number) + volume;
    }
  }

  #make(args: ArgumentsReader): void {
    let name = '';
    args.deliver(
      sink((field, _row, value) => {
        if (field === MAKE.name) name = textAt(value.ring, value.start, value.length);
        else name += `C${value.kind === KIND.float ? pythonFloat(value.number) : value.number}`;
      }),
    );
    const length = utf8Length(name);
    if (length > NAME_BYTES_MAX)
      throw new Fault(
        'commandFailed',
        `the product's name has ${length} bytes, ${NAME_BYTES_MAX} at most: ${cutUtf8(name, 64)}...`,
      );
    const ring = new ByteRing(NAME_BYTES_MAX);
    putUtf8(ring, name);
    this.#intern(ring, 0, ring.length);
  }

  #create({ ring, start, length }: ValueReader): number {
    return this.#intern(ring, start, length);
  }

  #intern(ring: ByteSource, start: number, length: number): number {
    const id = this.#names.intern(ring, start, length);
    if (id === NO_NAME) throw tooMany();
    return id;
  }

  /** Id of a container that is named or given by its id. */
  #known(value: ValueReader): number {
    if (value.kind === KIND.integer) {
      if (value.number < this.#names.count) return value.number;
      throw new Fault('unknownName', `#${value.number}`);
    }
    const id = this.#names.find(value.ring, value.start, value.length);
    if (id === NO_NAME) throw new Fault('unknownName', textAt(value.ring, value.start, value.length));
    return id;
  }

  #text(id: number): string {
    return Buffer.from(this.#names.bytes(id)).toString();
  }

  #putEntry(field: number, id: number, writer: ValueWriter): void {
    if (field === LOC_RESP.name) writer.name(this.#names, id);
    else if (field === LOC_RESP.well) writer.text(this.#wells[id] ?? '');
    else if (field === LOC_RESP.deckPos) writer.integer(this.#deckPositions[id] as number);
    else writer.float(this.#volumes[id] as number);
  }
}
