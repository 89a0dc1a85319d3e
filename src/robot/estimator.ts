// Foresees a script: whether the machine can do its actions, and how long they take, one after the other.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { ACTION, type Action, movesNothing } from './action.js';
import type { Choreography } from './choreography.js';
import { MOVE, type MoveList } from './move-list.js';
import { Pose } from './pose.js';
import { Timing } from './timing.js';

/** Of the room, and so of a temperature module when a script begins, °C: none but `init` has it hold anything. */
const ROOM_CELSIUS = 22;

/** What a robot spends its time with: places of `Estimator.split`. */
export const TIME = Object.freeze({ travel: 0, plunge: 1, dwell: 2, tips: 3 });

export class Estimator {
  /** Of the actions since `begin`, by `TIME`, s. Homing is travel; all moves of changing a tip, or of rinsing a tube in its place, are of the tips. */
  readonly split = new Float64Array(Object.keys(TIME).length);
  private readonly choreography: Choreography;
  private readonly moves: MoveList;
  private readonly timing: Timing;
  private readonly pose = new Pose();
  /** Axes, a bit mask. */
  private readonly plungers: number;
  /** Of the temperature module. */
  private readonly secondsPerDegree: number;
  private simulate = false;
  private celsius = ROOM_CELSIUS;

  constructor(board: Board, choreography: Choreography, moves: MoveList) {
    this.choreography = choreography;
    this.moves = moves;
    this.timing = new Timing(board);
    let plungers = 0;
    for (const { plunger } of Object.values(board.arms))
      if (plunger !== undefined) plungers |= 1 << AXIS_NAMES.indexOf(plunger);
    for (const { axis } of Object.values(board.pumps))
      if (axis !== undefined) plungers |= 1 << AXIS_NAMES.indexOf(axis);
    this.plungers = plungers;
    this.secondsPerDegree = board.temperatureModule?.secondsPerDegree ?? 0;
  }

  /** Of the actions since `begin`, s. */
  get seconds(): number {
    let seconds = 0;
    for (let kind = 0; kind < this.split.length; kind++) seconds += this.split[kind] as number;
    return seconds;
  }

  /** @param simulate the instruments need not be able to meter what they are told */
  begin(from: Pose, simulate: boolean): void {
    this.split.fill(0);
    this.simulate = simulate;
    this.celsius = ROOM_CELSIUS;
    this.pose.copyFrom(from);
    this.timing.start(from.axes);
  }

  /** Faults for an action that the machine would refuse or could not do as it is meant. */
  add(action: Action): void {
    if (movesNothing(action)) return;
    this.checkVolume(action);
    if (action.kind === ACTION.holdTemperature) this.addApproach(action);
    this.choreography.compose(action, this.pose);
    const isOfTips = isTipChange(action);
    for (let move = 0; move < this.moves.count; move++) {
      const kind = isOfTips ? TIME.tips : this.kindOf(move);
      this.split[kind] = (this.split[kind] as number) + this.timing.secondsOf(this.moves, move);
    }
  }

  private addApproach({ temperature }: Action): void {
    this.split[TIME.dwell] =
      (this.split[TIME.dwell] as number) + Math.abs(temperature - this.celsius) * this.secondsPerDegree;
    this.celsius = temperature;
  }

  private kindOf(move: number): number {
    const kind = this.moves.kind(move);
    if (kind === MOVE.wait) return TIME.dwell;
    if (kind === MOVE.run) return TIME.plunge;
    return (this.moves.axes(move) & this.plungers) === 0 ? TIME.travel : TIME.plunge;
  }

  private checkVolume({ kind, arm, volume }: Action): void {
    const tool = this.choreography.tools[arm];
    if (this.simulate || kind !== ACTION.aspirate || tool === null || tool === undefined) return;
    const { minimumVolume } = tool;
    if (volume < minimumVolume)
      throw new Fault('volumeTooSmall', `${volume} µL, it meters from ${minimumVolume} µL`);
  }
}

const isTipChange = ({ kind }: Action): boolean =>
  kind === ACTION.pickUpTip || kind === ACTION.dropTip || (kind >= ACTION.ejectTip && kind <= ACTION.prime);
