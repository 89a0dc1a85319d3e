// The robot behind the wire: each command is checked whole, then performed, booked and recorded action by action.

import { ENDED } from '../journal/record.js';
import { Fault } from '../kernel/faults.js';
import { WIRE_LIMITS } from '../kernel/limits.js';
import { NONE } from '../lab/numbers.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import type { FileSource } from '../wire/file-stream.js';
import { ACTION, Action, movesNothing } from './action.js';
import { check } from './booking.js';
import { breakdown } from './close.js';
import { Estimator } from './estimator.js';
import { home } from './home.js';
import { init, readInit, Setup } from './init.js';
import { addProducts, checkProducts } from './init-containers.js';
import { Locations } from './locations.js';
import type { Machine } from './machine.js';
import { makeOrdered, readMake } from './make.js';
import { mixAll, readMix } from './mix.js';
import { NO_STEP, Order } from './order.js';
import { pause, readPause } from './pause.js';
import { Performer } from './performer.js';
import { PlainWork } from './plain-work.js';
import { Portion } from './portion.js';
import { RECORDS_AN_ACTION, Recorder } from './recorder.js';
import { explain } from './refusal.js';
import type { Command, Ending, Reply, Robot } from './robot.js';
import type { RobotParts } from './robot-parts.js';
import type { Run, Script } from './script.js';
import { readTransfer, transfer } from './transfer.js';

const { pickUpTip } = ACTION;

/** Told what a command will take, before it is performed: all in all, and by the kinds of `TIME`, s. */
export type OnEstimate = (command: Command, seconds: number, split: Readonly<Float64Array>) => void;

export class LabRobot implements Robot {
  private readonly parts: RobotParts;
  private readonly machine: Machine;
  private readonly recorder: Recorder;
  private readonly performer: Performer;
  private readonly plainWork: PlainWork;
  private readonly estimator: Estimator;
  private readonly locations: Locations;
  private readonly setup = new Setup();
  private readonly order: Order;
  /** The script of the command in hand is read against these: first foreseen, then performed. */
  private readonly foreseen: Run;
  private readonly performed: Run;
  private readonly onEstimate: OnEstimate | null;
  /** The session's `init` was carried out, or begun. */
  private isInSession = false;
  /** That the script read last may need at most. */
  private records = 0;

  constructor(
    parts: RobotParts,
    machine: Machine,
    onEstimate: OnEstimate | null = null,
    rows = WIRE_LIMITS.rows,
  ) {
    const { board, lab, journal, choreography, moves, reach } = parts;
    const { tools } = choreography;
    const order = new Order(rows);
    this.parts = parts;
    this.machine = machine;
    this.order = order;
    this.recorder = new Recorder(journal, lab, board.deck.trashSlot);
    this.performer = new Performer(machine, lab.committed, journal, this.recorder);
    this.plainWork = new PlainWork(tools, lab.containers, reach);
    this.estimator = new Estimator(board, choreography, moves);
    this.locations = new Locations(lab, order);
    this.foreseen = { lab, ledger: lab.pending, action: new Action(), portion: new Portion(), order, tools };
    this.performed = {
      lab,
      ledger: lab.committed,
      action: new Action(),
      portion: new Portion(),
      order,
      tools,
    };
    this.onEstimate = onEstimate;
  }

  begin(command: Command, args: ArgumentsReader, reply: Reply): void {
    try {
      this.order.clear();
      if (command === 'init_containers') this.initContainers(args);
      else {
        const script = this.script(command, args);
        if (script !== null) {
          this.check(command, script);
          if (command === 'init') this.recordReagents();
          else if (command === 'make') this.parts.lab.nameMade();
          this.performer.run(script(this.performed), reply);
          return;
        }
      }
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      explain(fault, this.foreseen);
      reply.fail(fault);
      return;
    }
    reply.done();
  }

  locate(args: ArgumentsReader): ArgumentSource {
    this.locations.ask(args);
    return this.locations;
  }

  files(): FileSource {
    return this.parts.journal.files();
  }

  breakdown(mayMove: boolean, ending: Ending, reply: Reply): void {
    const isAtOnce = ending === 'lost' && this.parts.board.network.onLinkLoss === 'stop';
    this.performer.abandon(isAtOnce, () => {
      this.machine.off();
      const end = this.ending(ending, reply);
      if (mayMove && this.isInSession && this.machine.mayMove)
        this.performer.run(breakdown(this.performed), end);
      else end.done();
    });
  }

