// Steps come at their times while the program on the emulated chip does what takes it longest.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { stepWords } from '../../src/device/step-words.js';
import { loadBoard } from '../../src/host/board/board-file.js';
import { Wiring } from '../../src/motion/wiring.js';
import { folder } from '../host/server-program.js';
import { Lateness } from './lateness.js';
import { PinsWindow } from './pins-window.js';

/** µs. */
const LATENESS_MAX = 5;

const POOLS = ['--chunks', '200000', '--slots', '6000', '--stack', '800', '--keys', '100'];
const TIME_MAX = 600_000;

interface Tools {
  readonly buildChip: (options: { isMetered: boolean }) => string;
  readonly compileForChip: (hostProgram: string, bundle: string) => string;
  readonly bundleForXs: (sources: readonly string[]) => Promise<readonly string[]>;
  readonly runOnChip: (
    chip: { image: string; application: string; memory: string },
    args: readonly string[],
    milliseconds: number,
  ) => Promise<{ code: number; output: string; error: string }>;
}

/** By their addresses, so that esbuild leaves the modules alone: they find the project from their own places. */
const script = (name: string) => import(pathToFileURL(resolve('scripts', name)).href);

test('no step is later than 5 µs while 16 KiB are decoded and garbage is collected', async (t) => {
  t.timeout(TIME_MAX);
  const tools = {
    ...(await script('rv32-build.mjs')),
    ...(await script('rv32-run.mjs')),
    ...(await script('xs-bundle.mjs')),
  } as Tools;
  const board = loadBoard('bench');
  const { settings } = new Wiring(board);
  const hostProgram =
    spawnSync(process.execPath, ['scripts/xs-build.mjs'], { encoding: 'utf8' }).stdout.split(': ')[0] ?? '';
  const [bundle = ''] = await tools.bundleForXs(['host-tests/rv32/busy-chip.ts']);
  const application = tools.compileForChip(hostProgram, bundle);
  const memory = join(folder(t), 'memory');
  const image = tools.buildChip({ isMetered: false });
  const words = JSON.stringify({ words: [...stepWords(board, settings)] });
  const options = [...POOLS, '--record', 'pins', '--rom', '--settings', words, 'application'];
  let isOver = false;
  const running = tools.runOnChip({ image, application, memory }, options, TIME_MAX).finally(() => {
    isOver = true;
  });
  const lateness = new Lateness(settings.axes.map(({ stepPin }) => stepPin));
  let window: PinsWindow | undefined;
  while (!isOver) {
    await new Promise((done) => setTimeout(done, 2));
    window ??= PinsWindow.open(memory);
    window?.take(lateness.take);
  }
  const { code, output, error } = await running;
  t.is(code, 0, error);
  const { packetBytes, answer, isMoving } = JSON.parse(output);
  t.true(packetBytes > 16_384 && packetBytes < 17_000, `${packetBytes}`);
  t.deepEqual([answer, isMoving], ['ready', true]);
  window?.take(lateness.take);
  window?.close();
  t.log(`cost ${lateness}`);
  t.true(lateness.steps > 75_000, `${lateness}`);
  t.true(lateness.largestMicroseconds < LATENESS_MAX, `${lateness}`);
});
