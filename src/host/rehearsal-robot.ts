// A robot without a machine: it knows the containers by name, adds up what was moved, and carries out nothing.

import { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { NAME_BYTES_MAX } from '../kernel/limits.js';
import { NameArena, NO_NAME } from '../kernel/name-arena.js';
import { pythonFloat } from '../kernel/python-float.js';
import { cutUtf8, putUtf8, textAt } from '../kernel/utf8.js';
import type { Command, Reply, Robot } from '../server/robot.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import type { FileSource } from '../wire/file-stream.js';
import { INIT, INIT_CONTAINERS, LOC_REQ, LOC_RESP, MAKE, MIX, TRANSFER } from '../wire/packets.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';
import type { ValueWriter } from '../wire/value-writer.js';

/** Containers that it can tell apart. */
const CONTAINERS_MAX = 512;

type Take = (field: number, row: number, value: ValueReader) => void;

const sink = (value: Take): ArgumentSink => ({ value });

/**
 * Serves a controller until the packet semantics have a real robot behind them: unknown names are errors, as on the
 * robot; volumes are what was transferred in and out, from zero; places are those of `init`, products have none.
 */
export class RehearsalRobot implements Robot {
  readonly #names = new NameArena(CONTAINERS_MAX, 32 * CONTAINERS_MAX);
  /** µL. */
  readonly #volumes = new Float64Array(CONTAINERS_MAX);
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
      map += `${Buffer.from(this.#names.bytes(id)).toString()}\t${place}\t${pythonFloat(this.#volumes[id] as number)}\t\n`;
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

  breakdown(_mayMove: boolean, reply: Reply): void {
    reply.done();
  }

  #perform(command: Command, args: ArgumentsReader): void {
    if (command === 'init') this.#init(args);
    else if (command === 'init_containers')
      args.deliver(sink((field, _row, value) => this.#product(field, value)));
    else if (command === 'transfer') this.#transfer(args);
    else if (command === 'mix')
      args.deliver(sink((field, _row, value) => field === MIX.name && this.#known(value)));
    else if (command === 'make') this.#make(args);
  }

  #init(args: ArgumentsReader): void {
    this.#names.clear();
    this.#volumes.fill(0);
    this.#wells.length = 0;
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

  #product(field: number, value: ValueReader): void {
    if (field !== INIT_CONTAINERS.name) return;
    if (this.#names.find(value.ring, value.start, value.length) === NO_NAME) this.#create(value);
    else {
      const name = textAt(value.ring, value.start, value.length);
      throw new Fault(
        'commandFailed',
        `you tried to initialize ${name}, but there is already an entry for ${name}`,
      );
    }
  }

  /** All names are known before anything is booked. */
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
    const ring = new ByteRing(NAME_BYTES_MAX + 32);
    putUtf8(ring, cutUtf8(name, ring.capacity));
    this.#intern(ring, 0, ring.length);
  }

  #create({ ring, start, length }: ValueReader): number {
    return this.#intern(ring, start, length);
  }

  #intern(ring: ByteRing, start: number, length: number): number {
    const id = this.#names.intern(ring, start, length);
    if (id === NO_NAME) throw new Fault('commandFailed', `more than ${CONTAINERS_MAX} containers`);
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

  #putEntry(field: number, id: number, writer: ValueWriter): void {
    if (field === LOC_RESP.name) writer.name(this.#names, id);
    else if (field === LOC_RESP.well) writer.text(this.#wells[id] ?? '');
    else if (field === LOC_RESP.deckPos) writer.integer(this.#deckPositions[id] as number);
    else writer.float(this.#volumes[id] as number);
  }
}
