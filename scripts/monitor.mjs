// Shows what a board says on its serial line, until Ctrl-C: npm run monitor -- --port PORT

import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { serialPorts } from './doctor.mjs';
import { main } from './firmware.mjs';

/** Of the console of the IDF. */
const BAUD = '115200';

await main(() => {
  const { port } = parseArgs({ options: { port: { type: 'string' } } }).values;
  if (port === undefined)
    throw new Error(`--port PORT is missing: there are ${serialPorts().join(', ') || 'none'}`);
  const file = process.platform === 'darwin' ? '-f' : '-F';
  const { status } = spawnSync('stty', [file, port, BAUD, 'raw', '-echo'], { stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`${port} is no serial line that can be opened: is another program using it?`);
  createReadStream(port).pipe(process.stdout);
});
