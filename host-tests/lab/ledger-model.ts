// The books of a lab, kept once more with plain lists and by the rules of ROBOT.md alone.

/** What a container can give and hold, µL. */
export interface Vessel {
  readonly container: number;
  readonly dead: number;
  readonly capacity: number;
  volume: number;
  /** A later one of the same name is in use. */
  isPassed: boolean;
}

interface Tip {
  volume: number;
  chemical: number;
}

/** A booking that cannot be done. */
export class Refused extends Error {}

export class LedgerModel {
  readonly tips: (Tip | null)[] = [null, null];
  /** By chemical: its containers in the order of use. */
  readonly vessels = new Map<number, Vessel[]>();
  lost = 0;
  readonly #sizes: readonly number[];

  /** @param sizes of the pipettes by arm, µL */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  /** All that there is, µL. */
  get total(): number {
    let sum = this.lost;
    for (const tip of this.tips) sum += tip?.volume ?? 0;
    for (const vessels of this.vessels.values()) for (const { volume } of vessels) sum += volume;
    return sum;
  }

  pickUp(arm: number): void {
    if (this.tips[arm] !== null) throw new Refused();
    this.tips[arm] = { volume: 0, chemical: -1 };
  }

  drop(arm: number): void {
    if (this.#tip(arm).volume > 0) throw new Refused();
    this.tips[arm] = null;
  }

  lose(arm: number): void {
    const tip = this.tips[arm];
    if (tip === null || tip === undefined) return;
    this.lost += tip.volume;
    tip.volume = 0;
  }

  aspirate(chemical: number, volume: number, arm: number): void {
    const vessels = this.#vesselsOf(chemical);
    const source = vessels.find((vessel) => !vessel.isPassed && vessel.volume - vessel.dead >= volume);
    if (source === undefined) throw new Refused();
    for (const earlier of vessels.slice(0, vessels.indexOf(source))) earlier.isPassed = true;
    const tip = this.#tip(arm);
    if (tip.volume > 0 && tip.chemical !== chemical) throw new Refused();
    if (tip.volume + volume > this.#sizes[arm]! + 1e-9) throw new Refused();
    source.volume -= volume;
    tip.volume += volume;
    tip.chemical = chemical;
  }

  dispense(chemical: number, volume: number, arm: number): void {
    const vessels = this.#vesselsOf(chemical);
    const tip = this.#tip(arm);
    const [vessel, second] = vessels as [Vessel, Vessel?];
    if (second !== undefined) throw new Refused();
    if (!(vessel.volume + volume < vessel.capacity + 1e-9) || tip.volume < volume - 1e-9) throw new Refused();
    vessel.volume += volume;
    tip.volume = Math.max(tip.volume - volume, 0);
    if (tip.volume < 1e-9) tip.volume = 0;
  }

  #tip(arm: number): Tip {
    const tip = this.tips[arm];
    if (tip === null || tip === undefined) throw new Refused();
    return tip;
  }

  #vesselsOf(chemical: number): Vessel[] {
    const vessels = this.vessels.get(chemical);
    if (vessels === undefined || vessels.length === 0) throw new Refused();
    return vessels;
  }
}
