// The SDK's view of the chip's network for tests: there is none before a radio is on.

import { WiFi } from './wifi.js';

const FACTS: Readonly<Record<string, string>> = { MAC: 'A0:B1:C2:D3:E4:F5', IP: '192.0.2.7' };

const Net = { get: (name: string): string | undefined => (WiFi.mode === 0 ? undefined : FACTS[name]) };

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { Net as default };
