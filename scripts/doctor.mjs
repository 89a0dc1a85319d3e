// Says what builds of the firmware need, what of it is here, and how to get the rest: npm run doctor [-- --board NAME]

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundle.mjs';
import { compilerFinding, deskFindings, idfFindings, isThere, lineOf, sdkFindings } from './sdk.mjs';
import { refusalOf, serialPorts } from './serial-ports.mjs';
import { endsWell, readOptions, UsageError } from './usage.mjs';

/** Exit code when something is missing. */
const MISSING = 1;

const VIRTUAL = 'virtual';

/** Names of boards by their chip. @returns {Map<string, string[]>} */
function boardsByChip() {
  const boards = new Map();
  for (const name of readdirSync(join(ROOT, 'boards')).sort()) {
    const file = join(ROOT, 'boards', name, 'board.json');
    if (!existsSync(file)) continue;
    const { chip } = JSON.parse(readFileSync(file, 'utf8'));
    boards.set(chip, [...(boards.get(chip) ?? []), name]);
  }
  return boards;
}

/** A line for each finding, below a title; whether all is there. */
function tell(/** @type {string} */ title, /** @type {import('./sdk.mjs').Finding[]} */ findings) {
  console.log(title);
  for (const finding of findings) console.log(`  ${lineOf(finding)}`);
  return findings.every(isThere);
}

/** Whether a board that is plugged in can be flashed. */
function tellPorts() {
  const ports = serialPorts();
  console.log('Serial ports');
  if (ports.length === 0) console.log('  none     plug a board in');
  const refusals = ports.map((port) => {
    const refusal = refusalOf(port);
    console.log(refusal === undefined ? `  ok       ${port}` : `  refused  ${port}: ${refusal}`);
    return refusal;
  });
  return refusals.every((refusal) => refusal === undefined);
}

/** What one board needs; whether it is there. */
function tellBoard(/** @type {string} */ name) {
  const [chip] = [...boardsByChip()].find(([, names]) => names.includes(name)) ?? [];
  if (chip === undefined)
    throw new UsageError(`--board: there is no board ${name}: npm run board -- list shows all`);
  if (chip === VIRTUAL) return tell(`Firmware of ${name}`, [...sdkFindings(), ...deskFindings()]);
  const needs = [...sdkFindings(), ...idfFindings(), compilerFinding(chip)];
  const isWhole = tell(`Firmware of ${name} (${chip})`, needs);
  return tellPorts() && isWhole;
}

/** What all boards need, and which can be built; whether this machine's own firmware can be. */
function tellAll() {
  const boards = boardsByChip();
  const desk = boards.get(VIRTUAL) ?? [];
  boards.delete(VIRTUAL);
  const isSdkThere = tell('Every firmware', sdkFindings());
  const isDeskThere = tell('That of this machine', deskFindings()) && isSdkThere;
  const isIdfThere = tell('That of every chip', idfFindings()) && isSdkThere;
  const ready = isDeskThere ? ['every board with --desk', ...desk] : [];
  for (const [chip, names] of boards)
    if (tell(`That of ${chip}`, [compilerFinding(chip)]) && isIdfThere) ready.push(...names);
  tellPorts();
  console.log(`\nCan be built here: ${ready.join(', ') || 'nothing'}.`);
  console.log('npm start and npm run demo need none of it; npm run rv32:doctor is for npm run emulate.');
  return isDeskThere;
}

await endsWell(() => {
  const { board } = readOptions({ options: { board: { type: 'string' } } }).values;
  const isWhole = board === undefined ? tellAll() : tellBoard(board);
  if (!isWhole) process.exitCode = MISSING;
});
