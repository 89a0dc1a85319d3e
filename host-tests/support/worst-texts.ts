// The longest names and texts that the caps allow, for which a robot needs memory besides that of its tables.

import { initSource } from '../../src/host/controller-arguments.js';
import { DECK_TEXT_BYTES_MAX, NAME_BYTES_MAX } from '../../src/kernel/limits.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { payloadOf } from './payloads.js';
import { bytesCase, hexCase, type WorstPacket, word } from './worst-packet.js';

/** The columns of `init_containers`. */
const COLUMNS = '646e616d65676c61627761726569636f6e7461696e6572676d61785f766f6c';

const longText = (bytes: number): string => `79${word(bytes)}${'78'.repeat(bytes)}`;

/** All slots with texts of so many bytes; the labware is known, or its name is one of these texts. */
const deckOf = (bytes: number, text: string, name = '96_well_plate', right = '20uL_pipette'): Uint8Array => {
  const long = text.repeat(bytes);
  const labware = { name, firstUsable: long, emptyList: long };
  return payloadOf(
    'init',
    initSource({
      simulate: false,
      labware: Array.from({ length: 11 }, (_, i) => ({ deckPos: i + 1, ...labware })),
      instruments: { left: '300uL_pipette', right },
      reagents: [],
    }),
    new CborWriter(),
  );
};

export const WORST_TEXTS: readonly WorstPacket[] = [
  hexCase(
    'bytes of a name',
    NAME_BYTES_MAX,
    (bytes) => `82${longText(bytes)}80`,
    'argumentInvalid',
    'transfer',
  ),
  hexCase(
    'bytes of a labware beside a type of container as long as can be',
    DECK_TEXT_BYTES_MAX,
    (bytes) => `818284${COLUMNS}846161${longText(bytes)}${longText(DECK_TEXT_BYTES_MAX)}01`,
    'argumentInvalid',
    'init_containers',
  ),
  bytesCase(
    'bytes of the texts of a full deck',
    DECK_TEXT_BYTES_MAX,
    (bytes) => deckOf(bytes, 'x'),
    'argumentInvalid',
    'init',
  ),
  bytesCase(
    'bytes of an unknown labware',
    DECK_TEXT_BYTES_MAX,
    (bytes) => deckOf(bytes, 'x', 'x'.repeat(bytes)),
    'argumentInvalid',
    'init',
  ),
  bytesCase(
    'bytes of lists of empty tubes that have as many parts as can be',
    DECK_TEXT_BYTES_MAX,
    (bytes) => deckOf(bytes, ',', 'tube_holder_10'),
    'argumentInvalid',
    'init',
  ),
  bytesCase(
    'bytes of an instrument',
    DECK_TEXT_BYTES_MAX,
    (bytes) => deckOf(DECK_TEXT_BYTES_MAX, 'x', '96_well_plate', 'x'.repeat(bytes)),
    'argumentInvalid',
    'init',
  ),
];
