// One TMC2209 on a serial line: writes its settings, reads them back, and says when it is not as it should be.

import type { Tmc2209 } from '../kernel/board.js';
import { Fault, type FaultCode } from '../kernel/faults.js';
import type { DriverLine } from './driver-line.js';
import { isAnswer, putRead, putWrite, READ_BYTES, VALUE_BYTES, valueIn } from './tmc2209-datagram.js';
import {
  DRV_STATUS,
  GSTAT,
  OVERTEMPERATURE_WARNING,
  REGISTER,
  settingsOf,
  VERSION,
} from './tmc2209-registers.js';

/** How often a register is asked for, and settings are written, before it is a fault: motors disturb a line. */
const ATTEMPTS = 3;

/** IFCNT counts datagrams that were written, up to this and from 0 again. */
const COUNT_MASK = 0xff;

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** Nothing is allocated but for faults. All methods take as long as the line does: 1.3 ms a register at 115,200 bit/s. */
export class Tmc2209Driver {
  private readonly line: DriverLine;
  private readonly title: string;
  private readonly address: number;
  private readonly settings: readonly (readonly [register: number, value: number])[];
  private readonly readRequest = new Uint8Array(READ_BYTES);
  private readonly writeRequest = new Uint8Array(VALUE_BYTES);
  private readonly answer = new Uint8Array(VALUE_BYTES);

  /** @param axis its name, for faults */
  constructor(line: DriverLine, axis: string, driver: Tmc2209) {
    this.line = line;
    this.title = `axis ${axis}, driver ${driver.address}`;
    this.address = driver.address;
    this.settings = settingsOf(driver);
  }

  /**
   * Writes all settings and reads back what can be read; the motor is without current for a moment. Faults
   * `driverSilent`, `driverGarbled`, `driverLine`, `driverSettings`, `driverFailed`.
   */
  configure(): void {
    const version = this.read('IOIN') >>> 24;
    if (version !== VERSION)
      throw this.fault('driverSettings', `IOIN has version ${version}, not ${VERSION}`);
    let attempts = 1;
    while (!this.writeSettings()) {
      if (attempts === ATTEMPTS)
        throw this.fault('driverSettings', `IFCNT did not count ${this.settings.length} registers written`);
      attempts += 1;
    }
    this.compare('GCONF');
    this.compare('CHOPCONF');
    this.checkSupply();
    const status = this.read('DRV_STATUS');
    if (status & OVERTEMPERATURE_WARNING)
      throw this.fault('driverFailed', `over 120 °C, it has to cool down (DRV_STATUS ${hex(status)})`);
  }

  /** Faults `driverReset`, `driverFailed` and those of the line. */
  check(): void {
    const state = this.checkSupply();
    if (state & GSTAT.reset) throw this.fault('driverReset', `GSTAT ${hex(state)}`);
    if (state & GSTAT.drv_err) throw this.failure();
  }

  private checkSupply(): number {
    const state = this.read('GSTAT');
    if (state & GSTAT.uv_cp) throw this.fault('driverFailed', `supply too low (GSTAT ${hex(state)})`);
    return state;
  }

  /** Why it is off. */
  private failure(): Fault {
    const status = this.read('DRV_STATUS');
    const causes = DRV_STATUS.filter(({ flag }) => status & flag).map(({ text }) => text);
    return this.fault('driverFailed', `${causes.join(', ') || 'it was off'} (DRV_STATUS ${hex(status)})`);
  }

  /** Whether the driver took all of them. */
  private writeSettings(): boolean {
    const { settings, writeRequest } = this;
    const before = this.read('IFCNT');
    for (let i = 0; i < settings.length; i++) {
      const [register, value] = settings[i] as readonly [number, number];
      putWrite(writeRequest, this.address, register, value);
      this.line.send(writeRequest);
    }
    return ((this.read('IFCNT') - before) & COUNT_MASK) === settings.length;
  }

  /** A register has what was written to it last. */
  private compare(name: keyof typeof REGISTER): void {
    let written = 0;
    for (let i = 0; i < this.settings.length; i++) {
      const [register, value] = this.settings[i] as readonly [number, number];
      if (register === REGISTER[name]) written = value;
    }
    const read = this.read(name);
    if (read !== written)
      throw this.fault('driverSettings', `${name} was read as ${hex(read)}, written as ${hex(written)}`);
  }

  private read(name: keyof typeof REGISTER): number {
    const { answer } = this;
    const register = REGISTER[name];
    putRead(this.readRequest, this.address, register);
    let bytes = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      bytes = this.line.ask(this.readRequest, answer);
      if (bytes === VALUE_BYTES && isAnswer(answer, register)) return valueIn(answer);
    }
    throw bytes === 0
      ? this.fault('driverSilent', name)
      : this.fault('driverGarbled', `${name}, ${bytes} bytes: ${answer.subarray(0, bytes).join(' ')}`);
  }

  private fault(code: FaultCode, detail: string): Fault {
    return new Fault(code, `${this.title}, ${detail}`);
  }
}
