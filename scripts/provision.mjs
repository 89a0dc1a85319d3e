// Writes the Wi-Fi of a lab into a robot's settings: npm run provision -- --help

import { runProgram } from './program.mjs';

await runProgram('src/host/provision-main.ts', 'host/provision.js');
