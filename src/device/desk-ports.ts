// What the robot is given on the SDK's Linux platform: a simulated machine, a file for the flash, the desk's date.

import files from 'embedded:storage/files';
import config from 'mc/config';
import type { BlockDevice } from '../journal/block-device.js';
import { UNKNOWN_CAUSE } from '../journal/start-cause.js';
import type { Board, TemperatureModule } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import { PlainMemory } from '../kernel/plain-memory.js';
import type { DigitalOutputs } from '../motion/digital-outputs.js';
import type { DriverLine } from '../motion/driver-line.js';
import { SimulatedEngine } from '../motion/simulated-engine.js';
import { simulatedGantry } from '../motion/simulated-gantry.js';
import { SimulatedPlant } from '../motion/simulated-plant.js';
import { SimulatedTmc2209 } from '../motion/tmc2209-simulated.js';
import type { Wiring } from '../motion/wiring.js';
import type { Drive } from '../robot/motor-machine.js';
import type { TemperaturePorts } from '../robot/tempered-machine.js';
import type { Authenticator } from '../server/authenticator.js';
import { FasterClock } from './faster-clock.js';
import { LinearBlocks } from './linear-blocks.js';
import { ModdableClock } from './moddable-clock.js';
import type { OnlineOptions } from './online.js';

const JOURNAL_FILE = 'journal.bin';

/** As the flash of the chips has them. */
const BLOCK_BYTES = 4_096;

export const openDrive = (board: Board, wiring: Wiring): Drive =>
  new SimulatedEngine(wiring.settings, simulatedGantry(board, wiring));

/** A simulated machine does what was foreseen, and is stopped by nobody. */
export const listenToSteps = (_happened: () => void): void => {};

export const openDriverLine = (board: Board): DriverLine | undefined =>
  board.driverUart === undefined ? undefined : new SimulatedTmc2209(board);

/** Whether temperatures are held at all times, not only while an action is under way: time is real. */
export const KEEPS_TIME = true;

export function openTemperature(module: TemperatureModule, outputs: DigitalOutputs): TemperaturePorts {
  const inputs = new SimulatedPlant(module);
  return { outputs: inputs.behind(outputs), inputs };
}

/** The desk has memory enough. */
export const openLongPayloads = ({ storage: { packetBytes } }: Board): MappedMemory =>
  new PlainMemory(packetBytes);

export const openNameMemory = ({ storage: { nameBytes } }: Board): MappedMemory => new PlainMemory(nameBytes);

/** The file is in the folder that `config.files` of the manifest names, as large as the partitions of the board. */
export function openStorage({ storage: { journalBytes, reportBytes } }: Board): BlockDevice {
  const storage = files.openFile({ path: JOURNAL_FILE, mode: 'w+' });
  const blocks = Math.floor((journalBytes + reportBytes) / BLOCK_BYTES);
  const erased = new Uint8Array(BLOCK_BYTES).fill(0xff);
  for (let block = 0; block < blocks; block++) storage.write(erased, block * BLOCK_BYTES);
  return new LinearBlocks({
    storage,
    blockBytes: BLOCK_BYTES,
    blocks,
    erase: (block) => storage.write(erased, block * BLOCK_BYTES),
    sync: () => storage.flush(),
  });
}

export const startCause = (): number => UNKNOWN_CAUSE;

/** As many times as fast as `config.speed` of the manifest says. */
export const openClock = (): Clock => new FasterClock(new ModdableClock(), Number(config.speed ?? 1));

/** The desk has no settings that could have a key. */
export const openAuthenticator = (): Authenticator | undefined => undefined;

/** The desk has its network, and knows the date. */
export function goOnline({ wallClock, listen }: OnlineOptions): void {
  wallClock.synchronize(Date.now() * 1_000);
  listen();
}
