// One thing that a script asks of the machine: moved, booked and recorded as a whole.

/** Kinds of actions. Those from `headTransfer` to `make` move nothing: they are for the books and the record alone. */
export const ACTION = Object.freeze({
  home: 0,
  pickUpTip: 1,
  dropTip: 2,
  aspirate: 3,
  dispense: 4,
  blowOut: 5,
  touchTip: 6,
  moveToTop: 7,
  mixStroke: 8,
  dwell: 9,
  holdTemperature: 10,
  releaseTemperature: 11,
  headTransfer: 12,
  headMix: 13,
  markTip: 14,
  discard: 15,
  make: 16,
  ejectTip: 17,
  flush: 18,
  prime: 19,
  deliver: 20,
  /** What a mixing stroke had drawn when it was given up. No script asks for it. */
  drawn: 21,
});

/** Whether an action is for the books and the record alone. */
export const movesNothing = ({ kind }: Action): boolean => kind >= ACTION.headTransfer && kind <= ACTION.make;

/** A bit for each kind that is something that an arm does: from picking up a tip to a stroke, and from ejecting one. */
const ARM_KINDS = ((2 << ACTION.mixStroke) - (1 << ACTION.pickUpTip)) | -(1 << ACTION.ejectTip);

/** Whether an action is something that an arm does. */
export const usesArm = (action: Action): boolean => ((ARM_KINDS >> action.kind) & 1) === 1;

/** Whether an action moves a volume that can be moved in part: from here to there, once. */
export const movesLiquid = ({ kind }: Action): boolean =>
  kind === ACTION.aspirate || kind === ACTION.dispense || kind === ACTION.deliver || kind === ACTION.drawn;

/** Radius of a touched tip's way as a part of the well's, and its speed in mm/s (ROBOT.md section 5). */
export const TOUCH_TIP_RADIUS = 0.3;
export const TOUCH_TIP_SPEED_MILLIMETERS = 40;

/**
 * A script has one object of this class and yields it again and again; each kind has a method that sets the fields
 * which count for it.
 */
export class Action {
  /** One of `ACTION`. */
  kind = 0;
  arm = 0;
  /** Where it happens. */
  container = 0;
  /** Container of what a pump delivers. */
  from = 0;
  /** Where a tip is taken from. */
  place = 0;
  /** Name of what is moved or made. */
  chemical = 0;
  /** µL. */
  volume = 0;
  /** mm above the bottom of the well. */
  height = 0;
  /** How often. */
  count = 1;
  /** s. */
  seconds = 0;
  /** °C. */
  temperature = 0;

  home(): this {
    this.kind = ACTION.home;
    return this;
  }

  pickUpTip(arm: number, place: number): this {
    this.kind = ACTION.pickUpTip;
    this.arm = arm;
    this.place = place;
    return this;
  }

  dropTip(arm: number): this {
    this.kind = ACTION.dropTip;
    this.arm = arm;
    return this;
  }

  /** A tip of an earlier session, of which the books know nothing. */
  ejectTip(arm: number): this {
    this.kind = ACTION.ejectTip;
    this.arm = arm;
    return this;
  }

  aspirate(arm: number, container: number, chemical: number, volume: number, height: number): this {
    this.kind = ACTION.aspirate;
    return this.liquid(arm, container, chemical, volume, height);
  }

  dispense(arm: number, container: number, chemical: number, volume: number, height: number): this {
    this.kind = ACTION.dispense;
    return this.liquid(arm, container, chemical, volume, height);
  }

  /** One aspiration and dispense at one place. */
  mixStroke(arm: number, container: number, chemical: number, volume: number, height: number): this {
    this.kind = ACTION.mixStroke;
    return this.liquid(arm, container, chemical, volume, height);
  }

  /** A pump gives what its supply in the container `from` has. */
  deliver(
    arm: number,
    from: number,
    container: number,
    chemical: number,
    volume: number,
    height: number,
  ): this {
    this.kind = ACTION.deliver;
    this.from = from;
    return this.liquid(arm, container, chemical, volume, height);
  }

  /** One stroke of cleaning a pump's tube with water; `left` are to come, this one included. */
  flush(arm: number, container: number, water: number, volume: number, height: number, left: number): this {
    this.kind = ACTION.flush;
    this.count = left;
    return this.liquid(arm, container, water, volume, height);
  }

  /** One stroke of filling a pump's tube with water. */
  prime(arm: number, container: number, water: number, volume: number, height: number): this {
    this.kind = ACTION.prime;
    return this.liquid(arm, container, water, volume, height);
  }

  blowOut(arm: number, container: number, height: number, count: number): this {
    this.kind = ACTION.blowOut;
    this.arm = arm;
    this.container = container;
    this.height = height;
    this.count = count;
    return this;
  }

  touchTip(arm: number, container: number): this {
    this.kind = ACTION.touchTip;
    this.arm = arm;
    this.container = container;
    return this;
  }

  /** Straight up to the top of the well. */
  moveToTop(arm: number, container: number): this {
    this.kind = ACTION.moveToTop;
    this.arm = arm;
    this.container = container;
    return this;
  }

  dwell(seconds: number): this {
    this.kind = ACTION.dwell;
    this.seconds = seconds;
    return this;
  }

  holdTemperature(temperature: number): this {
    this.kind = ACTION.holdTemperature;
    this.temperature = temperature;
    return this;
  }

  releaseTemperature(): this {
    this.kind = ACTION.releaseTemperature;
    return this;
  }

  /** A portion of `chemical` is about to go to `container`. */
  headTransfer(chemical: number, container: number): this {
    this.kind = ACTION.headTransfer;
    this.chemical = chemical;
    this.container = container;
    return this;
  }

  headMix(container: number): this {
    this.kind = ACTION.headMix;
    this.container = container;
    return this;
  }

  /** The tip has touched this chemical. */
  markTip(arm: number, chemical: number): this {
    this.kind = ACTION.markTip;
    this.arm = arm;
    this.chemical = chemical;
    return this;
  }

  /** What is left of `chemical` in `container` leaves the books, because a new container takes the name. */
  discard(container: number, chemical: number, volume: number): this {
    this.kind = ACTION.discard;
    this.container = container;
    this.chemical = chemical;
    this.volume = volume;
    return this;
  }

  /** The powder in `container` becomes `chemical`. */
  make(container: number, chemical: number): this {
    this.kind = ACTION.make;
    this.container = container;
    this.chemical = chemical;
    return this;
  }

  private liquid(arm: number, container: number, chemical: number, volume: number, height: number): this {
    this.arm = arm;
    this.container = container;
    this.chemical = chemical;
    this.volume = volume;
    this.height = height;
    return this;
  }
}
