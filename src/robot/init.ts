// init: deck, pipettes, reagents and powders from the packet; then home, temperature and a tip for each pipette.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { textAt } from '../kernel/utf8.js';
import type { Lab } from '../lab/lab.js';
import { ARM_NAMES } from '../lab/numbers.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import { INIT } from '../wire/packets.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';
import type { Order } from './order.js';
import type { Run, Script } from './script.js';
import { flushTube, primeTube } from './tubes.js';

/** Labware on one deck, the fixed trash aside. */
const LABWARE_MAX = 11;

const LABWARE_COLUMNS = INIT.labwareEmptyList - INIT.labwareDeckPos + 1;

const labwareAt = (row: number, field: number): number => LABWARE_COLUMNS * row + field - INIT.labwareDeckPos;

/** What `init` asks for besides what goes into the tables of the lab. */
export class Setup {
  simulate = false;
  usesTemperatureModule = false;
  /** °C. */
  temperature = Number.NaN;
}

const textOf = (value: ValueReader): string | null =>
  value.kind === KIND.text ? textAt(value.ring, value.start, value.length) : null;

/** Range of the temperature module, °C. */
export interface TemperatureRange {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Reads the packet into the lab, columns in whatever order they came: deck first, then pipettes, then what stands on the
 * deck. Any fault leaves a lab that has to begin again.
 */
export function readInit(
  { lab, order }: Run,
  args: ArgumentsReader,
  setup: Setup,
  range: TemperatureRange | undefined,
): void {
  readSetup(args, setup);
  lab.begin(setup.simulate, setup.usesTemperatureModule);
  if (setup.usesTemperatureModule) checkTemperature(setup, range);
  readLabware(lab, args);
  readPipettes(lab, args);
  readReagents(lab, args, order);
  readPowders(lab, args, order);
  lab.finishInit();
}

function readSetup(args: ArgumentsReader, setup: Setup): void {
  setup.temperature = Number.NaN;
  args.deliver({
    value: (field, _row, value) => {
      if (field === INIT.simulate) setup.simulate = value.number !== 0;
      else if (field === INIT.usingTempCtrl) setup.usesTemperatureModule = value.number !== 0;
      else if (field === INIT.temp && value.kind !== KIND.none) setup.temperature = value.number;
    },
  });
}

/** A robot that only simulates has every module. */
function checkTemperature({ temperature, simulate }: Setup, range: TemperatureRange | undefined): void {
  if (range === undefined && !simulate)
    throw new Fault('deckInvalid', 'this board has no temperature module: send init without using_temp_ctrl');
  const { minimum, maximum } = range ?? { minimum: 4, maximum: 95 };
  if (!(temperature >= minimum && temperature <= maximum))
    throw new Fault(
      'deckInvalid',
      `the temperature module reaches ${minimum} to ${maximum} °C, not ${temperature}`,
    );
}

/** Rows are kept as numbers, a text by its place in the payload: the texts of one row at a time are made. */
function readLabware(lab: Lab, args: ArgumentsReader): void {
  const numbers = new Float64Array(LABWARE_MAX * LABWARE_COLUMNS);
  const lengths = new Int16Array(numbers.length).fill(-1);
  let payload: ByteSource | undefined;
  let rows = 0;
  args.deliver({
    value: (field, row, { ring, kind, number, start, length }) => {
      if (field < INIT.labwareDeckPos || field > INIT.labwareEmptyList) return;
      if (row === LABWARE_MAX)
        throw new Fault('deckInvalid', `more than ${LABWARE_MAX} labware for ${LABWARE_MAX} free slots`);
      payload = ring;
      rows = Math.max(rows, row + 1);
      const at = labwareAt(row, field);
      numbers[at] = kind === KIND.text ? start : number;
      if (kind === KIND.text) lengths[at] = length;
    },
  });
  const text = (row: number, field: number): string | null => {
    const at = labwareAt(row, field);
    const [start, length] = [numbers[at] as number, lengths[at] as number];
    return payload === undefined || length < 0 ? null : textAt(payload, start, length);
  };
  for (let row = 0; row < rows; row++) {
    const slot = numbers[labwareAt(row, INIT.labwareDeckPos)] as number;
    const name = text(row, INIT.labwareName) ?? '';
    lab.addLabware(slot, name, text(row, INIT.labwareFirstUsable), text(row, INIT.labwareEmptyList));
  }
}

function readPipettes(lab: Lab, args: ArgumentsReader): void {
  let arm = '';
  args.deliver({
    value: (field, _row, value) => {
      if (field === INIT.arm) arm = textOf(value) ?? '';
      else if (field === INIT.pipette) lab.addPipette(arm, textOf(value) ?? '');
    },
  });
}

/** Names come first, then places, then masses, each in a pass of its own; the order holds what later passes need. */
function readReagents(lab: Lab, args: ArgumentsReader, { chemicals: containers, types: slots }: Order): void {
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.reagentName) containers[row] = lab.addReagent(value.ring, value.start, value.length);
      else if (field === INIT.reagentDeckPos) slots[row] = value.number;
    },
  });
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.reagentLoc)
        lab.putOnDeck(containers[row] as number, slots[row] as number, value.ring, value.start, value.length);
    },
  });
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.reagentMass) lab.fillReagent(containers[row] as number, value.number);
    },
  });
}

function readPowders(
  lab: Lab,
  args: ArgumentsReader,
  { chemicals: containers, types: slots, values: masses }: Order,
): void {
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.powderName) containers[row] = lab.addPowder(value.ring, value.start, value.length);
      else if (field === INIT.powderDeckPos) slots[row] = value.number;
      else if (field === INIT.powderMass) masses[row] = value.number;
    },
  });
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.powderLoc)
        lab.putOnDeck(containers[row] as number, slots[row] as number, value.ring, value.start, value.length);
    },
  });
  args.deliver({
    value: (field, row, value) => {
      if (field === INIT.powderMolarMass)
        lab.fillPowder(containers[row] as number, masses[row] as number, value.number);
    },
  });
}

/** Home, then off with what an earlier session left in tips and tubes, then the temperature and a tip for each pipette. */
export function* init(run: Run, setup: Setup, tipsLeft: number): Script {
  const { lab, ledger, action } = run;
  const { instruments } = lab;
  yield action.home();
  for (let arm = 0; arm < ARM_NAMES.length; arm++) {
    if (((tipsLeft >> arm) & 1) === 0) continue;
    if (instruments.isPump(arm)) yield* flushTube(run, arm);
    else yield action.ejectTip(arm);
  }
  if (setup.usesTemperatureModule) yield action.holdTemperature(setup.temperature);
  for (let arm = 0; arm < ARM_NAMES.length; arm++)
    if (instruments.isPump(arm)) yield* primeTube(run, arm);
    else if (instruments.has(arm)) yield action.pickUpTip(arm, ledger.tips.next(arm));
}
Object.freeze(init.prototype);
