// Builds the reader of run logs and runs it with the options given: npm run journal -- --help

import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';

const program = await bundle('src/host/journal-main.ts', 'host/journal-main.js');
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
