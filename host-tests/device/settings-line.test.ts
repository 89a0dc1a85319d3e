// The chip's end of the line on which its Wi-Fi is set.

import test from 'ava';
import { ANSWER, LINE_BYTES_MAX, SettingsLine } from '../../src/device/settings-line.js';
import { SETTINGS, type SettingName } from '../../src/device/settings-store.js';
import { crc32 } from '../../src/kernel/crc32.js';
import { hexOf } from '../../src/kernel/hexadecimal.js';
import { hexBytes } from '../support/bytes.js';
import { ascii } from '../support/packets.js';

class Chip {
  readonly settings = new Map<SettingName, string>();
  readonly said: string[] = [];
  joins = 0;
  isAtRest = true;
  failure: string | undefined;
  readonly line = new SettingsLine({
    store: {
      get: (name) => {
        if (this.failure !== undefined) throw new Error(this.failure);
        return this.settings.get(name);
      },
      set: (name, value) => {
        if (this.failure !== undefined) throw new Error(this.failure);
        this.settings.set(name, value);
      },
    },
    isAtRest: () => this.isAtRest,
    join: () => {
      this.joins += 1;
    },
    say: (text) => this.said.push(text),
  });

  /** Sends bytes of ASCII; gives what is said. */
  send(text: string): string[] {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    this.said.length = 0;
    this.line.take(bytes, bytes.length);
    return this.said.map((line) => line.slice(ANSWER.length));
  }

  /** Sets a value, hexadecimal, with its check. */
  set(name: string, hex: string): string[] {
    const bytes = hexBytes(hex);
    return this.send(`set ${name} ${hex} ${crc32(bytes, 0, bytes.length).toString(16)}\n`);
  }
}

const LAB = '4c6162';

test('a setting is written as it was sent, in UTF-8', (t) => {
  const chip = new Chip();
  t.deepEqual(chip.set('ssid', LAB), ['ok ssid']);
  t.deepEqual(chip.set('password', '70c3a4e282ac20f09f948b'), ['ok password']);
  t.deepEqual(
    [...chip.settings],
    [
      ['ssid', 'Lab'],
      ['password', 'pä€ 🔋'],
    ],
  );
});

test('a key is set as 64 hexadecimal digits, and taken back as nothing', (t) => {
  const chip = new Chip();
  const digits = '0123456789abcdef'.repeat(4);
  t.deepEqual(chip.set('key', hexOf(ascii(digits))), ['ok key']);
  t.is(chip.settings.get('key'), digits);
  t.deepEqual(chip.send('settings\n'), ['settings ssid 0 password 0 key 64']);
  t.deepEqual(chip.send('set key  0\n'), ['ok key']);
  t.is(chip.settings.get('key'), '');
});

test('refused: a key that is none, which nobody could prove', (t) => {
  const chip = new Chip();
  for (const text of ['0'.repeat(63), '0'.repeat(62), 'g'.repeat(64), 'A'.repeat(64), 'x'])
    t.deepEqual(chip.set('key', hexOf(ascii(text))), ['no, key has 64 hexadecimal digits, or none']);
  t.is(chip.settings.size, 0);
});

test('an open network has an empty password', (t) => {
  const chip = new Chip();
  chip.settings.set('password', 'old');
  t.deepEqual(chip.send('set password  0\n'), ['ok password']);
  t.is(chip.settings.get('password'), '');
});

test('the settings are listed by their lengths, never by what they are', (t) => {
  const chip = new Chip();
  chip.settings.set('password', 'secret12');
  t.deepEqual(chip.send('settings\n'), ['settings ssid 0 password 8 key 0']);
});

test('every answer is told from what else is on the line', (t) => {
  const chip = new Chip();
  chip.send('settings\njoin\nset x\nwhat\n');
  t.is(chip.said.length, 4);
  for (const line of chip.said) t.true(line.startsWith(ANSWER));
});

test('join is answered before the Wi-Fi is joined', (t) => {
  const chip = new Chip();
  t.deepEqual(chip.send('join\n'), ['ok join']);
  t.is(chip.joins, 1);
});

test('bytes come in any pieces, ends of lines in both ways, empty lines are none', (t) => {
  const chip = new Chip();
  t.deepEqual(chip.send('sett'), []);
  t.deepEqual(chip.send('ings\r'), []);
  t.deepEqual(chip.send('\n\n\r\n'), ['settings ssid 0 password 0 key 0']);
});

const refusals: readonly (readonly [title: string, line: string, says: string])[] = [
  ['a value that was damaged', `set ssid ${LAB} 12345678\n`, 'no, damaged on its way'],
  ['a value that was cut', 'set ssid 4c616 0\n', 'no, damaged on its way'],
  ['a value in capitals', 'set ssid 4C 0\n', 'no, damaged on its way'],
  ['a value without its check', `set ssid ${LAB}\n`, 'no, damaged on its way'],
  ['a setting that there is not', 'set __proto__ 00 d202ef8d\n', 'no, there is no such setting'],
  ['an empty name', 'set ssid  0\n', 'no, ssid has 1 to 32 bytes'],
  ['what is no UTF-8', 'set ssid ff ff000000\n', 'no, ssid is no text in UTF-8'],
  ['a zero, which ends texts in flash', 'set ssid 00 d202ef8d\n', 'no, ssid is no text in UTF-8'],
  ['a command that there is not', 'reset\n', 'no such command: settings, set and join are'],
];

for (const [title, line, says] of refusals)
  test(`refused: ${title}`, (t) => {
    const chip = new Chip();
    t.deepEqual(chip.send(line), [says]);
    t.is(chip.settings.size, 0);
    t.is(chip.joins, 0);
  });

test('refused: a value that is longer than its setting', (t) => {
  const chip = new Chip();
  t.deepEqual(chip.set('ssid', '61'.repeat(32)), ['ok ssid']);
  t.deepEqual(chip.set('ssid', '62'.repeat(33)), ['no, ssid has 1 to 32 bytes']);
  t.is(chip.settings.get('ssid'), 'a'.repeat(32));
});

test('refused: anything while an axis moves, since flash is written only at rest', (t) => {
  const chip = new Chip();
  chip.isAtRest = false;
  t.deepEqual(chip.set('ssid', LAB), ['no, the robot moves: wait until it stands']);
  t.is(chip.settings.size, 0);
});

test('a flash that fails is said', (t) => {
  const chip = new Chip();
  chip.failure = 'nvs';
  t.deepEqual(chip.set('ssid', LAB), ['no, the flash has failed: Error: nvs']);
  t.deepEqual(chip.send('settings\n'), ['no, the flash has failed: Error: nvs']);
});

test('what no line ends takes no memory, and the next line is understood', (t) => {
  const chip = new Chip();
  for (let i = 0; i < 20; i++) t.deepEqual(chip.send('x'.repeat(LINE_BYTES_MAX / 8)), []);
  t.deepEqual(chip.send('\nsettings\n'), [
    'no such command: settings, set and join are',
    'settings ssid 0 password 0 key 0',
  ]);
});

test('the longest value of every setting fits a line', (t) => {
  for (const { name, bytesMax } of SETTINGS)
    t.deepEqual(new Chip().set(name, '61'.repeat(bytesMax)), [`ok ${name}`]);
});
