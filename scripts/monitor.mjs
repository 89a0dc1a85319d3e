// Shows what a board says on its serial line, until Ctrl-C: npm run monitor -- --port PORT

import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { endsWell, portOf, readOptions, UsageError } from './usage.mjs';

/** Of the console of the IDF. */
const BAUD = '115200';

await endsWell(() => {
  const port = portOf(readOptions({ options: { port: { type: 'string' } } }).values.port);
  const file = process.platform === 'darwin' ? '-f' : '-F';
  const { status } = spawnSync('stty', [file, port, BAUD, 'raw', '-echo'], { stdio: 'ignore' });
  if (status !== 0)
    throw new UsageError(`${port} is no serial line that can be opened: is another program using it?`);
  createReadStream(port).pipe(process.stdout);
});
