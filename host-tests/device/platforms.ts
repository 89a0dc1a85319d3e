// What the firmware is built for: the manifests of each, as the SDK merges them, and which file stands for the ports.

import type * as desk from '../../src/device/desk-ports.js';
import type * as chip from '../../src/device/ports.js';
import type * as wired from '../../src/device/wired-ports.js';
import type * as wireless from '../../src/device/wireless-ports.js';

export const PORTS = 'src/device/ports.ts';

export interface Platform {
  readonly title: string;
  /** The SDK's name. Every board has a folder of its own, which makes it a part of the platform. */
  readonly name: string;
  readonly ports: string;
  readonly manifests: readonly string[];
}

export const PLATFORMS: readonly Platform[] = [
  {
    title: 'a chip with Wi-Fi',
    name: 'esp32/*',
    ports: 'src/device/wireless-ports.ts',
    manifests: ['manifest.json', 'src/device/manifest-wireless.json'],
  },
  {
    title: 'a chip with Ethernet',
    name: 'esp32/*',
    ports: 'src/device/wired-ports.ts',
    manifests: ['manifest.json', 'src/device/manifest-wired.json'],
  },
  { title: 'the desk', name: 'lin', ports: 'src/device/desk-ports.ts', manifests: ['manifest.json'] },
];

/** Modules that are in C on XS, and what calls it. */
export const NATIVE: ReadonlyMap<string, string> = new Map([
  ['src/kernel/crc32.ts', 'src/device/native-crc32.ts'],
]);

type Ports<Stand extends typeof chip> = Stand;

/** All have what the program imports of its ports: the compiler sees to it. */
export type AllPorts = [Ports<typeof desk>, Ports<typeof wired>, Ports<typeof wireless>];
