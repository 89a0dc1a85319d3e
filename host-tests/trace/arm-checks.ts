// What a trace says of one arm: where its tip is, what it may not be in, and what the plunger draws and expels there.

import type { AxisChecks, Complain } from './axis-checks.js';
import type { BoardJson, PipetteJson, Point } from './board-json.js';
import { Below, isInside, type Solid, type Well } from './labware-solids.js';

/** A nozzle so deep in a tip has it. */
const SEATED_MILLIMETERS = 5;

/** Liquid is drawn and expelled in the middle of a well: as near as whole steps of X and Y come to it. */
const CENTERED_MILLIMETERS = 0.01;

/** Less than this is the rounding to steps. */
const NO_VOLUME_MICROLITERS = 0.1;

/** An air gap is drawn at the rim of a well, as near as whole steps come to it, or above it. */
const RIM_MILLIMETERS = 0.01;

/** Something that the arm did, as the liquid log has it. */
export interface Deed {
  readonly kind: 'tip' | 'drop' | 'aspirate' | 'dispense';
  readonly place: string;
  /** µL, 0 of tips. */
  volume: number;
}

export interface ArmAxes {
  readonly x: AxisChecks;
  readonly y: AxisChecks;
  readonly head: AxisChecks;
}

/** The piston follows the plunger but for the backlash; what it draws above its bottom is liquid while the tip is in a well. */
export class ArmChecks {
  readonly #name: string;
  readonly #axes: ArmAxes;
  readonly #plunger: AxisChecks;
  readonly #pipette: PipetteJson;
  readonly #offset: Point;
  readonly #below: Below;
  readonly #tallest: number;
  readonly #trash: number;
  readonly #complain: Complain;
  readonly #deeds: Deed[];
  #hasTip = false;
  /** mm above its bottom; NaN before the plunger is homed. */
  #piston = Number.NaN;
  /** µL in the tip, and of air below it. */
  #held = 0;
  #air = 0;
  /** The tip's end is in what it should not be in: said once. */
  #isInside = false;

  /** @param deeds gets what the arm does, in its order */
  constructor(
    name: string,
    pipette: PipetteJson,
    axes: ArmAxes,
    plunger: AxisChecks,
    board: BoardJson,
    solids: readonly Solid[],
    complain: Complain,
    deeds: Deed[],
  ) {
    const { offset } = board.arms[name]!;
    const { origin, trashSlot } = board.deck;
    this.#name = name;
    this.#axes = axes;
    this.#plunger = plunger;
    this.#pipette = pipette;
    this.#offset = {
      x: offset.x - origin.x,
      y: offset.y - origin.y,
      z: offset.z - origin.z + pipette.nozzleHeight,
    };
    this.#below = new Below(solids);
    this.#tallest = Math.max(...solids.map(({ top }) => top));
    this.#trash = trashSlot;
    this.#complain = complain;
    this.#deeds = deeds;
  }

  /** X, Y or the head has made a step. */
  moved(): void {
    const { x, y, head } = this.#axes;
    const end = this.#endHeight();
    if (end >= this.#tallest || !x.isHomed || !y.isHomed || !head.isHomed) {
      this.#isInside = false;
      return;
    }
    const { solid } = this.#look();
    const well = solid && end < solid.top ? this.#below.well : undefined;
    const wasInside = this.#isInside;
    this.#isInside = end < 0 || (solid !== undefined && isInside(solid, well, end));
    if (this.#isInside && !wasInside)
      this.#complain(`${this.#name} tip: inside of slot ${solid?.slot} at ${this.#below.at} ${end} mm`);
    if (well?.isTip && !this.#hasTip && end < well.top - SEATED_MILLIMETERS) {
      this.#hasTip = true;
      this.#held = 0;
      this.#deeds.push({ kind: 'tip', place: well.name, volume: 0 });
    }
  }

  plunged(): void {
    const plunger = this.#plunger;
    if (!plunger.isHomed) return;
    const { backlash, plunger: positions, microlitersPerMillimeter } = this.#pipette;
    const at = plunger.millimeters - positions.bottom;
    const before = Number.isNaN(this.#piston) ? at : this.#piston;
    this.#piston = Math.min(Math.max(before, at - backlash), at);
    const way = Math.max(this.#piston, 0) - Math.max(before, 0);
    if (this.#hasTip && way !== 0) this.#flow(way * microlitersPerMillimeter);
    if (this.#hasTip && plunger.millimeters <= positions.dropTip) this.#drop();
  }

  #endHeight(): number {
    const nozzle = this.#axes.head.millimeters + this.#offset.z;
    return this.#hasTip ? nozzle - this.#pipette.tipLength : nozzle;
  }

  /** What is below the tip now. */
  #look(): Below {
    const { x, y } = this.#axes;
    this.#below.look(x.millimeters + this.#offset.x, y.millimeters + this.#offset.y);
    return this.#below;
  }

  /** The well that the tip's end is in. */
  #well(): Well | undefined {
    const { well, offCenter } = this.#look();
    if (well === undefined || this.#endHeight() > well.top - RIM_MILLIMETERS) return undefined;
    return offCenter <= CENTERED_MILLIMETERS ? well : undefined;
  }

  #flow(microliters: number): void {
    const well = this.#well();
    if (well === undefined && microliters > 0 && this.#isAirGap(microliters)) {
      this.#air += microliters;
      return;
    }
    const air = Math.max(Math.min(microliters, 0), -this.#air);
    this.#air += air;
    const volume = Math.max(microliters - air, -this.#held);
    if (well !== undefined && volume !== 0) this.#book(well, volume);
    else if (volume !== 0 && this.#held > NO_VOLUME_MICROLITERS)
      this.#complain(`${this.#name} tip: the plunger moves liquid outside of the middle of a well`);
    this.#held = Math.max(0, this.#held + (well === undefined ? Math.min(volume, 0) : volume));
  }

  #isAirGap(microliters: number): boolean {
    const { airGapVolume } = this.#pipette;
    return (
      airGapVolume > 0 && this.#held > 0 && this.#air + microliters <= airGapVolume + NO_VOLUME_MICROLITERS
    );
  }

  #book({ name }: Well, volume: number): void {
    const kind = volume > 0 ? 'aspirate' : 'dispense';
    const last = this.#deeds.at(-1);
    if (last?.kind === kind && last.place === name) last.volume += Math.abs(volume);
    else this.#deeds.push({ kind, place: name, volume: Math.abs(volume) });
  }

  #drop(): void {
    if (this.#look().solid?.slot !== this.#trash)
      this.#complain(`${this.#name} tip: dropped outside of the trash`);
    this.#hasTip = false;
    this.#deeds.push({ kind: 'drop', place: `A1 on ${this.#trash}`, volume: 0 });
  }
}
