// A robot that demands a key, with toy cryptography, for tests of the greeting that run on XS, too.

import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import type { Authenticator } from '../../src/server/authenticator.js';
import { Server } from '../../src/server/server.js';
import type { Greeting } from '../../src/wire/greeting.js';
import { helloPacket, proofPacket, ToyAuthenticator } from './greeting.js';
import { longPayloads } from './long-payloads.js';
import { MemoryLink } from './memory-link.js';
import { ScriptedRobot } from './scripted-robot.js';

export const KEY = 'the key of this lab';

/** A keyed robot and the peer that is connected to it. */
export class KeyedRig {
  readonly clock = new VirtualClock();
  readonly robot = new ScriptedRobot();
  readonly authenticator: ToyAuthenticator;
  readonly memory = longPayloads();
  readonly server: Server;
  link: MemoryLink;

  /** @param signs what the robot has in the place of the toy */
  constructor(key = KEY, signs?: Authenticator) {
    const { clock, robot } = this;
    this.authenticator = new ToyAuthenticator(key);
    this.server = new Server({
      robot,
      clock,
      wallClock: clock,
      limits: WIRE_LIMITS,
      longPayloads: this.memory,
      authenticator: signs ?? this.authenticator,
    });
    this.link = MemoryLink.connect(this.server);
  }

  /** Ends the connection and makes another one. */
  connect(): void {
    this.link.end();
    this.link = MemoryLink.connect(this.server);
  }

  /** Sends packets; what comes back: type and arguments. */
  send(...packets: readonly Uint8Array[]): string[] {
    const before = this.link.parsed().length;
    this.link.send(...packets);
    return this.link
      .parsed()
      .slice(before)
      .map((item) => (item.kind === 'packet' ? `${item.type} ${JSON.stringify(item.args)}` : 'file'));
  }

  /** Says hello; the challenge. */
  challenge(hello = helloPacket()): string {
    const [welcome = ''] = this.send(hello);
    return /^welcome \{"\$tuple":\[1,"([0-9a-f]{32})"/.exec(welcome)?.[1] ?? `no challenge: ${welcome}`;
  }

  prove(changes: Partial<Greeting> = {}): string[] {
    return this.send(proofPacket(this.challenge(), this.authenticator, changes));
  }

  /** The connection is on its way to its end, and the robot has done nothing but be switched off. */
  get isRefused(): boolean {
    return this.link.finished && this.robot.calls.every((call) => call === 'breakdown without motion');
  }
}

export const WANTED = 'this robot demands a key';
export const WRONG = 'the controller has another key';

/** Whether one `error` came, with these words. */
export const isError = (said: readonly string[], words: string): boolean =>
  said.length === 1 && /^error /.test(said[0] ?? '') && (said[0] ?? '').includes(words);
