// The tests that need nothing of Node, on the emulated chip: all have to end as they do on Node.

import { buildChip, compileForChip } from './rv32-build.mjs';
import { runOnChip } from './rv32-run.mjs';
import { buildHost } from './xs-build.mjs';
import { hostOptions, ROOMY, sum } from './xs-run.mjs';
import { boardPools, forEach, json, poolsText, Round, RUN_SCALE, roomTable, sayRoom } from './xs-test.mjs';

/** Tests of each floor that take a few seconds together. */
export const SHARED_SAMPLE = [
  'host-tests/kernel/kernel.test.ts',
  'host-tests/lab/tip-book.test.ts',
  'host-tests/motion/planner.test.ts',
  'host-tests/journal/time-zone.test.ts',
  'host-tests/wire/pickle-calls.test.ts',
  'host-tests/wire/portal.test.ts',
  'host-tests/server/bad-packets.test.ts',
];

/** RAM of the chip: what it has, and more where a test needs room of its own, or all the room there is. */
const RAM = { board: '400K', room: '2M', roomy: '128M' };

/** Time for a test file, ms: the longest needs three minutes of a processor, and a busy machine gives it an eighth. */
const TIME_MAX = 3_600_000;

/**
 * @param {import('./xs-test.mjs').Test[]} tests
 * @param {(file: string) => import('./xs-test.mjs').Verdicts} nodeVerdicts by the path of the test's source
 * @returns {Promise<import('./xs-test.mjs').Counts>}
 */
export async function testOnChip(tests, nodeVerdicts) {
  const { program } = buildHost();
  const images = {
    board: buildChip({ ram: RAM.board }),
    room: buildChip({ ram: RAM.room }),
    roomy: buildChip({ ram: RAM.roomy }),
  };
  const board = json('host-tests/boards.json').smallest;
  const { standIns, room, withRoom, roomyOnly } = roomTable();
  const memory = {
    room: { image: images.room, pools: sum(board.pools, room) },
    roomy: { image: images.roomy, pools: ROOMY },
  };
  const round = new Round(
    (bundle, { image, pools }, settings) =>
      runOnChip(
        { image, application: compileForChip(program, bundle) },
        [...hostOptions(pools, settings), 'application'],
        TIME_MAX,
      ),
    nodeVerdicts,
  );
  await forEach(tests, (test) => {
    const { file } = test;
    const pools = boardPools(board, file);
    // The stand-ins for flash are in the RAM of the chip, outside of the pools.
    const small = { image: file in standIns ? images.room : images.board, pools };
    const isBoard = !(file in roomyOnly);
    const place = !isBoard ? memory.roomy : file in withRoom ? memory.room : small;
    return round.run(test, place, { isBoard, runScale: isBoard ? RUN_SCALE.board : RUN_SCALE.roomy });
  });
  sayRoom(tests, RAM);
  round.report(
    `the same tests on the emulated chip, ${RAM.board} of RAM: ${poolsText(board)}, ${tests.length} files`,
  );
  return { passed: round.passed, failed: round.failed };
}
