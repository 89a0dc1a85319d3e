// The in-flight window of one sender: which of its packets no `ready` has named yet (ARMCHAIR.md section 6).

import { RecordRing } from '../kernel/record-ring.js';

/** Cids are kept as their 32-bit halves. At most `buffsize` + 1 packets are in flight. */
export class Window {
  readonly buffsize: number;
  private readonly cids: RecordRing;

  constructor(buffsize: number) {
    this.buffsize = buffsize;
    this.cids = new RecordRing(buffsize + 1, 2);
  }

  get inFlight(): number {
    return this.cids.count;
  }

  /** Whether another packet may be sent. */
  get open(): boolean {
    return this.cids.count <= this.buffsize;
  }

  add(cidHigh: number, cidLow: number): void {
    const record = this.cids.push();
    this.cids.set(record, 0, cidHigh);
    this.cids.set(record, 1, cidLow);
  }

  /** Takes a cid off the list; false when it is not on it. */
  acknowledge(cidHigh: number, cidLow: number): boolean {
    for (let i = 0; i < this.cids.count; i++) {
      if (this.cids.get(i, 1) !== cidLow || this.cids.get(i, 0) !== cidHigh) continue;
      this.cids.remove(i);
      return true;
    }
    return false;
  }

  forgetOldest(): void {
    if (this.cids.count > 0) this.cids.shift();
  }

  clear(): void {
    this.cids.clear();
  }
}
