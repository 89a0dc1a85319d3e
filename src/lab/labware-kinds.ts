// What the robot does with each labware: the controller's common names, and what follows from a load name.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { asciiBytes, textAt } from '../kernel/utf8.js';
import { CATEGORY } from './labware-layout.js';
import { type LabwareTable, NOT_FOUND } from './labware-table.js';

/** Plates hand out wells, racks hand out tubes, tip racks hand out tips. */
export const LABWARE_CLASS = Object.freeze({ plate: 0, rack: 1, tipRack: 2 });

/** Bits of the container types that a labware has places for (ROBOT.md section 3). */
export const CONTAINER = Object.freeze({
  Tube2000uL: 1,
  Tube20000uL: 2,
  Tube50000uL: 4,
  Well96: 8,
  Well24: 16,
});

/** Where tips are dropped: it stands in slot 12. */
export const FIXED_TRASH = 'opentrons_1_trash_1100ml_fixed';

interface Kind {
  /** What it may be called in `init_containers` besides its name, in ASCII. */
  readonly groups: readonly Uint8Array[];
  /** One of `LABWARE_CLASS`. */
  readonly labwareClass: number;
  /** Bits of `CONTAINER`. */
  readonly containers: number;
  /** Why it cannot be put on the deck, or nothing. */
  readonly refusal: string;
}

const kindOfClass = (labwareClass: number, containers: number, groups: string, refusal = ''): Kind =>
  Object.freeze({
    labwareClass,
    containers,
    groups: Object.freeze(groups.split(' ').map(asciiBytes)),
    refusal,
  });

const TUBES = CONTAINER.Tube2000uL | CONTAINER.Tube20000uL | CONTAINER.Tube50000uL;
const NO_CONTAINER = 'there is no container type for its wells';

const PLATE_96 = kindOfClass(LABWARE_CLASS.plate, CONTAINER.Well96, 'well_plate WellPlate96');
const PLATE_48 = kindOfClass(LABWARE_CLASS.plate, 0, 'well_plate WellPlate48', NO_CONTAINER);
const PLATE_24 = kindOfClass(LABWARE_CLASS.plate, CONTAINER.Well24, 'well_plate WellPlate24');
const PLATE_OTHER = kindOfClass(LABWARE_CLASS.plate, 0, 'well_plate', NO_CONTAINER);
const RESERVOIR = kindOfClass(
  LABWARE_CLASS.plate,
  0,
  'reservoir',
  'there is no container type for a reservoir',
);
const READER = kindOfClass(LABWARE_CLASS.plate, CONTAINER.Well96, 'well_plate WellPlate96 platereader');
const RACK = kindOfClass(LABWARE_CLASS.rack, TUBES, 'tube_holder');
const COOLED_RACK = kindOfClass(LABWARE_CLASS.rack, TUBES, 'tube_holder temp_mod');
const TIPS = kindOfClass(LABWARE_CLASS.tipRack, 0, 'tip_rack');
const TRASH = kindOfClass(LABWARE_CLASS.rack, 0, 'trash', 'the trash stands in slot 12 already');
const ANY_READER = kindOfClass(
  LABWARE_CLASS.plate,
  0,
  'platereader',
  'it is a request of init_containers, on the deck are platereader4 and platereader7',
);

interface CommonName {
  readonly name: string;
  /** The same in ASCII. */
  readonly text: Uint8Array;
  /** Of its definition; a labware that is named by it is this one. */
  readonly loadName: string;
  readonly kind: Kind;
  /** Labware with a higher one gives its places to `init_containers` first. */
  readonly priority: number;
}

const common = (name: string, loadName: string, of: Kind, priority = 0): CommonName =>
  Object.freeze({ name, text: asciiBytes(name), loadName, kind: of, priority });

/** Names that the controller uses (ROBOT.md section 2). */
export const COMMON_NAMES: readonly CommonName[] = Object.freeze([
  common('96_well_plate', 'corning_96_wellplate_360ul_flat', PLATE_96),
  common('24_well_plate', 'corning_24_wellplate_3.4ml_flat', PLATE_24),
  common('48_well_plate', 'corning_48_wellplate_1.6ml_flat', PLATE_48),
  common('tip_rack_20uL', 'opentrons_96_tiprack_20ul', TIPS),
  common('tip_rack_300uL', 'opentrons_96_tiprack_300ul', TIPS),
  common('tip_rack_1000uL', 'opentrons_96_tiprack_1000ul', TIPS),
  common('tube_holder_10', 'opentrons_10_tuberack_falcon_4x50ml_6x15ml_conical', RACK),
  common('temp_mod_24_tube', 'opentrons_24_aluminumblock_generic_2ml_screwcap', COOLED_RACK),
  common('platereader4', 'plate_reader_4', READER, 2),
  common('platereader7', 'plate_reader_7', READER, 1),
  common('platereader', '', ANY_READER),
]);

