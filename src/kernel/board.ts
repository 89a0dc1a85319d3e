// What a board is: a machine, its wiring and its limits, as plain data that every floor is handed.
//
// Units are mm, mm/s, mm/s², µL, µL/s, °C and s; a name says any other. boards/board.schema.json describes each
// property with its unit, range and default; what it says is checked and the defaults are in before a board is here.
// Places are in machine coordinates: x to the right, y to the back, z up; an axis stands at 0 at its lower end.

import type { Network } from './board-network.js';
import type { LabLimits, WireLimits } from './limits.js';

/** Axes in the order of their numbers: a board's axis has the same number in every table and mask. */
export const AXIS_NAMES = Object.freeze(['x', 'y', 'z', 'a', 'b', 'c'] as const);

export type AxisName = (typeof AXIS_NAMES)[number];
export type ArmName = 'left' | 'right';
export type Chip = 'virtual' | 'esp32' | 'esp32c3' | 'esp32s3';
export type PipetteName = '20uL_pipette' | '300uL_pipette' | '1000uL_pipette';
export type PumpKind = 'syringe' | 'peristaltic' | 'output';

/** Pump outputs are modulated by software: a period has to be long against the times at which it looks. */
export const PUMP_PWM_HERTZ_MAX = 50;

/** Steps that a step engine can make on one axis, steps/s. */
export const STEP_RATE_MAX = 200_000;

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A contact between a pin and the supply opposite to `pull`. */
export interface Switch {
  readonly pin: number;
  readonly normally: 'closed' | 'open';
  readonly pull: 'up' | 'down';
  /** Whether the resistor is on the board and not in the chip. */
  readonly externalPull: boolean;
}

/** An output that is cut to its safe level, which is off. */
export interface Output {
  readonly pin: number;
  readonly activeLow: boolean;
  /** Absent: on or off, not modulated. */
  readonly pwmHertz?: number;
}

export interface EnableLine {
  readonly pin: number;
  readonly activeLow: boolean;
}

/** Settings that are written to a TMC2209 over the board's driver UART and read back before the first move. */
export interface Tmc2209 {
  readonly address: number;
  readonly runMilliamperes: number;
  readonly holdMilliamperes: number;
  readonly microsteps: number;
  readonly senseMilliohms: number;
}

export interface Driver {
  readonly step: number;
  readonly direction: number;
  /** A key of `Board.enables`. */
  readonly enable: string;
  /** Whether a high direction line moves the axis towards 0. */
  readonly inverted: boolean;
  readonly tmc2209?: Tmc2209;
}

export interface Homing {
  readonly switch: Switch;
  /** The end of the travel at which the switch operates. */
  readonly end: 'min' | 'max';
  readonly fastSpeed: number;
  readonly slowSpeed: number;
  readonly pullOff: number;
}

export interface Axis {
  readonly stepsPerMillimeter: number;
  readonly travel: number;
  /** What the motor can do. */
  readonly maxSpeed: number;
  /** What runs use. */
  readonly travelSpeed: number;
  readonly acceleration: number;
  readonly driver: Driver;
  /** Absent only on the axis of a peristaltic pump. */
  readonly home?: Homing;
  /** Switch at the other end of the travel. */
  readonly limit?: Switch;
}

export interface Arm {
  /** Axis that lifts the arm. */
  readonly head: AxisName;
  /** Axis of the pipette's plunger; absent where only pumps are mounted. */
  readonly plunger?: AxisName;
  /** Where the nozzle stands beside the position of the axes. */
  readonly offset: Point;
  /** Keys of `Board.pipettes` and `Board.pumps` that `init` may name for this arm. */
  readonly instruments: readonly string[];
}

/** Points of (commanded, delivered) µL, rising; none means that what is commanded is delivered. */
export type Calibration = readonly (readonly number[])[];

export interface FlowRates {
  readonly aspirate: number;
  readonly dispense: number;
  readonly blowOut: number;
}

/** Positions on the plunger's axis, rising. Above `bottom` there is liquid. */
export interface PlungerPositions {
  readonly dropTip: number;
  readonly blowOut: number;
  readonly bottom: number;
}

export interface TipPickUp {
  readonly presses: number;
  /** How far the nozzle goes on after it touches the tip. */
  readonly depth: number;
  readonly speed: number;
}

/** An air-displacement pipette. */
export interface Pipette {
  readonly capacity: number;
  readonly minimumVolume: number;
  readonly microlitersPerMillimeter: number;
  readonly calibration: Calibration;
  readonly backlash: number;
  readonly plunger: PlungerPositions;
  /** Air drawn in below the liquid before it travels. */
  readonly airGapVolume: number;
  readonly flowRates: FlowRates;
  /** Height of the nozzle over the deck's zero when the head's axis stands at 0. */
  readonly nozzleHeight: number;
  /** What of a mounted tip is below the nozzle. */
  readonly tipLength: number;
  readonly tipPickUp: TipPickUp;
  readonly tipDropSpeed: number;
}

