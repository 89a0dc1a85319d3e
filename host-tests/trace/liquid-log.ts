// The liquid log of a run, protocol_record.txt, as what the arms did; and its comparison with what a trace says of that.

import type { Deed } from './arm-checks.js';

/** A stroke begins and ends on whole steps, half a step off at most each, and the backlash is no whole number of them. */
const STEPS = 1.5;

const KINDS: readonly (readonly [RegExp, Deed['kind']])[] = [
  [/^Picking up tip from (?<well>\S+) of .* on (?<slot>\d+)$/, 'tip'],
  [/^Dropping tip into (?<well>\S+) of .* on (?<slot>\d+)$/, 'drop'],
  [/^Aspirating (?<volume>\S+) uL from (?<well>\S+) of .* on (?<slot>\d+) at /, 'aspirate'],
  [/^Dispensing (?<volume>\S+) uL into (?<well>\S+) of .* on (?<slot>\d+) at /, 'dispense'],
];

const FLUSH = /: flushing \w+ with (?<volume>\S+) uL from (?<well>\S+) of .* on (?<slot>\d+)$/;

/** The water that primes or flushes a pump goes into the trash. */
function flushOf(line: string, trash: string): Deed[] {
  const { well, slot, volume } = FLUSH.exec(line)?.groups ?? {};
  if (well === undefined) return [];
  return [
    { kind: 'aspirate', place: `${well} on ${slot}`, volume: Number(volume) },
    { kind: 'dispense', place: trash, volume: Number(volume) },
  ];
}

function deedOf(line: string): Deed | undefined {
  for (const [pattern, kind] of KINDS) {
    const { well, slot, volume = '0' } = pattern.exec(line)?.groups ?? {};
    if (well !== undefined) return { kind, place: `${well} on ${slot}`, volume: Number(volume) };
  }
  return undefined;
}

/** What is done in one well one after the other is one deed, as it is for a plunger. */
export function deedsOf(record: string, trashSlot: number): Deed[] {
  const deeds: Deed[] = [];
  for (const line of record.split('\n')) {
    deeds.push(...flushOf(line, `A1 on ${trashSlot}`));
    const deed = deedOf(line);
    if (deed === undefined) continue;
    const last = deeds.at(-1);
    const isMore = deed.volume > 0 && last?.kind === deed.kind && last.place === deed.place;
    if (isMore) last.volume += deed.volume;
    else deeds.push(deed);
  }
  return deeds;
}

/** @param stepMicroliters of the coarsest plunger; less than it is no liquid */
export function compareDeeds(
  traced: readonly Deed[],
  logged: readonly Deed[],
  stepMicroliters: number,
): string[] {
  const done = traced.filter(
    ({ kind, volume }) => kind === 'tip' || kind === 'drop' || volume > STEPS * stepMicroliters,
  );
  const complaints: string[] = [];
  while (done.length > logged.length && done.at(-1)?.kind === 'drop') done.pop(); // at the end, after the log was saved
  for (let i = 0; i < Math.max(done.length, logged.length) && complaints.length === 0; i++) {
    const [is, should] = [done[i], logged[i]];
    const isSame =
      is?.kind === should?.kind &&
      is?.place === should?.place &&
      Math.abs((is?.volume ?? 0) - (should?.volume ?? 0)) <= STEPS * stepMicroliters;
    if (!isSame)
      complaints.push(`liquid: ${textOf(is)} in the trace, ${textOf(should)} in the log (number ${i})`);
  }
  return complaints;
}

const textOf = (deed: Deed | undefined): string =>
  deed === undefined ? 'nothing' : `${deed.kind} ${deed.volume.toFixed(3)} µL ${deed.place}`;
