// Random sessions with a robot and a model of its lab, in which every answer, file and action has to be what the model says.

import {
  type InitArguments,
  makeSource,
  mixSource,
  pauseSource,
  productsSource,
  transferSource,
} from '../../src/host/controller-arguments.js';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { PHASE } from '../../src/server/phase.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PickleWriter } from './../../src/wire/pickle-writer.js';
import { outside } from './engine.js';
import { LabModel } from './lab-model.js';
import { checkBalance, checkFiles, checkLocations, filesNow, locationsOf } from './lab-model-checks.js';
import { ModelledMachine } from './lab-model-machine.js';
import { firstTips, type ModelCommand, plan, type Reason } from './lab-model-plan.js';
import { BENCH, Rig } from './lab-robot.js';
import { packet } from './packets.js';
import { payloadOf } from './payloads.js';
import type { Random } from './random.js';
import { randomCommand, randomInit, randomProducts } from './random-protocol.js';
import { RobotSession } from './robot-session.js';

const COMMANDS = 60;

/** Reasons to refuse that seldom come up: they are rather tried. */
const RARE: readonly Reason[] = ['pipette', 'powder', 'tips'];

/** Storage for the longest session; those before it give way. */
const BLOCK_BYTES = 4_096;
const BLOCKS = 256;

const ensure = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what);
};

/** What has happened in all sessions. */
export interface Tally {
  sessions: number;
  performed: number;
  faults: number;
  losses: number;
  refused: Partial<Record<Reason, number>>;
}

export class ModelledRobot {
  readonly rig: Rig;
  readonly tally: Tally = { sessions: 0, performed: 0, faults: 0, losses: 0, refused: {} };
  readonly #machine: ModelledMachine;
  readonly #random: Random;
  #session: RobotSession;
  #isPickle = false;
  /** All the liquid at the start of the session, µL. */
  #initial = 0;

  constructor(random: Random) {
    this.#random = random;
    const machines: ModelledMachine[] = [];
    const network = { ...BENCH.network, onLinkLoss: random.pick(['finish', 'stop'] as const) };
    this.rig = new Rig({
      board: { ...BENCH, network },
      storage: outside(() => new MemoryBlocks(BLOCK_BYTES, BLOCKS)),
      machine: (paced) => {
        machines.push(new ModelledMachine(paced));
        return machines[0]!;
      },
    });
    this.#machine = machines[0]!;
    this.#session = new RobotSession(this.rig);
    this.#session.link.end();
  }

