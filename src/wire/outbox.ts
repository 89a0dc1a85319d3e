// The sending half of a portal: own cids, the window, what waits for it, and the one long answer under way.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { BUFFSIZE, CONTROL_ROOM_BYTES, HEADER_BYTES } from '../kernel/limits.js';
import type { ArgumentSource } from './arguments-writer.js';
import { BlockedSends } from './blocked-sends.js';
import type { Cid } from './cid.js';
import { FileSender, type FileSource } from './file-stream.js';
import { type Asked, FrameWriter } from './frame-writer.js';
import type { Observer } from './observer.js';
import { LOGGED, type PacketLog } from './packet-log.js';
import { PACKETS, type Packet, type PacketName, packetNamed, TYPE } from './packets.js';
import type { PortalOptions } from './portal-options.js';
import { Window } from './window.js';

const SENDING_FILES = packetNamed('sending_files');

/** The long answer under way; files wait while their `sending_files` waits for the window or for room. */
const ANSWER = Object.freeze({ none: 0, waitingFiles: 1, rows: 2, files: 3 });

/** Whoever writes into the middle of a long answer has lost the order. */
const inside = (name: PacketName): Fault => new Fault('transmitFull', `${name} inside a long answer`);

export class Outbox implements Cid {
  observer: Observer | null = null;
  /** Own counter: the cid of the last packet sent that was no ghost. */
  cidHigh = 0;
  cidLow = 0;
  readonly window: Window;
  readonly frames: FrameWriter;
  private readonly ring: ByteRing;
  private readonly log: PacketLog;
  /** What waits for the window. */
  readonly blocked: BlockedSends;
  private readonly files = new FileSender();
  private answerKind: (typeof ANSWER)[keyof typeof ANSWER] = ANSWER.none;
  /** An `error` that came up in the middle of a long answer. */
  private lateError: Fault | null = null;

  constructor(ring: ByteRing, log: PacketLog, options: PortalOptions, asked: Asked | null) {
    const { buffsize = BUFFSIZE, blockedBytes = 16, encoding } = options;
    this.ring = ring;
    this.log = log;
    this.frames = new FrameWriter(ring, this, encoding, asked);
    this.window = new Window(buffsize);
    this.blocked = new BlockedSends(blockedBytes);
  }

  /** Whether an answer to the next packet is sure to find room and its turn. */
  get isClear(): boolean {
    return this.frames.hasControlRoom && (this.answerKind === ANSWER.none || this.waitsForWindow);
  }

  /** Whether a long answer is not yet all in the transmit ring: no other packet can be written before it is. */
  get answering(): boolean {
    return this.answerKind !== ANSWER.none;
  }

  /** Whether files wait for one of five transfers to be acknowledged. */
  get waitsForWindow(): boolean {
    return this.answerKind === ANSWER.waitingFiles && !this.window.open;
  }

  /** Sends the waiting files although the window is full. */
  passWindow(): void {
    this.window.forgetOldest();
    this.pump();
  }

  /** Forgets files that wait for the window: after an `error` they are asked for again. */
  dropWaitingFiles(): void {
    if (this.answerKind === ANSWER.waitingFiles) this.answerKind = ANSWER.none;
  }

  /** Whether nothing is in flight and nothing waits. */
  get isEmpty(): boolean {
    return this.window.inFlight === 0 && this.blocked.count === 0;
  }

  /** Sends a packet, ghosts at once, others when the window lets them; false when it was queued. */
  send(packet: Packet, source: ArgumentSource | null): boolean {
    const length = this.frames.count(packet, source);
    if (packet.ghost) {
      if (this.answering || !this.frames.packet(packet, source, length))
        throw new Fault('transmitFull', packet.name);
      this.log.add(LOGGED.sent, packet.code, this);
      return true;
    }
    if (HEADER_BYTES + length > this.ring.capacity - CONTROL_ROOM_BYTES)
      throw new Fault('transmitFull', `${packet.name} has ${length} bytes: more than the ring can ever take`);
    this.blocked.add(packet, source, length, this.frames.values);
    this.sendBlocked();
    return this.blocked.count === 0;
  }

