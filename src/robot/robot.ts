// What the session needs of a robot: commands carried out one at a time, answers, files, and a breakdown at the end.

import type { Fault } from '../kernel/faults.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import type { FileSource } from '../wire/file-stream.js';
import type { PacketName } from '../wire/packets.js';

/** How a robot says that what it was asked for is over. Exactly one of the two, once, at once or later. */
export interface Reply {
  done(): void;
  /** The command failed; what it did so far stays booked. The controller sees the fault's class and message. */
  fail(fault: Fault): void;
}

/** Commands that take time and end in a `ready`; `stop` ends in `stopped`, and `continue` in the `ready` of `stop`. */
export type Command = Extract<
  PacketName,
  'init' | 'init_containers' | 'transfer' | 'pause' | 'stop' | 'continue' | 'home' | 'make' | 'mix'
>;

/** How a session has ended: by the controller's `close`, after an error, or because its connection was lost. */
export type Ending = 'closed' | 'failed' | 'lost';

export interface Robot {
  /** Starts a command. `args` were checked and may be delivered until the reply. Never called before the last reply. */
  begin(command: Command, args: ArgumentsReader, reply: Reply): void;
  /** Entries of `loc_resp` for the names in `args`. Faults for a name that it does not know. */
  locate(args: ArgumentsReader): ArgumentSource;
  /** The report files as they are now; they keep their contents until the next command begins. */
  files(): FileSource;
  /**
   * Ends the session: pumps and heater off and, when `mayMove` and the position is known, tips dropped and home.
   * A command under way is brought to a safe end first and gets no reply any more. Always ends in `done`.
   */
  breakdown(mayMove: boolean, ending: Ending, reply: Reply): void;
}
