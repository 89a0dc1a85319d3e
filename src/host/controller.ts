// The controller's side as a typed client with promises, in either encoding: init, transfer, save, close and the rest.

import { connect, type Socket } from 'node:net';
import { pythonFloat } from '../kernel/python-float.js';
import type { Encoding } from '../wire/arguments-reader.js';
import type { Greeting } from '../wire/greeting.js';
import {
  type InitArguments,
  initSource,
  type Mix,
  makeSource,
  mixSource,
  namesSource,
  type Product,
  pauseSource,
  productsSource,
  type Step,
  transferSource,
} from './controller-arguments.js';
import { greet } from './controller-greeting.js';
import { type Location, LocationSink } from './controller-sinks.js';
import { Exchange } from './exchange.js';
import { LogFile } from './log-file.js';

export interface ControllerOptions {
  readonly host?: string;
  readonly port?: number;
  /** Default CBOR, the compact one; an original robot reads pickle only. */
  readonly encoding?: Encoding;
  /** Send the ids of containers in place of their names (CBOR only, default true). */
  readonly ids?: boolean;
  /** Name in the packet log, default 'controller'. */
  readonly name?: string;
  /** Folder for the packet log's file. */
  readonly logFolder?: string;
  /** The robot's key, 32 bytes: it is proved before `connect` resolves, and the robot has to prove it, too. */
  readonly key?: Uint8Array;
  /** How long `close` waits for the robot's end after an error, ms. An original robot may never acknowledge it. */
  readonly closeMilliseconds?: number;
}

function connected({ host = '127.0.0.1', port = 50_000 }: ControllerOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/**
 * Commands resolve when the robot acknowledges them and reject with a `RobotError` when it reports an error; at most
 * five are in flight, the others wait, and nothing overtakes anything. After an error only `rescue` helps.
 */
export class Controller {
  readonly exchange: Exchange;
  /** What the robot said of itself in the greeting; null without a key. */
  greeting: Greeting | null = null;
  private readonly closeMilliseconds: number;
  private readonly ids: Map<string, number> | null;
  /** Acknowledgement of the last `stop`. */
  private stopped: Promise<void> = Promise.resolve();

  /**
   * Connects to a robot, by default on 127.0.0.1:50000. Rejects with the system's error, that of the log file too, and
   * as `greet` does.
   */
  static async connect(options: ControllerOptions = {}): Promise<Controller> {
    const socket = await connected(options);
    try {
      const controller = new Controller(socket, options);
      if (options.key !== undefined) controller.greeting = await greet(controller.exchange, options.key);
      return controller;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /**
   * Throws the system's error when the log file cannot be written.
   * @param socket connected
   */
  constructor(socket: Socket, options: ControllerOptions = {}) {
    const { encoding = 'cbor', name = 'controller' } = options;
    this.exchange = new Exchange(socket, name, encoding);
    if (options.logFolder !== undefined) {
      const { log } = this.exchange.portal;
      const file = new LogFile(options.logFolder, log, (message) => process.emitWarning(message));
      this.exchange.onEnd = () => file.close();
    }
    this.closeMilliseconds = options.closeMilliseconds ?? 5_000;
    this.ids = encoding === 'cbor' && options.ids !== false ? new Map() : null;
  }

  init(init: InitArguments): Promise<void> {
    return this.exchange.command('init', initSource(init), () => this.name(init.reagents));
  }

  initContainers(products: readonly Product[]): Promise<void> {
    return this.exchange.command('init_containers', productsSource(products), () => this.name(products));
  }

  transfer(source: string, steps: readonly Step[]): Promise<void> {
    return this.exchange.command('transfer', transferSource(source, steps, this.ids));
  }

  mix(mixes: readonly Mix[]): Promise<void> {
    return this.exchange.command('mix', mixSource(mixes, this.ids));
  }

  /** @param name powder; @param conc mM */
  make(name: string, conc: number): Promise<void> {
    const product = { name: `${name}C${pythonFloat(conc)}` };
    return this.exchange.command('make', makeSource(name, conc), () => this.name([product]));
  }

  /** @param seconds s */
  pause(seconds: number): Promise<void> {
    return this.exchange.command('pause', pauseSource(seconds));
  }

  home(): Promise<void> {
    return this.exchange.command('home', null);
  }

  /** Resolves when the robot has stopped and a person may go inside; it goes on after `continue`. */
  stop(): Promise<void> {
    const { exchange } = this;
    return new Promise((resolve, reject) => {
      this.stopped = exchange.command('stop', null, () => exchange.answer('stopped').then(resolve, reject));
      this.stopped.catch(reject);
    });
  }

  /** Resolves when the robot goes on. */
  continue(): Promise<void> {
    const stopped = this.stopped;
    return this.exchange.ghost('continue').then(() => stopped);
  }

  /** Where containers are and what is in them. */
  locate(names: readonly string[] | 'all'): Promise<Location[]> {
    const ids = this.ids;
    return this.exchange.ask('loc_req', namesSource(names, ids), 'loc_resp', (portal) => {
      const sink = new LocationSink(portal.input, ids);
      portal.arguments.deliver(sink);
      return sink.locations;
    });
  }

  /** The report files, by base name. */
  save(): Promise<Map<string, Uint8Array>> {
    return this.exchange.save();
  }

  /**
   * Ends the session and the connection. Resolves to whether the robot acknowledged it: after an error an original
   * robot may do so under a wrong cid or not at all, then the end of the stream or a time limit ends the wait.
   */
  close(): Promise<boolean> {
    const { exchange } = this;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        exchange.onCloseLost = () => {};
      };
      const finish = (acknowledged: boolean) => {
        settle();
        resolve(acknowledged);
        exchange.finish();
      };
      const timer = exchange.failed ? setTimeout(() => finish(false), this.closeMilliseconds) : undefined;
      if (exchange.failed) exchange.onCloseLost = () => finish(false);
      exchange.command('close', null).then(
        () => finish(true),
        (reason: Error) => {
          settle();
          reject(reason);
        },
      );
    });
  }

  /** After an error: resets it, fetches the files, closes. */
  async rescue(): Promise<Map<string, Uint8Array>> {
    this.exchange.portal.resetError();
    const files = await this.save();
    await this.close().catch(() => this.destroy()); // the files are here: no failure of the close may take them away
    return files;
  }

  /** Gives the connection up at once. */
  destroy(): void {
    this.exchange.destroy();
  }

  /**
   * Ids count the names in the order in which the robot makes containers. Called when the packet that makes them is
   * on its way: for one that cannot be sent the robot makes nothing.
   */
  private name(containers: readonly { readonly name: string }[]): void {
    const ids = this.ids;
    for (const { name } of containers) if (ids !== null && !ids.has(name)) ids.set(name, ids.size);
  }
}
