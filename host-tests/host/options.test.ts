// The options of `npm start`: what they mean, and what is said of those that mean nothing.

import { resolve } from 'node:path';
import test from 'ava';
import { HELP, readOptions, UsageError } from '../../src/host/options.js';

test('without options: the original port on this machine, the bench, as fast as can be', (t) => {
  t.deepEqual(readOptions([]), {
    host: '127.0.0.1',
    port: 50_000,
    board: 'bench',
    speed: Number.POSITIVE_INFINITY,
    state: undefined,
    keyFile: undefined,
    log: 'info',
    trace: undefined,
    help: false,
  });
});

test('all of them', (t) => {
  const args =
    '--host 0.0.0.0 --port 0 --board fysetc_e4 --speed 2.5 --state /var/lib/robot --key-file /etc/robot.key --log packets --help';
  t.deepEqual(readOptions(args.split(' ')), {
    host: '0.0.0.0',
    port: 0,
    board: 'fysetc_e4',
    speed: 2.5,
    state: '/var/lib/robot',
    keyFile: '/etc/robot.key',
    log: 'packets',
    trace: undefined,
    help: true,
  });
  t.is(readOptions(['--speed', 'max']).speed, Number.POSITIVE_INFINITY);
});

test('the help names every option', (t) => {
  for (const option of Object.keys(readOptions([])))
    t.true(HELP.includes(`  --${option.replace(/[A-Z]/, '-$&').toLowerCase()} `), option);
});

test('a state folder counts from where npm was started', (t) => {
  const before = process.env.INIT_CWD;
  t.teardown(() => {
    if (before === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = before;
  });
  process.env.INIT_CWD = '/home/lab';
  t.is(readOptions(['--state', 'runs']).state, '/home/lab/runs');
  delete process.env.INIT_CWD;
  t.is(readOptions(['--state', 'runs']).state, resolve('runs'));
});

test('what an option cannot be is said in one line', (t) => {
  for (const [args, message] of [
    ['--port=abc', /^--port: expected a number from 0 to 65535, got 'abc'$/],
    ['--port=65536', /^--port: .*65536/],
    ['--port=1.5', /^--port: /],
    ['--port=', /^--port: /],
    ['--port', /--port.*--help/],
    ['--port -1', /--port.*--help/],
    ['--speed=0', /^--speed: expected a number above 0, or max, got '0'$/],
    ['--speed=-1', /^--speed: /],
    ['--speed=fast', /^--speed: /],
    ['--speed=', /^--speed: /],
    ['--log=loud', /^--log: expected error, info, packets, got 'loud'$/],
    ['--host=', /^--host: expected an address/],
    ['--state=', /^--state: expected a folder$/],
    ['--prot 0', /--prot.*--help/],
    ['50000', /50000.*--help/],
  ] as const) {
    const error = t.throws(() => readOptions(args.split(' ')), { instanceOf: UsageError }, args);
    t.regex(error?.message ?? '', message);
    t.false(error?.message.includes('\n'));
  }
});
