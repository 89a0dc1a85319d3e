// A simulated engine as tests play on it: refused segments are counted, and all calls can be written down.

import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import type { StepControl } from '../../src/motion/step-engine.js';
import { MACHINE } from './step-machine.js';
import type { Player } from './step-runs.js';

export class RecordedPlayer implements Player {
  readonly switches = new PositionSwitches(MACHINE.inputs.length);
  readonly engine: SimulatedEngine;
  /** What was called: a letter for each call, and its numbers. */
  readonly calls: string[] = [];
  refused = 0;

  constructor(recorder?: EdgeRecorder) {
    this.engine = new SimulatedEngine(MACHINE, this.switches, recorder);
  }

  room = (axis: number): number => this.engine.room(axis);
  position = (axis: number): number => this.engine.position(axis);
  latched = (axis: number): number => this.engine.latched(axis);
  running = (): number => this.engine.running();
  held = (): number => this.engine.held();
  reasons = (): number => this.engine.reasons();
  fired = (): number => this.engine.fired();
  inputs = (): number => this.engine.inputs();

  push(...[axis, direction, count, interval, add, last]: Parameters<StepControl['push']>): void {
    this.calls.push(`P ${axis} ${direction + (last ? 2 : 0)} ${count} ${interval} ${add}`);
    try {
      this.engine.push(axis, direction, count, interval, add, last);
    } catch {
      this.refused += 1;
    }
  }

  start(axes: number): void {
    this.calls.push(`S ${axes}`);
    this.engine.start(axes);
  }

  acknowledge(fired: number, reasons: number): boolean {
    this.calls.push(`K ${fired} ${reasons}`);
    return this.engine.acknowledge(fired, reasons);
  }

  halt(): void {
    this.calls.push('H');
    this.engine.halt();
  }

  setPosition(axis: number, steps: number): void {
    this.calls.push(`Z ${axis} ${steps}`);
    this.engine.setPosition(axis, steps);
  }

  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless = 0): void {
    this.calls.push(`T ${input} ${level} ${axes} ${cut ? 1 : 0} ${unless}`);
    this.engine.arm(input, level, axes, cut, unless);
  }

  disarm(input: number): void {
    this.calls.push(`D ${input}`);
    this.engine.disarm(input);
  }

  enable(axes: number): void {
    this.calls.push(`E ${axes}`);
    this.engine.enable(axes);
  }

  switch(outputs: number, on: boolean): void {
    this.calls.push(`O ${outputs} ${on ? 1 : 0}`);
    this.engine.switch(outputs, on);
  }

  setInput(input: number, level: 0 | 1): void {
    this.calls.push(`I ${input} ${level}`);
    this.switches.set(input, level);
  }

  advance(tick: number): void {
    this.calls.push(`A ${tick}`);
    this.engine.advance(tick);
  }
}
