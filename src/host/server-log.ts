// What the server tells people: one line for each event, with the robot's time of day, and the packet log's file.

import type { WallClock } from '../kernel/clock.js';
import type { ServerEvent } from '../server/server-options.js';
import { clockText, type PacketLog } from '../wire/packet-log.js';
import { durationText } from './duration-text.js';
import { LogFile } from './log-file.js';
import { LOG_LEVELS, type LogLevel } from './options.js';

export class ServerLog {
  private readonly level: number;
  private readonly timeOfDay: WallClock;
  private file: LogFile | null = null;

  /** Lines of `level`, and of those before it, are written to the standard output. */
  constructor(level: LogLevel, timeOfDay: WallClock) {
    this.level = LOG_LEVELS.indexOf(level);
    this.timeOfDay = timeOfDay;
  }

  /** @param seconds that the robot will take */
  command(name: string, seconds: number): void {
    this.timed('info', `${name}: takes the robot ${durationText(seconds)}`);
  }

  event(event: ServerEvent, peer: string, detail: string): void {
    if (event === 'connected') this.file?.start();
    const line = detail === '' ? event : `${event}: ${detail}`;
    this.timed(event === 'fault' ? 'error' : 'info', `${peer}: ${line}`);
  }

  /**
   * Follows the packets.
   * @param folder of a file for them; throws the system's error when it cannot be written
   */
  follow(log: PacketLog, folder: string | undefined): void {
    if (folder !== undefined)
      this.file = new LogFile(folder, log, (message) => process.stderr.write(`${message}\n`));
    const toFile = log.listener;
    log.listener = (line) => {
      toFile?.(line);
      this.say('packets', line);
    };
  }

  private timed(level: LogLevel, line: string): void {
    this.say(level, `${clockText(this.timeOfDay.microsecondsOfDay())}\t${line}`);
  }

  private say(level: LogLevel, line: string): void {
    if (LOG_LEVELS.indexOf(level) <= this.level) process.stdout.write(`${line}\n`);
  }
}
