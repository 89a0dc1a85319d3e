// A fixed ring of records of unsigned 32-bit fields on one typed array.

/** Records are numbered from the oldest (0) to the newest (`count - 1`). */
export class RecordRing {
  readonly capacity: number;
  readonly fields: number;
  count = 0;
  private readonly cells: Uint32Array;
  private oldest = 0;

  /** @param capacity records; @param fields 32-bit fields of each */
  constructor(capacity: number, fields: number) {
    this.capacity = capacity;
    this.fields = fields;
    this.cells = new Uint32Array(capacity * fields);
  }

  get full(): boolean {
    return this.count === this.capacity;
  }

  /** Field `field` of record `record`; both exist. */
  get(record: number, field: number): number {
    return this.cells[this.cell(record, field)] as number;
  }

  set(record: number, field: number, value: number): void {
    this.cells[this.cell(record, field)] = value;
  }

  /** Adds a record with whatever its cells hold and returns its number; the oldest one goes when the ring is full. */
  push(): number {
    if (this.count === this.capacity) this.shift();
    this.count += 1;
    return this.count - 1;
  }

  /** Drops the oldest record. */
  shift(): void {
    this.oldest = this.oldest + 1 === this.capacity ? 0 : this.oldest + 1;
    this.count -= 1;
  }

  /** Takes record `record` out; the newer ones move up. */
  remove(record: number): void {
    for (let i = record; i + 1 < this.count; i++)
      for (let field = 0; field < this.fields; field++) this.set(i, field, this.get(i + 1, field));
    this.count -= 1;
  }

  clear(): void {
    this.count = 0;
    this.oldest = 0;
  }

  private cell(record: number, field: number): number {
    let slot = this.oldest + record;
    if (slot >= this.capacity) slot -= this.capacity;
    return slot * this.fields + field;
  }
}
