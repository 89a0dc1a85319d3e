// Builds the benchmark and runs it with the options given: npm run bench -- --only sizes,speed

import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';

await bundle('host-tests/bench/server-process.ts', 'bench/server-process.js');
const program = await bundle('host-tests/bench/main.ts', 'bench/main.js');
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
