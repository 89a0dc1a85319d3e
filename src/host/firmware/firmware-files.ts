// What is made of board.json for the SDK: manifest, partitions and settings of the IDF, and the labware table.

import { join } from 'node:path';
import type { Board, Chip } from '../../kernel/board.js';
import { loadBoard } from '../board/board-file.js';

import { readLabwareTable } from '../labware/library.js';
import { networkDefines, networkManifest, networkSettings } from './network-parts.js';
import { flashSetting, partitionTable } from './partitions.js';
import { creationOf, type Pools, poolsFor } from './pools.js';

export { BoardError, boardNames } from '../board/board-file.js';
export { LabwareError } from '../labware/library.js';

const SETTINGS_FILE = 'sdkconfig.defaults';
const RELEASE_SETTINGS_FILE = 'sdkconfig.defaults.release';

/** Typings of the SDK that are no modules, and those for which src/device/declarations.d.ts says more. */
const NOT_MODULES: readonly string[] = Object.freeze(
  [
    ...['package', 'tsconfig.es2024', 'tsconfig.es2025', 'Resource', 'embedded_io/socket/tcp', 'mdns'],
    ...[
      'embedded_io/socket/listener',
      'embedded_io/socket/udp',
      'embedded_network/interface/ethernet',
      'embedded/storage/flash',
      'embedded/storage/files',
      'embedded_io/serial',
      'crypt',
    ],
  ].map((name) => `$(MODDABLE)/typings/${name}`),
);

export interface FirmwareOptions {
  /** Name or folder of the board. */
  readonly name: string;
  /** Root of the repository, and the folder for what is made; absolute. */
  readonly root: string;
  readonly folder: string;
  /** Whether it is made for the SDK's Linux platform, as that of a virtual board always is. */
  readonly isDesk: boolean;
  /** How many times as fast as real ones simulated motors move. */
  readonly speed: number;
  /** Gives what all boards set in a file of the IDF's settings. */
  readonly settings: (file: string) => string;
}

export interface Firmware {
  readonly board: Board;
  readonly isDesk: boolean;
  readonly pools: Pools;
  /** Contents by name below the folder. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** The manifest of one board's firmware: that of all, with what board.json says as its `mc/config` and its pools. */
const manifestOf = ({ root, folder, speed }: FirmwareOptions, board: Board, pools: Pools) => ({
  include: ['manifest.json', networkManifest(board)].map((file) => join(root, file)),
  build: {
    SDKCONFIGPATH: join(folder, 'sdkconfig'),
    PARTITIONS_FILE_FOR_TARGET: join(folder, 'partitions.csv'),
  },
  ...networkDefines(board),
  creation: creationOf(pools),
  modules: { '~': NOT_MODULES },
  data: { '*': ['./labware'] },
  config: { board, files: join(folder, 'files'), speed },
  typescript: {
    compiler: join(root, 'node_modules/.bin/tsc'),
    tsconfig: { compilerOptions: { types: [join(root, 'src/device/declarations')] } },
  },
});

/** manifest.json in the folder of a board, by which the SDK knows the chip. */
export const platformManifest = (chip: Chip): string => `{\n  "build": { "ESP32_SUBCLASS": "${chip}" }\n}\n`;

/**
 * All that is derived from a board. Throws a BoardError for a board that cannot be used, or whose tables the chip has
 * no memory for.
 */
export function firmwareFiles(options: FirmwareOptions): Firmware {
  const { name, settings } = options;
  const board = loadBoard(name);
  const isDesk = options.isDesk || board.chip === 'virtual';
  const labware = readLabwareTable(name);
  const pools = poolsFor(board, labware, isDesk);
  const manifest = JSON.stringify(manifestOf(options, board, pools), null, 2);
  return {
    board,
    isDesk,
    pools,
    files: new Map<string, string | Uint8Array>([
      ['manifest.json', manifest],
      ['partitions.csv', partitionTable(board)],
      [`sdkconfig/${SETTINGS_FILE}`, settings(SETTINGS_FILE) + flashSetting(board) + networkSettings(board)],
      [`sdkconfig/${RELEASE_SETTINGS_FILE}`, settings(RELEASE_SETTINGS_FILE)],
      ['labware.bin', labware],
    ]),
  };
}
