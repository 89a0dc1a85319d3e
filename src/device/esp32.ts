// The hardware of an ESP32 for the robot: motors and switches on its pins, a partition of its flash.

import Flash from 'embedded:storage/flash';
import type { BlockDevice } from '../journal/block-device.js';
import type { Board } from '../kernel/board.js';
import type { Wiring } from '../motion/wiring.js';
import type { Drive } from '../robot/motor-machine.js';
import { LinearBlocks } from './linear-blocks.js';
import { NativeEngine } from './native-engine.js';
import { stepWords } from './step-words.js';

/** Name of the partition that the run log and its report files are in. */
const JOURNAL_PARTITION = 'journal';

/**
 * Drives all outputs to their safe levels before it returns. Throws an Error for a board whose drivers are set over a
 * UART, which is not spoken yet: with unknown currents and microsteps nothing may move.
 */
export function openDrive(board: Board, { settings }: Wiring): Drive {
  const engine = new NativeEngine(stepWords(board, settings));
  if (board.driverUart !== undefined)
    throw new Error('the drivers of this board are set over a UART, which this firmware does not speak yet');
  return engine;
}

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
