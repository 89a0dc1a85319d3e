// Fits calibration tables from weighings: npm run calibrate -- --help

import { runProgram } from './program.mjs';

await runProgram('src/host/calibrate-main.ts', 'host/calibrate.js');
