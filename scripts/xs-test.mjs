// The tests that need nothing of Node, on XS twice: roomy, and with the memory of the smallest board. All have to
// end as they do on Node.

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './bundle.mjs';
import { buildHost } from './xs-build.mjs';
import { bundleForXs, sharedTests } from './xs-bundle.mjs';
import { poolsFor, ROOMY, runOnXs, sum } from './xs-run.mjs';

/** @typedef {Map<string, boolean>} Verdicts whether a test passed, by its title */
/** @typedef {{passed: number, failed: number}} Counts */
/** @typedef {{file: string, bundle: string}} Test */
/** @typedef {(bundle: string, pools: any, settings: any) => Promise<import('./xs-run.mjs').Ended>} Run */

/** Part of the runs of property tests that are made on XS: it is a hundred times slower. */
export const RUN_SCALE = { roomy: 0.02, board: 0.01 };

export const json = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** What a run of a test file has to say, and the words of its failures. */
function parse(/** @type {import('./xs-run.mjs').Ended} */ { code, output, error }) {
  /** @type {Verdicts} */
  const verdicts = new Map();
  const words = [];
  let isEnded = false;
  for (const line of output.split('\n')) {
    const [, no, title] = /^(not )?ok (.*)$/.exec(line) ?? [];
    if (title !== undefined) verdicts.set(title, no === undefined);
    if (no !== undefined || line.startsWith('  ')) words.push(line);
    if (line === 'end') isEnded = true;
  }
  if (!isEnded || code !== 0) words.push(error.trim() || `exit code ${code}`);
  return { verdicts, words, isEnded: isEnded && code === 0 };
}

/** In what the verdicts of an engine differ from those of Node. */
function differences(/** @type {Verdicts} */ verdicts, /** @type {Verdicts} */ expected) {
  const said = (/** @type {boolean | undefined} */ ok) =>
    ok === undefined ? 'missing' : ok ? 'passed' : 'failed';
  return [...new Set([...verdicts.keys(), ...expected.keys()])]
    .filter((title) => verdicts.get(title) !== expected.get(title))
    .map((title) => `${title}: ${said(expected.get(title))} on Node, ${said(verdicts.get(title))} on XS`);
}

