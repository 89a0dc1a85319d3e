import { readFileSync } from 'node:fs';
import test from 'ava';
import { Findings } from '../../src/host/board/finding.js';
import { resolve, type Schema, SchemaReader } from '../../src/host/board/schema.js';
import type { Axis, AxisName, Board, Chip, Pipette, PumpKind, Switch } from '../../src/kernel/board.js';
import type { LinkLossPolicy } from '../../src/kernel/board-network.js';

const SCHEMA = JSON.parse(readFileSync('boards/board.schema.json', 'utf8')) as Schema;

/** A type with every part that may be absent. */
type Complete<T> = T extends readonly (infer Item)[]
  ? readonly Complete<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Complete<T[Key]> }
    : T;

const CONTACT: Complete<Switch> = { pin: 0, normally: 'closed', pull: 'up', externalPull: false };
const OUTPUT = { pin: 0, activeLow: false, pwmHertz: 1000 };
const POINT = { x: 1, y: 2, z: 3 };

const AXIS: Complete<Axis> = {
  stepsPerMillimeter: 80,
  travel: 400,
  maxSpeed: 100,
  travelSpeed: 100,
  acceleration: 1000,
  driver: {
    step: 1,
    direction: 2,
    enable: 'motors',
    inverted: false,
    tmc2209: { address: 0, runMilliamperes: 500, holdMilliamperes: 200, microsteps: 16, senseMilliohms: 110 },
  },
  home: { switch: CONTACT, end: 'max', fastSpeed: 20, slowSpeed: 2, pullOff: 1 },
  limit: CONTACT,
};

const PIPETTE: Complete<Pipette> = {
  capacity: 20,
  minimumVolume: 1,
  microlitersPerMillimeter: 1.5,
  calibration: [[1, 1]],
  backlash: 0,
  plunger: { dropTip: 0, blowOut: 1, bottom: 2 },
  airGapVolume: 0,
  flowRates: { aspirate: 5, dispense: 5, blowOut: 5 },
  nozzleHeight: 10,
  tipLength: 30,
  tipPickUp: { presses: 1, depth: 8, speed: 10 },
  tipDropSpeed: 10,
};

const ARM: Complete<Board['arms']>['left'] = { head: 'z', plunger: 'b', offset: POINT, instruments: ['p'] };

/** One of everything, by the types. */
const BOARD: Complete<Board> = {
  title: 'Everything',
  notes: ['One.'],
  chip: 'virtual',
  axes: { x: AXIS, y: AXIS, z: AXIS, a: AXIS, b: AXIS, c: AXIS },
  homeOrder: [['z']],
  enables: { motors: { pin: 3, activeLow: true } },
  driverUart: { transmit: 4, receive: 5, baud: 115_200 },
  emergencyStop: CONTACT,
  localButton: CONTACT,
  arms: { left: ARM, right: ARM },
  pipettes: { '20uL_pipette': PIPETTE, '300uL_pipette': PIPETTE, '1000uL_pipette': PIPETTE },
  pumps: {
    pump: {
      kind: 'syringe',
      axis: 'c',
      output: OUTPUT,
      dutyPercent: 100,
      capacity: 100,
      minimumVolume: 1,
      microlitersPerMillimeter: 10,
      calibration: [],
      backlash: 0,
      flowRate: 10,
      primeVolume: 0,
      flushVolume: 100,
      water: 'WaterC1.0',
      nozzleHeight: 0,
      tipLength: 0,
    },
  },
  temperatureModule: {
    slot: 3,
    labwareOffset: POINT,
    minimum: 4,
    maximum: 95,
    sensor: {
      pin: 32,
      seriesOhms: 4700,
      table: [
        [0, 2],
        [100, 1],
      ],
    },
    cooler: OUTPUT,
    heater: OUTPUT,
    control: { proportional: 1, integral: 0, derivative: 0 },
    runawayProgress: 1,
    runawaySeconds: 60,
    secondsPerDegree: 1,
  },
  deck: {
    origin: POINT,
    slotSize: { x: 127.76, y: 85.48 },
    slots: [{ slot: 1, x: 0, y: 0 }],
    trashSlot: 1,
    wellMargin: 8,
    clearance: 5,
    sideClearance: 10,
  },
  calibration: [{ labware: 'plate', slot: 1, ...POINT }],
  timings: { stepPulseMicroseconds: 2, directionSetupMicroseconds: 5, enableMilliseconds: 5 },
  limits: {
    receiveBytes: 4_096,
    payloadBytes: 32_751,
    transmitBytes: 4_096,
    pickleStack: 1_088,
    pickleMemo: 1_664,
    pickleContainers: 1_088,
    rows: 512,
    containers: 512,
    extras: 128,
    nameBytes: 12_288,
    powders: 32,
    powderNameBytes: 512,
    places: 1_536,
    emptyTubes: 128,
  },
  network: {
    port: 50_000,
    onLinkLoss: 'finish',
    timeServer: 'pool.ntp.org',
    ethernet: { clock: 50, mosi: 51, miso: 52, select: 53, interrupt: 54, reset: 55, clockHertz: 16_000_000 },
  },
  timeZone: 'PST8PDT,M3.2.0,M11.1.0',
  storage: {
    flashBytes: 4_194_304,
    applicationBytes: 2_097_152,
    journalBytes: 1_048_576,
    reportBytes: 786_432,
    packetBytes: 114_688,
    nameBytes: 16_384,
  },
};

