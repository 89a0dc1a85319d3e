// A board for people: its axes, its wiring pin by pin, and what is left free.

import { AXIS_NAMES, activeLevel, type Board } from '../../kernel/board.js';
import { CHIPS, pinsOf } from './chips.js';
import { figure } from './finding.js';
import { type PinUse, pinUses } from './pins.js';

/** Lines of a table with columns as wide as they need to be. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

/** How a contact is wired, and the level that calls: `input, normally closed to ground, active high`. */
function wiringOf({ role, contact }: PinUse): string {
  if (contact === undefined) return role;
  const [to, from] = contact.pull === 'up' ? ['ground', '3.3 V'] : ['3.3 V', 'ground'];
  const resistor = contact.externalPull ? `, resistor to ${from} on the board` : '';
  const active = activeLevel(contact) === 1 ? 'high' : 'low';
  return `input, normally ${contact.normally} to ${to}${resistor}, active ${active}`;
}

function axisRows(board: Board): string[][] {
  const rows = [['axis', 'steps/mm', 'mm', 'mm/s', 'in runs', 'mm/s²', 'steps/s', 'driver']];
  for (const name of AXIS_NAMES) {
    const axis = board.axes[name];
    if (axis === undefined) continue;
    const { stepsPerMillimeter, travel, maxSpeed, travelSpeed, acceleration, driver } = axis;
    const { tmc2209 } = driver;
    rows.push([
      name,
      figure(stepsPerMillimeter),
      figure(travel),
      figure(maxSpeed),
      figure(travelSpeed),
      figure(acceleration),
      figure(maxSpeed * stepsPerMillimeter),
      tmc2209 === undefined
        ? 'step/dir'
        : `TMC2209 at ${tmc2209.address}, ${tmc2209.runMilliamperes} mA, 1/${tmc2209.microsteps}`,
    ]);
  }
  return rows;
}

function freePins(board: Board, uses: readonly PinUse[]): string {
  const { present, flash, caution } = CHIPS[board.chip];
  const used = new Set(uses.map(({ pin }) => pin));
  const free = [...pinsOf(present)].filter((pin) => !used.has(pin) && !flash.has(pin));
  return free.map((pin) => (caution.has(pin) ? `${pin}*` : `${pin}`)).join(' ');
}

/** A table in Markdown, as `npm run format` would have it. */
const markdownOf = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
};

const byPin = (board: Board): PinUse[] => pinUses(board).sort((one, other) => one.pin - other.pin);

/** The text of `npm run board -- wiring`: what is connected to which pin, for documents. */
export function wiringTable(board: Board): string {
  const { caution } = CHIPS[board.chip];
  return markdownOf([
    ['pin', 'signal', 'how', 'to know'],
    ...byPin(board).map((use) => [
      `GPIO ${use.pin}`,
      `\`${use.signal}\``,
      wiringOf(use),
      caution.get(use.pin) ?? '',
    ]),
  ]);
}

/** The text of `npm run board -- show`. */
export function showBoard(name: string, board: Board): string {
  const uses = byPin(board);
  const wiring = uses.map((use) => [`GPIO ${use.pin}`, use.signal, wiringOf(use)]);
  const arms = Object.entries(board.arms).map(
    ([arm, { head, plunger = 'no plunger', instruments }]) =>
      `  ${arm}: head ${head}, plunger ${plunger}; ${instruments.join(', ')}`,
  );
  return [
    `${name}: ${board.title} (${CHIPS[board.chip].title})`,
    ...board.notes.map((note) => `  - ${note}`),
    '',
    tableOf(axisRows(board)),
    '',
    ...arms,
    `  network: ${board.network.ethernet === undefined ? 'Wi-Fi' : 'Ethernet by a W5500'}, port ${board.network.port}`,
    `  home order: ${board.homeOrder.map((group) => group.join(' ')).join(', then ')}`,
    '',
    tableOf(wiring),
    `  free: ${freePins(board, uses)} (* the chip or its module uses it as well)`,
  ].join('\n');
}