/** A pump; its tip is a fixed tube, which is cleaned by flushing it with water. */
export interface Pump {
  readonly kind: PumpKind;
  /** Axis of a syringe or peristaltic pump. */
  readonly axis?: AxisName;
  /** Output of a pump that only runs or does not. */
  readonly output?: Output;
  readonly dutyPercent: number;
  /** Largest volume of one action. */
  readonly capacity: number;
  readonly minimumVolume: number;
  /** Volume for each mm of a plunger, or of tube under the rollers; absent with an output. */
  readonly microlitersPerMillimeter?: number;
  readonly calibration: Calibration;
  readonly backlash: number;
  readonly flowRate: number;
  readonly primeVolume: number;
  readonly flushVolume: number;
  /** Chemical that primes and flushes it; what an output pump delivers. */
  readonly water: string;
  readonly nozzleHeight: number;
  readonly tipLength: number;
}

/** A thermistor between a pin and ground, with a resistor from the pin to the supply. */
export interface TemperatureSensor {
  readonly pin: number;
  readonly seriesOhms: number;
  /** Points of (°C, Ω), temperature rising, resistance falling. */
  readonly table: readonly (readonly number[])[];
}

export interface TemperatureControl {
  /** Duty (0 to 1) for each °C. */
  readonly proportional: number;
  /** Duty for each °C s. */
  readonly integral: number;
  /** Duty for each °C/s. */
  readonly derivative: number;
}

export interface TemperatureModule {
  readonly slot: number;
  /** Where labware stands on the module, from where it would stand in the slot. */
  readonly labwareOffset: Point;
  readonly minimum: number;
  readonly maximum: number;
  readonly sensor: TemperatureSensor;
  readonly cooler?: Output;
  readonly heater?: Output;
  readonly control: TemperatureControl;
  /** Without this much progress, °C, within `runawaySeconds` at full duty the output is cut. */
  readonly runawayProgress: number;
  readonly runawaySeconds: number;
  /** Typical time of a change by 1 °C until it is held: what is foreseen. */
  readonly secondsPerDegree: number;
}

export interface Slot {
  readonly slot: number;
  /** Front left corner from the deck's origin. */
  readonly x: number;
  readonly y: number;
}

export interface Deck {
  readonly origin: Point;
  readonly slotSize: { readonly x: number; readonly y: number };
  readonly slots: readonly Slot[];
  readonly trashSlot: number;
  /** Free space inside the edges of a slot, where labware has no wells. */
  readonly wellMargin: number;
  /** Height of a travelling tip over what lies on its way. */
  readonly clearance: number;
  /** Free way on either side of a travelling tip. */
  readonly sideClearance: number;
}

/** What is added to the places of a labware; without a slot, in every slot for which nothing else stands here. */
export interface CalibrationOffset extends Point {
  readonly labware: string;
  readonly slot?: number;
}

export interface Timings {
  readonly stepPulseMicroseconds: number;
  readonly directionSetupMicroseconds: number;
  /** From the enable line to the first step. */
  readonly enableMilliseconds: number;
}

export interface DriverUart {
  readonly transmit: number;
  readonly receive: number;
  readonly baud: number;
}

/** Sizes of the flash and of its partitions. */
export interface Storage {
  readonly flashBytes: number;
  readonly applicationBytes: number;
  readonly journalBytes: number;
  readonly reportBytes: number;
  readonly packetBytes: number;
  readonly nameBytes: number;
}

export interface Board {
  readonly title: string;
  readonly notes: readonly string[];
  readonly chip: Chip;
  readonly axes: Readonly<Partial<Record<AxisName, Axis>>>;
  /** Axes of one group home at a time, groups one after the other. */
  readonly homeOrder: readonly (readonly AxisName[])[];
  readonly enables: Readonly<Record<string, EnableLine>>;
  readonly driverUart?: DriverUart;
  readonly emergencyStop?: Switch;
  /** Button by which a person at the machine lets it go on. */
  readonly localButton?: Switch;
  readonly arms: Readonly<Partial<Record<ArmName, Arm>>>;
  readonly pipettes: Readonly<Partial<Record<PipetteName, Pipette>>>;
  readonly pumps: Readonly<Record<string, Pump>>;
  readonly temperatureModule?: TemperatureModule;
  readonly deck: Deck;
  readonly calibration: readonly CalibrationOffset[];
  readonly timings: Timings;
  /** In place of the firmware's own. */
  readonly limits: Readonly<Partial<WireLimits & LabLimits>>;
  readonly network: Network;
  /** POSIX rule, e.g. `PST8PDT,M3.2.0,M11.1.0`. */
  readonly timeZone: string;
  readonly storage: Storage;
}

/** Level that a pin reads while the switch calls: by default high, as from a contact or wire that is broken. */
export function activeLevel({ normally, pull }: Switch): 0 | 1 {
  return (pull === 'up') === (normally === 'closed') ? 1 : 0;
}
