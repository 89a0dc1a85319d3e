// What the session does with each packet in each state: the one place that decides (ARMCHAIR.md section 9).

import { PACKETS, type PacketName } from '../wire/packets.js';

/** How a conversation goes on. */
export const PHASE = Object.freeze({
  /** Packets are taken. */
  open: 0,
  /** The robot works on the packet in hand. */
  performing: 1,
  /** The robot is being broken down, before the `ready` of `close` or because the conversation is over. */
  breakingDown: 2,
  /** The last packets are in the transmit ring: when they are out, end the stream and wait for the peer's end. */
  ending: 3,
  /** The robot is down and the next conversation may begin. */
  over: 4,
});

export type Phase = (typeof PHASE)[keyof typeof PHASE];

/** States of a session in which packets are taken. */
export const STATE = Object.freeze({
  /** Connected; nothing was initialized yet. */
  connected: 0,
  active: 1,
  /** Stopped for a person: nothing moves until `continue`. */
  stopped: 2,
  /** An `error` was sent. The first `save` and the `close` are served, nothing else is answered. */
  failed: 3,
});

export type State = (typeof STATE)[keyof typeof STATE];

/**
 * perform: the robot carries it out, then `ready` (after `stop`: `stopped`).
 * locate: `loc_resp`. files: `sending_files` and the files. lastFiles: the same once, later ones are dropped.
 * close: breakdown, `ready`, end. drop: nothing, without a word.
 * uninitialized, again, notContinued, unasked: `error` with that fault, then failed.
 */
export type Action =
  | 'perform'
  | 'locate'
  | 'files'
  | 'lastFiles'
  | 'close'
  | 'drop'
  | 'uninitialized'
  | 'again'
  | 'notContinued'
  | 'unasked';

type Row = readonly [connected: Action, active: Action, stopped: Action, failed: Action];

const command: Row = ['uninitialized', 'perform', 'notContinued', 'drop'];

const ROWS: Readonly<Partial<Record<PacketName, Row>>> = {
  //                 connected         active     stopped         failed
  init: ['perform', 'again', 'notContinued', 'drop'],
  init_containers: command,
  transfer: command,
  pause: command,
  stop: command,
  home: command,
  make: command,
  mix: command,
  continue: ['uninitialized', 'unasked', 'perform', 'drop'],
  loc_req: ['uninitialized', 'locate', 'notContinued', 'drop'],
  save: ['uninitialized', 'files', 'notContinued', 'lastFiles'],
  close: ['uninitialized', 'close', 'notContinued', 'close'],
};

/** By packet code; a packet that only a robot sends never gets here, and `ready` is taken by the portal. */
const TABLE: readonly (Row | undefined)[] = Object.freeze(
  PACKETS.map(({ name }) => Object.freeze(ROWS[name])),
);

export const actionFor = (code: number, state: State): Action => (TABLE[code] ?? command)[state];
