// A line of simulated TMC2209 drivers on which things go wrong.

import type { Board } from '../../src/kernel/board.js';
import { putAnswer, valueIn } from '../../src/motion/tmc2209-datagram.js';
import { SimulatedTmc2209 } from '../../src/motion/tmc2209-simulated.js';

export class FaultyLine extends SimulatedTmc2209 {
  /** Answers that are still to be silent, or to have a wrong bit. */
  silent = 0;
  garbled = 0;
  /** Writes that are still to be lost. */
  lost = 0;
  /** Of an address: bits of a register that are read wrong. */
  readonly stuck = new Map<number, readonly [register: number, bits: number]>();
  exchanges = 0;

  /** A board with a driver for each of these axes, addresses from 0 up. */
  static readonly boardOf = (...axes: string[]): Board =>
    ({
      axes: Object.fromEntries(
        axes.map((name, address) => [
          name,
          {
            driver: {
              tmc2209: {
                address,
                runMilliamperes: 800,
                holdMilliamperes: 200,
                microsteps: 16,
                senseMilliohms: 110,
              },
            },
          },
        ]),
      ),
    }) as unknown as Board;

  override send(request: Uint8Array): void {
    this.exchanges += 1;
    if (this.lost > 0) this.lost -= 1;
    else super.send(request);
  }

  override ask(request: Uint8Array, answer: Uint8Array): number {
    this.exchanges += 1;
    if (this.silent > 0) {
      this.silent -= 1;
      return 0;
    }
    const bytes = super.ask(request, answer);
    const [wrong, bits] = this.stuck.get(request[1]!) ?? [-1, 0];
    if (request[2] === wrong) putAnswer(answer, wrong, valueIn(answer) ^ bits);
    if (this.garbled > 0) {
      this.garbled -= 1;
      answer[4]! ^= 0x10;
    }
    return bytes;
  }
}
