// `npm run monitor` as a person runs it: what comes on a serial line, until Ctrl-C.

import { readdirSync, readlinkSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { Line, Terminal } from './terminal.js';

const CTRL_C = '\x03';
const USAGE = 2;

const monitor = (t: ExecutionContext, ...options: readonly string[]): Promise<Terminal> =>
  Terminal.run(t, process.execPath, 'scripts/monitor.mjs', ...options);

/** Says a line again and again until it is shown: the program takes a while to open the port. */
async function shows(line: Line, terminal: Terminal, text: string): Promise<void> {
  const timer = setInterval(() => line.write(`${text}\r\n`), 50);
  await terminal.until(text).finally(() => clearInterval(timer));
}

test('what comes is shown as it comes, in UTF-8; Ctrl-C ends it, the terminal is as it was', async (t) => {
  const line = await Line.open(t);
  const terminal = await monitor(t, '--port', line.path);
  await shows(line, terminal, 'Armchair robot server on port 50000.');
  const bytes = Buffer.from('Joined Lab ä.');
  line.write(bytes.subarray(0, bytes.length - 2));
  line.write(bytes.subarray(bytes.length - 2));
  await terminal.until('Joined Lab ä.');
  terminal.write(CTRL_C);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
});

test('nothing of it is sent back, and nothing that is typed is sent', async (t) => {
  const line = await Line.open(t);
  const terminal = await monitor(t, '--port', line.path);
  await shows(line, terminal, 'ready');
  line.said = '';
  terminal.write('settings\r');
  await shows(line, terminal, 'still ready');
  t.is(line.said, '');
});

/** How many times processes have the near end of a line open (Linux). */
function opens(line: Line): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const paths = processes.flatMap((id) => {
    try {
      return readdirSync(`/proc/${id}/fd`).map((file) => readlinkSync(`/proc/${id}/fd/${file}`));
    } catch {
      return []; // it has ended meanwhile
    }
  });
  return paths.filter((path) => path === line.path).length;
}

test('afterwards the port is free', async (t) => {
  const line = await Line.open(t);
  const terminal = await monitor(t, '--port', line.path);
  await shows(line, terminal, 'ready');
  const during = opens(line);
  terminal.write(CTRL_C);
  await terminal.end();
  t.true(opens(line) < during);
  t.is(opens(line), 1, 'but for the test itself');
});

test('a board that is unplugged is missed', async (t) => {
  const line = await Line.open(t);
  const terminal = await monitor(t, '--port', line.path);
  await shows(line, terminal, 'ready');
  line.unplug();
  t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
  t.regex(terminal.said, /^\/dev\/.* is gone: was the board unplugged\?\r$/m);
});

for (const [title, options, message] of [
  ['without a port', [], /^--port PORT is missing: npm run doctor lists the serial ports\r\n$/],
  ['a port that there is not', ['--port', '/dev/ttyUSB99'], /^there is no \/dev\/ttyUSB99: .*\r\n$/],
  ['an option that there is not', ['--baud', '9600'], /^Unknown option '--baud'/],
] as const)
  test(`refused: ${title}`, async (t) => {
    const terminal = await monitor(t, ...options);
    t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
    t.regex(terminal.said, message);
  });
