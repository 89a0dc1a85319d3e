// `npm run provision` as a person runs it: at a terminal, over a serial line with the chip's own code at its far end.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { SettingsLine } from '../../../src/device/settings-line.js';
import type { SettingName } from '../../../src/device/settings-store.js';
import { folder } from '../server-program.js';
import { Line, Terminal } from '../terminal.js';

const LAB = { ssid: 'Lab ä', password: 'correct horse battery' };
const ADDRESS = 'Joined Lab ä as armchair-abcdef.local, 192.0.2.7.';

const NAME = 'Name of the Wi-Fi: ';
const PASSWORD = 'Password: ';
const ENTER = '\r';
const BACKSPACE = '\x7f';
const CTRL_C = '\x03';
const CTRL_D = '\x04';

/** Exit codes: of what the user can mend, and of an end by Ctrl-C. */
const USAGE = 2;
const INTERRUPTED = 130;

/** A board at the far end of a line. */
class Board {
  readonly line: Line;
  readonly settings = new Map<SettingName, string>();
  /** All that it was told. */
  heard = '';

  /** @param noise said before each answer */
  constructor(line: Line, noise = '') {
    const { settings } = this;
    const say = (text: string): void => line.write(`${noise}${text}\r\n`);
    const chip = new SettingsLine({
      store: {
        get: (name) => settings.get(name) ?? '',
        set: (name, value) => void settings.set(name, value),
      },
      isAtRest: () => true,
      join: () => {
        say('Wi-Fi: joining.');
        say(ADDRESS);
      },
      say,
    });
    this.line = line;
    line.onText = (text) => {
      this.heard += text;
      const bytes = Buffer.from(text);
      chip.take(bytes, bytes.length);
    };
  }

  static async on(t: ExecutionContext, noise?: string): Promise<Board> {
    return new Board(await Line.open(t), noise);
  }
}

const provision = (t: ExecutionContext, ...options: readonly string[]): Promise<Terminal> =>
  Terminal.run(t, process.execPath, 'scripts/provision.mjs', ...options);

const answer = async (terminal: Terminal, question: string, typed: string): Promise<void> => {
  await terminal.until(question);
  terminal.write(typed);
};

test('name and password are asked for, the password is not shown, the terminal is as it was', async (t) => {
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path);
  await answer(terminal, NAME, `Lab äx${BACKSPACE}${ENTER}`);
  await answer(terminal, PASSWORD, `${LAB.password}${ENTER}`);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
  t.deepEqual(Object.fromEntries(board.settings), LAB);
  t.true(terminal.said.endsWith(`${PASSWORD}\r\n${ADDRESS}\r\n`), terminal.said);
  t.true(terminal.said.includes(`${NAME}Lab ä`));
});

test('answers that are pasted at once are both taken, and only the name is shown', async (t) => {
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path);
  await answer(terminal, NAME, `${LAB.ssid}${ENTER}${LAB.password}${ENTER}`);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
  t.deepEqual(Object.fromEntries(board.settings), LAB);
  t.false(terminal.said.includes('horse'), terminal.said);
});

test('a name that is given is not asked for; an open network has an empty password', async (t) => {
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path, '--ssid', LAB.ssid);
  await answer(terminal, PASSWORD, ENTER);
  t.is((await terminal.end()).code, 0);
  t.deepEqual(Object.fromEntries(board.settings), { ssid: LAB.ssid, password: '' });
  t.false(terminal.said.includes(NAME));
});

test('a file has all answers; what it has is neither shown nor sent as it is', async (t) => {
  const file = join(folder(t), 'lab.json');
  writeFileSync(file, JSON.stringify(LAB));
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path, '--file', file);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
  t.deepEqual(Object.fromEntries(board.settings), LAB);
  t.is(terminal.said, `${ADDRESS}\r\n`);
  t.false(board.heard.includes('horse'));
});

test('a new key is in its file and in the board, and the Wi-Fi stays as it is', async (t) => {
  const file = join(folder(t), 'robot.key');
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path, '--new-key', file);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
  const key = readFileSync(file, 'utf8').trim();
  t.regex(key, /^[0-9a-f]{64}$/);
  t.deepEqual(Object.fromEntries(board.settings), { key });
  t.is(
    terminal.said,
    'The key is set: from the next connection on the robot demands it of every controller.\r\n',
  );
  t.false(board.heard.includes(key));
});

test('a key file in base64 goes with the Wi-Fi', async (t) => {
  const file = join(folder(t), 'robot.key');
  writeFileSync(file, `${Buffer.alloc(32, 7).toString('base64')}\n`);
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path, '--ssid', LAB.ssid, '--key-file', file);
  await answer(terminal, PASSWORD, `${LAB.password}${ENTER}`);
  t.is((await terminal.end()).code, 0);
  t.deepEqual(Object.fromEntries(board.settings), { ...LAB, key: '07'.repeat(32) });
});

test('a key is asked for, and not shown', async (t) => {
  const board = await Board.on(t);
  const terminal = await provision(t, '--port', board.line.path, '--key');
  await answer(terminal, 'Key: ', `${'0A'.repeat(32)}${ENTER}`);
  t.deepEqual(await terminal.end(), { code: 0, isAsBefore: true });
  t.is(board.settings.get('key'), '0a'.repeat(32));
  t.notRegex(terminal.said, /0a0a/i);
});

