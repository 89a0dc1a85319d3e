// Holds what a machine is told against a model of the lab, action by action, and makes the machine fail now and then.

import { Fault } from '../../src/kernel/faults.js';
import { ACTION, type Action } from '../../src/robot/action.js';
import type { Machine, Outcome } from '../../src/robot/machine.js';
import { type Change, LabModel } from './lab-model.js';

const ACTIONS_OF: Readonly<Record<Change['kind'], number>> = {
  pickUp: ACTION.pickUpTip,
  drop: ACTION.dropTip,
  aspirate: ACTION.aspirate,
  dispense: ACTION.dispense,
  stroke: ACTION.mixStroke,
  mark: -1,
  make: -1,
};

const EXPECTED_ACTIONS = Object.values(ACTIONS_OF);

/** Passes everything on to a machine behind it. */
export class ModelledMachine implements Machine, Outcome {
  model = new LabModel();
  /** What is still to be done to the books. */
  expected: Change[] = [];
  /** The session ends: what was expected does not come any more, tips are dropped. */
  isEnding = false;
  /** A person may be inside. */
  isGuarded = false;
  /** Fails at the end of so many actions from now, with a part of the volume moved. */
  failsAfter = Number.POSITIVE_INFINITY;
  part = 0;
  /** Whether it does not know where it is after that. */
  losesPosition = false;
  #isLost = false;
  readonly #machine: Machine;
  /** By arm: a tip is really on it. */
  readonly #hasTip = [false, false];
  #outcome: Outcome | null = null;
  /** What the action in hand does to the books. */
  #change: Change | null = null;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get pose(): Machine['pose'] {
    return this.#machine.pose;
  }

  get mayMove(): boolean {
    return !this.#isLost;
  }

  prepare(simulate: boolean): void {
    this.#isLost = false;
    this.#machine.prepare(simulate);
  }

  hurry(): void {
    this.#machine.hurry();
  }

  admit(action: Action): void {
    this.#machine.admit(action);
  }

  /** The action in hand fails with what was moved of its volume. */
  halt(): void {
    this.failsAfter = 1;
    this.#machine.halt();
  }

  off(): void {
    this.#machine.off();
  }

  perform(action: Action, outcome: Outcome): void {
    if (this.isGuarded || this.#isLost) throw new Error('something moves that must not');
    this.#handle(action);
    this.#change = this.isEnding ? this.#last(action) : this.#next(action);
    this.#outcome = outcome;
    this.#machine.perform(action, this);
  }

  done(): void {
    const outcome = this.#outcome!;
    this.failsAfter -= 1;
    if (this.failsAfter === 0) {
      this.#isLost = this.losesPosition;
      const change = this.#change;
      if (change !== null && 'volume' in change && this.part > 0) this.model.applyPart(change, this.part);
      outcome.failed(new Fault('segmentRefused', 'as the test wants it'), this.part);
    } else {
      if (this.#change !== null) this.model.apply(this.#change);
      outcome.done();
    }
  }

  /** It was halted: the test says how much was moved. */
  failed(): void {
    this.done();
  }

  /** The command is done: nothing may be left but what no machine does. */
  finish(): void {
    this.#bookOnly();
    if (this.expected.length > 0) throw new Error(`${this.expected[0]!.kind} was not done`);
  }

  /** What is for the books alone happens before the next action begins. */
  #bookOnly(): void {
    while (this.expected[0]?.kind === 'mark' || this.expected[0]?.kind === 'make')
      this.model.apply(this.expected.shift()!);
  }

  /** No arm takes a tip over another one. */
  #handle({ kind, arm }: Action): void {
    if (kind === ACTION.pickUpTip) {
      if (this.#hasTip[arm]) throw new Error('a tip is on already');
      this.#hasTip[arm] = true;
    } else if (kind === ACTION.dropTip || kind === ACTION.ejectTip) this.#hasTip[arm] = false;
  }

  #next(action: Action): Change | null {
    if (!EXPECTED_ACTIONS.includes(action.kind)) return null;
    this.#bookOnly();
    const change = this.expected.shift();
    if (change === undefined || !isSame(change, action))
      throw new Error(`action ${JSON.stringify(action)} in place of ${JSON.stringify(change)}`);
    return change;
  }

  #last({ kind, arm }: Action): Change | null {
    if (kind === ACTION.home) return null;
    if (kind !== ACTION.dropTip) throw new Error(`action ${kind} at the end of a session`);
    return { kind: 'drop', arm };
  }
}

function isSame(change: Change, { kind, arm, place, container, volume }: Action): boolean {
  if (change.kind === 'make' || kind !== ACTIONS_OF[change.kind] || arm !== change.arm) return false;
  if (change.kind === 'pickUp') return place === change.place;
  if (!('volume' in change)) return true;
  return container === change.vessel && volume === change.volume;
}
