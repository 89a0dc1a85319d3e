// Checks a run from its value change dump and board.json alone, with no knowledge of the program that made it.

import { ArmChecks, type Deed } from './arm-checks.js';
import { AxisChecks } from './axis-checks.js';
import type { BoardJson } from './board-json.js';
import { type DeckEntry, type Solid, solidsOf } from './labware-solids.js';
import { compareDeeds, deedsOf } from './liquid-log.js';
import type { VcdListener } from './vcd-reader.js';

/** What a person put on the machine. */
export interface Setup {
  readonly deck: readonly DeckEntry[];
  /** By arm, the name of its pipette. */
  readonly pipettes: Readonly<Record<string, string>>;
}

/** More of them say nothing more. */
const COMPLAINTS_MAX = 20;

type Follow = (level: number, tick: number) => void;

/** Listens to a VcdReader; `finish` says what is wrong. */
export class TraceChecker implements VcdListener {
  edges = 0;
  /** What the arms did, from the trace. */
  readonly deeds: Deed[] = [];
  readonly #board: BoardJson;
  readonly #complaints: string[] = [];
  /** What is wrong again and again is said once. */
  readonly #said = new Set<string>();
  readonly #axes = new Map<string, AxisChecks>();
  readonly #arms = new Map<string, ArmChecks>();
  /** By the name of a signal, then in the order of the dump. */
  readonly #byName = new Map<string, Follow>();
  readonly #bySignal: (Follow | undefined)[] = [];
  /** Of the coarsest plunger that is used. */
  #stepMicroliters = 0;
  #tick = 0;

  constructor(board: BoardJson, setup: Setup, solids: readonly Solid[] = solidsOf(board, setup.deck)) {
    this.#board = board;
    const complain = (what: string): void => {
      if (this.#said.has(what) || this.#complaints.length === COMPLAINTS_MAX) return;
      this.#said.add(what);
      this.#complaints.push(`${(this.#tick / 10_000_000).toFixed(7)} s, ${what}`);
    };
    for (const [name, axis] of Object.entries(board.axes))
      this.#axes.set(name, new AxisChecks(this.#titleOf(name), axis, board, complain));
    for (const [arm, pipette] of Object.entries(setup.pipettes)) {
      const { head, plunger } = board.arms[arm]!;
      const axes = {
        x: this.#axis('x'),
        y: this.#axis('y'),
        head: this.#axis(head),
        plunger: this.#axis(plunger),
      };
      const figures = board.pipettes[pipette]!;
      const step = figures.microlitersPerMillimeter / axes.plunger.stepsPerMillimeter;
      this.#stepMicroliters = Math.max(this.#stepMicroliters, step);
      this.#arms.set(arm, new ArmChecks(arm, figures, axes, board, solids, complain, this.deeds));
    }
    for (const name of this.#axes.keys()) this.#wire(name);
    for (const name of Object.keys(board.enables)) this.#wireEnable(name);
  }

  signal(name: string): void {
    this.#bySignal.push(this.#byName.get(name));
  }

  initial(signal: number, level: number): void {
    this.#bySignal[signal]?.(level, Number.NEGATIVE_INFINITY);
  }

  edge(signal: number, level: number, tick: number): void {
    this.edges += 1;
    this.#tick = tick;
    this.#bySignal[signal]?.(level, tick);
  }

  /** All that is wrong, by its time. @param record the protocol_record.txt that the run saved */
  finish(record: string): string[] {
    for (const [name, axis] of this.#axes) {
      axis.finish();
      if (!axis.isHomed) this.#complaints.push(`${this.#titleOf(name)}: not homed`);
    }
    return [...this.#complaints, ...compareDeeds(this.deeds, deedsOf(record), this.#stepMicroliters)];
  }

  #axis(name: string): AxisChecks {
    return this.#axes.get(name)!;
  }

  /** Signals of the axes of arms have the arm's name. */
  #titleOf(axis: string): string {
    for (const [arm, { head, plunger }] of Object.entries(this.#board.arms)) {
      if (head === axis) return `${arm}_head`;
      if (plunger === axis) return `${arm}_plunger`;
    }
    return axis;
  }

  #wire(name: string): void {
    const axis = this.#axis(name);
    const title = this.#titleOf(name);
    const moved: ArmChecks[] = [];
    const plunged: ArmChecks[] = [];
    for (const [arm, checks] of this.#arms) {
      const { head, plunger } = this.#board.arms[arm]!;
      if (name === 'x' || name === 'y' || name === head) moved.push(checks);
      if (name === plunger) plunged.push(checks);
    }
    this.#byName.set(`${title}_step`, (level, tick) => {
      if (level === 0) {
        if (tick > 0) axis.fall(tick);
        return;
      }
      axis.rise(tick);
      for (let i = 0; i < moved.length; i++) moved[i]!.moved();
      for (let i = 0; i < plunged.length; i++) plunged[i]!.plunged();
    });
    this.#byName.set(`${title}_dir`, (level, tick) => axis.direction(level, tick));
    this.#byName.set(`${title}_home`, (level, tick) => {
      if (tick > 0) axis.home(level, tick);
    });
  }

  #wireEnable(name: string): void {
    const axes = [...this.#axes].filter(([axis]) => this.#board.axes[axis]!.driver.enable === name);
    this.#byName.set(`${name}_enable`, (level, tick) => {
      for (const [, axis] of axes) axis.enable(level, tick);
    });
  }
}
