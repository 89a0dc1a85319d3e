// Sessions on the deck of ROBOT.md's example, and what the robot does in them, in words.

import type { InitArguments } from '../../src/host/controller-arguments.js';
import { ARM_NAMES } from '../../src/lab/numbers.js';
import { ACTION, type Action, usesArm } from '../../src/robot/action.js';
import type { Encoding } from '../../src/wire/arguments-reader.js';
import { Rig, type RigOptions } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';

/** What one real controller sends (ROBOT.md section 1), but to a robot that moves. */
export const EXAMPLE: InitArguments = {
  simulate: false,
  usingTempCtrl: true,
  temp: 4,
  labware: [
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'B1' },
    { deckPos: 7, name: 'platereader7', firstUsable: 'G1' },
    { deckPos: 8, name: '96_well_plate', firstUsable: 'A1' },
    { deckPos: 4, name: 'platereader4', firstUsable: 'E1' },
    { deckPos: 5, name: '24_well_plate', firstUsable: 'A1' },
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 3, name: 'temp_mod_24_tube', emptyList: 'A1,B1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    { name: 'WaterC1.0', conc: 1, loc: 'B3', deckPos: 1, mass: 45 },
    { name: 'AgNO3C0.5', conc: 0.5, loc: 'A1', deckPos: 1, mass: 12.5 },
    { name: 'ColdWaterC1.0', conc: 1, loc: 'D6', deckPos: 3, mass: 3.2 },
  ],
  dryContainers: [{ name: 'KBr', loc: 'A2', deckPos: 5, mass: 0.005, molarMass: 119 }],
};

const KINDS = Object.keys(ACTION) as (keyof typeof ACTION)[];

/** `aspirate left 100.5`, `home`. */
const wordsOf = (action: Action): string => {
  const { kind, arm, volume, count } = action;
  const words: (string | number)[] = [KINDS.find((name) => ACTION[name] === kind) as string];
  if (usesArm(action)) words.push(ARM_NAMES[arm] as string);
  if (kind === ACTION.aspirate || kind === ACTION.dispense || kind === ACTION.mixStroke) words.push(volume);
  if (kind === ACTION.blowOut) words.push(count);
  return words.join(' ');
};

/** A session that has begun, on a robot of its own. */
export class ExampleSession extends RobotSession {
  readonly rig: Rig;
  /** What has moved since the last look. */
  readonly #moves: string[];

  private constructor(rig: Rig, moves: string[], encoding: Encoding) {
    super(rig, encoding);
    this.rig = rig;
    this.#moves = moves;
  }

  /** Only connected. */
  static connect(options: RigOptions = {}, encoding: Encoding = 'pickle'): ExampleSession {
    const moves: string[] = [];
    const rig = new Rig({ onAction: (action) => moves.push(wordsOf(action)), ...options });
    return new ExampleSession(rig, moves, encoding);
  }

  /** After an `init` with some changes. */
  static begin(changes: Partial<InitArguments> = {}, options: RigOptions = {}): ExampleSession {
    const session = ExampleSession.connect(options);
    const answer = session.init({ ...EXAMPLE, ...changes });
    if (answer !== 'ready') throw new Error(answer);
    session.moves();
    return session;
  }

  /** What has moved since this was asked last. */
  moves(): string[] {
    return this.#moves.splice(0);
  }

  /** Lines of a report file without their times, its header left away. */
  lines(file: string): string[] {
    const [, ...lines] = (this.save()[file] ?? '').trimEnd().split('\n');
    return lines.map((line) => line.replace(/^\d[^\t]*\t/, ''));
  }

  wellMap(): string[] {
    return this.lines('wellmap.tsv');
  }

  history(): string[] {
    return this.lines('well_history.tsv');
  }

  /** Volume of a chemical's current container, µL. */
  volume(name: string): number | undefined {
    return this.locations([name])[0]?.[3];
  }
}

/** With these in `init` the left pipette is the one of 1000 µL. */
export const WITH_1000 = {
  labware: [{ deckPos: 10, name: 'tip_rack_1000uL', firstUsable: 'A1' }, ...EXAMPLE.labware.slice(1)],
  instruments: { left: '1000uL_pipette', right: '20uL_pipette' },
};

/** A session with two products in wells of the plate reader, one in a small tube and one in a large well. */
export function withProducts(changes: Partial<InitArguments> = {}, options: RigOptions = {}): ExampleSession {
  const session = ExampleSession.begin(changes, options);
  const answer = session.products(
    { name: 'aC1.0', labware: 'platereader', maxVol: 200 },
    { name: 'bC1.0', labware: 'platereader', maxVol: 200 },
    { name: 'tubeC1.0', container: 'Tube2000uL', maxVol: 500 },
    { name: 'wellC1.0', labware: '24_well_plate', maxVol: 3000 },
  );
  if (answer !== 'ready') throw new Error(answer);
  return session;
}

/** A tube of what KBr makes, nearly down to its dead volume. */
export const BROMIDE = { name: 'KBrC20.0', conc: 20, loc: 'B1', deckPos: 1, mass: 9.2 };

/** Sum of the history of a container, µL. */
export const historySum = (rows: readonly string[], container: string): number =>
  rows.reduce((total, row) => {
    const [, volume, of] = row.split('\t');
    return of === container ? total + Number(volume) : total;
  }, 0);
