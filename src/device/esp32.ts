// The hardware of an ESP32 for the robot: motors and switches on its pins, their drivers, a partition of its flash.

import Serial from 'embedded:io/serial';
import Flash from 'embedded:storage/flash';
import type { BlockDevice } from '../journal/block-device.js';
import type { Board, TemperatureModule } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import type { DigitalOutputs } from '../motion/digital-outputs.js';
import type { DriverLine } from '../motion/driver-line.js';
import type { Wiring } from '../motion/wiring.js';
import type { Drive } from '../robot/motor-machine.js';
import type { TemperaturePorts } from '../robot/tempered-machine.js';
import { LinearBlocks } from './linear-blocks.js';
import { MappedFlash } from './mapped-flash.js';
import { NativeAnalogInput } from './native-analog-input.js';
import { NativeEngine } from './native-engine.js';
import { SerialLine } from './serial-line.js';
import { stepWords } from './step-words.js';

/** Name of the partition that the run log and its report files are in. */
const JOURNAL_PARTITION = 'journal';

/** Names of the partitions for long payloads and for the names of the lab. */
const PACKET_PARTITION = 'packets';
const NAME_PARTITION = 'names';

/** The UART of the drivers' line: 0 is the console. */
const DRIVER_UART = 1;

/** Drives all outputs to their safe levels before it returns. */
export const openDrive = (board: Board, { settings }: Wiring): Drive =>
  new NativeEngine(stepWords(board, settings));

/** Nothing where the board's drivers are set by their pins. */
export function openDriverLine({ driverUart }: Board, clock: Clock): DriverLine | undefined {
  if (driverUart === undefined) return undefined;
  const { transmit, receive, baud } = driverUart;
  // With a callback, though none is needed: without one the SDK 8.2.3 looks for it in memory that it did not allocate.
  const port = new Serial({
    port: DRIVER_UART,
    transmit,
    receive,
    baud,
    format: 'buffer',
    onReadable: () => {},
  });
  return new SerialLine(port, baud, () => clock.now());
}

/** Whether temperatures are held at all times, not only while an action is under way: time is real. */
export const KEEPS_TIME = true;

/** Throws an Error when the sensor's pin is no analog one. @param outputs of the step engine, which a stop cuts */
export const openTemperature = (
  { sensor }: TemperatureModule,
  outputs: DigitalOutputs,
): TemperaturePorts => ({
  outputs,
  inputs: new NativeAnalogInput(sensor.pin),
});

/** Where payloads go that are longer than the receive ring. Throws an Error when the flash has no such partition. */
export const openLongPayloads = (_board: Board): MappedMemory => new MappedFlash(PACKET_PARTITION);

/** For the texts of the lab's names. Throws an Error when the flash has no such partition. */
export const openNameMemory = (_board: Board): MappedMemory => new MappedFlash(NAME_PARTITION);

/** Throws an Error when the flash has no such partition. */
export function openStorage(_board: Board): BlockDevice {
  const storage = Flash.open({ path: JOURNAL_PARTITION, mode: 'r+' });
  const { blockLength, blocks } = storage.status();
  return new LinearBlocks({
    storage,
    blockBytes: blockLength,
    blocks,
    erase: (block) => storage.eraseBlock(block),
    sync: () => {},
  });
}
