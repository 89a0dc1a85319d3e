// Checks a run from its value change dump and board.json alone, with no knowledge of the program that made it.

import { ArmChecks, type Deed } from './arm-checks.js';
import { AxisChecks, type Complain } from './axis-checks.js';
import type { BoardJson } from './board-json.js';
import { type DeckEntry, type Solid, solidsOf } from './labware-solids.js';
import { compareDeeds, deedsOf } from './liquid-log.js';
import { PumpChecks } from './pump-checks.js';
import type { VcdListener } from './vcd-reader.js';

/** What a person put on the machine. */
export interface Setup {
  readonly deck: readonly DeckEntry[];
  /** By arm, the name of its pipette, or of the pump that stands in for it. */
  readonly pipettes: Readonly<Record<string, string>>;
  /** Where the supply of a pump on an output stands: `A3 on 1`. */
  readonly supply?: string | undefined;
}

/** More of them say nothing more. */
const COMPLAINTS_MAX = 20;

/** As exact as the times of an output are. */
const SWITCHING_SECONDS = 10e-6;

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
  readonly #arms = new Map<string, ArmChecks | PumpChecks>();
  /** By arm, the axis that moves its liquid. */
  readonly #plungers = new Map<string, string>();
  /** By the name of a signal, then in the order of the dump. */
  readonly #byName = new Map<string, Follow>();
  readonly #bySignal: (Follow | undefined)[] = [];
  /** Of the coarsest plunger or output that is used. */
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
    for (const [arm, instrument] of Object.entries(setup.pipettes))
      this.#arms.set(arm, this.#armOf(arm, instrument, solids, setup.supply, complain));
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
    return [
      ...this.#complaints,
      ...compareDeeds(this.deeds, deedsOf(record, this.#board.deck.trashSlot), this.#stepMicroliters),
    ];
  }

  #armOf(
    arm: string,
    instrument: string,
    solids: readonly Solid[],
    supply: string | undefined,
    complain: Complain,
  ): ArmChecks | PumpChecks {
    const board = this.#board;
    const { head, plunger } = board.arms[arm]!;
    const axes = { x: this.#axis('x'), y: this.#axis('y'), head: this.#axis(head) };
    const pump = board.pumps[instrument];
    const moving = pump === undefined ? plunger : pump.axis;
    const axis = moving === undefined ? undefined : this.#axis(moving);
    if (moving !== undefined) this.#plungers.set(arm, moving);
    const { microlitersPerMillimeter } = pump ?? board.pipettes[instrument]!;
    const step =
      axis === undefined
        ? (pump?.flowRate ?? 0) * SWITCHING_SECONDS
        : microlitersPerMillimeter / axis.stepsPerMillimeter;
    this.#stepMicroliters = Math.max(this.#stepMicroliters, step);
    if (pump === undefined)
      return new ArmChecks(
        arm,
        board.pipettes[instrument]!,
        axes,
        axis!,
        board,
        solids,
        complain,
        this.deeds,
      );
    const isSupplied = pump.kind === 'output' ? supply : undefined;
    const checks = new PumpChecks(arm, pump, axes, axis, board, solids, complain, this.deeds, isSupplied);
    this.#byName.set(`${arm}_${instrument}`, (level, tick) => checks.switched(level, tick));
    return checks;
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
    for (const [name, pump] of Object.entries(this.#board.pumps))
      if (pump.axis === axis) return `${this.#armWith(name)}_${name}`;
    return axis;
  }

  #armWith(instrument: string): string {
    const arms = Object.entries(this.#board.arms);
    return arms.find(([, { instruments }]) => instruments.includes(instrument))![0];
  }

  #wire(name: string): void {
    const axis = this.#axis(name);
    const title = this.#titleOf(name);
    const moved: (ArmChecks | PumpChecks)[] = [];
    const plunged: (ArmChecks | PumpChecks)[] = [];
    for (const [arm, checks] of this.#arms) {
      const { head } = this.#board.arms[arm]!;
      if (name === 'x' || name === 'y' || name === head) moved.push(checks);
      if (name === this.#plungers.get(arm)) plunged.push(checks);
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
