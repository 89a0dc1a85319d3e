// However a program on the emulated chip crashes while it moves: its outputs are off then, as a look at the pins shows.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { stepWords } from '../../src/device/step-words.js';
import { loadBoard } from '../../src/host/board/board-file.js';
import { Wiring } from '../../src/motion/wiring.js';
import { edgesInto, PinEdges } from './edges.js';
import { PinsWindow } from './pins-window.js';

const folder = mkdtempSync(join(tmpdir(), 'chip-crashes-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const POOLS = [
  '--chunks',
  '20000',
  '--slots',
  '600',
  '--stack',
  '2000',
  '--keys',
  '20',
  '--limit',
  '2000000',
];

/** Of one axis, 1/65,536 tick: 10,000 steps a second. */
const INTERVAL = 1_000 * 65_536;

interface Ended {
  readonly code: number;
  readonly error: string;
}

interface Tools {
  readonly buildChip: () => string;
  readonly compileForChip: (hostProgram: string, bundle: string) => string;
  readonly runOnChip: (
    chip: { image: string; application: string; memory: string },
    args: readonly string[],
    milliseconds: number,
  ) => Promise<Ended>;
}

/** By their addresses, so that esbuild leaves the modules alone: they find the project from their own places. */
const script = (name: string) => import(pathToFileURL(resolve('scripts', name)).href);

const board = loadBoard('fysetc_e4');
const { settings } = new Wiring(board);
let tools: Tools;
let hostProgram = '';

test.before(async () => {
  tools = { ...(await script('rv32-build.mjs')), ...(await script('rv32-run.mjs')) } as Tools;
  hostProgram =
    spawnSync(process.execPath, ['scripts/xs-build.mjs'], { encoding: 'utf8' }).stdout.split(': ')[0] ?? '';
});

/** With all outputs on and an axis on its way it crashes after some steps. */
const moving = (crash: string): string => `
  const start = () => {
    xs_step_reset(new Int32Array([${stepWords(board, settings).join()}]).buffer);
    xs_step_enable(63);
    xs_step_switch(${2 ** settings.outputs.length - 1}, 1);
    xs_step_push(0, 1, 1000000, ${INTERVAL}, 0, 0);
    xs_step_start(1);
    while (xs_step_position(0) < 5);
  };
  const crash = ${crash};
  globalThis.hostMain = () => { start(); crash(); };`;

const CRASHES: [title: string, crash: string, code: number, line: RegExp][] = [
  ['no slots are left', '() => { let o; for (;;) o = { o }; }', 11, /memory full \(slots\)/],
  ['no chunks are left', '() => { let o; for (;;) o = [o, new Uint8Array(999)]; }', 11, /memory full/],
  ['the stack of XS runs out', 'function f() { return f() + 1; }', 12, /stack overflow/],
  ['the stack of C runs out', 'function f() { [1, 2].sort(f); }', 12, /stack overflow/],
  ['an exception is not caught', "() => { throw new TypeError('no way'); }", 14, /TypeError: no way/],
  ['a promise is rejected', "() => { Promise.reject(new Error('no one')); }", 15, /Error: no one/],
  ['C writes to where no memory is', '() => chipPlantAxis(50000000, 1, 2, 0)', 18, /memory fault: trap 5 /],
  ['C writes to the code', '() => chipPlantAxis(-20000000, 1, 2, 0)', 18, /memory fault: trap 7 /],
];

CRASHES.forEach(([title, crash, code, line], number) => {
  test(`${title}: one line says so, and all outputs are off`, async (t) => {
    const path = join(folder, `${number}.js`);
    writeFileSync(path, moving(crash));
    const application = tools.compileForChip(hostProgram, path);
    const memory = join(folder, `${number}.memory`);
    const chip = { image: tools.buildChip(), application, memory };
    const ended = await tools.runOnChip(chip, [...POOLS, '--record', 'pins', '--rom', 'application'], 60_000);
    t.is(ended.code, code, ended.error);
    t.regex(ended.error, /^xs-host: .*\n$/);
    t.regex(ended.error, line);

    const window = new PinsWindow(memory);
    const edges = new PinEdges();
    window.take(edgesInto(edges));
    const { axes, outputs } = settings;
    for (const { pin, isLow } of outputs) {
      t.is(window.level(pin), isLow ? 1 : 0, `output ${pin} is off`);
      t.true(edges.countOf(pin) >= 2, `output ${pin} was on`);
    }
    for (const { stepPin } of axes) t.is(window.level(stepPin), 0);
    const steps = edges.countOf(axes[0]?.stepPin ?? -1);
    t.true(steps >= 10, `${steps} edges of steps`);
    window.close();
  });
});
