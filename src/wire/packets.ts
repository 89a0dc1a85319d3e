// The tables of all packet types, the original's 17 (ARMCHAIR.md section 4) and our own: code, name, direction, arguments.

import { MIX_CODE_MAX, PAUSE_SECONDS_MAX } from '../kernel/limits.js';
import { type Argument, exception, keyedTable, map, names, scalar, table, tuples, value } from './shapes.js';

/** Codes of the packet types. */
export const TYPE = Object.freeze({
  init: 0x00,
  close: 0x01,
  error: 0x02,
  ready: 0x03,
  transfer: 0x04,
  init_containers: 0x05,
  sending_files: 0x06,
  pause: 0x07,
  stop: 0x08,
  continue: 0x09,
  stopped: 0x0a,
  loc_req: 0x0b,
  loc_resp: 0x0c,
  home: 0x0d,
  make: 0x0e,
  mix: 0x0f,
  save: 0x10,
  hello: 0x80,
  welcome: 0x81,
  proof: 0x82,
  accepted: 0x83,
});

/** Code of the first packet that the original does not have. */
export const EXTENSION = TYPE.hello;

export type PacketName = keyof typeof TYPE;
export type PacketCode = (typeof TYPE)[PacketName];

/** Which side may send a packet. */
export type Side = 'controller' | 'robot';

export interface Packet {
  readonly code: PacketCode;
  readonly name: PacketName;
  readonly senders: readonly Side[];
  /** Outside of flow control: takes no cid and no place in the window. */
  readonly ghost: boolean;
  /** Put in flight until a `ready` names its cid. */
  readonly acknowledged: boolean;
  readonly arguments: readonly Argument[];
  /** Arguments of any kind are tolerated and ignored. */
  readonly lenient: boolean;
}

/** Field numbers: under these a consumer gets the values of each packet. */
export const INIT = Object.freeze({
  simulate: 0,
  usingTempCtrl: 1,
  temp: 2,
  labwareDeckPos: 3,
  labwareName: 4,
  labwareFirstUsable: 5,
  labwareEmptyList: 6,
  arm: 7,
  pipette: 8,
  reagentName: 9,
  reagentConc: 10,
  reagentLoc: 11,
  reagentDeckPos: 12,
  reagentMass: 13,
  controllerIp: 14,
  powderName: 15,
  powderLoc: 16,
  powderDeckPos: 17,
  powderMass: 18,
  powderMolarMass: 19,
});
export const INIT_CONTAINERS = Object.freeze({ name: 0, labware: 1, container: 2, maxVol: 3 });
export const TRANSFER = Object.freeze({ source: 0, destination: 1, volume: 2 });
export const PAUSE = Object.freeze({ seconds: 0 });
export const LOC_REQ = Object.freeze({ name: 0, all: 1 });
export const LOC_RESP = Object.freeze({ name: 0, well: 1, deckPos: 2, volume: 3, aspirable: 4 });
export const MAKE = Object.freeze({ name: 0, conc: 1 });
export const MIX = Object.freeze({ name: 0, code: 1 });
export const READY = Object.freeze({ cid: 0 });
export const SENDING_FILES = Object.freeze({ name: 0 });
export const ERROR = Object.freeze({ python: 0, message: 1 });
export const HELLO = Object.freeze({ version: 0, nonce: 1 });
export const WELCOME = Object.freeze({
  version: 0,
  nonce: 1,
  payloadBytes: 2,
  rows: 3,
  nameBytes: 4,
  window: 5,
});
export const PROOF = Object.freeze({ mac: 0 });

const C: readonly Side[] = Object.freeze(['controller']);
const R: readonly Side[] = Object.freeze(['robot']);
const BOTH: readonly Side[] = Object.freeze(['controller', 'robot']);

/** The `senders` of what only that side may send. */
export const ONLY_FROM: Readonly<Record<Side, readonly Side[]>> = Object.freeze({ controller: C, robot: R });

type Flow = 'command' | 'ghost' | 'ready';

const packet = (name: PacketName, senders: readonly Side[], flow: Flow, ...list: Argument[]): Packet =>
  Object.freeze({
    code: TYPE[name],
    name,
    senders,
    ghost: flow === 'ghost',
    acknowledged: flow === 'command',
    arguments: Object.freeze(list),
    lenient: name === 'home',
  });

const deckPos = (field: number) => scalar('deck_pos', field, 'integer', { minimum: 0, maximum: 255 });
const mass = (field: number) => scalar('mass', field, 'number', { minimum: 0, unit: 'g' });

