// The robot's side of one conversation: packets in, robot commands, packets out, and an end that is always orderly.

import { Fault } from '../kernel/faults.js';
import { type Packet, packetNamed, TYPE } from '../wire/packets.js';
import type { Portal } from '../wire/portal.js';
import { RECEIVED } from '../wire/portal-options.js';
import type { Command, Reply, Robot } from './robot.js';
import { actionFor, PHASE, type Phase, STATE, type State } from './session-table.js';

/**
 * Takes packets strictly in the order of arrival, one at a time: a packet stays in the receive ring while the robot
 * carries it out, and the next one is looked at after its answer is in the transmit ring. A packet is begun only
 * when room for `ready`, `error` and `stopped` is sure, so an acknowledgement never waits for a slow reader.
 */
export class Session implements Reply {
  phase: Phase = PHASE.over;
  state: State = STATE.connected;
  readonly #portal: Portal;
  readonly #robot: Robot;
  /** Hears that there is something to do after a late reply of the robot. */
  readonly #wake: () => void;
  /** The robot works on the packet in hand. */
  #busy = false;
  #stepping = false;
  #filesSent = false;
  /** The robot is being broken down, before the `ready` of `close` or after the end of the stream. */
  #breakingDown = false;
  /** The stream is gone: nothing can be sent. */
  #cut = false;
  /** Between `stopped` and `continue`, whatever else happens: nothing may move. */
  #personInside = false;
  /** Cid of the `stop` that waits for its `continue`. */
  #stopHigh = 0;
  #stopLow = 0;

  constructor(portal: Portal, robot: Robot, wake: () => void) {
    this.#portal = portal;
    this.#robot = robot;
    this.#wake = wake;
  }

  /** A peer has connected. */
  start(): void {
    this.#portal.reset();
    this.phase = PHASE.open;
    this.state = STATE.connected;
    this.#busy = false;
    this.#filesSent = false;
    this.#breakingDown = false;
    this.#cut = false;
    this.#personInside = false;
  }

  /** Does what can be done with the bytes and the room that there are. */
  step(): void {
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      this.#portal.out.pump();
      while (this.phase === PHASE.open && this.#next()) this.#portal.out.pump();
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      this.end(fault);
    } finally {
      this.#stepping = false;
    }
  }

  /** Ends a conversation that cannot go on: `error` if one is possible, breakdown, orderly end. */
  end(fault: Fault): void {
    if (this.phase !== PHASE.open || this.#breakingDown) return;
    const { out } = this.#portal;
    if (this.state !== STATE.failed && !out.answering && out.frames.hasControlRoom) out.error(fault);
    this.#breakDown();
  }

  /** The stream has ended, by the peer or by an error: breakdown, then the next conversation. */
  lost(): void {
    if (this.phase === PHASE.over || this.#cut) return;
    this.#cut = true;
    if (this.phase === PHASE.ending) this.phase = PHASE.over;
    else if (!this.#breakingDown) this.#breakDown();
  }

  /** Reply of the robot: the command or the breakdown is done. */
  done(): void {
    if (this.#breakingDown) this.#brokenDown();
    else if (this.#busy) this.#finished();
    this.#wake();
  }

  /** Reply of the robot: the command failed. */
  fail(fault: Fault): void {
    if (this.#breakingDown || !this.#busy) return;
    this.#busy = false;
    this.#portal.release();
    this.#failed(fault);
    this.#wake();
  }

  /** Takes the next packet; false when there is none or something else has to end first. */
  #next(): boolean {
    const { out } = this.#portal;
    if (this.#busy || this.#breakingDown || !out.frames.hasControlRoom) return false;
    if (out.answering && !out.waitsForWindow) return false;
    try {
      if (this.#portal.receive() !== RECEIVED.packet) return false;
      // The acknowledgement that files wait for cannot come from behind another packet: go on without it.
      if (out.waitsForWindow) out.passWindow();
      else if (!out.answering) this.#act(this.#portal.packet as Packet);
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.code === 'framingLost' || fault.code === 'delimiterInFile')
        throw fault;
      if (this.#portal.packet !== null) this.#portal.release();
      this.#failed(fault);
    }
    return true;
  }

  #act(packet: Packet): void {
    const portal = this.#portal;
    switch (actionFor(packet.code, this.state)) {
      case 'perform':
        this.#busy = true;
        this.#personInside = false;
        this.#robot.begin(packet.name as Command, portal.arguments, this);
        return;
      case 'locate':
        portal.out.answer(packetNamed('loc_resp'), this.#robot.locate(portal.arguments));
        break;
      case 'lastFiles':
        if (this.#filesSent) break;
        this.#filesSent = true;
        portal.sendFiles(this.#robot.files());
        break;
      case 'files':
        portal.sendFiles(this.#robot.files());
        break;
      case 'close':
        this.#breakDown();
        return;
      case 'drop':
        break;
      case 'uninitialized':
        throw new Fault('notInitialized', `got ${packet.name}`);
      case 'again':
        throw new Fault('initAgain');
      case 'notContinued':
        throw new Fault('notContinued', packet.name);
      case 'unasked':
        throw new Fault('wrongDirection', `'${packet.name}': the robot is not stopped`);
    }
    portal.release();
  }

  /** The robot has carried out the packet in hand. */
  #finished(): void {
    const portal = this.#portal;
    const { code } = portal.packet as Packet;
    this.#busy = false;
    if (code === TYPE.stop) {
      this.#stopHigh = portal.frames.cidHigh;
      this.#stopLow = portal.frames.cidLow;
      this.state = STATE.stopped;
      this.#personInside = true;
      portal.out.stopped();
    } else {
      this.state = STATE.active;
      if (code === TYPE.continue) portal.out.ready(this.#stopHigh, this.#stopLow);
      else portal.out.ready(portal.frames.cidHigh, portal.frames.cidLow);
    }
    portal.release();
  }

  /** Tells the peer once; from then on only its first `save` and its `close` are served. */
  #failed(fault: Fault): void {
    if (this.state === STATE.failed) return;
    this.state = STATE.failed;
    this.#portal.out.error(fault);
  }

  /** Breaks the robot down; without motion while a person may be inside. */
  #breakDown(): void {
    this.#breakingDown = true;
    this.#busy = false;
    this.#robot.breakdown(!this.#personInside, this);
  }

  #brokenDown(): void {
    const portal = this.#portal;
    this.#breakingDown = false;
    if (!this.#cut && portal.packet?.code === TYPE.close)
      portal.out.ready(portal.frames.cidHigh, portal.frames.cidLow);
    this.phase = this.#cut ? PHASE.over : PHASE.ending;
  }
}
