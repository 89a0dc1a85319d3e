// A controller's connection to a robot: sends in order, promises for what will be answered, errors to all of them.

import type { Socket } from 'node:net';
import { WIRE_LIMITS, type WireLimits } from '../kernel/limits.js';
import { PlainMemory } from '../kernel/plain-memory.js';
import type { Encoding } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import { longPayloadBytes } from '../wire/long-payload.js';
import type { Observer } from '../wire/observer.js';
import { cidText } from '../wire/packet-log.js';
import { type Packet, type PacketName, packetNamed, TYPE } from '../wire/packets.js';
import { Portal } from '../wire/portal.js';
import { RECEIVED } from '../wire/portal-options.js';
import { FileCollector, NameSink } from './controller-sinks.js';
import { HostClock } from './host-clock.js';

/**
 * The robot reported an error: `python` is the exception's class. Only `rescue` helps now, or step by step `resetError`
 * of the portal, then `save` and `close`; everything else is rejected with this error.
 */
export class RobotError extends Error {
  readonly python: string;

  constructor(python: string, message: string) {
    super(message);
    this.name = 'RobotError';
    this.python = python;
  }
}

/** Room for the largest packets that were ever captured, a name of 70 kB included. */
const CONTROLLER_LIMITS: WireLimits = Object.freeze({
  ...WIRE_LIMITS,
  payloadBytes: 262_127,
  transmitBytes: 262_144,
  pickleStack: 16_384,
  pickleMemo: 16_384,
  pickleContainers: 8_192,
  rows: 4_096,
});

/** Owner of a promise: one of the two is called, whatever happens to the connection. */
interface Waiter {
  readonly done: () => void;
  readonly reject: (reason: Error) => void;
}

/** Makes the result of an answer while its packet is in hand. */
type Take<T> = (portal: Portal) => T;

interface Wait<T> {
  /** Where a send waits for its answer; null: nothing answers it. */
  readonly queue: Waiter[] | null;
  readonly take: Take<T>;
  /** Called when the portal has accepted the packet, which it may still keep back for the window. */
  readonly accepted?: (() => void) | undefined;
}

export class Exchange implements Observer {
  readonly portal: Portal;
  /** Called once, when the connection has ended, whoever ended it. */
  onEnd: () => void = () => {};
  /** Called when no `ready` of `close` will come: at the end, or when one has come with a wrong cid after an error. */
  onCloseLost: () => void = () => {};
  private readonly socket: Socket;
  /** What the robot reported. */
  private error: RobotError | null = null;
  /** Why the connection ended. */
  private ended: Error | null = null;
  /** Bytes that the receive ring had no room for; the socket is paused while there are any. */
  private rest: Uint8Array = new Uint8Array(0);
  /** Sends in the order in which they were asked for: `done` is their turn. */
  private readonly outgoing: Waiter[] = [];
  /** Commands that the portal keeps back for the window, at most one. */
  private readonly unsent: Waiter[] = [];
  /** Commands by cid. */
  private readonly inFlight = new Map<string, Waiter>();
  /** Who waits for an answer, by the answer's code. */
  private readonly answers = new Map<number, Waiter[]>();
  private collector: FileCollector | null = null;

  /** @param socket connected */
  constructor(socket: Socket, name: string, encoding: Encoding) {
    this.socket = socket;
    this.portal = new Portal({
      name,
      side: 'controller',
      limits: CONTROLLER_LIMITS,
      longPayloads: new PlainMemory(longPayloadBytes(CONTROLLER_LIMITS)),
      clock: new HostClock(),
      encoding,
      blockedBytes: CONTROLLER_LIMITS.payloadBytes,
    });
    this.portal.out.observer = this;
    socket.on('data', (data) => this.receive(data));
    socket.on('drain', () => this.transmit());
    socket.on('error', (cause) => this.end(new Error(`the connection broke: ${cause.message}`, { cause })));
    for (const event of ['end', 'close'])
      socket.on(event, () => this.end(new Error('the robot ended the connection')));
  }

  /** Whether the robot has reported an error. */
  get failed(): boolean {
    return this.error !== null;
  }

  /** Sends a command; resolves with its `ready`. `accepted` is called when it is on its way or waits for the window. */
  command(name: PacketName, source: ArgumentSource | null, accepted?: () => void): Promise<void> {
    return this.send(name, source, { queue: this.unsent, take: () => {}, accepted });
  }

  /** Sends a packet that nothing answers; resolves when it is sent. */
  ghost(name: PacketName): Promise<void> {
    return this.send(name, null, { queue: null, take: () => {} });
  }

  /** Sends a question and resolves with what `take` makes of its answer. */
  ask<T>(name: PacketName, source: ArgumentSource | null, answer: PacketName, take: Take<T>): Promise<T> {
    return this.send(name, source, { queue: this.waiting(TYPE[answer]), take });
  }

  /** Sends `save`; resolves with the files by base name. */
  save(): Promise<Map<string, Uint8Array>> {
    return this.ask('save', null, 'sending_files', () => this.collector?.files ?? new Map());
  }

  /** Resolves with the next packet `answer` that nobody before has asked for; call it when the question is accepted. */
  answer(answer: PacketName): Promise<void> {
    return new Promise((done, reject) => this.waiting(TYPE[answer]).push({ done, reject }));
  }

