// Garbage that is made while a move is fed, so that it is collected then: objects, texts, and both with all room in use.

import { collectGarbage } from '../support/engine.js';
import { ChipFigures, FIGURE } from './figures.js';

/** Pieces that are made at a time: some ms of work, so that the robot still feeds its move in time. */
const PIECES = 150;

/** Objects that are alive while they are collected: some fewer than the firmware leaves free with full tables. */
const HELD = 60;

const TEXT = 'a text that takes a piece of the chunks, and makes room for none of the others. ';

const running = Reflect.get(globalThis, 'xs_step_running') as () => number;

export class Garbage {
  /** Collections while axes ran, and the instructions of the longest. */
  collections = 0;
  longest = 0;
  private readonly figures = new ChipFigures();
  private kind = 0;

  /** Makes some garbage if axes run. */
  make(): void {
    if (running() === 0) return;
    this.figures.read();
    this.litter();
    const figures = this.figures.read();
    const collections = figures.get(FIGURE.collections);
    if (collections === 0 || running() === 0) return;
    this.collections += collections;
    this.longest = Math.max(this.longest, figures.get(FIGURE.longestCollection));
    this.kind = (this.kind + 1) % 3;
  }

  private litter(): void {
    if (this.kind === 0) for (let i = 0; i < PIECES; i++) ({ i });
    else if (this.kind === 1) for (let i = 0; i < PIECES; i++) TEXT + i;
    else this.holdAll();
  }

  private holdAll(): void {
    const held: object[] = [];
    for (let i = 0; i < HELD; i++) held[i] = { i };
    collectGarbage();
  }
}
