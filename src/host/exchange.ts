// A controller's connection to a robot: sends in order, promises for what will be answered, errors to all of them.

import type { Socket } from 'node:net';
import { WIRE_LIMITS, type WireLimits } from '../kernel/limits.js';
import type { Encoding } from '../wire/arguments-reader.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import type { Observer } from '../wire/observer.js';
import { cidText } from '../wire/packet-log.js';
import { type Packet, type PacketName, packetNamed, TYPE } from '../wire/packets.js';
import { Portal } from '../wire/portal.js';
import { RECEIVED } from '../wire/portal-options.js';
import { FileCollector, NameSink } from './controller-sinks.js';
import { HostClock } from './host-clock.js';

/** The robot reported an error: `python` is the exception's class. Only `rescue`, `save` and `close` help now. */
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

interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/** Takes an answer that has arguments, while its packet is in hand. */
type Take<T> = (portal: Portal) => T;

export class Exchange implements Observer {
  readonly portal: Portal;
  /** Whether the robot has reported an error. */
  failed = false;
  /** Called when the stream has ended, or an original robot has acknowledged a close with a wrong cid. */
  onEnd: () => void = () => {};
  readonly #socket: Socket;
  /** Bytes that the receive ring had no room for; the socket is paused while there are any. */
  #rest: Uint8Array = new Uint8Array(0);
  /** Sends in the order in which they were asked for; each waits for the commands before it. */
  readonly #outgoing: (() => void)[] = [];
  readonly #unsent: Waiter<void>[] = [];
  readonly #inFlight = new Map<string, Waiter<void>>();
  /** Who waits for an answer, by the answer's code, with what to take from it. */
  readonly #answers = new Map<number, { readonly waiter: Waiter<never>; readonly take: Take<never> }[]>();
  readonly #saving: Waiter<Map<string, Uint8Array>>[] = [];
  #collector: FileCollector | null = null;

