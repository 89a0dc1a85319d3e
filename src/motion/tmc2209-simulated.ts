// The TMC2209 drivers of a board for the simulator: what is written to a register is read from it.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import type { DriverLine } from './driver-line.js';
import { crcOf, putAnswer, READ_BYTES, VALUE_BYTES, valueIn } from './tmc2209-datagram.js';
import { GSTAT, REGISTER, VERSION } from './tmc2209-registers.js';

/** Addresses of a line. */
const ADDRESSES = 4;

/** Bits of a register's number. */
const REGISTERS = 0x80;

/** Drivers that were switched on just now, at the addresses of the board; at others nobody answers. */
export class SimulatedTmc2209 implements DriverLine {
  private readonly registers: (Uint32Array | undefined)[] = new Array(ADDRESSES).fill(undefined);

  constructor({ axes }: Board) {
    for (const name of AXIS_NAMES) {
      const address = axes[name]?.driver.tmc2209?.address;
      if (address === undefined) continue;
      this.registers[address] = new Uint32Array(REGISTERS);
      this.switchOn(address);
    }
  }

  /** Its supply was off: nothing is left of what was written. */
  switchOn(address: number): void {
    this.registers[address]?.fill(0);
    this.put(address, REGISTER.IOIN, VERSION * 2 ** 24);
    this.put(address, REGISTER.GSTAT, GSTAT.reset);
  }

  register(address: number, register: number): number {
    return this.registers[address]?.[register] ?? 0;
  }

  /** Sets a register from inside. */
  put(address: number, register: number, value: number): void {
    const registers = this.registers[address];
    if (registers !== undefined) registers[register] = value;
  }

  send(request: Uint8Array): void {
    const address = request[1] as number;
    if (this.registers[address] === undefined || !isWhole(request, VALUE_BYTES)) return;
    const register = (request[2] as number) % REGISTERS;
    const value = valueIn(request);
    const cleared = this.register(address, register) & ~value;
    this.put(address, register, register === REGISTER.GSTAT ? cleared : value);
    this.put(address, REGISTER.IFCNT, (this.register(address, REGISTER.IFCNT) + 1) % 256);
  }

  ask(request: Uint8Array, answer: Uint8Array): number {
    const address = request[1] as number;
    const register = request[2] as number;
    if (this.registers[address] === undefined || !isWhole(request, READ_BYTES)) return 0;
    putAnswer(answer, register, this.register(address, register));
    return VALUE_BYTES;
  }
}

const isWhole = (request: Uint8Array, length: number): boolean =>
  request.length === length && request[length - 1] === crcOf(request, length);