  /** Takes the order from the packet; null for a command that moves nothing. */
  private script(command: Command, args: ArgumentsReader): ((run: Run) => Script) | null {
    const run = this.foreseen;
    switch (command) {
      case 'init':
        return this.init(args);
      case 'transfer':
        readTransfer(run, args);
        return transfer;
      case 'mix':
        readMix(run, args);
        return mixAll;
      case 'make':
        readMake(run, args);
        return makeOrdered;
      case 'pause':
        readPause(run, args);
        return (of) => pause(of, this.setup.simulate);
      case 'continue':
        return null;
      default: // home and stop
        return home;
    }
  }

  /** A lab that could not be set up is left empty. */
  private init(args: ArgumentsReader): (run: Run) => Script {
    const { lab, journal, board } = this.parts;
    const tipsLeft = this.machine.pose.tips;
    this.isInSession = false;
    journal.begin();
    try {
      readInit(this.foreseen, args, this.setup, board.temperatureModule);
      this.parts.equip();
    } catch (fault) {
      lab.begin(false, false);
      throw fault;
    }
    this.machine.prepare(this.setup.simulate);
    this.isInSession = true;
    return (run) => init(run, this.setup, tipsLeft);
  }

  private initContainers(args: ArgumentsReader): void {
    const { lab, journal } = this.parts;
    const rows = checkProducts(this.foreseen, args);
    journal.checkRoom(rows);
    addProducts(this.performed, args, (container) => {
      this.recorder.containerMade(container, lab.committed.chemicals.chemicalOf(container), 0);
      if (journal.needsHandOver) journal.handOver();
    });
    journal.handOver();
  }

  /**
   * Reads the whole script before its first action: refused is refused whole, nothing moved and nothing booked. Moves
   * are composed and timed only where somebody wants to know how long they take, or one of them could fail.
   */
  private check(command: Command, script: (run: Run) => Script): void {
    const { plainWork, estimator, onEstimate } = this;
    const { pose } = this.machine;
    const { simulate } = this.setup;
    const isPlain = onEstimate === null && plainWork.begin(pose, simulate) && this.read(script, plainWork);
    if (!isPlain) {
      estimator.begin(pose, simulate);
      this.read(script, {
        has: (action) => {
          estimator.add(action);
          return true;
        },
      });
    }
    this.parts.journal.checkRoom(this.records);
    onEstimate?.(command, estimator.seconds, estimator.split);
  }

  /** Reads a script against the pending books; false for an action that `plainWork` does not have. */
  private read(script: (run: Run) => Script, plainWork: Pick<PlainWork, 'has'>): boolean {
    const { lab } = this.parts;
    let isAdmitted = false;
    let isShortOfTips = false;
    let records = 0;
    lab.pending.copyFrom(lab.committed);
    const isRead = check(script(this.foreseen), lab.pending, (action) => {
      records += RECORDS_AN_ACTION;
      // What the first one that moves needs, all others have after it.
      if (!isAdmitted && !movesNothing(action)) {
        isAdmitted = true;
        this.admit(action);
      }
      // From a tip on that no rack has there is no way to foresee: the check ends in a fault.
      if (action.kind === pickUpTip && action.place === NONE) isShortOfTips = true;
      return isShortOfTips || plainWork.has(action);
    });
    this.records = records;
    return isRead;
  }

  /** What stops the machine has nothing to do with the step of the order that is read. */
  private admit(action: Action): void {
    const { step } = this.order;
    this.order.step = NO_STEP;
    this.machine.admit(action);
    this.order.step = step;
  }

  /** In the order of the table, containers of one name together. */
  private recordReagents(): void {
    const { lab, journal } = this.parts;
    const { chemicals } = lab.committed;
    for (let chemical = 0; chemical < lab.names.count; chemical++)
      for (let member = chemicals.first(chemical); member !== NONE; member = chemicals.next(member)) {
        this.recorder.containerMade(member, chemical, lab.committed.volume(member));
        if (journal.needsHandOver) journal.handOver();
      }
  }

  /** Whatever happens on the way, a breakdown comes to its end. */
  private ending(ending: Ending, reply: Reply): Reply {
    const end = (how: number) => {
      this.isInSession = false;
      this.parts.journal.end(how);
      reply.done();
    };
    return { done: () => end(ENDED[ending]), fail: () => end(ENDED.failed) };
  }
}