/** The packets of the original, by code. */
export const PACKETS: readonly Packet[] = Object.freeze([
  packet(
    'init',
    C,
    'command',
    value(scalar('simulate', INIT.simulate, 'boolean')),
    value(scalar('using_temp_ctrl', INIT.usingTempCtrl, 'boolean')),
    value(scalar('temp', INIT.temp, 'number', { optional: true, unit: '°C' })),
    table(
      'labware',
      deckPos(INIT.labwareDeckPos),
      scalar('name', INIT.labwareName, 'printable'),
      scalar('first_usable', INIT.labwareFirstUsable, 'printable', { optional: true }),
      scalar('empty_list', INIT.labwareEmptyList, 'printable', { optional: true }),
    ),
    map('instruments', scalar('arm', INIT.arm, 'printable'), scalar('pipette', INIT.pipette, 'printable')),
    table(
      'reagents',
      scalar('index', INIT.reagentName, 'newName'),
      scalar('conc', INIT.reagentConc, 'number', { minimum: 0, unit: 'mM' }),
      scalar('loc', INIT.reagentLoc, 'printable'),
      deckPos(INIT.reagentDeckPos),
      mass(INIT.reagentMass),
    ),
    value(scalar('controller_ip', INIT.controllerIp, 'printable', { optional: true })),
    table(
      'dry_containers',
      scalar('index', INIT.powderName, 'newName'),
      scalar('loc', INIT.powderLoc, 'printable'),
      deckPos(INIT.powderDeckPos),
      mass(INIT.powderMass),
      scalar('molar_mass', INIT.powderMolarMass, 'number', { minimum: 0, above: true, unit: 'g/mol' }),
    ),
  ),
  packet('close', C, 'command'),
  packet(
    'error',
    R,
    'ghost',
    exception('exception', scalar('class', ERROR.python, 'text'), scalar('message', ERROR.message, 'text')),
  ),
  packet('ready', BOTH, 'ready', value(scalar('cid', READY.cid, 'cid'))),
  packet(
    'transfer',
    C,
    'command',
    value(scalar('src', TRANSFER.source, 'name')),
    tuples(
      'steps',
      scalar('destination', TRANSFER.destination, 'name'),
      scalar('volume', TRANSFER.volume, 'number', { minimum: 0, above: true, unit: 'µL' }),
    ),
  ),
  packet(
    'init_containers',
    C,
    'command',
    keyedTable(
      'products',
      scalar('name', INIT_CONTAINERS.name, 'newName'),
      scalar('labware', INIT_CONTAINERS.labware, 'printable', { optional: true }),
      scalar('container', INIT_CONTAINERS.container, 'printable', { optional: true }),
      scalar('max_vol', INIT_CONTAINERS.maxVol, 'number', { optional: true, minimum: 0, unit: 'µL' }),
    ),
  ),
  packet('sending_files', R, 'command', names(scalar('filenames', SENDING_FILES.name, 'text'))),
  packet(
    'pause',
    C,
    'command',
    value(scalar('seconds', PAUSE.seconds, 'number', { minimum: 0, maximum: PAUSE_SECONDS_MAX, unit: 's' })),
  ),
  packet('stop', C, 'command'),
  packet('continue', C, 'ghost'),
  packet('stopped', R, 'ghost'),
  packet('loc_req', C, 'ghost', names(scalar('names', LOC_REQ.name, 'name'), LOC_REQ.all)),
  packet(
    'loc_resp',
    R,
    'ghost',
    tuples(
      'entries',
      scalar('name', LOC_RESP.name, 'name'),
      scalar('well', LOC_RESP.well, 'text'),
      scalar('deck_pos', LOC_RESP.deckPos, 'integer', { minimum: 0, maximum: 255 }),
      scalar('volume', LOC_RESP.volume, 'number', { unit: 'µL' }),
      scalar('aspirable', LOC_RESP.aspirable, 'number', { unit: 'µL' }),
    ),
  ),
  packet('home', C, 'command'),
  packet(
    'make',
    C,
    'command',
    value(scalar('name', MAKE.name, 'newName')),
    value(scalar('conc', MAKE.conc, 'number', { minimum: 0, above: true, unit: 'mM' })),
  ),
  packet(
    'mix',
    C,
    'command',
    tuples(
      'mix_list',
      scalar('name', MIX.name, 'name'),
      scalar('code', MIX.code, 'integer', { minimum: 0, maximum: MIX_CODE_MAX }),
    ),
  ),
  packet('save', C, 'ghost'),
]);

const version = (field: number) => value(scalar('version', field, 'integer', { minimum: 1, maximum: 255 }));
const limit = (name: string, field: number) => value(scalar(name, field, 'integer', { minimum: 1 }));
const mac = value(scalar('mac', PROOF.mac, 'text'));

/** Those beyond the original (EXTENSIONS.md), by code from `EXTENSION` on. */
export const EXTENSIONS: readonly Packet[] = Object.freeze([
  packet('hello', C, 'ghost', version(HELLO.version), value(scalar('nonce', HELLO.nonce, 'text'))),
  packet(
    'welcome',
    R,
    'ghost',
    version(WELCOME.version),
    value(scalar('nonce', WELCOME.nonce, 'text', { optional: true })),
    limit('payload_bytes', WELCOME.payloadBytes),
    limit('rows', WELCOME.rows),
    limit('name_bytes', WELCOME.nameBytes),
    limit('window', WELCOME.window),
  ),
  packet('proof', C, 'ghost', mac),
  packet('accepted', R, 'ghost', mac),
]);

/** @param code of a packet that there is */
export const packetOf = (code: number): Packet =>
  (code < EXTENSION ? PACKETS[code] : EXTENSIONS[code - EXTENSION]) as Packet;

export const packetNamed = (name: PacketName): Packet => packetOf(TYPE[name]);
