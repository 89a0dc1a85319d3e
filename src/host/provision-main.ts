// `npm run provision`: writes Wi-Fi and key of a lab into a robot's settings, over the line by which it was flashed.

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SerialTty } from './provision/serial-tty.js';
import { checkSettings, type Settings, SettingsSession } from './provision/settings-session.js';
import { SETTINGS_OPTIONS, wantedSettings } from './provision/wanted-settings.js';
import { UsageError } from './usage-error.js';

const HELP = `npm run provision -- --port PORT [--ssid NAME | --file FILE] [--key-file FILE | --new-key FILE | --key | --no-key]

Writes the name and the password of the Wi-Fi into the settings of the robot at a serial port, and has it join; and the
key that it demands of every controller. With an option for the key and without --ssid the Wi-Fi stays as it is. What
else is not given is asked for; password and key are never options, so that no list of processes or commands has them.

  --port PORT      serial port: npm run doctor lists those that there are
  --ssid NAME      name of the Wi-Fi
  --file FILE      {"ssid": "...", "password": "..."}, perhaps with a "key", in place of all questions
  --key-file FILE  the key is in this file: 64 hexadecimal digits, or the base64 of 32 bytes
  --new-key FILE   makes a key and writes it into this new file, which only you can read: controllers need it
  --key            asks for the key
  --no-key         no key is demanded any more
`;

const USAGE = 2;

async function provision(port: string, settings: Settings): Promise<string> {
  return new Promise((done, failed) => {
    const line = new SerialTty(port, failed);
    const session = new SettingsSession(line, (milliseconds) =>
      delay(milliseconds, undefined, { ref: false }),
    );
    session
      .provision(settings)
      .then(done, failed)
      .finally(() => line.close());
  });
}

async function main(): Promise<void> {
  const { port, help, ...wishes } = parseArgs({
    options: {
      port: { type: 'string' },
      ...SETTINGS_OPTIONS,
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  if (port === undefined)
    throw new UsageError('--port PORT is missing: npm run doctor lists the serial ports');
  const settings = await wantedSettings(wishes);
  checkSettings(settings);
  process.stdout.write(`${await provision(port, settings)}\n`);
}

try {
  await main();
} catch (error) {
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = USAGE;
}
