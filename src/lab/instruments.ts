// The pipettes: which arm has which, which one moves a volume, and in how many portions (ROBOT.md sections 2 and 5).

import { Fault } from '../kernel/faults.js';
import { ARM, ARM_NAMES, ARMS } from './numbers.js';

interface Pipette {
  readonly name: string;
  /** µL. */
  readonly size: number;
}

const PIPETTES: readonly Pipette[] = Object.freeze([
  Object.freeze({ name: '20uL_pipette', size: 20 }),
  Object.freeze({ name: '300uL_pipette', size: 300 }),
  Object.freeze({ name: '1000uL_pipette', size: 1000 }),
]);

/** For texts. */
export const PIPETTE_NAMES = PIPETTES.map(({ name }) => name).join(', ');

/** µL of the pipette of a name; 0 for a name that `init` does not know. */
export const sizeOf = (pipette: string): number => PIPETTES.find(({ name }) => name === pipette)?.size ?? 0;

/** A mix is done with the pipette that moves this volume, µL. */
export const MIX_VOLUME = 300;

/** The size that is best for a volume, µL. */
const preferredSize = (volume: number): number => (volume < 40 ? 20 : volume < 1000 ? 300 : 1000);

/** Portions in which a pipette of `size` µL moves `volume` µL (above 0); each is `volume` divided by their number. */
export const portionCount = (volume: number, size: number): number => Math.floor((volume - 1e-9) / size) + 1;

/** Arms are numbers: `ARM`. */
export class Instruments {
  /** Sizes that the board can have on each arm, µL; an arm without any is not there. */
  private readonly board: readonly (readonly number[])[];
  /** Those of them that are pumps. */
  private readonly pumps: readonly (readonly number[])[];
  /** By arm, µL; 0 without a pipette. */
  private readonly sizes = new Uint16Array(ARMS);

  constructor(board: readonly (readonly number[])[], pumps: readonly (readonly number[])[]) {
    this.board = board;
    this.pumps = pumps;
  }

  clear(): void {
    this.sizes.fill(0);
  }

  /**
   * Puts a pipette on an arm, both as `init` names them. Fault `deckInvalid` for names that mean nothing and, unless
   * `simulate`, for what the board does not have.
   */
  add(armName: string, pipetteName: string, simulate: boolean): void {
    const arm = ARM_NAMES.indexOf(armName);
    if (arm < 0) throw new Fault('deckInvalid', `there is no arm ${armName}: the arms are left and right`);
    const size = sizeOf(pipetteName);
    if (size === 0)
      throw new Fault('deckInvalid', `there is no pipette ${pipetteName}: the pipettes are ${PIPETTE_NAMES}`);
    const sizes = this.board[arm] ?? [];
    if (!simulate && sizes.length === 0)
      throw new Fault('deckInvalid', `this board has no ${armName} arm for a ${pipetteName}`);
    if (!simulate && !sizes.includes(size))
      throw new Fault('deckInvalid', `the ${armName} arm of this board cannot have a ${pipetteName}`);
    this.sizes[arm] = size;
  }

  has(arm: number): boolean {
    return this.sizes[arm] !== 0;
  }

  /** Whether a pump stands in for the pipette of an arm: it has a tube and no tips. */
  isPump(arm: number): boolean {
    return this.pumps[arm]?.includes(this.size(arm)) ?? false;
  }

  /** µL, 0 for an arm without a pipette. */
  size(arm: number): number {
    return this.sizes[arm] as number;
  }

  name(arm: number): string {
    return PIPETTES.find(({ size }) => size === this.sizes[arm])?.name ?? '';
  }

  /** The arm that moves `volume` µL: with the larger pipette if that is not too large for it. */
  armFor(volume: number): number {
    const left = this.sizes[ARM.left] as number;
    const right = this.sizes[ARM.right] as number;
    const larger = left > right ? ARM.left : ARM.right;
    const hasOne = left === 0 || right === 0;
    return hasOne || Math.max(left, right) <= preferredSize(volume) ? larger : 1 - larger;
  }
}
