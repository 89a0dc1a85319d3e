// Inputs of a simulated machine: levels set by hand, and switches that axes run into.

/** What the simulated engine samples. */
export interface SimulatedInputs {
  /** Levels of all inputs, bit i for input i; `shaft` says where the motors are, steps. */
  levels(shaft: Float64Array): number;
  /** Whether some inputs, a bit mask, keep their levels while one axis goes from a place to another. */
  areSteady(inputs: number, axis: number, from: number, to: number): boolean;
}

export class PositionSwitches implements SimulatedInputs {
  private readonly axes: Int8Array;
  private readonly places: Float64Array;
  private levelBits = 0;

  /** @param inputs how many there are; all are low */
  constructor(inputs: number) {
    this.axes = new Int8Array(inputs).fill(-1);
    this.places = new Float64Array(inputs);
  }

  set(input: number, level: 0 | 1): void {
    this.levelBits = level === 1 ? this.levelBits | (1 << input) : this.levelBits & ~(1 << input);
  }

  /** A switch that changes its level where the shaft of `axis` is at `place` or below; elsewhere it has the one set. */
  put(input: number, axis: number, place: number): void {
    this.axes[input] = axis;
    this.places[input] = place;
  }

  levels(shaft: Float64Array): number {
    let levels = this.levelBits;
    for (let input = 0; input < this.axes.length; input++) {
      const axis = this.axes[input] as number;
      if (axis >= 0 && (shaft[axis] as number) <= (this.places[input] as number)) levels ^= 1 << input;
    }
    return levels;
  }

  areSteady(inputs: number, axis: number, from: number, to: number): boolean {
    for (let input = 0; input < this.axes.length; input++) {
      const place = this.places[input] as number;
      const changes = this.axes[input] === axis && from <= place !== to <= place;
      if (changes && (inputs >> input) & 1) return false;
    }
    return true;
  }
}
