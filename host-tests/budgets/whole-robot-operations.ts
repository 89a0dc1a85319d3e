// The most that the whole robot has in use: a session that fills its tables, and the largest packets.

import { COUNTER, Counters, collectGarbage, resetPeaks } from '../support/engine.js';
import { LeanController } from '../support/lean-robot.js';
import { once } from '../support/once.js';
import { type FullDeck, fullDeck } from './full-deck.js';
import { type BoardLimits, LIMITS_256, LIMITS_512, Surroundings, WholeRobot } from './whole-robot.js';

const counters = once(() => new Counters());

/** Calls between two looks at what is called very often. */
const BYTES = 256;
const QUESTIONS = 16;

/** Goes through the whole session, then through the packets that are refused. */
export function runFullDeck(robot: WholeRobot, { session, refused }: FullDeck): void {
  const controller = new LeanController(robot);
  const send = (bytes: Uint8Array): void => {
    if (!controller.isActive && bytes !== session[0]) throw new Error('a packet was refused');
    controller.send(bytes);
  };
  controller.connect();
  for (const bytes of session) send(bytes);
  controller.save();
  controller.close();
  for (const packets of refused) {
    controller.connect();
    for (const bytes of packets) controller.send(bytes);
    if (controller.isActive) throw new Error('a packet was not refused');
    controller.end();
  }
}

/** The most that lives at many moments of a session, in the middle of everything. */
class MostAlive {
  slots = 0;
  chunkBytes = 0;

  /**
   * Looks at so many calls of what is called in all phases, from decoding to sending files. That takes some 80 slots
   * itself, which are counted with the rest.
   */
  watch({ storage, labware }: Surroundings, { parts: { moves }, server: { portal } }: WholeRobot): void {
    this.#watch(portal.input, 'uint8', BYTES);
    this.#watch(portal.output, 'putUint8', BYTES);
    this.#watch(labware, 'places', QUESTIONS);
    this.#watch(storage, 'read', 1);
    this.#watch(storage, 'write', 1);
    this.#watch(moves, 'clear', 1);
  }

  #look(): void {
    collectGarbage();
    const now = counters().read();
    this.slots = Math.max(this.slots, now.get(COUNTER.slots));
    this.chunkBytes = Math.max(this.chunkBytes, now.get(COUNTER.chunkBytes));
  }

  #watch<K extends string>(object: Record<K, (...args: never[]) => unknown>, name: K, calls: number): void {
    const method = object[name];
    let count = 0;
    const watched = (...args: never[]): unknown => {
      count += 1;
      if (count % calls === 0) this.#look();
      return method.apply(object, args);
    };
    Object.defineProperty(object, name, { value: watched });
  }
}

const DECKS: readonly (readonly [limits: BoardLimits, deck: FullDeck])[] = [LIMITS_512, LIMITS_256].map(
  (limits) => [limits, fullDeck(limits.lab.containers, limits.wire.rows)],
);

export function measureWholeRobot(begin: (name: string) => void, say: (line: object) => void): void {
  for (const [limits, deck] of DECKS) {
    const name = `the whole robot with ${limits.lab.containers} containers, the most in use`;
    begin(name);
    say({ name, ...most(limits, deck) });
  }
}

/** What the engine still holds of the last calls goes with the second collection. */
function collectAll(): void {
  collectGarbage();
  collectGarbage();
}

function most(limits: BoardLimits, deck: FullDeck): object {
  const surroundings = new Surroundings();
  const alive = new MostAlive();
  const rest = new Counters();
  const before = new Counters();
  counters();
  collectAll();
  before.read();
  const robot = new WholeRobot(surroundings, limits);
  collectAll();
  resetPeaks();
  rest.read();
  runFullDeck(robot, deck);
  const stack = counters().read().since(rest, COUNTER.stackPeak);
  alive.watch(surroundings, robot);
  runFullDeck(robot, deck);
  const slots = alive.slots - before.get(COUNTER.slots);
  const chunkBytes = alive.chunkBytes - before.get(COUNTER.chunkBytes);
  return {
    slots,
    chunkBytes,
    stack,
    slotsAtRest: rest.since(before, COUNTER.slots),
    chunkBytesAtRest: rest.since(before, COUNTER.chunkBytes),
    memoryBytes: chunkBytes + (slots + stack) * before.get(COUNTER.slotBytes),
  };
}
