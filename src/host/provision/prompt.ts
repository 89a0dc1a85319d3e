// Asks a person at the terminal, for secrets without showing what is typed.

import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../usage-error.js';

/** Questions one after another. What is typed or pasted before its question is an answer, too, and is not shown. */
export class Prompt {
  private readonly terminal: Interface;
  private readonly answers: string[] = [];
  private isShown = false;
  private isEnded = false;
  /** Ends the wait for an answer. */
  private awake: () => void = () => {};

  /** Ctrl-C ends the process, with the terminal as it was before. */
  constructor() {
    const { stdin: input, stdout } = process;
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        if (this.isShown) stdout.write(chunk);
        done();
      },
    });
    this.terminal = createInterface({ input, output, terminal: input.isTTY, historySize: 0 });
    this.terminal
      .on('line', (answer) => {
        this.isShown = false;
        this.answers.push(answer);
        this.awake();
      })
      .on('close', () => {
        this.isEnded = true;
        this.awake();
      })
      .on('SIGINT', () => {
        this.close();
        stdout.write('\n');
        process.kill(process.pid, 'SIGINT');
      });
  }

  /** Rejects with a UsageError when the input ends before the answer. */
  async ask(question: string, isSecret = false): Promise<string> {
    if (this.answers.length === 0 && !this.isEnded) await this.typed(question, isSecret);
    const answer = this.answers.shift();
    if (answer === undefined) throw new UsageError('the input has ended before the answer');
    return answer;
  }

  /** Gives the terminal back as it was. */
  close(): void {
    this.terminal.close();
  }

  private async typed(question: string, isSecret: boolean): Promise<void> {
    const { stdout } = process;
    const answered = new Promise<void>((awake) => {
      this.awake = awake;
    });
    this.isShown = !isSecret;
    // What is corrected is drawn anew with its question.
    this.terminal.setPrompt(isSecret ? '' : question);
    if (isSecret) stdout.write(question);
    this.terminal.prompt();
    await answered;
    if (isSecret) stdout.write('\n');
  }
}
