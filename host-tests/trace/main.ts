// `npm run traces`: compares the motion of all runs with the stored traces, or takes it as it is, or checks a whole run.

import { checked } from './checked-run.js';
import { RUN_NAMES, type RunName } from './runs.js';
import { changeOf, updateTraces } from './stored-traces.js';

const HELP = `npm run traces               compares the edges of ${RUN_NAMES.join(', ')} with the stored hashes
npm run traces -- --update   takes the edges as they are now
npm run traces -- --check    plays the demo and checks all of it from its VCD alone, 1.8 GB as they are written
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function compare(): Promise<boolean> {
  let isSame = true;
  for (const name of RUN_NAMES) {
    const change = await changeOf(name);
    say(change === '' ? `${name}: as stored` : change);
    isSame &&= change === '';
  }
  return isSame;
}

async function check(name: RunName): Promise<boolean> {
  const { complaints, edges, deeds, seconds } = await checked(name);
  for (const complaint of complaints) say(complaint);
  say(
    `${name}: ${edges} edges and ${deeds} tips and strokes in ${Math.round(seconds)} s of the robot's time: ` +
      (complaints.length === 0 ? 'all within the limits, as the log says' : 'not as it should be'),
  );
  return complaints.length === 0;
}

const [option] = process.argv.slice(2);
let isGood = true;
if (option === '--update') await updateTraces(say);
else if (option === '--check') isGood = await check('demo');
else if (option === undefined) isGood = await compare();
else say(HELP);
process.exit(isGood ? 0 : 1);
