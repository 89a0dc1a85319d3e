// `npm run traces`: compares the motion of all runs with the stored traces, or takes it as it is, or checks a whole run.

import { readBoardJson } from './board-json.js';
import { dumped, readPieces } from './recorded-run.js';
import { RUN_NAMES, RUNS, type RunName, setupOf } from './runs.js';
import { changeOf, updateTraces } from './stored-traces.js';
import { TraceChecker } from './trace-checker.js';
import { VcdReader } from './vcd-reader.js';

const HELP = `npm run traces               compares the edges of ${RUN_NAMES.join(', ')} with the stored hashes
npm run traces -- --update   takes the edges as they are now
npm run traces -- --check    records the demo whole (1.8 GB, deleted afterwards) and checks it from its VCD alone
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

/** Records a run whole and checks it. */
const check = (name: RunName): Promise<boolean> =>
  dumped(RUNS[name], (path, { record }) => {
    const checker = new TraceChecker(readBoardJson('bench'), setupOf(RUNS[name]));
    const reader = new VcdReader(checker);
    readPieces(path, (bytes) => reader.push(bytes));
    const complaints = checker.finish(record);
    for (const complaint of complaints) say(complaint);
    say(
      `${name}: ${checker.edges} edges and ${checker.deeds.length} tips and strokes in ` +
        `${Math.round(reader.time / 10_000_000)} s of the robot's time: ` +
        (complaints.length === 0 ? 'all within the limits, as the log says' : 'not as it should be'),
    );
    return complaints.length === 0;
  });

const [option] = process.argv.slice(2);
let isGood = true;
if (option === '--update') await updateTraces(say);
else if (option === '--check') isGood = await check('demo');
else if (option === undefined) isGood = await compare();
else say(HELP);
process.exit(isGood ? 0 : 1);
