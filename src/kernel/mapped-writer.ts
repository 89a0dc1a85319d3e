// Fills mapped memory from a place on: erases a sector when its first byte comes, and sees whether each write has taken.

import type { ByteSource } from './byte-source.js';
import { Fault } from './faults.js';
import type { MappedMemory } from './mapped-memory.js';

export class MappedWriter {
  /** Index of the next byte. */
  front = 0;
  /** Index behind the last sector that was erased. */
  erased = 0;
  private readonly memory: MappedMemory;
  private readonly view: DataView;

  /** @param written the same memory, to look at what was written */
  constructor(memory: MappedMemory, { view }: ByteSource) {
    this.memory = memory;
    this.view = view;
  }

  /** Begins anew at `at`, where a sector begins. */
  begin(at: number): void {
    this.front = at;
    this.erased = at;
  }

  /** Writes the `count` bytes at `offset`, for which there is room. Fault `mappedMemoryFailed`: they are lost. */
  put(source: ByteSource, offset: number, count: number): void {
    const from = source.index(offset);
    const first = Math.min(count, source.capacity - from);
    this.putRow(source, from, first);
    if (first < count) this.putRow(source, 0, count - first);
  }

  /** Writes bytes that stand in a row from index `from` on. */
  private putRow(source: ByteSource, from: number, count: number): void {
    const { memory, front } = this;
    this.front = front + count;
    while (this.erased < this.front) {
      memory.erase(this.erased / memory.sectorBytes);
      this.erased += memory.sectorBytes;
    }
    memory.write(front, source.bytes, from, count);
    if (!this.holds(front, source.view, from, count))
      throw new Fault('mappedMemoryFailed', `at byte ${front}`);
  }

  private holds(at: number, other: DataView, from: number, count: number): boolean {
    const view = this.view;
    let i = 0;
    for (; i + 4 <= count; i += 4) if (view.getUint32(at + i) !== other.getUint32(from + i)) return false;
    for (; i < count; i++) if (view.getUint8(at + i) !== other.getUint8(from + i)) return false;
    return true;
  }
}
