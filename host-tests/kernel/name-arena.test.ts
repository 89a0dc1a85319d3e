// Names whose texts are in memory that is written once, as in flash.

import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { NameArena, NO_NAME } from '../../src/kernel/name-arena.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { putUtf8, textAt } from '../../src/kernel/utf8.js';
import { collidingNames } from '../support/colliding-names.js';

const SECTOR_BYTES = 64;

/** Flash as it is found at the start of a robot, with what another run has left in it. */
class UsedMemory extends PlainMemory {
  readonly erased: number[] = [];
  /** Byte that takes no writing any more. */
  worn = -1;

  constructor() {
    super(4 * SECTOR_BYTES, SECTOR_BYTES);
    this.bytes.fill(0x55);
  }

  override erase(sector: number): void {
    this.erased.push(sector);
    super.erase(sector);
  }

  override write(at: number, source: Uint8Array, start: number, length: number): void {
    super.write(at, source, start, length);
    if (this.worn >= at && this.worn < at + length) this.bytes[this.worn] = 0;
  }
}

function made() {
  const memory = new UsedMemory();
  const arena = new NameArena(16, 4 * SECTOR_BYTES, memory);
  const text = new ByteRing(64);
  const put = (name: string): ByteRing => {
    text.clear();
    putUtf8(text, name);
    return text;
  };
  return {
    memory,
    arena,
    intern: (name: string) => arena.intern(put(name), 0, text.length),
    find: (name: string) => arena.find(put(name), 0, text.length),
    nameOf: (id: number) => {
      text.clear();
      arena.put(id, text);
      return textAt(text, 0, text.length);
    },
  };
}

const name = (i: number): string => `product-${100 + i}`;

test('a sector is erased when the first text reaches it, and not before', (t) => {
  const { memory, arena, intern, nameOf } = made();
  for (let i = 0; i < 5; i++) intern(name(i));
  t.deepEqual(memory.erased, [0]);
  t.is(intern(name(5)), 5);
  t.deepEqual(memory.erased, [0, 1]);
  t.is(nameOf(5), name(5), 'the text stands across the border');
  arena.clear();
  t.deepEqual(memory.erased, [0, 1]);
  t.is(intern(name(9)), 0);
  t.deepEqual(memory.erased, [0, 1, 0]);
  t.is(nameOf(0), name(9));
});

test('names are forgotten from the last one back, the others are found as before', (t) => {
  const { arena, intern, find } = made();
  const names = [...collidingNames(3, 12), ...[0, 1, 2, 3, 4, 5, 6].map(name)];
  names.map(intern);
  for (const left of [8, 3, 2, 0]) {
    arena.forget(left);
    t.deepEqual(
      names.map(find),
      names.map((_, id) => (id < left ? id : NO_NAME)),
    );
  }
  const { bytesLeft } = arena;
  t.is(intern(name(3)), 0);
  t.is(arena.bytesLeft, bytesLeft - name(3).length, 'the room of those that were forgotten is not had again');
  arena.clear();
  t.is(arena.bytesLeft, 4 * SECTOR_BYTES);
});

test('a text that the memory does not take is no name', (t) => {
  const { memory, arena, intern, find, nameOf } = made();
  t.is(intern(name(0)), 0);
  memory.worn = 15;
  t.throws(() => intern(name(1)), { code: 'mappedMemoryFailed' });
  t.is(arena.count, 1);
  t.is(find(name(1)), NO_NAME);
  t.is(intern(name(2)), 1, 'the next one stands behind it');
  t.is(nameOf(1), name(2));
});
