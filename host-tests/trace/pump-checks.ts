// What a trace says of an arm with a pump: where the end of its tube is, and what it draws and expels there.

import type { ArmAxes, Deed } from './arm-checks.js';
import type { AxisChecks, Complain } from './axis-checks.js';
import type { BoardJson, Point, PumpJson } from './board-json.js';
import { Below, isInside, type Solid } from './labware-solids.js';

const TICKS_PER_SECOND = 10_000_000;

/** Liquid is moved in the middle of a well: as near as whole steps of X and Y come to it. */
const CENTERED_MILLIMETERS = 0.01;

/** Less than this is the rounding to steps. */
const NO_VOLUME_MICROLITERS = 0.1;

/** The trash is high and wide: what falls into it falls from its rim. */
const RIM_MILLIMETERS = 0.01;

/** The pump's own axis, where it has one, stands in for the plunger. */
export class PumpChecks {
  readonly #name: string;
  readonly #axes: ArmAxes;
  readonly #plunger: AxisChecks | undefined;
  readonly #pump: PumpJson;
  readonly #offset: Point;
  readonly #below: Below;
  readonly #complain: Complain;
  readonly #deeds: Deed[];
  /** Where the far end of its tube is; a syringe has none. */
  readonly #supply: string | undefined;
  /** mm; NaN before the plunger is homed. */
  #piston = Number.NaN;
  /** µL in a syringe. */
  #held = 0;
  #isInside = false;
  #onSince = Number.NaN;

  /** @param deeds gets what the arm does, in its order */
  constructor(
    name: string,
    pump: PumpJson,
    axes: ArmAxes,
    plunger: AxisChecks | undefined,
    board: BoardJson,
    solids: readonly Solid[],
    complain: Complain,
    deeds: Deed[],
    supply: string | undefined,
  ) {
    const { offset } = board.arms[name]!;
    const { origin } = board.deck;
    this.#name = name;
    this.#axes = axes;
    this.#plunger = plunger;
    this.#pump = pump;
    this.#offset = {
      x: offset.x - origin.x,
      y: offset.y - origin.y,
      z: offset.z - origin.z + pump.nozzleHeight - pump.tipLength,
    };
    this.#below = new Below(solids);
    this.#complain = complain;
    this.#deeds = deeds;
    this.#supply = supply;
  }

  /** X, Y or the head has made a step. */
  moved(): void {
    const { x, y, head } = this.#axes;
    if (!x.isHomed || !y.isHomed || !head.isHomed) return;
    const end = this.#end();
    const { solid, well } = this.#below;
    const wasInside = this.#isInside;
    this.#isInside = end < 0 || (solid !== undefined && isInside(solid, well, end));
    if (this.#isInside && !wasInside)
      this.#complain(`${this.#name} tube: inside of slot ${solid?.slot} at ${this.#below.at} ${end} mm`);
  }

  /** The pump's axis has made a step: the piston follows but for the backlash. */
  plunged(): void {
    const plunger = this.#plunger;
    if (plunger === undefined || !plunger.isHomed) return;
    const { backlash, microlitersPerMillimeter } = this.#pump;
    const before = Number.isNaN(this.#piston) ? plunger.millimeters : this.#piston;
    this.#piston = Math.min(Math.max(before, plunger.millimeters - backlash), plunger.millimeters);
    if (this.#piston !== before) this.#flow((this.#piston - before) * microlitersPerMillimeter);
  }

  /** The pump's output is on or off: what it gives follows from the time that it is on. */
  switched(level: number, tick: number): void {
    const { flowRate, dutyPercent } = this.#pump;
    if (level === 1) this.#onSince = tick;
    else if (!Number.isNaN(this.#onSince)) {
      const seconds = (tick - this.#onSince) / TICKS_PER_SECOND;
      this.#flow((-seconds * flowRate * 100) / dutyPercent);
      this.#onSince = Number.NaN;
    }
  }

  /** Looks at what is below the end of the tube; its height. */
  #end(): number {
    const { x, y, head } = this.#axes;
    this.#below.look(x.millimeters + this.#offset.x, y.millimeters + this.#offset.y);
    return head.millimeters + this.#offset.z;
  }

  /** What a syringe pushes out after what it drew is air. */
  #flow(microliters: number): void {
    const place = this.#place();
    if (this.#supply !== undefined) {
      this.#deliver(this.#supply, place, -microliters);
      return;
    }
    const volume = Math.max(microliters, -this.#held);
    if (place !== undefined || volume < 0) this.#held += volume;
    if (place !== undefined) this.#book(volume > 0 ? 'aspirate' : 'dispense', place, Math.abs(volume));
    else if (this.#held > NO_VOLUME_MICROLITERS) this.#spill();
  }

  /** The well, or the trash, that the end of the tube is in. */
  #place(): string | undefined {
    const end = this.#end();
    const { well, offCenter } = this.#below;
    if (well === undefined || end > well.top + RIM_MILLIMETERS) return undefined;
    return offCenter > CENTERED_MILLIMETERS ? undefined : well.name;
  }

  /** What comes out of the supply and goes to a place is one deed each, not one for each pulse. */
  #deliver(supply: string, place: string | undefined, volume: number): void {
    const [from, to] = this.#deeds.slice(-2);
    if (place === undefined) this.#spill();
    else if (from?.place === supply && to?.place === place && to.kind === 'dispense') {
      from.volume += volume;
      to.volume += volume;
    } else {
      this.#deeds.push({ kind: 'aspirate', place: supply, volume });
      this.#deeds.push({ kind: 'dispense', place, volume });
    }
  }

  #book(kind: Deed['kind'], place: string, volume: number): void {
    if (volume === 0) return;
    const last = this.#deeds.at(-1);
    if (last?.kind === kind && last.place === place) last.volume += volume;
    else this.#deeds.push({ kind, place, volume });
  }

  #spill(): void {
    this.#complain(`${this.#name} tube: liquid is moved outside of the middle of a well`);
  }
}
