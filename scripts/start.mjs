// Runs the robot server: npm start -- --help

import { runProgram } from './program.mjs';

await runProgram('src/host/main.ts', 'host/main.js');