  /** A whole session, to whatever end it comes. Throws where the robot differs from the model. */
  converse(): void {
    this.#isPickle = this.#random.chance(50);
    this.#session = new RobotSession(this.rig, this.#isPickle ? 'pickle' : 'cbor');
    this.tally.sessions += 1;
    if (this.#begin(randomInit(this.#random))) {
      let isOpen = true;
      for (let i = 0; i < COMMANDS && isOpen; i++) isOpen = this.#step();
      if (isOpen) this.#close();
    }
    ensure(this.rig.server.session.phase === PHASE.over, 'the session is not over');
    const files = filesNow(this.rig.robot);
    checkFiles(this.#model, files);
    checkBalance(this.#model, files, this.#initial);
  }

  get #model(): LabModel {
    return this.#machine.model;
  }

  /** Whether the session goes on. */
  #begin(init: InitArguments): boolean {
    const machine = this.#machine;
    machine.model = LabModel.of(init);
    machine.isEnding = false;
    machine.isGuarded = false;
    machine.failsAfter = this.#random.chance(4) ? 1 + this.#random.below(6) : Number.POSITIVE_INFINITY;
    this.#initial = this.#model.total;
    machine.expected = firstTips(this.#model);
    if (!this.#isDone(this.#session.init(init))) return false;
    return this.#perform({ kind: 'init_containers', products: randomProducts(this.#random, 6, 0) });
  }

  /** One command, or a look at what there is; whether the session goes on. */
  #step(): boolean {
    if (this.#random.chance(10)) checkLocations(this.#model, this.#session.locations());
    if (this.#random.chance(6)) checkFiles(this.#model, this.#session.save());
    return this.#perform(randomCommand(this.#random, this.#model));
  }

  #perform(command: ModelCommand): boolean {
    const changes = plan(this.#model, command);
    if (typeof changes === 'string') {
      const isRare = RARE.includes(changes);
      return this.#random.chance(isRare ? 60 : 97) || this.#isRefused(command, changes);
    }
    const machine = this.#machine;
    machine.expected = [...changes];
    if (command.kind === 'init_containers') {
      this.#model.addProducts(command.products);
      return this.#isDone(this.#send(command));
    }
    const actions = 2 + 4 * changes.length;
    machine.part = this.#random.pick([0, 0.25, this.#random.below(1_000) / 1_000, 1]);
    machine.losesPosition = this.#random.chance(30);
    if (this.#random.chance(2)) return this.#lose(command, this.#random.below(actions));
    if (this.#random.chance(3)) machine.failsAfter = 1 + this.#random.below(actions);
    const isDone = this.#isDone(this.#send(command));
    return isDone && command.kind === 'stop' ? this.#continue() : isDone;
  }

  /** The answer to what the model accepts: a fault only where the machine has failed. */
  #isDone(answer: string): boolean {
    const machine = this.#machine;
    const hasFailed = machine.failsAfter <= 0;
    machine.failsAfter = Number.POSITIVE_INFINITY;
    if (!hasFailed) {
      ensure(answer === 'ready' || answer === 'stopped', answer);
      machine.finish();
      this.tally.performed += 1;
      return true;
    }
    ensure(answer.includes('as the test wants it'), answer);
    this.tally.faults += 1;
    checkFiles(this.#model, this.#session.save());
    this.#close();
    return false;
  }

  /** Nothing is changed by a command that is refused. */
  #isRefused(command: ModelCommand, reason: Reason): boolean {
    const { robot } = this.rig;
    checkLocations(this.#model, this.#session.locations());
    const locations = locationsOf(robot);
    const files = filesNow(robot);
    this.#machine.expected = [];
    const answer = this.#send(command);
    ensure(/Error/.test(answer) && !answer.includes('program'), `${answer} in place of a refusal: ${reason}`);
    ensure(locationsOf(robot) === locations, 'a refused command has changed the lab');
    const after = filesNow(robot);
    for (const name of Object.keys(files)) ensure(files[name] === after[name], `${name} has changed`);
    this.tally.refused[reason] = (this.tally.refused[reason] ?? 0) + 1;
    this.#close();
    return false;
  }

  /** After a `stop`: it goes on, or the link is lost while a person may be inside. */
  #continue(): boolean {
    if (this.#random.chance(80)) return this.#isDone(this.#session.command('continue'));
    this.#machine.isGuarded = true;
    this.#end();
    return false;
  }

  /** The link breaks after some actions of a command. */
  #lose(command: ModelCommand, actions: number): boolean {
    this.#session.link.send(packet(command.kind, 99, this.#payload(command)));
    for (let i = 0; i < actions; i++) this.rig.clock.step();
    this.#end();
    return false;
  }

  /** The link is gone. */
  #end(): void {
    this.tally.losses += 1;
    this.#machine.isEnding = true;
    this.#session.link.end();
    this.rig.settle();
  }

  #close(): void {
    const machine = this.#machine;
    machine.isEnding = true;
    if (this.#random.chance(3)) machine.failsAfter = 1 + this.#random.below(3);
    const answer = this.#session.close();
    ensure(answer === 'ready', `${answer} after close`);
    if (machine.failsAfter > 0 && machine.mayMove)
      ensure(
        this.#model.arms.every(({ tip }) => tip < 0),
        'a tip is left on an arm',
      );
  }

  #send(command: ModelCommand): string {
    return this.#session.command(command.kind, this.#source(command));
  }

  #payload(command: ModelCommand): Uint8Array | undefined {
    const source = this.#source(command);
    if (source === null) return undefined;
    return payloadOf(command.kind, source, this.#isPickle ? new PickleWriter() : new CborWriter());
  }

  #source(command: ModelCommand): ArgumentSource | null {
    // A peer that speaks CBOR may send numbers for names, which it knows from their order.
    const ids =
      this.#isPickle || this.#random.chance(50)
        ? null
        : new Map([...this.#model.members.keys()].map((name, id) => [name, id]));
    if (command.kind === 'transfer') return transferSource(command.source, command.steps, ids);
    if (command.kind === 'mix') return mixSource(command.mixes, ids);
    if (command.kind === 'make') return makeSource(command.powder, command.concentration);
    if (command.kind === 'init_containers') return productsSource(command.products);
    return command.kind === 'pause' ? pauseSource(this.#random.below(60)) : null;
  }
}
