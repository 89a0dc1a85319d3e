// Analog inputs of a board: the port behind which the temperature sensor is.

export interface AnalogInput {
  /** Part of the supply that a pin sees now, 0 to 1: the median of several conversions. */
  read(pin: number): number;
  /** Lets time pass for one that has none of its own; absent where it passes by itself. */
  advance?(seconds: number): void;
}