/** As many at a time as there are processors. */
export async function forEach(
  /** @type {Test[]} */ tests,
  /** @type {(test: Test) => Promise<void>} */ work,
) {
  const left = [...tests];
  const worker = async () => {
    for (let test = left.shift(); test !== undefined; test = left.shift()) await work(test);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** All tests in one kind of memory, compared with Node. */
export class Round {
  passed = 0;
  failed = 0;
  /** @type {string[]} */
  #complaints = [];

  constructor(/** @type {Run} */ start, /** @type {(file: string) => Verdicts} */ nodeVerdicts) {
    this.start = start;
    this.nodeVerdicts = nodeVerdicts;
  }

  async run(/** @type {Test} */ { file, bundle }, /** @type {any} */ pools, /** @type {any} */ settings) {
    const { verdicts, words, isEnded } = parse(await this.start(bundle, pools, settings));
    const expected = this.nodeVerdicts(file);
    this.passed += [...verdicts.values()].filter((ok) => ok).length;
    if (isEnded) {
      const wrong = differences(verdicts, expected);
      this.failed += wrong.length;
      if (wrong.length > 0) this.complain(file, ...wrong, ...words);
    } else {
      const missing = [...expected.keys()].find((title) => !verdicts.has(title));
      this.failed += expected.size - verdicts.size || 1;
      this.complain(file, `ended in '${missing ?? 'no test'}'`, ...words);
    }
  }

  /** Sees that a file that the table lets off cannot do without. */
  async isNeeded(
    /** @type {Test} */ { file, bundle },
    /** @type {any} */ pools,
    /** @type {any} */ settings,
  ) {
    const { verdicts, isEnded } = parse(await this.start(bundle, pools, settings));
    if (!isEnded || differences(verdicts, this.nodeVerdicts(file)).length > 0) return;
    this.failed += 1;
    this.complain(file, 'it fits now: take it out of host-tests/xs-room.json');
  }

  complain(/** @type {string} */ file, /** @type {string[]} */ ...lines) {
    this.#complaints.push([file, ...lines.slice(0, 40)].join('\n    '));
  }

  report(/** @type {string} */ title) {
    for (const complaint of this.#complaints.sort()) console.log(`  ${complaint}`);
    console.log(
      `${this.failed === 0 ? 'ok  ' : 'FAIL'} ${title}: ${this.passed} passed, ${this.failed} failed`,
    );
  }
}

/**
 * What tests need besides the memory of a board: the `judge`, what runs a test, beneath each of them; `standIns` for
 * the hardware, outside of a board's memory as far as their arrays go; `room` for files that need more, with the reason.
 */
export const roomTable = () => json('host-tests/xs-room.json');

/** Says which tests have other memory than a board's, in how much RAM where there is a chip, and why. */
export function sayRoom(/** @type {Test[]} */ tests, ram = { room: '', roomy: '' }) {
  const inRam = (/** @type {string} */ size) => (size === '' ? '' : `, ${size} of RAM`);
  const { judge, standIns, withRoom, roomyOnly } = roomTable();
  console.log(`     besides, for what runs a test: ${judge.stack} slots of stack`);
  for (const { file } of tests) {
    if (file in standIns)
      console.log(
        `     ${standIns[file].slots} slots more${inRam(ram.room)}: ${file}: ${standIns[file].reason}`,
      );
    if (file in withRoom)
      console.log(`     with room of its own${inRam(ram.room)}: ${file}: ${withRoom[file]}`);
    if (file in roomyOnly) console.log(`     roomy only${inRam(ram.roomy)}: ${file}: ${roomyOnly[file]}`);
  }
}

/** Memory of a board for a test file that has no room of its own. */
export function boardPools(/** @type {any} */ board, /** @type {string} */ file) {
  const { judge, standIns } = roomTable();
  const pools = sum(board.pools, judge);
  return file in standIns ? sum(pools, standIns[file]) : pools;
}

/** Memory of a board in words; more than the ceiling of the whole robot is said. */
export function poolsText(/** @type {any} */ { pools, slotBytes, ceilingBytes }) {
  const bytes = pools.chunks + (pools.slots + pools.stack) * slotBytes;
  const over = bytes > ceilingBytes ? `, ${bytes - ceilingBytes} over the ceiling of the whole robot` : '';
  return `${bytes} bytes of slots, chunks and stack${over}`;
}

/**
 * Bundles the shared tests whose paths contain `match`.
 * @returns {Promise<Test[]>}
 */
export async function bundleShared(match = '') {
  const shared = await sharedTests();
  const table = roomTable();
  for (const file of Object.keys({ ...table.standIns, ...table.withRoom, ...table.roomyOnly }))
    if (!shared.includes(file))
      throw new Error(`host-tests/xs-room.json names ${file}, which is no shared test`);
  const files = shared.filter((file) => file.includes(match));
  const bundles = await bundleForXs(files);
  return files.map((file, i) => ({ file, bundle: /** @type {string} */ (bundles[i]) }));
}

/**
 * Runs them in both kinds of memory.
 * @param {Test[]} tests
 * @param {(file: string) => Verdicts} nodeVerdicts by the path of the test's source
 * @returns {Promise<Counts>}
 */
export async function testOnXs(tests, nodeVerdicts) {
  const { program, bits, title } = buildHost();
  console.log(`     ${title}; ${tests.length} test files need nothing of Node`);
  /** @type {Run} */
  const start = (bundle, pools, settings) => runOnXs(program, bundle, pools, settings);
  const roomy = new Round(start, nodeVerdicts);
  await forEach(tests, (test) => roomy.run(test, ROOMY, { isBoard: false, runScale: RUN_SCALE.roomy }));
  roomy.report('the same tests on XS, roomy');

  const board = json('host-tests/boards.json').smallest;
  const { judge, standIns, room, withRoom, roomyOnly } = roomTable();
  const settings = { isBoard: true, runScale: RUN_SCALE.board };
  const small = new Round(start, nodeVerdicts);
  await forEach(tests, async (test) => {
    const { file } = test;
    const pools = poolsFor(bits, boardPools(board, file));
    if (file in standIns || file in withRoom || file in roomyOnly)
      await small.isNeeded(test, poolsFor(bits, sum(board.pools, judge)), settings);
    if (file in withRoom) await small.run(test, poolsFor(bits, sum(board.pools, room)), settings);
    else if (!(file in roomyOnly)) await small.run(test, pools, settings);
  });
  sayRoom(tests);
  small.report(`the same tests on XS, ${board.title}: ${poolsText(board)}`);
  return { passed: roomy.passed + small.passed, failed: roomy.failed + small.failed };
}
