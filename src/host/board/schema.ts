// Reads a value by a JSON Schema: checks it, says all that is wrong, and puts the defaults in.
//
// Understood is the part of draft 2020-12 that the schema of the boards uses; any other keyword is an error in the
// schema itself. The schema file is the one truth for this program and for editors.

import type { Findings } from './finding.js';
import { suggestion } from './suggestion.js';

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

const KEYWORDS = new Set(
  (
    '$schema $ref $defs title description default type enum properties required additionalProperties items ' +
    'minItems maxItems minimum exclusiveMinimum maximum pattern'
  ).split(' '),
);

const A_TYPE = Object.freeze({
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema's word for the type of a value. */
function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

function hasType(value: unknown, type: keyof typeof A_TYPE): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}

/** What was found in place of what was wanted: short values as they are. */
function foundOf(value: unknown): string {
  if (isObject(value)) return A_TYPE.object;
  return Array.isArray(value) ? A_TYPE.array : JSON.stringify(value);
}

/** The path of a member: `axes.x`, `homeOrder[0]`. */
export const memberPath = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

/** ` (Width of a step pulse, µs)`, so that a message says what is wanted. */
const meaning = ({ description }: Schema): string =>
  description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;

/** A schema with its `$ref` resolved; what stands beside the reference wins. */
export function resolve(root: Schema, schema: Schema): Schema {
  for (const keyword of Object.keys(schema))
    if (!KEYWORDS.has(keyword)) throw new Error(`the schema uses '${keyword}', which is not understood`);
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = root.$defs?.[$ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`the schema refers to ${$ref}, which is not there`);
  return { ...resolve(root, target), ...beside };
}

/** One reading of one value. */
export class SchemaReader {
  private readonly root: Schema;
  private readonly findings: Findings;

  constructor(root: Schema, findings: Findings) {
    this.root = root;
    this.findings = findings;
  }

  /** The value with all defaults in it, frozen. What is wrong with it is among the findings. */
  read(value: unknown, path = '', from = this.root): unknown {
    const schema = resolve(this.root, from);
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
      const known = schema.enum.map(String);
      const hint = typeof value === 'string' ? suggestion(value, known) : `: known are ${known.join(', ')}`;
      this.findings.error(path, `${foundOf(value)} is not a choice${hint}${meaning(schema)}`);
    }
    if (schema.type === undefined) return value;
    if (!hasType(value, schema.type)) {
      const wanted = `expected ${A_TYPE[schema.type]}, got ${foundOf(value)}`;
      this.findings.error(path, `${wanted}${meaning(schema)}`);
      return value;
    }
    if (isObject(value)) return this.object(value, path, schema);
    if (Array.isArray(value)) return this.list(value, path, schema);
    if (typeof value === 'number') this.number(value, path, schema);
    if (typeof value === 'string' && !new RegExp(schema.pattern ?? '').test(value))
      this.findings.error(path, `${JSON.stringify(value)} does not have the right form${meaning(schema)}`);
    return value;
  }

  private object(value: Readonly<Record<string, unknown>>, path: string, schema: Schema): unknown {
    const { properties = {}, required = [], additionalProperties = false } = schema;
    const members: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      const at = memberPath(path, key);
      const from = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (from === undefined || from === false) {
        const hint = suggestion(key, Object.keys(properties));
        this.findings.error(at, `there is no such property${hint}`);
      } else members.push([key, this.read(member, at, from)]);
    }
    for (const [key, from] of Object.entries(properties)) {
      if (Object.hasOwn(value, key)) continue;
      const at = memberPath(path, key);
      const member = resolve(this.root, from);
      if (required.includes(key)) this.findings.error(at, `is missing${meaning(member)}`);
      else if (member.default !== undefined) members.push([key, this.read(member.default, at, from)]);
    }
    return Object.freeze(Object.fromEntries(members));
  }

  private list(value: readonly unknown[], path: string, schema: Schema): unknown {
    const { items, minItems = 0, maxItems = Infinity } = schema;
    if (value.length < minItems || value.length > maxItems) {
      const wanted = minItems === maxItems ? `${minItems}` : `${minItems} to ${maxItems}`;
      this.findings.error(path, `expected ${wanted} entries, got ${value.length}${meaning(schema)}`);
    }
    if (items === undefined) return value;
    return Object.freeze(value.map((item, index) => this.read(item, memberPath(path, index), items)));
  }

  private number(value: number, path: string, schema: Schema): void {
    const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
    if (value >= minimum && value > exclusiveMinimum && value <= maximum) return;
    const least = exclusiveMinimum === -Infinity ? `${minimum}` : `more than ${exclusiveMinimum}`;
    this.findings.error(path, `${value} is out of range: ${least} to ${maximum}${meaning(schema)}`);
  }
}