test('the key is taken back', async (t) => {
  const board = await Board.on(t);
  board.settings.set('key', '07'.repeat(32));
  const terminal = await provision(t, '--port', board.line.path, '--no-key');
  t.is((await terminal.end()).code, 0);
  t.is(board.settings.get('key'), '');
});

test('refused: what is no key, two wishes for it, and a new one in the place of an old one', async (t) => {
  const file = join(folder(t), 'robot.key');
  writeFileSync(file, 'top secret');
  for (const [options, message] of [
    [
      ['--key-file', file],
      /robot\.key: expected a key: 64 hexadecimal digits, or the base64 of 32 bytes\r\n$/,
    ],
    [['--new-key', file], /^no new key is made: EEXIST.*--key-file takes the key/],
    [['--key-file', file, '--no-key'], /^--key-file and --no-key say different things/],
    [['--file', file, '--no-key'], /^--file has the key, too/],
  ] as const) {
    const terminal = await provision(t, '--port', '/dev/ttyUSB99', ...options);
    t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
    t.regex(terminal.said, message);
    t.false(terminal.said.includes('top secret'));
  }
});

test('a board that says other things in between, and bytes that are no text, is understood', async (t) => {
  const board = await Board.on(
    t,
    'rst:0x1 (POWERON_RESET)\r\n\r\n\x1b[0;32mI (328) wifi\x1b[0m\r\n\0 half a line ',
  );
  const terminal = await provision(t, '--port', board.line.path, '--ssid', LAB.ssid);
  board.line.write(Buffer.from([0xff, 0xfe, 0x00, 0xc3]));
  await answer(terminal, PASSWORD, `${LAB.password}${ENTER}`);
  t.is((await terminal.end()).code, 0, terminal.said);
  t.deepEqual(Object.fromEntries(board.settings), LAB);
});

test('a line on which nobody answers: how long was waited is said, and what to look at', async (t) => {
  const line = await Line.open(t);
  const terminal = await provision(t, '--port', line.path, '--ssid', LAB.ssid);
  await answer(terminal, PASSWORD, ENTER);
  t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
  t.regex(terminal.said, /^nobody answers within 8 s: has the board power, and is it its port\?\r$/m);
});

test('a line at another speed or of another program: something comes, which is said', async (t) => {
  const line = await Line.open(t);
  line.onText = () => line.write(Buffer.from([0xe6, 0x98, 0x06, 0x7e, 0x80, 0x0a]));
  const terminal = await provision(t, '--port', line.path, '--ssid', LAB.ssid);
  await answer(terminal, PASSWORD, ENTER);
  t.is((await terminal.end()).code, USAGE);
  t.regex(terminal.said, /^no answer within 8 s, though something comes: .*\r$/m);
});

test('a board that is unplugged is missed at once', async (t) => {
  const line = await Line.open(t);
  line.onText = () => line.unplug();
  const terminal = await provision(t, '--port', line.path, '--ssid', LAB.ssid);
  await answer(terminal, PASSWORD, ENTER);
  t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
  t.true(terminal.said.endsWith(`${line.path} is gone: was the board unplugged?\r\n`), terminal.said);
});

for (const [title, path, message] of [
  ['a port that there is not', '/dev/ttyUSB99', 'there is no /dev/ttyUSB99: npm run doctor '],
  ['a file that is no line', 'package.json', 'package.json is no serial line, or another program has it: '],
] as const)
  test(`refused: ${title}`, async (t) => {
    const terminal = await provision(t, '--port', path, '--ssid', LAB.ssid);
    await answer(terminal, PASSWORD, ENTER);
    t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
    t.true(terminal.said.includes(`\r\n${message}`), terminal.said);
  });

test('refused: a password as an option, where a list of processes would have it', async (t) => {
  const terminal = await provision(t, '--port', '/dev/ttyUSB99', '--password', 'x');
  t.is((await terminal.end()).code, USAGE);
  t.regex(terminal.said, /^Unknown option '--password'/);
});

for (const [title, question, options] of [
  ['name', NAME, []],
  ['password', PASSWORD, ['--ssid', LAB.ssid]],
] as const) {
  test(`Ctrl-C at the question for the ${title} ends it, the terminal is as it was`, async (t) => {
    const board = await Board.on(t);
    const terminal = await provision(t, '--port', board.line.path, ...options);
    await answer(terminal, question, `half${CTRL_C}`);
    t.deepEqual(await terminal.end(), { code: INTERRUPTED, isAsBefore: true });
    t.is(board.heard, '');
  });

  test(`the end of the input at the question for the ${title} is said, the terminal is as it was`, async (t) => {
    const board = await Board.on(t);
    const terminal = await provision(t, '--port', board.line.path, ...options);
    await answer(terminal, question, CTRL_D);
    t.deepEqual(await terminal.end(), { code: USAGE, isAsBefore: true });
    t.regex(terminal.said, /the input has ended before the answer\r\n$/);
    t.is(board.heard, '');
  });
}

test('Ctrl-C while the board is waited for ends it', async (t) => {
  const line = await Line.open(t);
  const terminal = await provision(t, '--port', line.path, '--ssid', LAB.ssid);
  await answer(terminal, PASSWORD, ENTER);
  await line.until('settings\n');
  terminal.write(CTRL_C);
  t.deepEqual(await terminal.end(), { code: INTERRUPTED, isAsBefore: true });
});
