// `npm run bench`: sizes, speed, cost of the codecs, memory, planner; with --soak the long soak alone.

import { parseArgs } from 'node:util';
import { printCodecCost } from './codec-cost.js';
import { printMemory } from './memory.js';
import { printPlannerSpeed } from './planner-speed.js';
import { printServerSpeed } from './server-speed.js';
import { printSizes } from './sizes.js';
import { printSoak } from './soak.js';

const HELP = `npm run bench -- [options]

  --only NAMES            some of sizes,speed,codec,memory,planner
  --rounds NUMBER         rounds of the speed measurement, default 5
  --milliseconds NUMBER   length of a round, default 1000
  --soak                  in place of all that: 200 MB of random and mutated traffic through a server
  --megabytes NUMBER      length of the soak, default 200
  --seed NUMBER           seed of the soak, default 2
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'sizes,speed,codec,memory,planner' },
    rounds: { type: 'string', default: '5' },
    milliseconds: { type: 'string', default: '1000' },
    soak: { type: 'boolean', default: false },
    megabytes: { type: 'string', default: '200' },
    seed: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<boolean> {
  if (values.help) {
    console.log(HELP);
    return true;
  }
  if (values.soak) return printSoak(Number(values.megabytes), Number(values.seed));
  const only = values.only.split(',');
  const goalsMet = !only.includes('sizes') || printSizes();
  if (only.includes('speed')) await printServerSpeed(Number(values.rounds), Number(values.milliseconds));
  if (only.includes('codec')) printCodecCost();
  if (only.includes('memory')) await printMemory();
  if (only.includes('planner')) printPlannerSpeed();
  return goalsMet;
}

process.exitCode = (await main()) ? 0 : 1;
