// Plays sessions to the firmware on the emulated chip from inside of it (host-tests/rv32/player.ts).

import { buildChip } from './rv32-build.mjs';
import { buildFirmware, firmwarePools } from './rv32-firmware.mjs';
import { runOnChip } from './rv32-run.mjs';
import { poolOptions } from './xs-run.mjs';

const SESSIONS = 'host-tests/rv32/sessions.ts';

/** Whose tables are as large as they may be. */
const BOARD = 'bench';

/** Time for one play on a busy machine, ms. */
const TIME_MAX = 600_000;

/**
 * @param {string} play one of those of host-tests/rv32/sessions.ts
 * @returns {Promise<import('./xs-run.mjs').Ended & {lines: any[]}>} with what was printed as lines of JSON
 */
export async function playOnChip(play) {
  const application = await buildFirmware(BOARD, [SESSIONS]);
  const image = buildChip({ isMetered: false });
  const settings = JSON.stringify({ isBoard: true, play });
  const options = [...poolOptions(await firmwarePools(BOARD)), '--settings', settings, '--rom', 'firmware'];
  const ended = await runOnChip({ image, application }, options, TIME_MAX);
  const lines = ended.output.split('\n').filter((line) => line.startsWith('{'));
  return { ...ended, lines: lines.map((line) => JSON.parse(line)) };
}
