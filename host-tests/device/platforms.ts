// The platforms of the SDK that the manifest is for, and which file stands for the ports on each.

import type * as desk from '../../src/device/desk-ports.js';
import type * as chip from '../../src/device/ports.js';
import type * as wireless from '../../src/device/wireless-ports.js';

export const PORTS = 'src/device/ports.ts';

/** Every board has a folder of its own, which makes it a part of the platform. */
export const PLATFORMS: readonly (readonly [platform: string, ports: string])[] = [
  ['esp32/*', 'src/device/wireless-ports.ts'],
  ['lin', 'src/device/desk-ports.ts'],
];

/** Modules that are in C on XS, and what calls it. */
export const NATIVE: ReadonlyMap<string, string> = new Map([
  ['src/kernel/crc32.ts', 'src/device/native-crc32.ts'],
]);

type Ports<Stand extends typeof chip> = Stand;

/** All have what the program imports of its ports: the compiler sees to it. */
export type AllPorts = [Ports<typeof desk>, Ports<typeof wireless>];
