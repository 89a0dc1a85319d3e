// Asks a person at the terminal, for secrets without showing what is typed.

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../usage-error.js';

/** Rejects with a UsageError when the input ends before the answer. */
export function ask(question: string, isSecret = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const { stdin: input, stdout } = process;
    const terminal = createInterface({ input, output: isSecret ? silent : stdout, terminal: input.isTTY });
    stdout.write(question);
    terminal.once('line', (answer) => {
      terminal.removeAllListeners('close');
      terminal.close();
      if (isSecret) stdout.write('\n');
      resolve(answer);
    });
    terminal.once('close', () => reject(new UsageError('the input has ended before the answer')));
  });
}
