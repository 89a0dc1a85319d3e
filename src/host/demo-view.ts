// What the demonstration shows: the deck from above, a progress bar, plates and tubes with their volumes.

import type { Board } from '../kernel/board.js';
import type { Labware } from './controller-arguments.js';

const SLOT_WIDTH = 20;
const BAR_WIDTH = 30;
const LINE_WIDTH = 79;
const NAME_WIDTH = 20;
const WELL_WIDTH = 7;

const padded = (text: string, width: number): string => text.slice(0, width).padEnd(width);

/** Slots as one stands in front of the robot: the front row is below. */
export function deckText({ deck }: Board, labware: readonly Labware[]): string {
  const rows = new Map<number, { x: number; label: string }[]>();
  for (const { slot, x, y } of deck.slots) {
    const name =
      slot === deck.trashSlot ? 'trash' : (labware.find(({ deckPos }) => deckPos === slot)?.name ?? '');
    rows.set(y, [...(rows.get(y) ?? []), { x, label: `${String(slot).padStart(2)} ${name}` }]);
  }
  const columns = Math.max(...[...rows.values()].map((row) => row.length));
  const border = (left: string, middle: string, right: string): string =>
    `${left}${Array.from({ length: columns }, () => '─'.repeat(SLOT_WIDTH + 2)).join(middle)}${right}\n`;
  const lines = [...rows]
    .sort(([a], [b]) => b - a)
    .map(([, row]) => {
      const labels = row.sort((a, b) => a.x - b.x).map(({ label }) => ` ${padded(label, SLOT_WIDTH)} `);
      return `│${labels.join('│')}│\n`;
    });
  return border('┌', '┬', '┐') + lines.join(border('├', '┼', '┤')) + border('└', '┴', '┘');
}

/** What the bar needs of the standard output. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** On a terminal one line that fills up; elsewhere the full one at the end. */
export class ProgressBar {
  private readonly screen: Screen;
  private readonly total: number;
  private done = 0;

  constructor(screen: Screen, total: number) {
    this.screen = screen;
    this.total = total;
  }

  /** One more of the total is done. */
  step(label: string): void {
    this.done += 1;
    const isLast = this.done === this.total;
    const filled = Math.round((this.done / this.total) * BAR_WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    const line = `${bar} ${this.done}/${this.total} ${label}`;
    if (this.screen.isTTY) this.screen.write(`\r${padded(line, LINE_WIDTH)}${isLast ? '\n' : ''}`);
    else if (isLast) this.screen.write(`${line}\n`);
  }
}

/** A row of wellmap.tsv. */
interface Row {
  readonly name: string;
  readonly loc: string;
  readonly slot: number;
  readonly volume: number;
  readonly container: string;
}

const rowsOf = (wellMap: string): Row[] =>
  wellMap
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [name = '', loc = '', slot = '', volume = '', container = ''] = line.split('\t');
      return { name, loc, slot: Number(slot), volume: Number(volume), container };
    });

/** A grid of volumes for each plate, µL. @param wellMap the text of wellmap.tsv */
export function platesText(wellMap: string, labware: readonly Labware[]): string {
  const wells = rowsOf(wellMap).filter(({ container }) => container.startsWith('Well'));
  const slots = [...new Set(wells.map(({ slot }) => slot))];
  return slots
    .map((plate) => {
      const title = labware.find(({ deckPos }) => deckPos === plate)?.name ?? '';
      return `${title} in slot ${plate}, µL\n${plateText(wells.filter(({ slot }) => slot === plate))}`;
    })
    .join('\n');
}

function plateText(wells: readonly Row[]): string {
  const volumes = new Map(wells.map(({ loc, volume }) => [loc, volume.toFixed(1)]));
  const letters = [...new Set(wells.map(({ loc }) => loc.charAt(0)))].sort();
  const columns = Math.max(...wells.map(({ loc }) => Number(loc.slice(1))));
  const numbers = Array.from({ length: columns }, (_, i) => String(i + 1));
  const line = (head: string, cells: readonly string[]): string =>
    `  ${head}${cells.map((cell) => cell.padStart(WELL_WIDTH)).join('')}\n`;
  const rows = letters.map((letter) =>
    line(
      letter,
      numbers.map((number) => volumes.get(letter + number) ?? ''),
    ),
  );
  return line(' ', numbers) + rows.join('');
}

/** Tubes in two columns. @param wellMap the text of wellmap.tsv */
export function tubesText(wellMap: string): string {
  const tubes = rowsOf(wellMap)
    .filter(({ container }) => container.startsWith('Tube'))
    .map(
      ({ name, loc, slot, volume }) =>
        `${padded(name, NAME_WIDTH)} ${String(slot).padStart(2)} ${padded(loc, 3)} ${volume.toFixed(1).padStart(8)}`,
    );
  const half = Math.ceil(tubes.length / 2);
  const lines = tubes.slice(0, half).map((left, i) => `  ${left}     ${tubes[half + i] ?? ''}`.trimEnd());
  return `Tubes: name, slot, place, µL\n${lines.join('\n')}\n`;
}
