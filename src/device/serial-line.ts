// The motor drivers' line on a serial port: what is sent comes back over the one wire before any answer.

import { Fault } from '../kernel/faults.js';
import type { DriverLine } from '../motion/driver-line.js';
import { VALUE_BYTES } from '../motion/tmc2209-datagram.js';

/** The part of a serial port of ECMA-419 that is used; it neither waits nor calls back. */
export interface SerialPort {
  /** Fills the buffer as far as bytes are there, and gives their number; undefined without any. */
  read(buffer: Uint8Array): number | undefined;
  write(buffer: Uint8Array): void;
}

/** How often a request is sent that did not come back as it was. */
const ATTEMPTS = 3;

/** Start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;

/** What a chip may add to the time on the wire, µs: interrupts, and a clock that counts milliseconds. */
const SLACK_MICROSECONDS = 4_000;

/** Bytes of silence before an answer, at most: three byte times (SENDDELAY), rounded up. */
const DELAY_BYTES = 4;

/** Waits for what comes, a millisecond or two, with nothing else done in between. */
export class SerialLine implements DriverLine {
  private readonly port: SerialPort;
  private readonly now: () => number;
  private readonly byteMicroseconds: number;
  private readonly echo = new Uint8Array(VALUE_BYTES);
  private readonly byte = new Uint8Array(1);

  /** @param now µs that never go back */
  constructor(port: SerialPort, baud: number, now: () => number) {
    this.port = port;
    this.now = now;
    this.byteMicroseconds = (1_000_000 * BITS_PER_BYTE) / baud;
  }

  send(request: Uint8Array): void {
    let heard = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.drop();
      this.port.write(request);
      heard = this.receive(this.echo, request.length);
      if (heard === request.length && this.isEcho(request)) return;
    }
    const echo = this.echo.subarray(0, heard).join(' ');
    throw new Fault(
      'driverLine',
      heard === 0 ? 'nothing comes back' : `${request.join(' ')} came back as ${echo}`,
    );
  }

  ask(request: Uint8Array, answer: Uint8Array): number {
    this.send(request);
    return this.receive(answer, answer.length);
  }

  /** Forgets what nobody waited for. */
  private drop(): void {
    while ((this.port.read(this.byte) ?? 0) > 0);
  }

  private isEcho(request: Uint8Array): boolean {
    for (let i = 0; i < request.length; i++) if (this.echo[i] !== request[i]) return false;
    return true;
  }

  /** Byte by byte, as many as there are to be, as long as they may take; gives how many came. */
  private receive(buffer: Uint8Array, length: number): number {
    const { byte, port } = this;
    const end = this.now() + (length + DELAY_BYTES) * this.byteMicroseconds + SLACK_MICROSECONDS;
    let count = 0;
    do {
      while (count < length && (port.read(byte) ?? 0) > 0) {
        buffer[count] = byte[0] as number;
        count += 1;
      }
    } while (count < length && this.now() < end);
    return count;
  }
}
