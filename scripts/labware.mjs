// Labware definitions and the tables made of them: npm run labware -- --help

import { spawn } from 'node:child_process';
import { bundle, ROOT } from './bundle.mjs';

const program = await bundle('src/host/labware-main.ts', 'host/labware.js');
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  cwd: ROOT,
  env: { INIT_CWD: process.cwd(), ...process.env },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
