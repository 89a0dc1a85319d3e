// loc_req and loc_resp: where containers are and what is in them (ROBOT.md section 10).

import { ByteRing } from '../kernel/byte-ring.js';
import { textAt } from '../kernel/utf8.js';
import type { Lab } from '../lab/lab.js';
import { NONE, slotOf } from '../lab/numbers.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import { LOC_REQ, LOC_RESP } from '../wire/packets.js';
import { KIND } from '../wire/value-reader.js';
import type { ValueWriter } from '../wire/value-writer.js';
import { chemicalOf, type Order } from './order.js';

/** Bytes of the longest name of a well. */
const WELL_NAME_BYTES = 8;

/** One answer at a time; the asked names are kept in the order of the robot, which carries out nothing meanwhile. */
export class Locations implements ArgumentSource {
  private readonly lab: Lab;
  /** `values` is 1 where a name was given by its id. */
  private readonly order: Order;
  private readonly text = new ByteRing(WELL_NAME_BYTES);

  constructor(lab: Lab, order: Order) {
    this.lab = lab;
    this.order = order;
  }

  /** Takes the names. Fault `unknownName`. */
  ask(args: ArgumentsReader): void {
    const order = this.order;
    order.clear();
    args.deliver({
      value: (field, _row, value) => {
        if (field !== LOC_REQ.name) this.takeAll();
        else this.add(chemicalOf(this.lab, value), value.kind === KIND.integer);
      },
    });
  }

  rows(): number {
    return this.order.count;
  }

  put(field: number, row: number, writer: ValueWriter): void {
    const chemical = this.order.chemicals[row] as number;
    const { names, containers, committed } = this.lab;
    const container = committed.chemicals.current(chemical);
    if (field === LOC_RESP.name) {
      if (this.order.values[row] === 1) writer.integer(chemical);
      else writer.name(names, chemical);
    } else if (field === LOC_RESP.well) {
      this.text.clear();
      this.lab.putPlace(containers.place(container), this.text);
      writer.text(textAt(this.text, 0, this.text.length));
    } else if (field === LOC_RESP.deckPos) writer.integer(slotOf(containers.place(container)));
    else if (field === LOC_RESP.volume) writer.float(committed.volume(container));
    else writer.float(committed.aspirableOf(chemical));
  }

  /** In the order of creation. */
  private takeAll(): void {
    const { names, committed } = this.lab;
    for (let chemical = 0; chemical < names.count; chemical++)
      if (committed.chemicals.current(chemical) !== NONE) this.add(chemical, false);
  }

  private add(chemical: number, byId: boolean): void {
    const order = this.order;
    order.chemicals[order.count] = chemical;
    order.values[order.count] = byId ? 1 : 0;
    order.count += 1;
  }
}
