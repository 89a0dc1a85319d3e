// Lists, shows and checks boards: npm run board -- --help

import { spawn } from 'node:child_process';
import { bundle, ROOT } from './bundle.mjs';

const program = await bundle('src/host/board-main.ts', 'host/board.js');
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