/** Widths of the wells, mm, that the constants of Well96 and Well24 fit: those of plates with pitches of 9 and 18 mm. */
const WELL_96_WIDTH = Object.freeze({ least: 5, most: 9 });
const WELL_24_WIDTH = Object.freeze({ least: 14, most: 18 });

/** Places of a block that holds a plate or strips and not tubes. */
const BLOCK_WELLS = 96;

/** Eleven lookups would take a chip 30 ms of its start. */
const NOT_LOOKED_UP = -2;

/** What follows from a definition alone. */
function kindOf(table: LabwareTable, labware: number): Kind {
  const category = table.category(labware);
  if (category === CATEGORY.tipRack) return TIPS;
  if (category === CATEGORY.reservoir) return RESERVOIR;
  if (category === CATEGORY.trash) return TRASH;
  if (category === CATEGORY.tubeRack) return RACK;
  if (category === CATEGORY.aluminumBlock && table.places(labware) !== BLOCK_WELLS) return RACK;
  const width = table.xSize(labware, 0);
  if (width >= WELL_96_WIDTH.least && width <= WELL_96_WIDTH.most) return PLATE_96;
  if (width >= WELL_24_WIDTH.least && width <= WELL_24_WIDTH.most) return PLATE_24;
  return PLATE_OTHER;
}

/**
 * Kinds are small numbers: first the common names, then all labware of the table, which may be named by their load
 * names as well. They come from `find` and are not checked again.
 */
export class LabwareKinds {
  private readonly table: LabwareTable;
  /** Labware of each common name, or `NOT_FOUND`; `NOT_LOOKED_UP` until it is asked for. */
  private readonly commonLabware = new Int16Array(COMMON_NAMES.length).fill(NOT_LOOKED_UP);

  constructor(table: LabwareTable) {
    this.table = table;
  }

  /**
   * The kind whose common name or load name stands at `offset`. Faults: `labwareUnknown`, `labwareUnusable` for one
   * that the robot cannot work with.
   */
  find(ring: ByteSource, offset: number, length: number): number {
    const found = this.findName(ring, offset, length);
    if (found === NOT_FOUND) throw new Fault('labwareUnknown', textAt(ring, offset, length));
    const { refusal } = this.kind(found);
    if (refusal !== '') throw new Fault('labwareUnusable', `${textAt(ring, offset, length)}: ${refusal}`);
    if (this.labware(found) === NOT_FOUND) {
      const { name, loadName } = COMMON_NAMES[found] as CommonName;
      throw new Fault('labwareUnusable', `${name}: the board's labware folder has no ${loadName}.json`);
    }
    return found;
  }

  /** Its number in the table. */
  labware(kind: number): number {
    if (kind >= COMMON_NAMES.length) return kind - COMMON_NAMES.length;
    if (this.commonLabware[kind] === NOT_LOOKED_UP)
      this.commonLabware[kind] = this.table.findText((COMMON_NAMES[kind] as CommonName).loadName);
    return this.commonLabware[kind] as number;
  }

  /** One of `LABWARE_CLASS`. */
  labwareClass(kind: number): number {
    return this.kind(kind).labwareClass;
  }

  /** Bits of `CONTAINER`. */
  containers(kind: number): number {
    return this.kind(kind).containers;
  }

  /** Kinds with a higher priority come first when places are handed out, equal ones in the order of their slots. */
  priority(kind: number): number {
    return COMMON_NAMES[kind]?.priority ?? 0;
  }

  needsTemperatureModule(kind: number): boolean {
    return this.kind(kind) === COOLED_RACK;
  }

  /** Common name, or the load name of what has none. */
  name(kind: number): string {
    return COMMON_NAMES[kind]?.name ?? this.table.name(this.labware(kind));
  }

  /** Whether what a row of `init_containers` asks for is this kind: its name, its load name or one of its groups. */
  isCalled(kind: number, ring: ByteSource, offset: number, length: number): boolean {
    const { groups } = this.kind(kind);
    for (let i = 0; i < groups.length; i++)
      if (ring.equals(offset, length, groups[i] as Uint8Array)) return true;
    const common = COMMON_NAMES[kind];
    if (common !== undefined && ring.equals(offset, length, common.text)) return true;
    return this.table.isNamed(this.labware(kind), ring, offset, length);
  }

  private findName(ring: ByteSource, offset: number, length: number): number {
    for (let i = 0; i < COMMON_NAMES.length; i++)
      if (ring.equals(offset, length, (COMMON_NAMES[i] as CommonName).text)) return i;
    const labware = this.table.find(ring, offset, length);
    if (labware === NOT_FOUND) return NOT_FOUND;
    for (let i = 0; i < COMMON_NAMES.length; i++) if (this.labware(i) === labware) return i;
    return COMMON_NAMES.length + labware;
  }

  private kind(kind: number): Kind {
    return COMMON_NAMES[kind]?.kind ?? kindOf(this.table, this.labware(kind));
  }
}
