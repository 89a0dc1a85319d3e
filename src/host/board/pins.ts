// Every pin of a board: its signal, its place in board.json, and whether the chip allows what is asked of it.

import { type ArmName, AXIS_NAMES, type AxisName, type Board, type Switch } from '../../kernel/board.js';
import { CHIPS, type ChipPins, pinsOf } from './chips.js';
import type { Findings } from './finding.js';

export interface PinUse {
  /** Name of the signal in traces and wiring tables, such as `left_plunger_step`. */
  readonly signal: string;
  readonly path: string;
  readonly pin: number;
  readonly role: 'output' | 'input' | 'analog';
  /** Of an input with a contact. */
  readonly contact?: Switch;
}

const ARM_NAMES: readonly ArmName[] = Object.freeze(['left', 'right']);

/** A pump's name; `left_300uL_pipette` for one on an arm. */
function pumpTitle(board: Board, name: string): string {
  const arm = ARM_NAMES.find((arm) => board.arms[arm]?.instruments.includes(name));
  return arm === undefined ? name : `${arm}_${name}`;
}

/** What the axis moves, for the names of its signals: `x`, `left_head`, `left_plunger`, or as the pump is called. */
function axisTitle(board: Board, name: AxisName): string {
  for (const arm of ARM_NAMES) {
    if (board.arms[arm]?.head === name) return `${arm}_head`;
    if (board.arms[arm]?.plunger === name) return `${arm}_plunger`;
  }
  const [pump] = Object.entries(board.pumps).find(([, { axis }]) => axis === name) ?? [];
  return pump === undefined ? name : pumpTitle(board, pump);
}

function axisPins(board: Board, name: AxisName): PinUse[] {
  const axis = board.axes[name];
  if (axis === undefined) return [];
  const title = axisTitle(board, name);
  const path = `axes.${name}`;
  const { step, direction } = axis.driver;
  const uses: PinUse[] = [
    { signal: `${title}_step`, path: `${path}.driver.step`, pin: step, role: 'output' },
    { signal: `${title}_dir`, path: `${path}.driver.direction`, pin: direction, role: 'output' },
  ];
  if (axis.home !== undefined) uses.push(input(`${title}_home`, `${path}.home.switch`, axis.home.switch));
  if (axis.limit !== undefined) uses.push(input(`${title}_limit`, `${path}.limit`, axis.limit));
  return uses;
}

const input = (signal: string, path: string, contact: Switch): PinUse => ({
  signal,
  path: `${path}.pin`,
  pin: contact.pin,
  role: 'input',
  contact,
});

const output = (signal: string, path: string, pin: number): PinUse => ({ signal, path, pin, role: 'output' });

const plainInput = (signal: string, path: string, pin: number): PinUse => ({
  signal,
  path,
  pin,
  role: 'input',
});

function ethernetPins({ network: { ethernet } }: Board): PinUse[] {
  if (ethernet === undefined) return [];
  const { clock, mosi, miso, select, interrupt, reset } = ethernet;
  const path = 'network.ethernet';
  return [
    output('ethernet_clock', `${path}.clock`, clock),
    output('ethernet_mosi', `${path}.mosi`, mosi),
    plainInput('ethernet_miso', `${path}.miso`, miso),
    output('ethernet_select', `${path}.select`, select),
    plainInput('ethernet_interrupt', `${path}.interrupt`, interrupt),
    ...(reset === undefined ? [] : [output('ethernet_reset', `${path}.reset`, reset)]),
  ];
}

/** All pins in the order of board.json. */
export function pinUses(board: Board): PinUse[] {
  const { driverUart, emergencyStop, localButton, temperatureModule } = board;
  const uses = AXIS_NAMES.flatMap((name) => axisPins(board, name));
  for (const [name, { pin }] of Object.entries(board.enables))
    uses.push(output(`${name}_enable`, `enables.${name}.pin`, pin));
  if (driverUart !== undefined) {
    uses.push(output('driver_transmit', 'driverUart.transmit', driverUart.transmit));
    uses.push(plainInput('driver_receive', 'driverUart.receive', driverUart.receive));
  }
  if (emergencyStop !== undefined) uses.push(input('estop', 'emergencyStop', emergencyStop));
  if (localButton !== undefined) uses.push(input('button', 'localButton', localButton));
  for (const [name, pump] of Object.entries(board.pumps))
    if (pump.output !== undefined)
      uses.push(output(pumpTitle(board, name), `pumps.${name}.output.pin`, pump.output.pin));
  if (temperatureModule !== undefined) {
    const { sensor, cooler, heater } = temperatureModule;
    const path = 'temperatureModule';
    uses.push({
      signal: 'temperature_sensor',
      path: `${path}.sensor.pin`,
      pin: sensor.pin,
      role: 'analog',
    });
    if (cooler !== undefined) uses.push(output('cooler', `${path}.cooler.pin`, cooler.pin));
    if (heater !== undefined) uses.push(output('heater', `${path}.heater.pin`, heater.pin));
  }
  uses.push(...ethernetPins(board));
  return uses;
}

/** Whether the chip can do with the pin what is asked of it. */
function checkPin({ pin, path, role, contact }: PinUse, chip: ChipPins, findings: Findings): void {
  const { title, present, flash, inputOnly, analog, caution } = chip;
  if (!pinsOf(present).has(pin)) {
    findings.error(path, `the ${title} has no GPIO ${pin}: it has ${present}`);
    return;
  }
  if (flash.has(pin))
    findings.error(path, `GPIO ${pin} of the ${title} is wired to the flash in the module: choose another`);
  if (role === 'output' && inputOnly.has(pin))
    findings.error(path, `GPIO ${pin} of the ${title} is an input only: choose another for an output`);
  if (role === 'analog' && !analog.has(pin))
    findings.error(
      path,
      `GPIO ${pin} of the ${title} is no input of the first analog converter: choose among ${[...analog].join(', ')}`,
    );
  if (contact !== undefined && !contact.externalPull && inputOnly.has(pin))
    findings.error(
      path,
      `GPIO ${pin} of the ${title} has no resistor in the chip: put 10 kΩ to ${contact.pull === 'up' ? '3.3 V' : 'ground'} on the board and set "externalPull": true`,
    );
  const reason = caution.get(pin);
  if (reason !== undefined) findings.warning(path, `GPIO ${pin} of the ${title} is a ${reason}`);
}

/** Every pin by itself, and that none is used twice. */
export function checkPins(board: Board, findings: Findings): void {
  const users = new Map<number, string>();
  for (const use of pinUses(board)) {
    checkPin(use, CHIPS[board.chip], findings);
    const other = users.get(use.pin);
    if (other === undefined) users.set(use.pin, use.path);
    else findings.error(use.path, `GPIO ${use.pin} is used by ${other} already: choose another`);
  }
}
