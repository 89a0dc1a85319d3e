// The outputs of a step engine as plain pins: what an emergency stop has cut stays off.

import type { DigitalOutputs } from './digital-outputs.js';
import type { StepControl } from './step-engine.js';
import type { StepOutputSettings } from './step-settings.js';

/** The engine has no modulation. */
export class EngineOutputs implements DigitalOutputs {
  private readonly engine: Pick<StepControl, 'switch'>;
  private readonly outputs: readonly StepOutputSettings[];

  /** @param outputs of the engine, in its order */
  constructor(engine: Pick<StepControl, 'switch'>, outputs: readonly StepOutputSettings[]) {
    this.engine = engine;
    this.outputs = outputs;
  }

  /** Nothing happens to a pin that is no output of the engine. */
  set(pin: number, level: 0 | 1): void {
    for (let output = 0; output < this.outputs.length; output++) {
      const settings = this.outputs[output] as StepOutputSettings;
      if (settings.pin === pin) this.engine.switch(1 << output, (level === 1) !== settings.isLow);
    }
  }
}