/** What is in the schema and not in the value. */
function absent(value: unknown, schema: Schema, path: string): string[] {
  const { properties = {}, additionalProperties, items } = resolve(SCHEMA, schema);
  if (value === undefined) return [path];
  if (Array.isArray(value))
    return items === undefined ? [] : value.flatMap((item) => absent(item, items, `${path}[]`));
  if (typeof value !== 'object') return [];
  const members = value as Record<string, unknown>;
  const named = Object.entries(properties).flatMap(([key, inner]) =>
    key === '$schema' ? [] : absent(members[key], inner, `${path}.${key}`),
  );
  if (additionalProperties === false || additionalProperties === undefined) return named;
  return Object.keys(members).flatMap((key) => absent(members[key], additionalProperties, `${path}.${key}`));
}

/** Every schema in the schema, with where it is. */
function* parts(schema: Schema, path = ''): Generator<[path: string, schema: Schema]> {
  yield [path, schema];
  const { $defs = {}, properties = {}, additionalProperties, items } = schema;
  for (const [key, inner] of Object.entries({ ...$defs, ...properties }))
    yield* parts(inner, `${path}/${key}`);
  if (typeof additionalProperties === 'object') yield* parts(additionalProperties, `${path}/*`);
  if (items !== undefined) yield* parts(items, `${path}/[]`);
}

test('the types and the schema have the same properties', (t) => {
  const findings = new Findings();
  t.deepEqual(new SchemaReader(SCHEMA, findings).read(BOARD), BOARD);
  t.deepEqual(findings.all, []);
  t.deepEqual(absent(BOARD, SCHEMA, ''), []);
});

test('the types and the schema have the same choices', (t) => {
  const chips: Record<Chip, true> = { virtual: true, esp32: true, esp32c3: true, esp32s3: true };
  const axes: Record<AxisName, true> = { x: true, y: true, z: true, a: true, b: true, c: true };
  const kinds: Record<PumpKind, true> = { syringe: true, peristaltic: true, output: true };
  const policies: Record<LinkLossPolicy, true> = { finish: true, stop: true };
  const { $defs = {}, properties = {} } = SCHEMA;
  t.deepEqual(properties.chip?.enum, Object.keys(chips));
  t.deepEqual($defs.axisName?.enum, Object.keys(axes));
  t.deepEqual($defs.pump?.properties?.kind?.enum, Object.keys(kinds));
  t.deepEqual(properties.network?.properties?.onLinkLoss?.enum, Object.keys(policies));
});

test('everything in the schema is described, refuses what it does not know, and has a limit', (t) => {
  for (const [path, schema] of parts(SCHEMA)) {
    const {
      type,
      description,
      additionalProperties,
      properties,
      required = [],
      maxItems,
      maximum,
    } = resolve(SCHEMA, schema);
    if (!path.endsWith('[]')) t.is(typeof description, 'string', path);
    if (type === 'object') t.not(additionalProperties, undefined, path);
    if (type === 'array') t.is(typeof maxItems, 'number', path);
    if ((type === 'number' || type === 'integer') && !path.endsWith('[]'))
      t.is(typeof maximum, 'number', path);
    for (const name of required) t.true(name in (properties ?? {}), `${path} requires ${name}`);
  }
});

test('every default has the form that it is a default of', (t) => {
  for (const [path, schema] of parts(SCHEMA)) {
    if (schema.default === undefined) continue;
    const findings = new Findings();
    const root = { ...schema, ...(SCHEMA.$defs === undefined ? {} : { $defs: SCHEMA.$defs }) };
    new SchemaReader(root, findings).read(schema.default);
    t.deepEqual(findings.all, [], path);
  }
});

test('a keyword or a reference that is not understood is a mistake in the schema', (t) => {
  const read = (schema: object) => new SchemaReader(schema as Schema, new Findings()).read({});
  t.throws(() => read({ oneOf: [] }), { message: /uses 'oneOf'/ });
  t.throws(() => read({ $ref: '#/$defs/absent' }), { message: /#\/\$defs\/absent, which is not there/ });
});

test('a name like __proto__ is a name like any other', (t) => {
  const findings = new Findings();
  const schema: Schema = { type: 'object', additionalProperties: { type: 'integer' } };
  const value = new SchemaReader(schema, findings).read(JSON.parse('{ "__proto__": 1, "constructor": 2 }'));
  t.deepEqual(Object.entries(value as object), [
    ['__proto__', 1],
    ['constructor', 2],
  ]);
  t.is(Object.getPrototypeOf(value), Object.prototype);
});
