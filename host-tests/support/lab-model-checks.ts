// Compares what a robot says of its lab, in answers and in files, with a model of the lab.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { textAt } from '../../src/kernel/utf8.js';
import type { Robot } from '../../src/robot/robot.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { packetNamed } from '../../src/wire/packets.js';
import { bytesHex, hexBytes, ringOf } from './bytes.js';
import { outside } from './engine.js';
import type { LabModel, Vessel } from './lab-model.js';
import { once } from './once.js';
import { payloadOf } from './payloads.js';
import type { Files, Location } from './robot-session.js';

/** µL. */
const TOLERANCE = 1e-6;

const ensure = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what);
};

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE;

/** In CBOR: `('all',)`. */
const ALL = hexBytes('8163616c6c');

const everyone = once(() => {
  const ring = ringOf(ALL);
  return outside(() => new ArgumentsReader(ring, WIRE_LIMITS));
});

/** What the robot would answer to `loc_req('all')`, whatever the session is like. */
export function locationsOf(robot: Robot): string {
  const reader = everyone();
  reader.check(packetNamed('loc_req'), ALL.length);
  return bytesHex(payloadOf('loc_resp', robot.locate(reader), new CborWriter()));
}

/** The files as they are in the robot. */
export function filesNow(robot: Robot): Files {
  const source = robot.files();
  const piece = new Uint8Array(512);
  const files: Record<string, string> = {};
  for (let file = 0; file < source.count; file++) {
    let length = 0;
    for (let count = -1; count !== 0; length += count) count = source.read(file, length, piece);
    const ring = new ByteRing(length);
    for (let at = 0; at < length; at += piece.length) ring.putBytes(piece, 0, source.read(file, at, piece));
    files[source.name(file)] = textAt(ring, 0, length);
  }
  return files;
}

export function checkLocations(model: LabModel, locations: readonly Location[]): void {
  const rows = [...model.members];
  ensure(locations.length === rows.length, `${locations.length} locations of ${rows.length}`);
  rows.forEach(([name, { list, passed }], i) => {
    const { slot, well, volume } = list[passed] as Vessel;
    const [, itsWell, itsSlot, itsVolume, aspirable] = locations[i]!;
    ensure(
      locations[i]![0] === name && itsWell === well && itsSlot === slot,
      `${name} is in ${well} on ${slot}`,
    );
    ensure(isClose(itsVolume, volume), `${volume} uL of ${name}, not ${itsVolume}`);
    const left = list.slice(passed).reduce((sum, member) => sum + member.volume - member.kind.dead, 0);
    ensure(isClose(aspirable, left), `${left} uL of ${name} can be aspirated, not ${aspirable}`);
  });
}

const unquoted = (field: string): string =>
  field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;

/** Rows of a table behind its title. */
const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split('\t').map(unquoted));

/** Containers that hold a chemical: no dry powders, and none that was replaced. */
const listed = (model: LabModel): Vessel[] =>
  [...model.vessels.values()].filter(({ chemical }) => chemical !== '');

function checkWellMap(model: LabModel, table: string): void {
  const rows = rowsOf(table);
  const vessels = new Map(listed(model).map((vessel) => [`${vessel.well} ${vessel.slot}`, vessel]));
  ensure(rows.length === vessels.size, `${rows.length} rows of ${vessels.size} in the well map`);
  for (const [name, well, slot, volume] of rows) {
    const vessel = vessels.get(`${well} ${slot}`);
    ensure(vessel?.chemical === name, `${name} is not in ${well} on ${slot}`);
    ensure(isClose(vessel!.volume, Number(volume)), `${vessel!.volume} uL of ${name}, not ${volume}`);
    ensure(vessels.delete(`${well} ${slot}`), `${well} on ${slot} twice`);
  }
}

/** All that came into the containers of a name and left them is what is in them. */
function checkHistory(model: LabModel, table: string): void {
  const sums = new Map<string, number>();
  for (const [, , volume, name] of rowsOf(table)) sums.set(name!, (sums.get(name!) ?? 0) + Number(volume));
  for (const { chemical, volume } of listed(model)) sums.set(chemical, (sums.get(chemical) ?? 0) - volume);
  for (const [name, rest] of sums) ensure(isClose(rest, 0), `history of ${name}: ${rest} uL too much`);
}

/** No tip of a session comes from where another one came from. */
function checkTips(record: string): void {
  const tips = record.split('\n').filter((line) => line.startsWith('Picking up tip'));
  ensure(new Set(tips).size === tips.length, 'a tip was used twice');
}

export function checkFiles(model: LabModel, files: Files): void {
  checkWellMap(model, files['wellmap.tsv']!);
  checkHistory(model, files['well_history.tsv']!);
  checkTips(files['protocol_record.txt']!);
}

/** What there was is in the containers, in the tips, discarded with what was replaced, or recorded as lost. */
export function checkBalance(model: LabModel, files: Files, initial: number): void {
  const lost = [...files['protocol_record.txt']!.matchAll(/: lost (\S+) uL of /g)];
  const recorded = lost.reduce((sum, [, volume]) => sum + Number(volume), 0);
  const contained = rowsOf(files['wellmap.tsv']!).reduce((sum, row) => sum + Number(row[3]), 0);
  const inTips = model.arms.reduce((sum, { volume }) => sum + volume, 0);
  ensure(isClose(recorded, model.lost), `${recorded} uL on record as lost, and not ${model.lost}`);
  const rest = initial - contained - inTips - recorded - model.discarded;
  ensure(isClose(rest, 0), `${rest} uL are gone`);
}
