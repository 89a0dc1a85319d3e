// Payloads for tests: from a source in any encoding, and pickles as the original's Python writes them.

import type { DryContainer, InitArguments, Labware, Reagent } from '../../src/host/controller-arguments.js';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { type ArgumentSource, countArguments, writeArguments } from '../../src/wire/arguments-writer.js';
import { type PacketName, packetNamed } from '../../src/wire/packets.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { hexBytes, ringBytes } from './bytes.js';
import {
  APPENDS,
  ascii,
  DICT,
  FALSE,
  int,
  LIST,
  lengthOf,
  MARK,
  MEMOIZE,
  NONE,
  SETITEMS,
  TRUE,
  TUPLE,
  TUPLE1,
  TUPLE2,
  text,
} from './pickle-code.js';

/** The payload that `writer` makes of a packet's arguments. */
export function payloadOf(name: PacketName, source: ArgumentSource, writer: ValueWriter): Uint8Array {
  const type = packetNamed(name);
  const ring = new ByteRing(countArguments(type, source, writer));
  writeArguments(type, source, writer, ring);
  return ringBytes(ring);
}

/** BINFLOAT. */
const float = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return `47${view.getBigUint64(0).toString(16).padStart(16, '0')}`;
};

/** A `transfer` of two steps and more as the original writes it: pickle 4 with its frame and a memo of everything. */
export function originalTransfer(
  source: string,
  steps: readonly (readonly [name: string, volume: number])[],
): Uint8Array {
  const rows = steps.map(([name, volume]) => `${text(name)}${MEMOIZE}${float(volume)}${TUPLE2}${MEMOIZE}`);
  const all = [text(source), MEMOIZE, LIST, MEMOIZE, MARK, ...rows, APPENDS, TUPLE2, MEMOIZE, '2e'].join('');
  return hexBytes(`800495${lengthOf(all.length / 2, 8)}${all}`);
}

/** Memo codes of pickle 3: a number of one byte or of four. */
class Memo {
  #count = 0;

  /** Stores what was just written. */
  put(): string {
    const index = this.#count++;
    return index < 256 ? `71${lengthOf(index, 1)}` : `72${lengthOf(index, 4)}`;
  }

  /** The number that the next `put` gets. */
  get next(): number {
    return this.#count;
  }

  static fetch(index: number): string {
    return index < 256 ? `68${lengthOf(index, 1)}` : `6a${lengthOf(index, 4)}`;
  }
}

/** BINUNICODE of ASCII letters. */
const longText = (content: string): string => `58${lengthOf(content.length, 4)}${ascii(content)}`;

/** Texts of which Python has one object each: written once, then fetched. */
class SharedTexts {
  readonly #memo: Memo;
  readonly #places = new Map<string, number>();

  constructor(memo: Memo) {
    this.#memo = memo;
  }

  code(content: string): string {
    const known = this.#places.get(content);
    if (known !== undefined) return Memo.fetch(known);
    this.#places.set(content, this.#memo.next);
    return longText(content) + this.#memo.put();
  }
}

/** An `init_containers` of products on one labware as the original writes it in pickle 3, the wordiest form. */
export function originalProducts(names: readonly string[], labware: string, maxVol: number): Uint8Array {
  const memo = new Memo();
  const texts = new SharedTexts(memo);
  const column = (name: string, value: () => string): string => {
    const head = texts.code(name) + DICT + memo.put() + MARK;
    return head + names.map((row) => texts.code(row) + value()).join('') + SETITEMS;
  };
  const outer = DICT + memo.put() + MARK;
  const columns = [
    column('labware', () => texts.code(labware)),
    column('container', () => texts.code('')),
    column('max_vol', () => float(maxVol)),
  ];
  return hexBytes(`8003${outer}${columns.join('')}${SETITEMS}${TUPLE1}${memo.put()}2e`);
}

/** BININT1 or BININT2. */
const small = (value: number): string => (value < 256 ? int(value) : `4d${lengthOf(value, 2)}`);

/** What stands in the columns of a table, by their names. */
type Columns<Row> = Readonly<Record<string, (row: Row) => string | number>>;

const LABWARE: Columns<Labware> = {
  deck_pos: (row) => row.deckPos,
  name: (row) => row.name,
  first_usable: (row) => row.firstUsable ?? '',
  empty_list: (row) => row.emptyList ?? '',
};
const REAGENTS: Columns<Reagent> = {
  index: (row) => row.name,
  conc: (row) => row.conc,
  loc: (row) => row.loc,
  deck_pos: (row) => row.deckPos,
  mass: (row) => row.mass,
};
const POWDERS: Columns<DryContainer> = {
  index: (row) => row.name,
  loc: (row) => row.loc,
  deck_pos: (row) => row.deckPos,
  mass: (row) => row.mass,
  molar_mass: (row) => row.molarMass,
};

/** An `init` as the original writes it in pickle 3: each text in a cell of a table is an object of its own. */
export function originalInit(setup: InitArguments): Uint8Array {
  const memo = new Memo();
  const texts = new SharedTexts(memo);
  const own = (content: string): string => longText(content) + memo.put();
  const dict = (items: () => string): string => DICT + memo.put() + MARK + items() + SETITEMS;
  const cellCode = (name: string, value: string | number): string => {
    if (typeof value === 'string') return own(value);
    return name === 'deck_pos' ? small(value) : float(value);
  };
  const table = <Row>(rows: readonly Row[], columns: Columns<Row>): string =>
    dict(() =>
      Object.entries(columns)
        .map(([name, cell]) => {
          const cells = () => rows.map((row, i) => small(i) + cellCode(name, cell(row))).join('');
          return texts.code(name) + dict(cells);
        })
        .join(''),
    );
  const { simulate, labware, instruments, reagents, dryContainers = [] } = setup;
  const arms = Object.entries(instruments);
  const parts = [
    (simulate ? TRUE : FALSE) + FALSE + NONE,
    table(labware, LABWARE),
    dict(() => arms.map(([arm, pipette]) => texts.code(arm) + own(pipette)).join('')),
    table(reagents, REAGENTS),
    own('192.168.4.2'),
    table(dryContainers, POWDERS),
  ];
  return hexBytes(`8003${MARK}${parts.join('')}${TUPLE}${memo.put()}2e`);
}
