// The captured conversations, and a robot that answers as the captured one did.

import { Fault } from '../../src/kernel/faults.js';
import type { Command } from '../../src/robot/robot.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { LOC_RESP } from '../../src/wire/packets.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { concat, fromHex, type Parsed } from './packets.js';
import { filesOf, ScriptedRobot } from './scripted-robot.js';

export interface TranscriptEvent {
  readonly dir: string;
  readonly kind: string;
  readonly type?: string;
  readonly cid?: number;
  readonly args?: unknown;
  readonly packet?: string;
  readonly name?: string;
  readonly bytes?: string;
}

export interface Transcript {
  readonly name: string;
  readonly events: readonly TranscriptEvent[];
}

const CONTROLLER = 'controller->robot';

/** All bytes of the controller, packet by packet. */
export const controllerPackets = (transcript: Transcript): Uint8Array[] =>
  transcript.events
    .filter(({ dir, kind }) => dir === CONTROLLER && kind === 'packet')
    .map((event) => fromHex(event.packet ?? ''));

/** What the robot said, as `parseStream` gives it. Numpy numbers count as plain ones. */
export const robotEvents = (transcript: Transcript): Parsed[] =>
  transcript.events
    .filter(({ dir, kind }) => dir !== CONTROLLER && (kind === 'packet' || kind === 'file'))
    .map((event) =>
      event.kind === 'file'
        ? { kind: 'file', name: event.name ?? '', bytes: event.bytes ?? '' }
        : ({ kind: 'packet', type: event.type, cid: String(event.cid), args: event.args } as Parsed),
    );

/** A number of the notation. */
function plain(value: unknown): { readonly isFloat: boolean; readonly value: number } {
  if (typeof value === 'number') return { isFloat: !Number.isInteger(value), value };
  const tagged = value as { $float?: string; $numpy?: { dtype: string; value: unknown } };
  if (tagged.$numpy === undefined) return { isFloat: true, value: Number(tagged.$float) };
  return { isFloat: tagged.$numpy.dtype.startsWith('float'), value: plain(tagged.$numpy.value).value };
}

/** `loc_resp` as it was captured. */
function locations(args: unknown): ArgumentSource {
  const entries = (args as { $tuple: { $tuple: unknown[] }[][] }).$tuple[0]!.map((entry) => entry.$tuple);
  return {
    rows: () => entries.length,
    put(field: number, row: number, writer: ValueWriter): void {
      const item = entries[row]![field];
      if (field === LOC_RESP.name || field === LOC_RESP.well) writer.text(item as string);
      else if (plain(item).isFloat) writer.float(plain(item).value);
      else writer.integer(plain(item).value);
    },
  };
}

interface ExceptionArgs {
  readonly $tuple: readonly [{ readonly $exception: { readonly args: readonly string[] } }];
}

/** Answers each question with the next answer of its kind, and fails the command whose answer was an `error`. */
export function robotOf(transcript: Transcript): ScriptedRobot {
  const events = transcript.events.filter(({ dir }) => dir !== CONTROLLER);
  let at = 0;
  const next = (...types: string[]): TranscriptEvent | undefined => {
    while (at < events.length && events[at]!.type !== undefined && !types.includes(events[at]!.type!)) at++;
    return events[at];
  };
  const robot = new ScriptedRobot();
  robot.failure = (command: Command) => {
    const answer = next('ready', 'error', 'stopped');
    at++;
    if (answer?.type !== 'error' || command === 'continue') return null;
    return new Fault('commandFailed', (answer.args as ExceptionArgs).$tuple[0].$exception.args[0]);
  };
  robot.locations = () => {
    const answer = next('loc_resp');
    at++;
    return locations(answer?.args);
  };
  robot.report = () => {
    next('sending_files');
    at++;
    const files: [string, Uint8Array][] = [];
    for (; events[at]?.kind === 'file'; at++) files.push([events[at]!.name!, fromHex(events[at]!.bytes!)]);
    return filesOf(files);
  };
  return robot;
}

/** Bytes of the whole conversation of a controller that stops reading answers: everything at once. */
export const allAtOnce = (transcript: Transcript): Uint8Array => concat(...controllerPackets(transcript));
