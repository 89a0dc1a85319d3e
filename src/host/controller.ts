// The controller's side as a typed client with promises, in either encoding: init, transfer, save, close and the rest.

import { connect, type Socket } from 'node:net';
import { pythonFloat } from '../kernel/python-float.js';
import type { Encoding } from '../wire/arguments-reader.js';
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
  /** How long `close` waits for the robot's end after an error, ms. An original robot may never acknowledge it. */
  readonly closeMilliseconds?: number;
}

/**
 * Commands resolve when the robot acknowledges them and reject with a `RobotError` when it reports an error; at most
 * five are in flight, the others wait, and nothing overtakes anything. After an error only `rescue` helps.
 */
export class Controller {
  readonly exchange: Exchange;
  readonly #closeMilliseconds: number;
  readonly #ids: Map<string, number> | null;
  /** Acknowledgement of the last `stop`. */
  #stopped: Promise<void> = Promise.resolve();

  /** Connects to a robot, by default on 127.0.0.1:50000. */
  static connect(options: ControllerOptions = {}): Promise<Controller> {
    const { host = '127.0.0.1', port = 50_000 } = options;
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true, keepAlive: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Controller(socket, options));
      });
    });
  }

  /** @param socket connected */
  constructor(socket: Socket, options: ControllerOptions = {}) {
    const { encoding = 'cbor', name = 'controller' } = options;
    this.exchange = new Exchange(socket, name, encoding);
    if (options.logFolder !== undefined)
      new LogFile(options.logFolder, this.exchange.portal.log, (message) => process.emitWarning(message));
    this.#closeMilliseconds = options.closeMilliseconds ?? 5_000;
    this.#ids = encoding === 'cbor' && options.ids !== false ? new Map() : null;
  }

  init(init: InitArguments): Promise<void> {
    this.#name(init.reagents.map((reagent) => reagent.name));
    return this.exchange.command('init', initSource(init));
  }

  initContainers(products: readonly Product[]): Promise<void> {
    this.#name(products.map((product) => product.name));
    return this.exchange.command('init_containers', productsSource(products));
  }

  transfer(source: string, steps: readonly Step[]): Promise<void> {
    return this.exchange.command('transfer', transferSource(source, steps, this.#ids));
  }

  mix(mixes: readonly Mix[]): Promise<void> {
    return this.exchange.command('mix', mixSource(mixes, this.#ids));
  }

  /** @param name powder; @param conc mM */
  make(name: string, conc: number): Promise<void> {
    this.#name([`${name}C${pythonFloat(conc)}`]);
    return this.exchange.command('make', makeSource(name, conc));
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
    this.#stopped = this.exchange.command('stop', null);
    this.#stopped.catch(() => {}); // whoever waits for the stop hears of it, and whoever continues
    return this.exchange.answer('stopped', () => {});
  }

  /** Resolves when the robot goes on. */
  continue(): Promise<void> {
    this.exchange.ghost('continue');
    return this.#stopped;
  }

  /** Where containers are and what is in them. */
  locate(names: readonly string[] | 'all'): Promise<Location[]> {
    const ids = this.#ids;
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
      const finish = (acknowledged: boolean) => {
        clearTimeout(timer);
        exchange.onEnd = () => {};
        exchange.finish();
        resolve(acknowledged);
      };
      const timer = exchange.failed ? setTimeout(() => finish(false), this.#closeMilliseconds) : undefined;
      if (exchange.failed) exchange.onEnd = () => finish(false);
      exchange.command('close', null).then(
        () => finish(true),
        (reason: Error) => {
          clearTimeout(timer);
          reject(reason);
        },
      );
    });
  }

  /** After an error: resets it, fetches the files, closes. */
  async rescue(): Promise<Map<string, Uint8Array>> {
    this.exchange.portal.resetError();
    const files = await this.save();
    await this.close();
    return files;
  }

  /** Gives the connection up at once. */
  destroy(): void {
    this.exchange.destroy();
  }

  /** Ids count the names in the order in which the robot makes containers. */
  #name(names: readonly string[]): void {
    const ids = this.#ids;
    for (const name of names) if (ids !== null && !ids.has(name)) ids.set(name, ids.size);
  }
}