  /** Ends our half of the stream. */
  finish(): void {
    this.end(new Error('the connection is closed'));
  }

  /** Gives the connection up at once. */
  destroy(): void {
    this.end(new Error('the connection was given up'));
    this.socket.destroy();
  }

  sent(_packet: Packet, cidHigh: number, cidLow: number): void {
    const waiter = this.unsent.shift();
    if (waiter !== undefined) this.inFlight.set(cidText(cidHigh, cidLow), waiter);
  }

  acknowledged(cidHigh: number, cidLow: number, isKnown: boolean): void {
    const cid = cidText(cidHigh, cidLow);
    this.inFlight.get(cid)?.done();
    this.inFlight.delete(cid);
    if (!isKnown && this.failed) this.onCloseLost();
  }

  /** Every packet of a controller goes this way. The promise is rejected at once when the packet cannot be sent any more. */
  private send<T>(name: PacketName, source: ArgumentSource | null, wait: Wait<T>): Promise<T> {
    const { queue, take, accepted } = wait;
    return new Promise((resolve, reject) => {
      const refusal = this.refusal(name);
      if (refusal !== null) {
        reject(refusal);
        return;
      }
      const waiter: Waiter = { done: () => resolve(take(this.portal)), reject };
      const done = () => {
        queue?.push(waiter); // before the send, which tells of its cid
        try {
          this.portal.send(packetNamed(name), source);
        } catch (fault) {
          queue?.pop();
          reject(fault as Error);
          return;
        }
        accepted?.();
        if (queue === null) waiter.done();
      };
      this.outgoing.push({ done, reject });
      this.pump();
      this.feed(); // after a reset error the answer to an earlier `save` may be there, and no other comes
    });
  }

  /** Why a packet cannot be sent, or null. After an error a robot serves `save` and `close` only. */
  private refusal(name: PacketName): Error | null {
    if (this.ended !== null) return this.ended;
    const isServed = this.portal.state === 0 && (name === 'save' || name === 'close');
    return isServed ? null : this.error;
  }

  private waiting(code: number): Waiter[] {
    const waiting = this.answers.get(code) ?? [];
    this.answers.set(code, waiting);
    return waiting;
  }

  private pump(): void {
    while (this.outgoing.length > 0 && this.portal.out.blocked.count === 0) this.outgoing.shift()?.done();
    this.transmit();
  }

  private transmit(): void {
    const { output } = this.portal;
    while (output.length > 0 && !this.socket.writableNeedDrain && !this.socket.destroyed) {
      const bytes = new Uint8Array(output.length);
      output.copyTo(bytes, 0, 0, bytes.length);
      output.drop(bytes.length);
      this.socket.write(bytes);
      this.portal.out.pump();
    }
  }

  private receive(data: Uint8Array): void {
    if (this.ended !== null) return;
    this.rest = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    this.feed();
  }

  /** Moves what has come into the receive ring, as far as there is room, and takes what can be taken. */
  private feed(): void {
    const { input } = this.portal;
    let moved = 0;
    do {
      moved = Math.min(input.free, this.rest.length);
      input.putBytes(this.rest, 0, moved);
      this.rest = this.rest.subarray(moved);
      this.process();
    } while (moved > 0 && this.rest.length > 0);
    if (this.rest.length > 0) this.socket.pause();
    else this.socket.resume();
    this.pump();
  }

  private process(): void {
    try {
      while (this.portal.state === 0 && this.portal.takeFiles()) {
        this.filesTaken();
        const received = this.portal.receive();
        if (received === RECEIVED.nothing) return;
        if (received === RECEIVED.error) this.peerError();
        else this.packet(this.portal.packet as Packet);
      }
    } catch (fault) {
      this.end(fault as Error);
      this.socket.destroy();
    }
  }

  /** A packet that nobody waits for is passed over: after an error an original robot may send some. */
  private packet(packet: Packet): void {
    const { portal } = this;
    if (packet.code === TYPE.sending_files) {
      const names = new NameSink(portal.input);
      portal.arguments.deliver(names);
      this.collector = new FileCollector(names.names);
      portal.receiveFiles(names.names.length, this.collector);
      return;
    }
    this.answered(packet.code);
    portal.release();
  }

  /** Whoever cannot take the answer stays in the queue: the end of the connection, which follows, rejects it. */
  private answered(code: number): void {
    const waiting = this.waiting(code);
    waiting[0]?.done();
    waiting.shift();
  }

  private filesTaken(): void {
    if (this.collector === null) return;
    this.answered(TYPE.sending_files);
    this.collector = null;
  }

  private peerError(): void {
    const { python = 'Exception', message = '' } = this.portal.storedError ?? {};
    this.error = new RobotError(python, message);
    this.rejectAll(this.error);
  }

  private rejectAll(error: Error): void {
    const answers = [...this.answers.values()];
    const all = [...this.unsent, ...this.inFlight.values(), ...answers.flat(), ...this.outgoing];
    this.unsent.length = 0;
    this.outgoing.length = 0;
    this.inFlight.clear();
    for (const waiting of answers) waiting.length = 0; // sends hold on to these lists
    for (const { reject } of all) reject(error);
  }

  private end(error: Error): void {
    if (this.ended !== null) return;
    this.ended = error;
    this.onCloseLost();
    this.rejectAll(error);
    this.onEnd();
    this.socket.end();
  }
}
