// `npm run monitor`: shows what a board says on its serial line, until Ctrl-C.

import { parseArgs } from 'node:util';
import { SerialTty } from './provision/serial-tty.js';
import { UsageError } from './usage-error.js';

const HELP = `npm run monitor -- --port PORT

Shows what the board at a serial port says, until Ctrl-C.

  --port PORT   serial port: npm run doctor lists those that there are
`;

const USAGE = 2;

function fail({ message }: Error): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = USAGE;
}

function monitor(): void {
  const { port, help } = parseArgs({
    options: { port: { type: 'string' }, help: { type: 'boolean', default: false } },
  }).values;
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  if (port === undefined)
    throw new UsageError('--port PORT is missing: npm run doctor lists the serial ports');
  const line = new SerialTty(port, (error) => {
    line.close();
    fail(error);
  });
  line.onText = (text) => process.stdout.write(text);
  process.once('SIGINT', () => line.close());
}

try {
  monitor();
} catch (error) {
  const { code = '' } = error as { code?: string };
  if (!(error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS'))) throw error;
  fail(error as Error);
}
