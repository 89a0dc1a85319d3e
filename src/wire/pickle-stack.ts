// The stack of the symbolic pickle machine: what each value is and where its code starts.

import { Fault } from '../kernel/faults.js';
import { K } from './pickle-kinds.js';
import type { Offsets, Workspace } from './workspace.js';

export class PickleStack {
  /** Values on the stack, marks included. */
  depth = 0;
  readonly kinds: Uint8Array;
  readonly starts: Offsets;

  /**
   * The tuple closed last: where it starts, its items' number, the first of them and the place where that one stood.
   * The other items still stand behind that place until the next push, so a call can look at them as long as the
   * tuple is on top.
   */
  closedStart = 0;
  closedCount = 0;
  closedBase = 0;
  firstKind = 0;
  firstStart = 0;

  constructor(space: Workspace) {
    this.kinds = space.stackKinds;
    this.starts = space.stackStarts;
  }

  clear(): void {
    this.depth = 0;
    this.closedCount = 0;
  }

  push(kind: number, start: number): void {
    const depth = this.depth;
    if (depth === this.kinds.length) throw new Fault('tooManyValues', `more than ${depth} at byte ${start}`);
    this.kinds[depth] = kind;
    this.starts[depth] = start;
    this.depth = depth + 1;
  }

  /** Index of the `count`-th value from the top. Fault `pickleStack` when there are fewer. */
  fromTop(count: number, offset: number): number {
    if (this.depth < count) throw new Fault('pickleStack', `too few values at byte ${offset}`);
    return this.depth - count;
  }

  /** Index of the topmost mark. */
  topMark(offset: number): number {
    const at = this.depth === 0 ? -1 : this.kinds.lastIndexOf(K.mark, this.depth - 1);
    if (at === -1) throw new Fault('pickleStack', `no mark at byte ${offset}`);
    return at;
  }

  /** Sees that the values from `base` up may stand in a packet. */
  requirePlain(base: number, offset: number): void {
    const kinds = this.kinds;
    const depth = this.depth;
    for (let at = base; at < depth; at++)
      if ((kinds[at] as number) >= K.mark)
        throw new Fault('pickleStack', `a class or mark in the place of a value at byte ${offset}`);
  }

  /** Puts the tuple of the items from `base` up in the place of `slot`, which is the mark or the first item. */
  closeTuple(slot: number, base: number, kind: number): void {
    const kinds = this.kinds;
    const starts = this.starts;
    const start = starts[slot] as number;
    this.closedCount = this.depth - base;
    this.closedBase = base;
    this.closedStart = start;
    this.firstKind = kinds[base] as number;
    this.firstStart = starts[base] as number;
    kinds[slot] = kind;
    this.depth = slot + 1;
  }

  /** Whether the value on top is the tuple closed last, of `count` items. */
  hasClosedOnTop(count: number): boolean {
    const top = this.depth - 1;
    return this.closedCount === count && this.kinds[top] === K.tuple && this.starts[top] === this.closedStart;
  }
}