  /** @param socket connected */
  constructor(socket: Socket, name: string, encoding: Encoding) {
    this.#socket = socket;
    this.portal = new Portal({
      name,
      side: 'controller',
      limits: CONTROLLER_LIMITS,
      clock: new HostClock(),
      encoding,
      blockedBytes: CONTROLLER_LIMITS.payloadBytes,
    });
    this.portal.out.observer = this;
    socket.on('data', (data) => this.#receive(data));
    socket.on('drain', () => this.#transmit());
    socket.on('error', () => {}); // 'close' follows
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
  }

  /** Sends a command; resolves with its `ready`. */
  command(name: PacketName, source: ArgumentSource | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#send(() => {
        this.#unsent.push({ resolve, reject });
        try {
          this.portal.send(packetNamed(name), source);
        } catch (fault) {
          this.#unsent.pop();
          reject(fault as Error);
        }
      });
    });
  }

  /** Sends a packet that nothing answers. */
  ghost(name: PacketName): void {
    this.#send(() => this.portal.send(packetNamed(name), null));
  }

  /** Resolves with what `take` makes of the next packet `answer`, which nobody before has asked for. */
  answer<T>(answer: PacketName, take: Take<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = this.#answers.get(TYPE[answer]) ?? [];
      this.#answers.set(TYPE[answer], waiting);
      waiting.push({ waiter: { resolve, reject }, take: take as Take<never> });
    });
  }

  /** Sends a question and resolves with what `take` makes of its answer. */
  ask<T>(name: PacketName, source: ArgumentSource | null, answer: PacketName, take: Take<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#send(() => {
        try {
          this.portal.send(packetNamed(name), source);
          this.answer(answer, take).then(resolve, reject);
        } catch (fault) {
          reject(fault as Error);
        }
      });
    });
  }

  /** Sends `save`; resolves with the files by base name. */
  save(): Promise<Map<string, Uint8Array>> {
    return new Promise((resolve, reject) => {
      this.#send(() => {
        try {
          this.portal.send(packetNamed('save'), null);
          this.#saving.push({ resolve, reject });
        } catch (fault) {
          reject(fault as Error);
        }
      });
      this.#feed();
    });
  }

  /** Ends our half of the stream. */
  finish(): void {
    this.#socket.end();
  }

  /** Gives the connection up at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  sent(_packet: Packet, cidHigh: number, cidLow: number): void {
    const waiter = this.#unsent.shift();
    if (waiter !== undefined) this.#inFlight.set(cidText(cidHigh, cidLow), waiter);
  }

  acknowledged(cidHigh: number, cidLow: number, isKnown: boolean): void {
    const cid = cidText(cidHigh, cidLow);
    this.#inFlight.get(cid)?.resolve();
    this.#inFlight.delete(cid);
    if (!isKnown && this.failed) this.onEnd();
  }

  #send(send: () => void): void {
    this.#outgoing.push(send);
    this.#pump();
  }

  #pump(): void {
    while (this.#outgoing.length > 0 && this.portal.out.blocked.count === 0) this.#outgoing.shift()?.();
    this.#transmit();
  }

  #transmit(): void {
    const { output } = this.portal;
    while (output.length > 0 && !this.#socket.writableNeedDrain && !this.#socket.destroyed) {
      const bytes = new Uint8Array(output.length);
      output.copyTo(bytes, 0, 0, bytes.length);
      output.drop(bytes.length);
      this.#socket.write(bytes);
      this.portal.out.pump();
    }
  }

  #receive(data: Uint8Array): void {
    this.#rest = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    this.#feed();
  }

  /** Moves what has come into the receive ring, as far as there is room, and takes what can be taken. */
  #feed(): void {
    const { input } = this.portal;
    let moved = 0;
    do {
      moved = Math.min(input.free, this.#rest.length);
      input.putBytes(this.#rest, 0, moved);
      this.#rest = this.#rest.subarray(moved);
      this.#process();
    } while (moved > 0 && this.#rest.length > 0);
    if (this.#rest.length > 0) this.#socket.pause();
    else this.#socket.resume();
    this.#pump();
  }

  #process(): void {
    try {
      while (this.portal.state === 0 && this.portal.takeFiles()) {
        this.#filesTaken();
        const received = this.portal.receive();
        if (received === RECEIVED.nothing) return;
        if (received === RECEIVED.error) this.#peerError();
        else this.#packet(this.portal.packet as Packet);
      }
    } catch (fault) {
      this.#rejectAll(fault as Error);
      this.#socket.destroy();
    }
  }

  /** A packet that nobody waits for is passed over: after an error an original robot may send some. */
  #packet(packet: Packet): void {
    const { portal } = this;
    if (packet.code === TYPE.sending_files) {
      const names = new NameSink(portal.input);
      portal.arguments.deliver(names);
      this.#collector = new FileCollector(names.names);
      portal.receiveFiles(names.names.length, this.#collector);
      return;
    }
    const answer = this.#answers.get(packet.code)?.shift();
    answer?.waiter.resolve(answer.take(portal));
    portal.release();
  }

  #filesTaken(): void {
    if (this.#collector === null) return;
    this.#saving.shift()?.resolve(this.#collector.files);
    this.#collector = null;
  }

  #peerError(): void {
    const { python = 'Exception', message = '' } = this.portal.storedError ?? {};
    this.failed = true;
    this.#rejectAll(new RobotError(python, message));
  }

  #rejectAll(error: Error): void {
    const answers = [...this.#answers.values()].flat().map(({ waiter }) => waiter);
    const waiters = [...this.#unsent, ...this.#inFlight.values(), ...this.#saving, ...answers];
    this.#unsent.length = 0;
    this.#saving.length = 0;
    this.#outgoing.length = 0;
    this.#inFlight.clear();
    this.#answers.clear();
    for (const waiter of waiters) waiter.reject(error);
  }

  #end(): void {
    this.onEnd();
    this.#rejectAll(new Error('the robot ended the connection'));
    this.#socket.end();
  }
}
