// A program for the emulated chip: two axes run while it decodes the largest packets and collects garbage.

import { initSource } from '../../src/host/controller-arguments.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { collectGarbage, XS } from '../support/engine.js';
import { LeanSession } from '../support/lean-session.js';
import { packet } from '../support/packets.js';
import { payloadOf } from '../support/payloads.js';

interface StepFunctions {
  readonly hostSettings: string;
  readonly xs_step_reset: (words: ArrayBufferLike) => void;
  readonly xs_step_push: (
    axis: number,
    direction: number,
    count: number,
    interval: number,
    add: number,
    last: boolean,
  ) => number;
  readonly xs_step_start: (axes: number) => void;
  readonly xs_step_running: () => number;
}

const CHIP = globalThis as unknown as StepFunctions;

/** Makes a packet of 16 KiB. */
const REAGENTS = 246;

/** 1/65,536 tick: x and y at 250 mm/s on the desk's board, as many axes as move together on any way; each step of one
 * is a tick nearer to a step of the other than the one before. */
const INTERVALS = [500 * 65_536, 501 * 65_536];

/** 2 s, so that the axes run longer than the program is busy. */
const MOVE_TICKS = 20_000_000;

const INIT = packet(
  'init',
  1,
  payloadOf(
    'init',
    initSource({
      simulate: false,
      labware: [{ deckPos: 1, name: 'tube_holder_10' }],
      instruments: { left: '300uL_pipette', right: '20uL_pipette' },
      reagents: Array.from({ length: REAGENTS }, (_, i) => ({
        name: `reagent-${1_000 + i}-sampleC10.0`,
        conc: 10.5,
        loc: 'A3',
        deckPos: 1,
        mass: 18.25,
      })),
    }),
    new PickleWriter(),
  ),
);

function main(): void {
  const session = new LeanSession();
  collectGarbage();
  CHIP.xs_step_reset(new Int32Array(JSON.parse(CHIP.hostSettings).words).buffer);
  INTERVALS.forEach((interval, axis) => {
    CHIP.xs_step_push(axis, 1, Math.floor((MOVE_TICKS * 65_536) / interval), interval, 0, true);
  });
  CHIP.xs_step_start(2 ** INTERVALS.length - 1);
  session.connect();
  const answer = session.send(INIT);
  collectGarbage();
  const isMoving = CHIP.xs_step_running() === 2 ** INTERVALS.length - 1;
  XS.hostPrint?.(JSON.stringify({ packetBytes: INIT.length, answer, isMoving }));
  while (CHIP.xs_step_running() !== 0);
}

Object.assign(globalThis, { hostMain: main });
