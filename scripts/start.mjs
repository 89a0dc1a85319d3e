// Builds the host program and runs it with the options given: npm start -- --help

import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';

const program = await bundle('src/host/main.ts', 'host/main.js');
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.on('SIGINT', () => {}); // the program ends by itself, and this one with it
child.on('exit', (code) => process.exit(code ?? 1));
