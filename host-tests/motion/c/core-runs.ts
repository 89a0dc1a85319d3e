// Runs for the C core: calls to be played on it, and what it has to print.

import { brakeOf } from '../../../src/motion/step-settings.js';
import { Random } from '../../support/random.js';
import { RecordedPlayer } from '../recorded-player.js';
import { EdgeList, MACHINE } from '../step-machine.js';
import { playRun } from '../step-runs.js';

/** Runs begin shortly before the ticks of the chip start again from 0. */
const BASE = 2 ** 32 - 1_000_000;

/** The call that begins a run on the machine of the tests. */
export function beginCall(): string {
  const { axes, outputs, inputs } = MACHINE;
  const numbers = [
    [
      BASE,
      MACHINE.pulseTicks,
      MACHINE.intervalTicks,
      MACHINE.turnTicks,
      MACHINE.leadTicks,
      MACHINE.lateTicks,
    ],
    [axes.length],
    ...axes.map((axis) => [
      ...[axis.stepPin, axis.directionPin, Number(axis.isReversed)],
      ...[axis.enables, brakeOf(axis)],
    ]),
    [outputs.length],
    ...outputs.map(({ pin, isLow, isCut }) => [pin, Number(isLow), Number(isCut)]),
    [inputs.length, ...inputs],
  ];
  return `R ${numbers.flat().join(' ')}`;
}

export interface CoreRun {
  readonly title: string;
  readonly calls: string[];
  /** States, refusals and edges. */
  readonly expected: string[];
  /** How many of these are edges. */
  readonly edges: number;
}

/** A random run, and what the TypeScript engine makes of it. */
export function randomRun(seed: number): CoreRun {
  const edges = new EdgeList();
  const player = new RecordedPlayer(edges);
  const expected: string[] = [];
  let refused = 0;
  playRun(new Random(seed), player, { halts: true }, (line) => {
    for (; refused < player.refused; refused++) expected.push('refused');
    expected.push(line);
  });
  return {
    title: `random run ${seed}`,
    calls: [beginCall(), ...player.calls, '.'],
    expected: [...expected, ...edges.sorted(), '.'],
    edges: edges.count,
  };
}

const REST = '0:0:32';
const OTHERS = Array(5).fill(REST).join(' ');

/** What happens only on a chip: interrupts that come late. A call of L makes the next one so many ticks late. */
export function chipRuns(): CoreRun[] {
  const threeSteps = [beginCall(), 'P 0 3 3 65536000 0', 'S 1', 'A 1500'];
  return [
    {
      title: 'an interrupt that is a little late makes its step',
      calls: [...threeSteps, 'L 500', 'A 2500', 'A 9000', '.'],
      expected: [
        `1 0 0 0 0 0:0:32 ${OTHERS}`,
        `1 0 0 0 0 1:0:32 ${OTHERS}`,
        `0 0 0 0 0 3:0:32 ${OTHERS}`,
        ...['0 10 1', '2000 0 1', '2020 0 0', '3000 0 1', '3020 0 0', '4000 0 1', '4020 0 0', '.'],
      ],
      edges: 7,
    },
    {
      title: 'an interrupt that is too late makes no step, stops all axes and says so',
      calls: [...threeSteps, 'L 501', 'A 2500', 'A 9000', '.'],
      expected: [
        `1 0 0 0 0 0:0:32 ${OTHERS}`,
        `0 63 8 0 0 ${REST} ${OTHERS}`,
        `0 63 8 0 0 ${REST} ${OTHERS}`,
        ...['0 10 1', '.'],
      ],
      edges: 1,
    },
    {
      title: 'while nothing moves an interrupt may be as late as it likes',
      calls: [beginCall(), 'L 50000', 'A 2000', '.'],
      expected: [`0 0 0 0 0 ${REST} ${OTHERS}`, '.'],
      edges: 0,
    },
  ];
}
