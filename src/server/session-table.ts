// What the session does with each packet in each state: the one place that decides (ARMCHAIR.md section 9).

import { Fault, type FaultCode } from '../kernel/faults.js';
import { EXTENSION, EXTENSIONS, PACKETS, type Packet, type PacketName } from '../wire/packets.js';

/** States of a session in which packets are taken. */
export const STATE = Object.freeze({
  /** Connected to a robot that demands a key: nothing is done, and no packet of the original is kept. */
  locked: 0,
  /** The same, after a `welcome` with a challenge. */
  challenged: 1,
  /** Connected; nothing was initialized yet. */
  connected: 2,
  active: 3,
  /** Stopped for a person: nothing moves until `continue`. */
  stopped: 4,
  /** An `error` was sent. The first `save` and the `close` are served, nothing else is answered. */
  failed: 5,
});

export type State = (typeof STATE)[keyof typeof STATE];

/**
 * perform: the robot carries it out, then `ready` (after `stop`: `stopped`).
 * locate: `loc_resp`. files: `sending_files` and the files. lastFiles: the same once, later ones are dropped.
 * greet: `welcome`. prove: `accepted`, or `error` and the end.
 * close: breakdown, `ready`, end. drop: nothing, without a word.
 * locked: `error` and the end, before anything of the packet but its header is looked at.
 * uninitialized, again, notContinued, unasked: `error` with that fault, then failed.
 */
export type Action =
  | 'perform'
  | 'locate'
  | 'files'
  | 'lastFiles'
  | 'greet'
  | 'prove'
  | 'close'
  | 'drop'
  | 'locked'
  | 'uninitialized'
  | 'again'
  | 'notContinued'
  | 'unasked';

type Row = readonly [
  locked: Action,
  challenged: Action,
  connected: Action,
  active: Action,
  stopped: Action,
  failed: Action,
];

const command: Row = ['locked', 'locked', 'uninitialized', 'perform', 'notContinued', 'drop'];

const ROWS: Readonly<Partial<Record<PacketName, Row>>> = {
  //       locked    challenged connected        active     stopped         failed
  init: ['locked', 'locked', 'perform', 'again', 'notContinued', 'drop'],
  init_containers: command,
  transfer: command,
  pause: command,
  stop: command,
  home: command,
  make: command,
  mix: command,
  continue: ['locked', 'locked', 'uninitialized', 'unasked', 'perform', 'drop'],
  loc_req: ['locked', 'locked', 'uninitialized', 'locate', 'notContinued', 'drop'],
  save: ['locked', 'locked', 'uninitialized', 'files', 'notContinued', 'lastFiles'],
  close: ['locked', 'locked', 'uninitialized', 'close', 'notContinued', 'close'],
  hello: ['greet', 'unasked', 'greet', 'unasked', 'notContinued', 'drop'],
  proof: ['unasked', 'prove', 'unasked', 'unasked', 'notContinued', 'drop'],
};

const rowOf = ({ name }: Packet): Row | undefined => Object.freeze(ROWS[name]);

/** By packet code; a packet that only a robot sends never gets here, and `ready` is taken by the portal. */
const TABLE: readonly (Row | undefined)[] = Object.freeze(PACKETS.map(rowOf));

/** The same from `EXTENSION` on. */
const EXTENSION_TABLE: readonly (Row | undefined)[] = Object.freeze(EXTENSIONS.map(rowOf));

export const actionFor = (code: number, state: State): Action =>
  ((code < EXTENSION ? TABLE[code] : EXTENSION_TABLE[code - EXTENSION]) ?? command)[state];

/** Whether a state takes no packet of the original: the peer has yet to prove that it has the robot's key. */
export const isLocked = (state: State): boolean => command[state] === 'locked';

/** Faults after which nothing that follows can be understood, on one side or the other. */
const ENDING: readonly FaultCode[] = Object.freeze(['framingLost', 'delimiterInFile']);

/** Whether the conversation ends with a fault, and does not go on in state failed. */
export const endsWith = (code: FaultCode, state: State): boolean => ENDING.includes(code) || isLocked(state);

/** Throws what is said of a packet that is refused; of any other action there is nothing to say. */
export function refuse(action: Action, name: PacketName): void {
  if (action === 'locked') throw new Fault('keyWanted');
  if (action === 'uninitialized') throw new Fault('notInitialized', `got ${name}`);
  if (action === 'again') throw new Fault('initAgain');
  if (action === 'notContinued') throw new Fault('notContinued', name);
  if (action !== 'unasked') return;
  throw new Fault('wrongDirection', name === 'continue' ? `'${name}': nothing was stopped` : `'${name}'`);
}
