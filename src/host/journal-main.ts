// `npm run journal`: what is in the run log of a state folder.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TimeZone } from '../journal/time-zone.js';
import { SessionArchive } from './session-archive.js';
import { FileBlocks, JOURNAL_FILE } from './storage/file-blocks.js';

const HELP = `npm run journal -- FOLDER                          lists the sessions of a state folder
npm run journal -- FOLDER export SESSION TARGET    writes the files of one session to the folder TARGET

  --zone RULE   POSIX time-zone rule of the list and of records.tsv, default PST8PDT,M3.2.0,M11.1.0
  --help        this text

A session that is 'cut or open' goes on, or the power went before its end. The well map is not kept: it is what
the containers hold when it is sent.
`;

/** Exit code for what the user can mend. */
const USAGE = 2;

const say = (text: string): void => void process.stdout.write(text);

/** A path counts from where npm was started. */
const pathOf = (text: string): string => resolve(process.env.INIT_CWD ?? '.', text);

function openArchive(folder: string, zone: string): SessionArchive {
  if (!existsSync(join(folder, JOURNAL_FILE)))
    throw new Error(`${folder}: there is no ${JOURNAL_FILE} in it: give the folder of npm start -- --state`);
  return new SessionArchive(new FileBlocks(folder), new TimeZone(zone));
}

function exportSession(archive: SessionArchive, session: string, target: string): void {
  const sessions = archive.sessions();
  const found = sessions.find((stored) => String(stored.session) === session);
  if (found === undefined) {
    const known = sessions.map((stored) => stored.session).join(', ');
    throw new Error(`there is no session ${session}: there are ${known}`);
  }
  mkdirSync(target, { recursive: true });
  for (const [name, bytes] of archive.files(found)) {
    writeFileSync(join(target, name), bytes);
    say(`${join(target, name)}: ${bytes.length} bytes\n`);
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      zone: { type: 'string', default: 'PST8PDT,M3.2.0,M11.1.0' },
      help: { type: 'boolean', default: false },
    },
  });
  const [folder, verb, session, target] = positionals;
  if (values.help) say(HELP);
  else if (folder === undefined)
    throw new Error('which folder? npm run journal -- --help shows the options.');
  else if (verb === undefined) say(`${openArchive(pathOf(folder), values.zone).list().join('\n')}\n`);
  else if (verb !== 'export' || session === undefined || target === undefined || positionals.length > 4)
    throw new Error('export SESSION TARGET is what can follow the folder.');
  else exportSession(openArchive(pathOf(folder), values.zone), session, pathOf(target));
}

try {
  main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = USAGE;
}
