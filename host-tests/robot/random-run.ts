// A random protocol for the robot with motors: sent whole, so that accidents come at any moment of it.

import {
  type InitArguments,
  initSource,
  makeSource,
  mixSource,
  pauseSource,
  productsSource,
  type Step,
  transferSource,
} from '../../src/host/controller-arguments.js';
import type { Random } from '../support/random.js';
import type { SentCommand } from '../support/robot-session.js';
import { EXAMPLE, WITH_1000 } from './example-session.js';

const COMMANDS = 5;

/** Wells for it, and what is put into one at most, µL. */
const PRODUCTS = [
  { name: 'aC1.0', labware: 'platereader', maxVol: 280, most: 40 },
  { name: 'bC1.0', labware: '24_well_plate', maxVol: 3_000, most: 450 },
  { name: 'cC1.0', container: 'Tube2000uL', maxVol: 1_500, most: 250 },
] as const;

/** Near the temperature of the room, so that the way there is as long as a transfer. */
const CELSIUS = [20, 22, 24];

function randomInit(random: Random): InitArguments {
  const init = { ...EXAMPLE, ...(random.chance(30) ? WITH_1000 : {}) };
  return { ...init, temp: random.pick(CELSIUS) };
}

function randomSteps(random: Random): Step[] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const { name, most } = random.pick(PRODUCTS);
    return [name, 1 + random.below(most)] as const;
  });
}

/** One that the robot can carry out, or nearly always. */
function randomCommand(random: Random): readonly SentCommand[] {
  const roll = random.below(100);
  if (roll < 50) {
    const source = random.pick(['WaterC1.0', 'AgNO3C0.5', 'ColdWaterC1.0']);
    return [['transfer', transferSource(source, randomSteps(random), null)]];
  }
  if (roll < 65) return [['mix', mixSource([[random.pick(PRODUCTS).name, random.below(2)]], null)]];
  if (roll < 75) return [['make', makeSource('KBr', 20)]];
  if (roll < 85) return [['pause', pauseSource(random.below(20))]];
  if (roll < 90) return [['home', null]];
  return [
    ['stop', null],
    ['continue', null],
  ];
}

/** From `init` to the last command. At the end a person may be inside: a `stop` without `continue`. */
export const randomRun = (random: Random): readonly SentCommand[] => [
  ['init', initSource(randomInit(random))],
  ['init_containers', productsSource(PRODUCTS)],
  ...Array.from({ length: COMMANDS }, () => randomCommand(random)).flat(),
  ...(random.chance(20) ? [['stop', null] as const] : []),
];