  /** Sends `ready` for a packet of the peer. Takes a cid; the window never holds it back. */
  ready(ofHigh: number, ofLow: number): void {
    if (this.answerKind > ANSWER.waitingFiles) throw inside('ready');
    this.nextCid();
    this.frames.ready(ofHigh, ofLow);
    this.log.add(LOGGED.sent, TYPE.ready, this);
  }

  stopped(): void {
    if (this.answerKind > ANSWER.waitingFiles) throw inside('stopped');
    this.frames.header(TYPE.stopped, 0);
    this.log.add(LOGGED.sent, TYPE.stopped, this);
  }

  /** Sends `error`, after the long answer under way if there is one. */
  error(fault: Fault): void {
    if (this.answerKind > ANSWER.waitingFiles) this.lateError ??= fault;
    else {
      this.frames.error(fault);
      this.log.add(LOGGED.sent, TYPE.error, this);
    }
  }

  /** Starts a ghost whose rows are written as room comes. */
  answer(packet: Packet, source: ArgumentSource): void {
    if (this.answering || !this.frames.startRows(packet, source))
      throw new Fault('transmitFull', packet.name);
    this.answerKind = ANSWER.rows;
    this.log.add(LOGGED.sent, packet.code, this);
    this.pump();
  }

  /** Starts `sending_files` and the files. Fault `fileName`. */
  sendFiles(source: FileSource): void {
    if (this.answering) throw new Fault('transmitFull', SENDING_FILES.name);
    this.files.start(source);
    this.answerKind = ANSWER.waitingFiles;
    this.pump();
  }

  /** Goes on with whatever waits for the window or for room. Fault `delimiterInFile`: end the connection. */
  pump(): void {
    if (this.answerKind !== ANSWER.none) this.goOn();
    if (this.blocked.count > 0) this.sendBlocked();
  }

  /** Forgets what is in flight and what waits for the window. */
  forget(): void {
    this.window.clear();
    this.blocked.clear();
  }

  reset(): void {
    this.forget();
    this.cidHigh = 0;
    this.cidLow = 0;
    this.files.stop();
    this.answerKind = ANSWER.none;
    this.lateError = null;
  }

  /** Goes on with the long answer; after its end with the `error` that came up in its middle. */
  private goOn(): void {
    if (this.answerKind === ANSWER.waitingFiles) this.startFiles();
    if (this.answerKind === ANSWER.rows && this.frames.continueRows()) this.answerKind = ANSWER.none;
    while (this.answerKind === ANSWER.files && this.files.fits(this.frames.room)) {
      this.files.step(this.ring);
      if (this.files.done) this.answerKind = ANSWER.none;
    }
    if (this.answering || this.lateError === null) return;
    this.error(this.lateError);
    this.lateError = null;
  }

  private startFiles(): void {
    const files = this.files;
    const length = this.frames.count(SENDING_FILES, files);
    if (!this.window.open || HEADER_BYTES + length > this.frames.room) return;
    this.nextCid();
    this.frames.packet(SENDING_FILES, files, length);
    this.window.add(this.cidHigh, this.cidLow);
    this.log.add(LOGGED.sent, TYPE.sending_files, this);
    this.answerKind = files.done ? ANSWER.none : ANSWER.files;
  }

  private sendBlocked(): void {
    const blocked = this.blocked;
    while (blocked.count > 0 && this.window.open && !this.answering) {
      if (HEADER_BYTES + blocked.length > this.frames.room) return;
      const packet = PACKETS[blocked.code] as Packet;
      this.nextCid();
      this.frames.header(packet.code, blocked.length);
      blocked.take(this.ring);
      this.window.add(this.cidHigh, this.cidLow);
      this.log.add(LOGGED.sent, packet.code, this);
      this.observer?.sent(packet, this.cidHigh, this.cidLow);
    }
  }

  private nextCid(): void {
    this.cidLow = (this.cidLow + 1) >>> 0;
    if (this.cidLow === 0) this.cidHigh += 1;
  }
}
