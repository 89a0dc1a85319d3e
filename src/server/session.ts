// The robot's side of one conversation: packets in, robot commands, packets out, and an end that is always orderly.

import { Fault } from '../kernel/faults.js';
import type { Command, Ending, Robot } from '../robot/robot.js';
import { type Packet, packetNamed, TYPE } from '../wire/packets.js';
import type { Portal } from '../wire/portal.js';
import { RECEIVED } from '../wire/portal-options.js';
import type { Greeter } from './greeter.js';
import { PHASE, type Phase } from './phase.js';
import type { SessionListener } from './session-listener.js';
import { type Action, actionFor, endsWith, refuse, STATE, type State } from './session-table.js';
import { Ticket } from './ticket.js';

/**
 * Takes packets strictly in the order of arrival, one at a time: a packet stays in the receive ring while the robot
 * carries it out, and the next one is looked at after its answer is in the transmit ring. A packet is begun only
 * when room for `ready`, `error` and `stopped` is sure, so an acknowledgement never waits for a slow reader.
 */
export class Session {
  phase: Phase = PHASE.over;
  state: State = STATE.connected;
  private readonly portal: Portal;
  private readonly robot: Robot;
  private readonly greeter: Greeter;
  private readonly listener: SessionListener;
  private readonly breakdown: Ticket;
  private readonly onDone = () => this.performed();
  private readonly onFail = (fault: Fault) => this.notPerformed(fault);
  private command: Ticket;
  private stepping = false;
  private filesSent = false;
  /** The stream is gone. */
  private cut = false;
  /** `init` was begun in this conversation: there is something to break down. */
  private initialized = false;
  /** From `stopped` until a `continue` or an `init`, in whatever conversation: nothing may move. */
  private personInside = false;
  /** Cid of the `stop` that waits for its `continue`. */
  private stopHigh = 0;
  private stopLow = 0;

  constructor(portal: Portal, robot: Robot, greeter: Greeter, listener: SessionListener) {
    this.portal = portal;
    this.robot = robot;
    this.greeter = greeter;
    this.listener = listener;
    this.command = new Ticket(this.onDone, this.onFail);
    const brokenDown = () => this.brokenDown();
    this.breakdown = new Ticket(brokenDown, brokenDown);
  }

  /** Whether the next packet is waited for, and nothing of ours stands in its way. */
  get takesPackets(): boolean {
    return this.phase === PHASE.open && this.portal.out.isClear;
  }

  /** A peer has connected. */
  start(): void {
    this.portal.reset();
    this.phase = PHASE.open;
    this.state = this.greeter.start(this.portal.frames);
    this.filesSent = false;
    this.cut = false;
    this.initialized = false;
  }

  /** Does what can be done with the bytes and the room that there are. */
  step(): void {
    if (this.stepping) return;
    this.stepping = true;
    try {
      if (this.phase < PHASE.ending) this.portal.out.pump();
      while (!this.serve());
    } catch (error) {
      const words = `an error of the robot's program: ${error}`;
      this.end(error instanceof Fault ? error : new Fault('commandFailed', words));
    } finally {
      this.stepping = false;
    }
  }

  /** Ends a conversation that cannot go on: `error` if one is possible, breakdown, orderly end. */
  end(fault: Fault): void {
    if (this.phase > PHASE.performing) return;
    const { out } = this.portal;
    this.listener.faulted(fault);
    if (this.state !== STATE.failed && !out.answering && out.frames.hasControlRoom) out.error(fault);
    this.breakDown('failed');
  }

  /** The stream has ended, by the peer or by an error: breakdown, then the next conversation. */
  lost(): void {
    if (this.phase === PHASE.over) return;
    this.cut = true;
    if (this.phase === PHASE.ending) this.phase = PHASE.over;
    else if (this.phase !== PHASE.breakingDown) this.breakDown('lost');
  }

  /** Serves packet after packet; false when one was refused and others may stand behind it. */
  private serve(): boolean {
    const portal = this.portal;
    const out = portal.out;
    try {
      while ((portal.packet !== null || portal.input.length > 0) && this.takesPackets) {
        if (portal.receive() !== RECEIVED.packet) break;
        if (!out.answering) this.act(portal.packet as Packet);
        // The acknowledgement that files wait for cannot come from behind another packet: go on without it.
        else if (out.waitsForWindow) out.passWindow();
      }
      return true;
    } catch (fault) {
      if (!(fault instanceof Fault) || endsWith(fault.code, this.state)) throw fault;
      this.notPerformed(fault);
      return false;
    }
  }

  private act(packet: Packet): void {
    const action = actionFor(packet.code, this.state);
    if (action === 'perform') {
      this.phase = PHASE.performing;
      if (packet.code === TYPE.init || packet.code === TYPE.continue) this.personInside = false;
      if (packet.code === TYPE.init) this.initialized = true;
      this.robot.begin(packet.name as Command, this.portal.arguments, this.command.open());
    } else if (action === 'close') this.breakDown(this.state === STATE.failed ? 'failed' : 'closed');
    else {
      this.answer(action, packet);
      this.portal.release();
    }
  }

  private answer(action: Action, { name }: Packet): void {
    const { out, arguments: args } = this.portal;
    if (action === 'locate') out.answer(packetNamed('loc_resp'), this.robot.locate(args));
    else if (action === 'files' || (action === 'lastFiles' && !this.filesSent)) {
      this.filesSent = action === 'lastFiles';
      out.sendFiles(this.robot.files());
    } else if (action === 'greet') this.state = this.greeter.greet(this.portal, this.state);
    else if (action === 'prove') this.state = this.greeter.prove(this.portal);
    else refuse(action, name);
  }

  /** The robot has carried out the packet in hand. */
  private performed(): void {
    const portal = this.portal;
    const code = (portal.packet as Packet).code;
    this.phase = PHASE.open;
    if (code === TYPE.stop) {
      this.stopHigh = portal.frames.cidHigh;
      this.stopLow = portal.frames.cidLow;
      this.state = STATE.stopped;
      this.personInside = true;
      portal.out.stopped();
    } else {
      this.state = STATE.active;
      if (code === TYPE.continue) portal.out.ready(this.stopHigh, this.stopLow);
      else portal.out.ready(portal.frames.cidHigh, portal.frames.cidLow);
    }
    portal.release();
    this.wake();
  }

  /** The packet in hand, if there is one, cannot be carried out: the peer is told, once. */
  private notPerformed(fault: Fault): void {
    const portal = this.portal;
    this.command.cancel();
    this.phase = PHASE.open;
    if (portal.packet !== null) portal.release();
    if (this.state !== STATE.failed) {
      this.state = STATE.failed;
      portal.out.dropWaitingFiles();
      portal.out.error(fault);
      this.listener.faulted(fault);
    }
    this.wake();
  }

  /** Breaks the robot down: without motion while a person may be inside, or when nothing was begun. */
  private breakDown(ending: Ending): void {
    this.phase = PHASE.breakingDown;
    this.command.cancel();
    this.command = new Ticket(this.onDone, this.onFail);
    this.robot.breakdown(this.initialized && !this.personInside, ending, this.breakdown.open());
  }

  private brokenDown(): void {
    const portal = this.portal;
    if (!this.cut && portal.packet?.code === TYPE.close)
      portal.out.ready(portal.frames.cidHigh, portal.frames.cidLow);
    this.phase = this.cut ? PHASE.over : PHASE.ending;
    this.wake();
  }

  /** After a late reply; whoever called `step` sees for himself what there is to do. */
  private wake(): void {
    if (!this.stepping) this.listener.wake();
  }
}
