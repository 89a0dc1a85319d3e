// Lists and exports the sessions of a run log: npm run journal -- --help

import { runProgram } from './program.mjs';

await runProgram('src/host/journal-main.ts', 'host/journal-main.js');
