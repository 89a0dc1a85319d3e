// `npm run doctor`: what is missing on a machine, and the command to get it.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { boardNames, loadBoard } from '../../src/host/board/board-file.js';
import { folder } from './server-program.js';

const SYSTEM = process.platform === 'darwin' ? 'mac' : 'lin';
const MISSING = 1;
const USAGE = 2;

/** A machine with nothing on it, and what is put there: programs that say a version, and files. */
class Machine {
  readonly root: string;
  readonly env: Record<string, string>;

  constructor(t: ExecutionContext) {
    this.root = folder(t);
    this.env = { PATH: join(this.root, 'bin'), HOME: join(this.root, 'home') };
  }

  file(path: string, content: string): this {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
    return this;
  }

  program(path: string, says = '1.2.3'): this {
    this.file(path, `#!/bin/sh\necho '${says}'\n`);
    chmodSync(join(this.root, path), 0o755);
    return this;
  }

  desk(): this {
    for (const name of ['make', 'gcc', 'pkg-config', 'git', 'python3', 'cmake', 'ninja'])
      this.program(`bin/${name}`);
    return this;
  }

  sdk(): this {
    this.env.MODDABLE = join(this.root, 'moddable');
    return this.file('moddable/xs/readme', '').program(`moddable/build/bin/${SYSTEM}/release/mcconfig`);
  }

  idf(version: string): this {
    const [major, minor, patch] = version.split('.');
    const numbers = { MAJOR: major, MINOR: minor, PATCH: patch };
    const lines = Object.entries(numbers).map(([name, number]) => `set(IDF_VERSION_${name} ${number})`);
    this.env.IDF_PATH = join(this.root, 'idf');
    return this.file('idf/tools/cmake/version.cmake', `${lines.join('\n')}\n`);
  }

  compiler(tool: string, program: string): this {
    this.env.IDF_TOOLS_PATH = join(this.root, 'tools');
    return this.program(`tools/tools/${tool}/esp-15.2.0/${tool}/bin/${program}`, `${program} 15.2.0`);
  }

  doctor(...options: readonly string[]): { code: number | null; said: string } {
    const { env } = this;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/doctor.mjs', ...options], {
      env,
      encoding: 'utf8',
    });
    return { code: status, said: stdout + stderr };
  }
}

test('with nothing installed each thing is named with one command, xs-dev for SDK, IDF and compilers', (t) => {
  const { code, said } = new Machine(t).doctor();
  t.is(code, MISSING);
  t.regex(said, /^ {2}missing {2}Moddable SDK 8\.2\.3 \(MODDABLE\): npx xs-dev setup --release 8\.2\.3$/m);
  t.regex(said, /^ {2}missing {2}ESP-IDF v6\.0 \(IDF_PATH\): npx xs-dev setup --device esp32$/m);
  t.regex(said, /^ {2}missing {2}xtensa-esp32-elf-gcc \(xtensa-esp-elf\): npx xs-dev setup --device esp32$/m);
  for (const name of ['make', 'gcc', 'GLib', 'git', 'python3', 'cmake', 'ninja'])
    t.regex(said, new RegExp(`^ {2}missing {2}${name}: \\w+`, 'm'));
  t.regex(said, /^Can be built here: nothing\.$/m);
});

test('for the firmware of this machine the SDK is enough, for that of a chip not', (t) => {
  const machine = new Machine(t).desk().sdk();
  const { code, said } = machine.doctor();
  t.is(code, 0);
  t.regex(said, /^Can be built here: every board with --desk, bench, bench_pumps\.$/m);
  t.is(machine.doctor('--board', 'bench').code, 0);
  t.is(machine.doctor('--board', 'esp32_devkit').code, MISSING);
});

test('every board with a chip can be built with the IDF and the compiler of that chip, and with no other', (t) => {
  const compilers = [
    ['esp32', 'xtensa-esp-elf', 'xtensa-esp32-elf-gcc'],
    ['esp32s3', 'xtensa-esp-elf', 'xtensa-esp32s3-elf-gcc'],
    ['esp32c3', 'riscv32-esp-elf', 'riscv32-esp-elf-gcc'],
  ] as const;
  for (const [chip, tool, program] of compilers) {
    const machine = new Machine(t).desk().sdk().idf('6.0.1').compiler(tool, program);
    for (const name of boardNames()) {
      const board = loadBoard(name);
      if (board.chip === 'virtual') continue;
      const { code, said } = machine.doctor('--board', name);
      t.is(code, board.chip === chip ? 0 : MISSING, said);
      if (board.chip !== chip) t.regex(said, /missing {2}.*-gcc \(.*\): "\$IDF_PATH\/install\.sh" esp32/);
    }
  }
});

test('an IDF of another version than the SDK asks for is told', (t) => {
  const { code, said } = new Machine(t).desk().sdk().idf('5.5.1').doctor('--board', 'esp32_devkit');
  t.is(code, MISSING);
  t.regex(
    said,
    /^ {2}other {4}ESP-IDF v6\.0 \(IDF_PATH\): here is v5\.5\.1: npx xs-dev setup --device esp32$/m,
  );
});

test('an SDK whose programs are not built, and one that the shell was not told of, have their own command', (t) => {
  const machine = new Machine(t).file('moddable/xs/readme', '');
  machine.env.MODDABLE = join(machine.root, 'moddable');
  t.regex(machine.doctor().said, /\(MODDABLE\): make -C ".*\/moddable\/build\/makefiles\/(lin|mac)"$/m);
  const told = new Machine(t)
    .file('home/.local/share/moddable/xs/readme', '')
    .file('home/.local/share/xs-dev-export.sh', '');
  t.regex(told.doctor().said, /\(MODDABLE\): \. ".*\/home\/\.local\/share\/xs-dev-export\.sh"$/m);
});

test('refused: a board that there is not', (t) => {
  const { code, said } = new Machine(t).doctor('--board', 'x');
  t.is(code, USAGE);
  t.is(said, '--board: there is no board x: npm run board -- list shows all\n');
});
