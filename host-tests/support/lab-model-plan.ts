// What commands do to the books of a lab by the description of the protocol, or that they have to be refused.

import type { Mix, Product, Step } from '../../src/host/controller-arguments.js';
import type { Change, LabModel, Vessel } from './lab-model.js';

export type ModelCommand =
  | { readonly kind: 'transfer'; readonly source: string; readonly steps: readonly Step[] }
  | { readonly kind: 'mix'; readonly mixes: readonly Mix[] }
  | { readonly kind: 'make'; readonly powder: string; readonly concentration: number }
  | { readonly kind: 'init_containers'; readonly products: readonly Product[] }
  | { readonly kind: 'pause' | 'home' | 'stop' };

/** Why a command is refused. */
export type Reason =
  | 'empty'
  | 'overflow'
  | 'tips'
  | 'powder'
  | 'unknown'
  | 'several'
  | 'pipette'
  | 'place'
  | 'little';

class Refusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

const OVERFLOW_TOLERANCE = 1e-9;

/** Python's text of a number of moderate size. */
const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : `${value}`);

/** The changes of `command` in their order, or the reason for which it is refused. The model stays as it is. */
export function plan(model: LabModel, command: ModelCommand): readonly Change[] | Reason {
  const foresight = new Foresight(model.copy());
  try {
    foresight.run(command);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return foresight.missing > 0 ? 'tips' : foresight.changes;
}

/** The tips that an `init` puts on. */
export const firstTips = (model: LabModel): Change[] =>
  model.arms.flatMap(({ size }, arm) =>
    size === 0 ? [] : [{ kind: 'pickUp', arm, place: model.nextTip(arm) } as const],
  );

/** Goes ahead on a copy of the model. */
class Foresight {
  readonly changes: Change[] = [];
  /** Tips that the racks do not have. */
  missing = 0;
  readonly #model: LabModel;
  #isRestocked = false;

  constructor(model: LabModel) {
    this.#model = model;
  }

  run(command: ModelCommand): void {
    if (command.kind === 'transfer') this.#transfer(command.source, command.steps);
    else if (command.kind === 'mix') for (const [name, code] of command.mixes) this.#mix(name, code);
    else if (command.kind === 'make') {
      const { powder, concentration } = command;
      if (![...this.#model.vessels.values()].some((vessel) => vessel.powder === powder))
        throw new Refusal('unknown');
      this.#make(powder, concentration, `${powder}C${float(concentration)}`);
    } else if (command.kind === 'init_containers') this.#place(command.products);
  }

  #add(change: Change): void {
    this.changes.push(change);
    this.#model.apply(change);
  }

  #place(products: readonly Product[]): void {
    try {
      this.#model.addProducts(products);
    } catch {
      throw new Refusal('place');
    }
  }

  #transfer(source: string, steps: readonly Step[]): void {
    for (const name of [source, ...steps.map(([to]) => to)]) this.#members(name);
    this.#changeTips(source);
    for (const [to, volume] of steps) {
      const arm = this.#armFor(volume);
      const portions = Math.floor((volume - 1e-9) / this.#model.arms[arm]!.size) + 1;
      for (let i = 0; i < portions; i++) {
        if (!this.#isRestocked && this.#giver(source, volume / portions) === undefined) this.#restock(source);
        this.#portion(arm, source, to, volume / portions);
      }
    }
  }

  #portion(arm: number, source: string, to: string, volume: number): void {
    const { list } = this.#members(to);
    if (list.length > 1) throw new Refusal('several');
    const from = this.#giver(source, volume);
    if (from === undefined) throw new Refusal('empty');
    if (volume < this.#model.arms[arm]!.least) throw new Refusal('little');
    const vessel = list[0]!;
    this.#add({ kind: 'aspirate', arm, vessel: from.number, volume });
    if (vessel.volume + volume >= vessel.capacity + OVERFLOW_TOLERANCE) throw new Refusal('overflow');
    this.#add({ kind: 'dispense', arm, vessel: vessel.number, volume });
  }

  #restock(source: string): void {
    this.#isRestocked = true;
    const [, powder, concentration] = /^(.*)C(\d+\.\d+)$/.exec(source) ?? [];
    const isPowder = [...this.#model.vessels.values()].some((vessel) => vessel.powder === powder);
    if (powder !== undefined && isPowder) this.#make(powder, Number(concentration), source);
  }

  #make(powder: string, concentration: number, chemical: string): void {
    const { vessels } = this.#model;
    const needed = (vessel: Vessel): number => (vessel.millimoles / concentration) * 1e6;
    const vessel = [...vessels.values()].find(
      (dry) =>
        dry.isDry && dry.powder === powder && needed(dry) < dry.capacity && needed(dry) > dry.kind.dead,
    );
    if (vessel === undefined) throw new Refusal('powder');
    const water = vessel.labware === 'temp_mod_24_tube' ? 'ColdWaterC1.0' : 'WaterC1.0';
    this.#members(water);
    this.#add({ kind: 'make', vessel: vessel.number, chemical });
    this.#changeTips(water);
    const volume = needed(vessel);
    const arm = this.#armFor(volume);
    const portions = Math.floor((volume - 1e-9) / this.#model.arms[arm]!.size) + 1;
    for (let i = 0; i < portions; i++) this.#portion(arm, water, chemical, volume / portions);
    this.#mix(chemical, 2);
  }

  #mix(name: string, code: number): void {
    const { list, passed } = this.#members(name);
    const arm = this.#armFor(300);
    const { size } = this.#model.arms[arm]!;
    const vessel = list[passed]!;
    const heights = list.length > 1 ? 1 : vessel.kind.mixHeights;
    if (heights === 4 && size <= 20) throw new Refusal('pipette');
    this.#changeTips(name);
    this.#add({ kind: 'mark', arm, chemical: name });
    const volume = Math.min(size, vessel.volume);
    if (volume > 0)
      for (let i = 0; i < heights * 2 ** code; i++)
        this.#add({ kind: 'stroke', arm, vessel: vessel.number, volume });
  }

  #changeTips(chemical: string): void {
    const clean = ['', 'WaterC1.0'];
    const { arms } = this.#model;
    if (!arms.some(({ last }) => !clean.includes(last) && last !== chemical)) return;
    const dirty = arms.flatMap(({ last }, arm) => (clean.includes(last) ? [] : [arm]));
    for (const arm of dirty) this.#add({ kind: 'drop', arm });
    for (const arm of dirty) this.#pickUp(arm);
  }

  /** Goes on with a tip from nowhere when there is none. */
  #pickUp(arm: number): void {
    const place = this.#model.nextTip(arm);
    if (place >= 0) this.#add({ kind: 'pickUp', arm, place });
    else {
      this.missing += 1;
      this.#model.arms[arm]!.tip = 0;
    }
  }

  #armFor(volume: number): number {
    const [left, right] = this.#model.arms.map(({ size }) => size) as [number, number];
    if (left === 0 || right === 0) return left === 0 ? 1 : 0;
    const larger = left > right ? 0 : 1;
    const preferred = volume < 40 ? 20 : volume < 1_000 ? 300 : 1_000;
    return Math.max(left, right) <= preferred ? larger : 1 - larger;
  }

  #members(name: string) {
    const members = this.#model.members.get(name);
    if (members === undefined) throw new Refusal('unknown');
    return members;
  }

  /** The first container of a chemical, among those that are not used up, that has a portion. */
  #giver(name: string, volume: number): Vessel | undefined {
    const { list, passed } = this.#members(name);
    return list.slice(passed).find((vessel) => vessel.volume - vessel.kind.dead >= volume);
  }
}
