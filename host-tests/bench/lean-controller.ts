// A controller that does as little as can be: the same packet again and again, five in flight, answers only counted.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

/** Packets in flight, as the protocol has it. */
const IN_FLIGHT = 5;

const PROGRAM = fileURLToPath(new URL('server-process.js', import.meta.url));

export interface Round {
  readonly packets: number;
  readonly seconds: number;
  /** CPU of the server's process, user and system, µs. */
  readonly cpuMicroseconds: number;
}

export class LeanController {
  readonly #child: ChildProcess;
  readonly #socket: net.Socket;
  readonly #packet: Uint8Array;
  readonly #answerBytes: number;
  #received = 0;
  #inFlight = 0;
  #answered = 0;
  #ends = 0;
  #idle: () => void = () => {};

  private constructor(child: ChildProcess, socket: net.Socket, packet: Uint8Array, answerBytes: number) {
    this.#child = child;
    this.#socket = socket;
    this.#packet = packet;
    this.#answerBytes = answerBytes;
  }

  /**
   * Starts a server process and connects to it.
   * @param echoed packet length for the baseline, 0 for the robot server
   * @param setup packets that are sent and answered first
   */
  static async start(
    packet: Uint8Array,
    answerBytes: number,
    echoed: number,
    setup: readonly Uint8Array[],
  ): Promise<LeanController> {
    const child = fork(PROGRAM, [String(echoed)], { execArgv: [] });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    const controller = new LeanController(child, socket, packet, answerBytes);
    let waiting = setup.length * answerBytes;
    for (const bytes of setup) socket.write(bytes);
    while (waiting > 0) {
      const [answer] = (await once(socket, 'data')) as [Buffer];
      controller.#check(answer, echoed > 0);
      waiting -= answer.length;
    }
    socket.on('data', (chunk) => controller.#receive(chunk, echoed > 0));
    return controller;
  }

  /** Sends for a while, then waits for the last answers. */
  async round(milliseconds: number): Promise<Round> {
    const before = await this.#cpu();
    const start = performance.now();
    this.#answered = 0;
    this.#ends = start + milliseconds;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
      for (let i = 0; i < IN_FLIGHT; i++) this.#send();
    });
    const seconds = (performance.now() - start) / 1_000;
    return { packets: this.#answered, seconds, cpuMicroseconds: (await this.#cpu()) - before };
  }

  stop(): void {
    this.#socket.destroy();
    this.#child.disconnect();
  }

  async #cpu(): Promise<number> {
    this.#child.send('cpu');
    const [{ cpu }] = (await once(this.#child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
    return cpu.user + cpu.system;
  }

  /** As the original does, one write a packet. */
  #send(): void {
    this.#inFlight += 1;
    this.#socket.write(this.#packet);
  }

  #receive(chunk: Buffer, isEcho: boolean): void {
    if (this.#received === 0) this.#check(chunk, isEcho);
    this.#received += chunk.length;
    const answers = Math.floor(this.#received / this.#answerBytes);
    this.#received -= answers * this.#answerBytes;
    this.#inFlight -= answers;
    this.#answered += answers;
    if (performance.now() < this.#ends) for (let i = 0; i < answers; i++) this.#send();
    else if (this.#inFlight === 0) this.#idle();
  }

  #check(chunk: Buffer, isEcho: boolean): void {
    if (!isEcho && chunk.length > 8 && (chunk[8] !== 3 || chunk[7] !== this.#answerBytes - 17))
      throw new Error(`the server answered ${chunk.toString('latin1')}`);
  }
}
