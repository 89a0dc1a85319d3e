// The triggers of a step engine: which inputs stop which axes, and which of them have fired.

/** Inputs are bits of masks. */
export class TriggerTable {
  fired = 0;
  private readonly axesOf: Uint32Array;
  private readonly unlessOf: Uint32Array;
  private armed = 0;
  /** Inputs that wait for high, and inputs that cut. */
  private high = 0;
  private cut = 0;

  constructor(inputs: number) {
    this.axesOf = new Uint32Array(inputs);
    this.unlessOf = new Uint32Array(inputs);
  }

  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless: number): void {
    const bit = 1 << input;
    this.axesOf[input] = axes;
    this.unlessOf[input] = unless;
    this.armed |= bit;
    this.high = level === 1 ? this.high | bit : this.high & ~bit;
    this.cut = cut ? this.cut | bit : this.cut & ~bit;
  }

  disarm(input: number): void {
    this.armed &= ~(1 << input);
  }

  /** Inputs that are armed and have not fired. */
  waiting(): number {
    return this.armed & ~this.fired;
  }

  /** Of these, the ones that are at the level that they wait for, and not hindered by another one that is. */
  firing(levels: number): number {
    const atLevel = ~(levels ^ this.high);
    let firing = this.waiting() & atLevel;
    for (let input = 0; firing >> input !== 0; input++)
      if (this.armed & atLevel & (this.unlessOf[input] as number)) firing &= ~(1 << input);
    return firing;
  }

  axes(input: number): number {
    return this.axesOf[input] as number;
  }

  cuts(input: number): boolean {
    return ((this.cut >> input) & 1) === 1;
  }
}
