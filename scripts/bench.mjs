// Builds the benchmark and runs it with the options given: npm run bench -- --only sizes,speed; --steps for the step core

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle, ROOT } from './bundle.mjs';

const options = process.argv.slice(2);

/** The step core and the operations on an emulated chip, the rest on this machine. */
async function program() {
  if (options.includes('--steps')) return join(ROOT, 'scripts/step-cost.mjs');
  if (options.includes('--rv32')) return join(ROOT, 'scripts/rv32-bench.mjs');
  await bundle('host-tests/bench/server-process.ts', 'bench/server-process.js');
  return bundle('host-tests/bench/main.ts', 'bench/main.js');
}

const child = spawn(process.execPath, ['--enable-source-maps', await program(), ...options], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
