// A robot with motors in virtual time, on the deck of ROBOT.md's example, and people and accidents that come at any moment.

import { DEFAULT_BOARD, loadBoard } from '../../src/host/board/board-file.js';
import { AXIS_NAMES, type Board } from '../../src/kernel/board.js';
import type { Clock } from '../../src/kernel/clock.js';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import type { DigitalOutputs } from '../../src/motion/digital-outputs.js';
import type { DriverLine } from '../../src/motion/driver-line.js';
import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import { EngineOutputs } from '../../src/motion/engine-outputs.js';
import { MotorDrivers } from '../../src/motion/motor-drivers.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import type { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import { SimulatedPlant } from '../../src/motion/simulated-plant.js';
import type { StepControl } from '../../src/motion/step-engine.js';
import { Wiring } from '../../src/motion/wiring.js';
import type { Action } from '../../src/robot/action.js';
import type { Machine } from '../../src/robot/machine.js';
import { type Drive, MotorMachine } from '../../src/robot/motor-machine.js';
import { TemperedMachine } from '../../src/robot/tempered-machine.js';
import { Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';

const TICKS_PER_MICROSECOND = 10;

/** The board of `npm start`, from its file. */
export const BENCH: Board = loadBoard(DEFAULT_BOARD);

/** @param microseconds of the clock */
const ticksAt = (microseconds: number): number => Math.floor(microseconds * TICKS_PER_MICROSECOND);

/** An engine that can be kept from getting segments while axes run. */
class Engine extends SimulatedEngine {
  isStarved = false;

  override room(axis: number): number {
    return this.isStarved && this.running() !== 0 ? 0 : super.room(axis);
  }
}

export interface MotorRigOptions {
  readonly board?: Board;
  readonly recorder?: EdgeRecorder;
  /** How late each alarm of the machine comes, µs. */
  readonly lateness?: () => number;
  /** The engine lives in a time of its own, so many parts in a million faster than the clock; absent, in the clock's. */
  readonly driftMillionths?: number;
  /** Of drivers that are set before anything moves. */
  readonly line?: DriverLine;
  /** The temperature module of the board is there, too. */
  readonly hasTemperature?: boolean;
}

/** A clock whose alarms are late. */
const lateClock = (clock: Clock, lateness: () => number): Clock => ({
  now: () => clock.now(),
  alarm: (callback) => {
    const alarm = clock.alarm(callback);
    return { set: (delay) => alarm.set(delay + lateness()), cancel: () => alarm.cancel() };
  },
});

/** An engine as hardware is: nobody brings it up to date, it is so whenever it is asked. */
const hardware = (engine: SimulatedEngine, clock: Clock, driftMillionths: number): Drive =>
  new Proxy(engine as unknown as Drive, {
    get(_, name) {
      if (name === 'now' || name === 'advance') return undefined;
      engine.advance(Math.floor(clock.now() * (TICKS_PER_MICROSECOND + driftMillionths * 1e-5)));
      const method = engine[name as keyof SimulatedEngine] as (...args: unknown[]) => unknown;
      return method.bind(engine);
    },
  });

/** With a block of metal that is told what the outputs are set to. */
function tempered(
  machine: Machine,
  board: Board,
  clock: Clock,
  engine: StepControl,
  wiring: Wiring,
  plant: SimulatedPlant,
): Machine {
  const pins = new EngineOutputs(engine, wiring.settings.outputs);
  const outputs: DigitalOutputs = {
    set: (pin, level) => {
      pins.set(pin, level);
      plant.set(pin, level);
    },
  };
  const module = board.temperatureModule!;
  return new TemperedMachine({ machine, module, clock, outputs, inputs: plant, keepsTime: false });
}

export class MotorRig extends Rig {
  readonly wiring: Wiring;
  readonly gantry: PositionSwitches;
  readonly engine: Engine;
  readonly motors: MotorMachine;
  readonly plant: SimulatedPlant;
  /** Writes and erases of what is in flash on a chip, and those of them while an axis moved. */
  readonly flash: { readonly writes: number; readonly inMotion: number };

  constructor(options: MotorRigOptions = {}) {
    const { board = BENCH, recorder, lateness = () => 0, driftMillionths, line } = options;
    const { hasTemperature = false } = options;
    const wiring = new Wiring(board);
    const gantry = simulatedGantry(board, wiring);
    const engine = new Engine(wiring.settings, gantry, recorder);
    const plant = new SimulatedPlant(board.temperatureModule!);
    let motors: MotorMachine | undefined;
    let now = (): number => 0;
    const flash = { writes: 0, inMotion: 0 };
    super({
      board,
      beforeWrite: () => {
        engine.advance(ticksAt(now()));
        flash.writes += 1;
        if (engine.running() !== 0) flash.inMotion += 1;
      },
      machine: (_paced, clock, { choreography, moves }) => {
        now = () => clock.now();
        motors = new MotorMachine({
          board,
          clock: lateClock(clock, lateness),
          engine: driftMillionths === undefined ? engine : hardware(engine, clock, driftMillionths),
          wiring,
          choreography,
          moves,
          drivers: line && new MotorDrivers(board, line, clock),
        });
        return hasTemperature ? tempered(motors, board, clock, engine, wiring, plant) : motors;
      },
    });
    this.wiring = wiring;
    this.gantry = gantry;
    this.engine = engine;
    this.motors = motors!;
    this.plant = plant;
    this.flash = flash;
  }

  /** What is in flash on a chip is written only when no axis moves: otherwise an error. */
  override settle(): void {
    super.settle();
    const { inMotion } = this.flash;
    if (inMotion > 0) throw new Error(`${inMotion} writes to flash while an axis moved`);
  }

  /** After an `init` of the example, with two products in wells. */
  begin(changes: Partial<typeof EXAMPLE> = {}): RobotSession {
    const session = this.connect();
    const answer = session.init({ ...EXAMPLE, ...changes });
    if (answer !== 'ready') throw new Error(answer);
    session.products(
      { name: 'aC1.0', labware: 'platereader', maxVol: 200 },
      { name: 'bC1.0', labware: '24_well_plate', maxVol: 3000 },
    );
    return session;
  }

  connect(): RobotSession {
    return new RobotSession(this);
  }

  /** Has one action done by the machine, past books and session: `done`, or the fault and the part that was done. */
  perform(action: Action): readonly [how: 'done' | FaultCode, part: number] {
    let outcome: readonly [how: 'done' | FaultCode, part: number] = ['segmentRefused', 0];
    try {
      this.motors.perform(action, {
        done: () => {
          outcome = ['done', 1];
        },
        failed: ({ code }, part) => {
          outcome = [code, part];
        },
      });
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      outcome = [fault.code, 0];
    }
    this.settle();
    return outcome;
  }

  /** Something happens so many seconds from now, whatever the robot does then. */
  after(seconds: number, happens: () => void): void {
    this.clock
      .alarm(() => {
        this.catchUp();
        happens();
      })
      .set(Math.round(seconds * 1e6));
  }

  /** The engine lives up to now. */
  catchUp(): void {
    this.engine.advance(ticksAt(this.clock.now()));
  }

  /** Sets an input to the level at which it calls, or to the other one. */
  press(input: number, isOn = true): void {
    for (const level of [0, 1] as const) {
      this.gantry.set(input, level);
      const isActive = ((this.engine.inputs() >> input) & 1) === this.wiring.activeLevel(input);
      if (isActive === isOn) return;
    }
  }

  /** Whether the temperature module's outputs are set to off. */
  get isCold(): boolean {
    return this.plant.heaterDuty === 0 && this.plant.coolerDuty === 0;
  }

  get positions(): number[] {
    return AXIS_NAMES.map((_, axis) => this.engine.position(axis));
  }

  /** Steps between where axes are and where the machine believes them; they began in the middle of their travel. */
  get errors(): number[] {
    return AXIS_NAMES.map((name, axis) => {
      const { travel, stepsPerMillimeter } = this.board.axes[name]!;
      const middle = Math.round((travel * stepsPerMillimeter) / 2);
      const believed = Math.round(this.motors.pose.axes[axis]! * stepsPerMillimeter) - middle;
      return this.engine.position(axis) - believed;
    });
  }
}

/** A run of a few steps with both arms. */
export const runOf = (session: RobotSession): string =>
  session.transfer('WaterC1.0', ['aC1.0', 100], ['bC1.0', 15], ['bC1.0', 410]);
