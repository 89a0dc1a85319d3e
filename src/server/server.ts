// One robot, one peer at a time: moves bytes between the link and the portal, keeps the time limits, ends connections.

import type { Alarm } from '../kernel/clock.js';
import { FAULTS, Fault } from '../kernel/faults.js';
import {
  DRAIN_MICROSECONDS,
  PACKET_REST_MICROSECONDS,
  PROOF_MICROSECONDS,
  SLOW_READER_MICROSECONDS,
} from '../kernel/limits.js';
import { Portal } from '../wire/portal.js';
import { BusyNotice } from './busy-notice.js';
import { Greeter } from './greeter.js';
import { Limit } from './limit.js';
import type { Link } from './link.js';
import { PHASE } from './phase.js';
import type { ServerEvent, ServerOptions } from './server-options.js';
import { Session } from './session.js';
import { isLocked } from './session-table.js';

export class Server {
  readonly portal: Portal;
  readonly session: Session;
  private readonly onEvent: (event: ServerEvent, peer: string, detail: string) => void;
  private readonly onRest: () => void;
  private readonly rest: Limit;
  private readonly proof: Limit;
  private readonly slow: Limit;
  private readonly drainAlarm: Alarm;
  private readonly busyNotice: BusyNotice;
  private link: Link | null = null;
  /** Connected while the robot was still being broken down after the last peer. */
  private next: Link | null = null;
  private running = false;
  private again = false;
  /** A command was carried out since the last rest. */
  private hasWorked = false;
  /** Our half of the stream is ended. */
  private finished = false;

  constructor(options: ServerOptions) {
    const { robot, clock, limits, longPayloads } = options;
    const { name = 'eve', onEvent = () => {}, onRest = () => {} } = options;
    this.portal = new Portal({ name, side: 'robot', limits, longPayloads, clock: options.wallClock });
    this.session = new Session(this.portal, robot, new Greeter(clock, limits, options.authenticator), {
      wake: () => {
        this.hasWorked = true;
        this.run();
      },
      faulted: (fault) => this.faulted(fault),
    });
    this.onEvent = onEvent;
    this.onRest = onRest;
    this.rest = new Limit(clock, PACKET_REST_MICROSECONDS, () => this.end(new Fault('packetStalled')));
    this.proof = new Limit(clock, PROOF_MICROSECONDS, () => this.end(new Fault('keyWanted')));
    this.slow = new Limit(clock, SLOW_READER_MICROSECONDS, () => this.tooSlow());
    this.drainAlarm = clock.alarm(() => this.drop());
    this.busyNotice = new BusyNotice(clock, this.portal.stage);
  }

  /** A peer has connected. It is served, held until the robot is ready for it, or told that the robot is busy. */
  connect(link: Link): void {
    const { phase } = this.session;
    if (this.link === null && phase === PHASE.over) this.start(link);
    else if (this.next === null && (this.link === null || phase > PHASE.performing)) this.next = link;
    else {
      this.onEvent('refused', link.peer, 'the robot is busy with another controller');
      this.busyNotice.give(link);
    }
  }

  /** Bytes have come, or there is room again. */
  readable(link: Link): void {
    if (link === this.link) this.run();
    else this.busyNotice.readable(link);
  }

  writable(link: Link): void {
    if (link === this.link) this.run();
    else this.busyNotice.writable(link);
  }

  /** The peer has ended the stream, or it broke. */
  ended(link: Link): void {
    link.close();
    if (link === this.next) this.next = null;
    this.busyNotice.ended(link);
    if (link !== this.link) return;
    if (this.portal.frames.partial && this.session.phase === PHASE.open) this.faulted(new Fault('packetCut'));
    this.drop();
  }

  private start(link: Link): void {
    this.onEvent('connected', link.peer, '');
    this.link = link;
    this.finished = false;
    this.session.start();
    this.run();
  }

  /** Moves bytes in, lets the session work, moves bytes out, until nothing moves any more. */
  private run(): void {
    this.again = true;
    if (this.running) return;
    this.running = true;
    try {
      this.move();
    } finally {
      this.running = false;
    }
    this.settle();
  }

  private move(): void {
    const { input, stage } = this.portal;
    while (this.again) {
      this.again = false;
      const link = this.link;
      if (link === null) break;
      while (input.free > 0 && link.receive(stage, input.free) > 0);
      const wasFull = input.free === 0;
      if (this.session.phase < PHASE.ending) this.session.step();
      if (this.session.phase >= PHASE.ending) input.clear();
      // What was sent makes room for answers, what was taken for bytes that the socket could not hand over.
      if (this.transmit(link) || (wasFull && input.free > 0)) this.again = true;
    }
  }

  private transmit(link: Link): boolean {
    const { output, stage } = this.portal;
    let moved = false;
    while (output.length > 0) {
      const count = link.transmit(stage, output.length);
      if (count === 0) break;
      output.drop(count);
      moved = true;
    }
    if (moved) this.slow.keep(false);
    return moved;
  }

  /** Sets the time limits for what is still to come, ends what is at its end. */
  private settle(): void {
    const { phase } = this.session;
    if (this.link === null) {
      if (phase === PHASE.over) this.startNext();
      return;
    }
    this.rest.keep(this.session.takesPackets && this.portal.packet === null && this.portal.frames.partial);
    this.proof.keep(phase === PHASE.open && isLocked(this.session.state));
    const waitsForReader = this.portal.output.length > 0;
    this.slow.keep(waitsForReader);
    if (this.hasWorked && phase === PHASE.open && this.portal.input.length === 0 && !waitsForReader) {
      this.hasWorked = false;
      this.onRest();
    }
    if (phase !== PHASE.ending || waitsForReader || this.finished) return;
    this.finished = true;
    this.link.finish();
    this.drainAlarm.set(DRAIN_MICROSECONDS);
  }

  private faulted(fault: Fault): void {
    this.onEvent('fault', this.link?.peer ?? '', `${FAULTS[fault.code].number} ${fault.message}`);
  }

  private end(fault: Fault): void {
    this.session.end(fault);
    this.run();
  }

  private tooSlow(): void {
    this.faulted(new Fault('slowReader'));
    this.drop();
  }

  /** The connection is over, whoever ended it. */
  private drop(): void {
    const link = this.link;
    if (link === null) return;
    this.onEvent('disconnected', link.peer, '');
    this.link = null;
    this.rest.keep(false);
    this.proof.keep(false);
    this.slow.keep(false);
    this.drainAlarm.cancel();
    link.close();
    this.session.lost();
    this.settle();
  }

  private startNext(): void {
    const next = this.next;
    this.next = null;
    if (next !== null) this.start(next);
  }
}
