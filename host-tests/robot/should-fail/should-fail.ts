// What a file of this folder says: a machine and what is asked of it, and how that is refused.

import type { InitArguments } from '../../../src/host/controller-arguments.js';
import type { Board } from '../../../src/kernel/board.js';
import type { RobotSession } from '../../support/robot-session.js';
import type { MotorRig } from '../motor-rig.js';

export interface ShouldFail {
  /** Changes the board of `npm start`. */
  readonly board?: (board: Board) => Board;
  /** What happens to the machine before anything is asked of it. */
  readonly accident?: (rig: MotorRig) => void;
  /** Changes the `init` of the example. */
  readonly init?: Partial<InitArguments>;
  /** Asked in a session that has begun; absent, `init` itself is refused. */
  readonly ask?: (session: RobotSession) => string;
  /** The whole answer. */
  readonly says: string;
  /** Axes go some way to find out; otherwise not one step is made. */
  readonly isFoundMoving?: boolean;
}
