// Shows what a board says on its serial line, until Ctrl-C: npm run monitor -- --help

import { runProgram } from './program.mjs';

await runProgram('src/host/monitor-main.ts', 'host/monitor.js');
