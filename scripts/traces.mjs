// Compares what the robot's pins do with stored traces, and checks a whole run: npm run traces -- --help

import { runProgram } from './program.mjs';

await runProgram('host-tests/trace/main.ts', 'host/traces.js');
