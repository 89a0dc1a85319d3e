// Random runs of a step engine: segments of all kinds, starts, switches, stops, and what is asked in between.

import { RING_SEGMENTS, type StepControl } from '../../src/motion/step-engine.js';
import type { Random } from '../support/random.js';
import { MACHINE, TICK } from './step-machine.js';

/** An engine in virtual time, or what stands for one. */
export interface Player extends StepControl {
  advance(tick: number): void;
  setInput(input: number, level: 0 | 1): void;
}

export interface RunOptions {
  readonly halts: boolean;
}

const AXES = MACHINE.axes.length;

/** All that can be seen of an engine, in one line. */
export function stateOf(player: StepControl): string {
  const axes = Array.from({ length: AXES }, (_, axis) =>
    [player.position(axis), player.latched(axis), player.room(axis)].join(':'),
  );
  return [player.running(), player.held(), player.reasons(), player.fired(), player.inputs(), ...axes].join(
    ' ',
  );
}

/** Ticks between steps, with a fraction: fast, usual, slow, very slow. */
function interval(random: Random): number {
  const ticks = random.pick([50, 80, 200, 500, 3_000, 60_000, 65_535, 140_000]);
  return (ticks + random.below(ticks)) * TICK + random.below(TICK);
}

function pushOne(random: Random, player: Player, axis: number): void {
  const count = random.chance(10) ? 0 : random.chance(30) ? 1 : 1 + random.below(40);
  const first = interval(random);
  // From first to final evenly, when the pick is good; now and then a segment that is refused.
  const final = random.chance(50) ? first : random.chance(90) ? first * (0.5 + random.below(100) / 100) : 1;
  const add = count > 1 ? Math.round((final - first) / (count - 1)) : 0;
  player.push(axis, random.chance(80) ? 1 : 0, count, first, add, random.chance(15));
}

function fill(random: Random, player: Player): void {
  const axes = random.chance(50) ? [random.below(AXES)] : [0, 1, 2, 3, 4, 5];
  for (const axis of axes)
    for (let i = random.below(8); i > 0 && player.room(axis) <= RING_SEGMENTS; i--)
      pushOne(random, player, axis);
}

function arm(random: Random, player: Player, input: number, level: 0 | 1, axes: number): void {
  const cut = random.chance(30);
  const unless = random.chance(70) ? 0 : random.below(2 ** MACHINE.inputs.length) & ~(1 << input);
  player.arm(input, level, axes, cut, unless);
}

function switchSomething(random: Random, player: Player): void {
  const input = random.below(MACHINE.inputs.length);
  const level = random.chance(50) ? 1 : 0;
  const axes = random.chance(50) ? 63 : 1 << random.below(AXES);
  const choice = random.below(100);
  if (choice < 40) player.setInput(input, level);
  else if (choice < 65) arm(random, player, input, level, axes);
  else if (choice < 75) player.disarm(input);
  else if (choice < 85) player.enable(random.below(64));
  else if (choice < 95) player.switch(random.below(32), random.chance(60));
  else player.setPosition(random.below(AXES), random.below(2_000) - 1_000);
}

/** What was seen may be less than there is. */
function acknowledge(random: Random, player: Player): void {
  const fired = random.chance(70) ? player.fired() : player.fired() & random.below(16);
  const reasons = random.chance(70) ? player.reasons() : player.reasons() & random.below(32);
  player.acknowledge(fired, reasons);
}

/** Plays one run; `seen` gets a line for all that happens that can be compared. */
export function playRun(
  random: Random,
  player: Player,
  options: RunOptions,
  seen: (line: string) => void,
): void {
  let tick = 0;
  for (let actions = 5 + random.below(30); actions > 0; actions--) {
    const action = random.below(100);
    if (action < 30) fill(random, player);
    else if (action < 45) player.start(random.chance(60) ? 63 : random.below(64));
    else if (action < 60) switchSomething(random, player);
    else if (action < 66) acknowledge(random, player);
    else if (action < 69 && options.halts) player.halt();
    else tick += random.pick([0, 1, 300, 1_000, 20_000, 200_000, 2_000_000]) + random.below(1_000);
    player.advance(tick);
    seen(stateOf(player));
  }
}
