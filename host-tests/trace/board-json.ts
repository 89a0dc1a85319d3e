// board.json as the checker of traces reads it: what is not said in it has the default of the schema.

import { readFileSync } from 'node:fs';

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

interface Contact {
  readonly normally: 'closed' | 'open';
  readonly pull: 'up' | 'down';
}

export interface AxisJson {
  readonly stepsPerMillimeter: number;
  readonly travel: number;
  readonly travelSpeed: number;
  readonly acceleration: number;
  readonly driver: { readonly enable: string; readonly inverted: boolean };
  readonly home: { readonly switch: Contact; readonly end: 'min' | 'max' };
}

export interface PipetteJson {
  readonly microlitersPerMillimeter: number;
  readonly backlash: number;
  readonly plunger: { readonly dropTip: number; readonly bottom: number };
  readonly airGapVolume: number;
  readonly nozzleHeight: number;
  readonly tipLength: number;
}

export interface PumpJson {
  readonly kind: 'syringe' | 'peristaltic' | 'output';
  readonly axis?: string;
  readonly dutyPercent: number;
  readonly microlitersPerMillimeter: number;
  readonly backlash: number;
  readonly flowRate: number;
  readonly nozzleHeight: number;
  readonly tipLength: number;
}

export interface BoardJson {
  readonly axes: Readonly<Record<string, AxisJson>>;
  readonly enables: Readonly<Record<string, { readonly activeLow: boolean }>>;
  readonly arms: Readonly<
    Record<
      string,
      {
        readonly head: string;
        readonly plunger?: string;
        readonly offset: Point;
        readonly instruments: readonly string[];
      }
    >
  >;
  readonly pipettes: Readonly<Record<string, PipetteJson>>;
  readonly pumps: Readonly<Record<string, PumpJson>>;
  readonly temperatureModule?: { readonly slot: number; readonly labwareOffset: Point };
  readonly deck: {
    readonly origin: Point;
    readonly slots: readonly { readonly slot: number; readonly x: number; readonly y: number }[];
    readonly trashSlot: number;
  };
  readonly calibration: readonly (Point & { readonly labware: string; readonly slot?: number })[];
  readonly timings: {
    readonly stepPulseMicroseconds: number;
    readonly directionSetupMicroseconds: number;
    readonly enableMilliseconds: number;
  };
}

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function complete(value: unknown, schema: Schema, root: Schema): unknown {
  if (schema.$ref !== undefined) {
    const named = root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {};
    return complete(value ?? schema.default, named, root);
  }
  value ??= schema.default;
  const { items } = schema;
  if (Array.isArray(value))
    return items === undefined ? value : value.map((item) => complete(item, items, root));
  if (typeof value !== 'object' || value === null) return value;
  const full: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const found = complete(full[name], property, root);
    if (found !== undefined) full[name] = found;
  }
  const { additionalProperties: others } = schema;
  if (typeof others === 'object')
    for (const name of Object.keys(value)) full[name] = complete(full[name], others, root);
  return full;
}

/** @param board name of a folder in boards/ */
export function readBoardJson(board: string): BoardJson {
  const schema = json('boards/board.schema.json') as Schema;
  return complete(json(`boards/${board}/board.json`), schema, schema) as BoardJson;
}
