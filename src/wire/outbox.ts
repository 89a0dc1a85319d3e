// The sending half of a portal: own cids, the window, what waits for it, and the one long answer under way.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, HEADER_BYTES } from '../kernel/limits.js';
import type { ArgumentSource } from './arguments-writer.js';
import { BlockedSends } from './blocked-sends.js';
import { checkFiles, FileSender, type FileSource, fileNames } from './file-stream.js';
import { FrameWriter } from './frame-writer.js';
import type { Observer } from './observer.js';
import { LOGGED, type PacketLog } from './packet-log.js';
import { PACKETS, type Packet, packetNamed, TYPE } from './packets.js';
import { Window } from './window.js';

export class Outbox {
  observer: Observer | null = null;
  /** Own counter: the cid of the last packet sent that was no ghost. */
  cidHigh = 0;
  cidLow = 0;
  readonly window: Window;
  readonly frames: FrameWriter;
  readonly #ring: ByteRing;
  readonly #log: PacketLog;
  /** What waits for the window. */
  readonly blocked: BlockedSends;
  readonly #files = new FileSender();
  /** Files whose `sending_files` waits for the window. */
  #waitingFiles: FileSource | null = null;
  #sendsFiles = false;
  /** An `error` that came up in the middle of a long answer. */
  #lateError: Fault | null = null;

  constructor(ring: ByteRing, log: PacketLog, buffsize: number, blockedBytes: number) {
    this.#ring = ring;
    this.#log = log;
    this.window = new Window(buffsize);
    this.frames = new FrameWriter(ring);
    this.blocked = new BlockedSends(blockedBytes);
  }

  /** Whether a long answer is not yet all in the transmit ring: no other packet can be written before it is. */
  get answering(): boolean {
    return this.#isInside || this.#waitingFiles !== null;
  }

  get #isInside(): boolean {
    return this.frames.streaming || this.#sendsFiles;
  }

  /** Whether files wait for one of five transfers to be acknowledged. */
  get waitsForWindow(): boolean {
    return this.#waitingFiles !== null && !this.window.open;
  }

  /** Sends the waiting files although the window is full. */
  passWindow(): void {
    this.window.forgetOldest();
    this.pump();
  }

  /** Forgets files that wait for the window: after an `error` they are asked for again. */
  dropWaitingFiles(): void {
    this.#waitingFiles = null;
  }

  /** Whether nothing is in flight and nothing waits. */
  get isEmpty(): boolean {
    return this.window.inFlight === 0 && this.blocked.count === 0;
  }

  /** Sends a packet, ghosts at once, others when the window lets them; false when it was queued. */
  send(packet: Packet, source: ArgumentSource | null): boolean {
    const length = this.frames.count(packet, source);
    if (packet.ghost) {
      if (this.answering || !this.frames.packet(packet, source, length, this.cidHigh, this.cidLow))
        throw new Fault('transmitFull', packet.name);
      this.#logSent(packet);
      return true;
    }
    if (HEADER_BYTES + length > this.#ring.capacity - CONTROL_ROOM_BYTES)
      throw new Fault('transmitFull', `${packet.name} has ${length} bytes: more than the ring can ever take`);
    this.blocked.add(packet, source, length, this.frames.values);
    this.#sendBlocked();
    return this.blocked.count === 0;
  }

  /** Sends `ready` for a packet of the peer. Takes a cid; the window never holds it back. */
  ready(ofHigh: number, ofLow: number): void {
    this.#refuseInside('ready');
    this.#nextCid();
    this.frames.ready(this.cidHigh, this.cidLow, ofHigh, ofLow);
    this.#logSent(packetNamed('ready'));
  }

  /** Sends `stopped`. */
  stopped(): void {
    this.#refuseInside('stopped');
    this.frames.header(TYPE.stopped, 0, this.cidHigh, this.cidLow);
    this.#logSent(packetNamed('stopped'));
  }

  /** Sends `error`, after the long answer under way if there is one. */
  error(fault: Fault): void {
    if (this.#isInside) {
      this.#lateError ??= fault;
      return;
    }
    this.frames.error(this.cidHigh, this.cidLow, fault);
    this.#logSent(packetNamed('error'));
  }

  /** Starts a ghost whose rows are written as room comes. */
  answer(packet: Packet, source: ArgumentSource): void {
    if (this.answering || !this.frames.startRows(packet, source, this.cidHigh, this.cidLow))
      throw new Fault('transmitFull', packet.name);
    this.#logSent(packet);
    this.pump();
  }

  /** Starts `sending_files` and the files. Fault `fileName`. */
  sendFiles(source: FileSource): void {
    checkFiles(source);
    if (this.answering) throw new Fault('transmitFull', 'sending_files');
    this.#waitingFiles = source;
    this.pump();
  }

  /** Goes on with whatever waits for the window or for room. Fault `delimiterInFile`: end the connection. */
  pump(): void {
    if (this.#waitingFiles !== null) this.#startFiles(this.#waitingFiles);
    if (this.frames.streaming) this.frames.continueRows();
    while (this.#sendsFiles && this.#files.fits(this.frames.room)) {
      this.#files.step(this.#ring);
      this.#sendsFiles = !this.#files.done;
    }
    if (this.answering) return;
    if (this.#lateError !== null) this.error(this.#lateError);
    this.#lateError = null;
    this.#sendBlocked();
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
    this.frames.reset();
    this.#files.stop();
    this.#waitingFiles = null;
    this.#sendsFiles = false;
    this.#lateError = null;
  }

  /** Whoever writes into the middle of a long answer has lost the order. */
  #refuseInside(name: string): void {
    if (this.#isInside) throw new Fault('transmitFull', `${name} inside a long answer`);
  }

  #startFiles(source: FileSource): void {
    const packet = packetNamed('sending_files');
    const names = fileNames(source);
    const length = this.frames.count(packet, names);
    if (!this.window.open || HEADER_BYTES + length > this.frames.room) return;
    this.#waitingFiles = null;
    this.#nextCid();
    this.frames.packet(packet, names, length, this.cidHigh, this.cidLow);
    this.window.add(this.cidHigh, this.cidLow);
    this.#logSent(packet);
    this.#files.start(source);
    this.#sendsFiles = !this.#files.done;
  }

  #sendBlocked(): void {
    const blocked = this.blocked;
    while (blocked.count > 0 && this.window.open && !this.answering) {
      if (HEADER_BYTES + blocked.length > this.frames.room) return;
      const packet = PACKETS[blocked.code] as Packet;
      this.#nextCid();
      this.frames.header(packet.code, blocked.length, this.cidHigh, this.cidLow);
      blocked.take(this.#ring);
      this.window.add(this.cidHigh, this.cidLow);
      this.#logSent(packet);
      this.observer?.sent(packet, this.cidHigh, this.cidLow);
    }
  }

  #nextCid(): void {
    this.cidLow = (this.cidLow + 1) >>> 0;
    if (this.cidLow === 0) this.cidHigh += 1;
  }

  #logSent(packet: Packet): void {
    this.#log.add(LOGGED.sent, packet, this.cidHigh, this.cidLow);
  }
}
