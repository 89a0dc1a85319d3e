// The flash of a chip: its partitions from board.json, in the words of the ESP-IDF.

import type { Board } from '../../kernel/board.js';

/** Settings, where the SDK's `preference` looks for them. What stands before is bootloader and this table. */
const SETTINGS_START = 0x9000;
const SETTINGS_BYTES = 0x6000;

const APPLICATION_START = 0x10000;

const MEBIBYTE = 0x10_0000;

/** partitions.csv: name, type, subtype, start and length. */
export function partitionTable({ storage }: Board): string {
  const { applicationBytes, journalBytes, reportBytes, packetBytes, nameBytes } = storage;
  const journalStart = APPLICATION_START + applicationBytes;
  const packetStart = journalStart + journalBytes + reportBytes;
  return [
    `nvs, data, nvs, ${SETTINGS_START}, ${SETTINGS_BYTES}`,
    `phy_init, data, phy, ${SETTINGS_START + SETTINGS_BYTES}, 4096`,
    `factory, app, factory, ${APPLICATION_START}, ${applicationBytes}`,
    `journal, data, 0x40, ${journalStart}, ${packetStart - journalStart}`,
    `packets, data, 0x41, ${packetStart}, ${packetBytes}`,
    `names, data, 0x42, ${packetStart + packetBytes}, ${nameBytes}`,
    '',
  ].join('\n');
}

/** The line of sdkconfig.defaults that says how large the flash is: the IDF knows powers of two from 1 to 128 MB. */
export const flashSetting = ({ storage: { flashBytes } }: Board): string =>
  `CONFIG_ESPTOOLPY_FLASHSIZE_${flashBytes / MEBIBYTE}MB=y\n`;
