// Both ends of the line on which a robot's Wi-Fi is set, the host's and the chip's, over a line that may be bad.

import { setImmediate } from 'node:timers';
import test from 'ava';
import { SettingsLine } from '../../../src/device/settings-line.js';
import type { SettingName } from '../../../src/device/settings-store.js';
import {
  checkSettings,
  SettingsSession,
  type TextLine,
} from '../../../src/host/provision/settings-session.js';
import { UsageError } from '../../../src/host/usage-error.js';

const KEY = '0123456789abcdef'.repeat(4);

const LAB = { ssid: 'Lab ä', password: 'correct horse battery' };

interface Fault {
  /** Changes what the host sends; the number counts its pieces from 0. */
  readonly spoil?: (text: string, piece: number) => string;
  readonly isAtRest?: boolean;
  readonly joins?: boolean;
}

/** A chip at the other end of a line, with other things said in between. */
function chipOn(fault: Fault) {
  const { spoil = (text) => text, isAtRest = true, joins = true } = fault;
  const settings = new Map<SettingName, string>();
  const line: TextLine = { onText: () => {}, write: () => {} };
  const say = (text: string): void =>
    void setImmediate(() => {
      line.onText(text.slice(0, 3));
      line.onText(text.slice(3));
    });
  const chip = new SettingsLine({
    store: { get: (name) => settings.get(name) ?? '', set: (name, value) => void settings.set(name, value) },
    isAtRest: () => isAtRest,
    join: () => {
      say('No link to the Wi-Fi: tried again.\r\n');
      if (joins) say(`Joined ${settings.get('ssid')} as armchair-abcdef.local, 192.0.2.7.\r\n`);
    },
    say: (text) => say(`${text}\r\n`),
  });
  let pieces = 0;
  line.write = (text) => {
    const bytes = Buffer.from(spoil(text, pieces++));
    chip.take(bytes, bytes.length);
  };
  // Time passes only where nothing else happens.
  const session = new SettingsSession(line, () => new Promise((done) => setImmediate(done)));
  return { settings, session };
}

test('all settings are written, and what the robot says of the network is given back', async (t) => {
  const { settings, session } = chipOn({});
  t.is(await session.provision(LAB), 'Joined Lab ä as armchair-abcdef.local, 192.0.2.7.');
  t.deepEqual(Object.fromEntries(settings), LAB);
});

test('the longest settings pass', async (t) => {
  const { settings, session } = chipOn({});
  const longest = { ssid: 'ä'.repeat(16), password: 'p'.repeat(63) };
  t.regex(await session.provision(longest), /^Joined /);
  t.deepEqual(Object.fromEntries(settings), longest);
});

test('a board that starts only now is waited for', async (t) => {
  const { settings, session } = chipOn({ spoil: (text, piece) => (piece < 5 ? '' : text) });
  t.regex(await session.provision(LAB), /^Joined /);
  t.is(settings.size, 2);
});

test('what it says of half a line before, and again of what was sent before it listened, is passed over', async (t) => {
  const { settings, session } = chipOn({
    spoil: (text, piece) => (piece === 0 ? `half${text}${text}${text}` : `\nsettings${text}`),
  });
  t.regex(await session.provision(LAB), /^Joined /);
  t.deepEqual(Object.fromEntries(settings), LAB);
});

test('what is damaged on its way is sent again', async (t) => {
  const { settings, session } = chipOn({
    spoil: (text, piece) => (piece === 1 || piece === 3 ? text.replace(/[0-9a-f]{2}\n/, '00\n') : text),
  });
  t.regex(await session.provision(LAB), /^Joined /);
  t.deepEqual(Object.fromEntries(settings), LAB);
});

test('a line that damages everything is given up, and nothing is written', async (t) => {
  const { settings, session } = chipOn({ spoil: (text) => text.replace(/ [0-9a-f]+\n/, ' 0\n') });
  await t.throwsAsync(session.provision(LAB), { instanceOf: UsageError, message: /damaged on its way/ });
  t.is(settings.size, 0);
});

test('when nobody answers the user is told what to look at', async (t) => {
  const { session } = chipOn({ spoil: () => '' });
  await t.throwsAsync(session.provision(LAB), {
    instanceOf: UsageError,
    message: /^nobody answers within 8 s: /,
  });
});

test('a robot that moves refuses, and that is said', async (t) => {
  const { session } = chipOn({ isAtRest: false });
  await t.throwsAsync(session.provision(LAB), {
    message: 'the robot says: no, the robot moves: wait until it stands',
  });
});

test('a Wi-Fi that is not joined in time is no error: the settings are written', async (t) => {
  const { settings, session } = chipOn({ joins: false });
  t.regex(await session.provision(LAB), /^The settings are written, but .* within 30 s: /);
  t.is(settings.size, 2);
});

test('settings that no robot takes are refused before the line is opened, and never shown', (t) => {
  t.notThrows(() => checkSettings(LAB));
  t.notThrows(() => checkSettings({ ssid: 'Lab', password: '' }));
  for (const [bad, message] of [
    [{ ssid: '', password: 'secret12' }, 'ssid: a text of 1 to 32 bytes is needed'],
    [{ ssid: 'ä'.repeat(17), password: '' }, 'ssid: a text of 1 to 32 bytes is needed'],
    [{ ssid: 'Lab', password: 's'.repeat(64) }, 'password: a text of 0 to 63 bytes is needed'],
    [{ ssid: 'Lab', password: undefined } as never, 'password: a text of 0 to 63 bytes is needed'],
    [{ ssid: 3, password: '' } as never, 'ssid: a text of 1 to 32 bytes is needed'],
  ] as const)
    t.throws(() => checkSettings(bad), { instanceOf: UsageError, message });
});

test('a key alone is written alone, and nothing is joined', async (t) => {
  const { settings, session } = chipOn({ joins: false });
  t.regex(await session.provision({ key: KEY }), /^The key is set: /);
  t.deepEqual(Object.fromEntries(settings), { key: KEY });
  t.regex(await session.provision({ key: '' }), /^The key is gone: /);
  t.deepEqual(Object.fromEntries(settings), { key: '' });
});

test('Wi-Fi and key go together, and both are told of', async (t) => {
  const { settings, session } = chipOn({});
  t.regex(await session.provision({ ...LAB, key: KEY }), /^The key is set: .*\nJoined Lab/);
  t.deepEqual(Object.fromEntries(settings), { ...LAB, key: KEY });
});

test('a key that is damaged on its way is sent again', async (t) => {
  const spoil = (text: string, piece: number) => (piece === 1 ? text.replace('30', '31') : text);
  const { settings, session } = chipOn({ spoil });
  await session.provision({ key: KEY });
  t.is(settings.get('key'), KEY);
});
