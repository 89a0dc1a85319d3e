// Plays a realistic protocol against a server of its own: npm run demo

import { runProgram } from './program.mjs';

await runProgram('src/host/demo-main.ts', 'host/demo.js');
