// `npm run provision`: writes the Wi-Fi of a lab into a robot's settings, over the line by which it was flashed.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Prompt } from './provision/prompt.js';
import { SerialTty } from './provision/serial-tty.js';
import { checkSettings, type Settings, SettingsSession } from './provision/settings-session.js';
import { UsageError } from './usage-error.js';

const HELP = `npm run provision -- --port PORT [--ssid NAME | --file FILE]

Writes the name and the password of the Wi-Fi into the settings of the robot at a serial port, and has it join. What is
not given is asked for; the password is never an option, so that no list of processes or commands has it.

  --port PORT   serial port: npm run doctor lists those that there are
  --ssid NAME   name of the Wi-Fi
  --file FILE   {"ssid": "...", "password": "..."} in place of all questions
`;

const USAGE = 2;

/** Where the user is: npm changes the folder. */
const pathOf = (file: string): string => resolve(process.env.INIT_CWD ?? '.', file);

/** Throws a UsageError that never has the content. */
function settingsOf(file: string): Settings {
  try {
    const { ssid, password } = JSON.parse(readFileSync(pathOf(file), 'utf8'));
    return { ssid, password };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new UsageError(`${file}: expected {"ssid": "...", "password": "..."}`);
    throw new UsageError(`--file: ${(error as Error).message}`);
  }
}

/** The name is asked for where it was not given. */
async function askFor(ssid: string | undefined): Promise<Settings> {
  const prompt = new Prompt();
  try {
    return {
      ssid: ssid ?? (await prompt.ask('Name of the Wi-Fi: ')),
      password: await prompt.ask('Password: ', true),
    };
  } finally {
    prompt.close();
  }
}

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
  const { port, ssid, file, help } = parseArgs({
    options: {
      port: { type: 'string' },
      ssid: { type: 'string' },
      file: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  if (port === undefined)
    throw new UsageError('--port PORT is missing: npm run doctor lists the serial ports');
  if (file !== undefined && ssid !== undefined)
    throw new UsageError('--file has the name, too: leave --ssid out');
  const settings = file === undefined ? await askFor(ssid) : settingsOf(file);
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
