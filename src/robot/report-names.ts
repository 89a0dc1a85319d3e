// What the report files call chemicals, labware and wells: as the motion library of the OT-2 does.

import type { ReportNames } from '../journal/report-names.js';
import type { Board, PipetteName } from '../kernel/board.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8 } from '../kernel/utf8.js';
import type { Lab } from '../lab/lab.js';
import type { LabwareTable } from '../lab/labware-table.js';

const TRASH = 'Opentrons Fixed Trash';
const TRASH_WELL = 'A1';
const ON_TEMPERATURE_MODULE = ' on Temperature Module GEN2';

export class LabNames implements ReportNames {
  private readonly lab: Lab;
  private readonly table: LabwareTable;
  private readonly board: Board;

  constructor(lab: Lab, table: LabwareTable, board: Board) {
    this.lab = lab;
    this.table = table;
    this.board = board;
  }

  putChemical(chemical: number, out: ByteWriter): void {
    this.lab.putName(chemical, out);
  }

  putContainer(container: number, out: ByteWriter): void {
    this.lab.putName(this.lab.committed.chemicals.chemicalOf(container), out);
  }

  putLabware(slot: number, out: ByteWriter): void {
    const { deck } = this.lab;
    if (slot === this.board.deck.trashSlot) putUtf8(out, TRASH);
    else putUtf8(out, deck.name(slot) + (deck.isOnTemperatureModule(slot) ? ON_TEMPERATURE_MODULE : ''));
  }

  putWell(slot: number, well: number, out: ByteWriter): void {
    if (slot === this.board.deck.trashSlot) putUtf8(out, TRASH_WELL);
    else this.table.putPlaceName(this.lab.deck.labware(slot), well, out);
  }

  flowRate(arm: number): number {
    const name = this.lab.instruments.name(arm) as PipetteName;
    const { pipettes, pumps } = this.board;
    return pipettes[name]?.flowRates.aspirate ?? pumps[name]?.flowRate ?? 0;
  }
}
