// init_containers: a well or a tube for each product (ROBOT.md section 4): all rows are placed, or none.

import type { Fault } from '../kernel/faults.js';
import { pythonFloat } from '../kernel/python-float.js';
import { textAt } from '../kernel/utf8.js';
import { noContainers } from '../lab/lab.js';
import { NONE } from '../lab/numbers.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import { INIT_CONTAINERS } from '../wire/packets.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';
import type { Run } from './script.js';

/** What is done with each row: its name is where `value` says. */
type Take = (row: number, value: ValueReader) => void;

const namesTo = (take: Take): ArgumentSink => ({
  value: (field, row, value) => {
    if (field === INIT_CONTAINERS.name) take(row, value);
  },
});

/** Checks all rows against the pending books, and counts them; the order then holds what each asks for. */
export function checkProducts(run: Run, args: ArgumentsReader): number {
  const { lab, order } = run;
  args.deliver({ value: (field, row, value) => readRequest(run, field, row, value) });
  lab.pending.copyFrom(lab.committed);
  let refused = -1;
  args.deliver(
    namesTo((row, { ring, start, length }) => {
      const { chemicals, types, values } = order;
      if (refused >= 0) return;
      order.count = row + 1;
      const slots = chemicals[row] as number;
      if (
        lab.checkProduct(row, ring, start, length, slots, types[row] as number, values[row] as number) ===
        NONE
      )
        refused = row;
    }),
  );
  if (refused >= 0) throw refusal(args, refused);
  return order.count;
}

/** Makes the containers of all rows, or of none when one cannot be named; tells of each. */
export function addProducts(
  { lab, order }: Run,
  args: ArgumentsReader,
  added: (container: number) => void,
): void {
  const { chemicals, types, values } = order;
  const first = lab.names.count;
  try {
    args.deliver(namesTo((_row, { ring, start, length }) => lab.nameProduct(ring, start, length)));
  } catch (fault) {
    lab.forgetProducts(first);
    throw fault;
  }
  for (let row = 0; row < order.count; row++) {
    const slots = chemicals[row] as number;
    lab.placeProduct(first + row, slots, types[row] as number, values[row] as number);
    added(first + row);
  }
}

function readRequest({ lab, order }: Run, field: number, row: number, value: ValueReader): void {
  const length = value.kind === KIND.none ? 0 : value.length;
  if (field === INIT_CONTAINERS.labware)
    order.chemicals[row] = lab.slotsNamed(value.ring, value.start, length);
  else if (field === INIT_CONTAINERS.container)
    order.types[row] = lab.typeNamed(value.ring, value.start, length);
  else if (field === INIT_CONTAINERS.maxVol) order.values[row] = value.kind === KIND.none ? 0 : value.number;
}

/** Says what the row asked for, as Python prints it. */
function refusal(args: ArgumentsReader, refused: number): Fault {
  const texts: string[] = [];
  args.deliver({
    value: (field, row, value) => {
      if (row === refused) texts[field] = textOf(value);
    },
  });
  const { name, labware, container, maxVol } = INIT_CONTAINERS;
  return noContainers(texts[name] ?? '', texts[labware] ?? '', texts[container] ?? '', texts[maxVol] ?? '');
}

function textOf(value: ValueReader): string {
  if (value.kind === KIND.text) return textAt(value.ring, value.start, value.length);
  if (value.kind === KIND.none) return 'None';
  return value.kind === KIND.float ? pythonFloat(value.number) : `${value.number}`;
}
