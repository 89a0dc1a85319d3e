// numpy scalars in a pickle: `scalar(dtype, little-endian bytes)` becomes a plain integer, float or boolean.

import { asciiBytes } from '../kernel/utf8.js';
import { halfValue } from './half-float.js';
import { K } from './pickle-kinds.js';
import { KIND, type Kind, NOT_UINT64 } from './value-reader.js';

/** The dtypes that are read, by their numbers; the digit is the size in bytes. */
const NAMES: readonly string[] = Object.freeze([
  'b1',
  'i1',
  'i2',
  'i4',
  'i8',
  'u1',
  'u2',
  'u4',
  'u8',
  'f2',
  'f4',
  'f8',
]);

export const DTYPES = Object.freeze(NAMES.map(asciiBytes));

const SIZES = Uint8Array.from(NAMES, (name) => Number(name.charAt(1)));

/** Bytes of a scalar of the dtype that a kind from `K.dtype` on holds. */
export const dtypeBytes = (kind: number): number => SIZES[kind - K.dtype] as number;

/** The fields of a reader that hold a number. */
export interface NumberFields {
  number: number;
  high: number;
  low: number;
}

/** Sets an integer by its value and its lower 32 bits; `high` are the bits above, for those of 64 bits. */
function setInteger(fields: NumberFields, number: number, low: number, high = 0): Kind {
  fields.number = number;
  fields.low = low >>> 0;
  fields.high = number < 0 ? NOT_UINT64 : high >>> 0;
  return KIND.integer;
}

function setNumber(fields: NumberFields, number: number, kind: Kind = KIND.float): Kind {
  fields.number = number;
  return kind;
}

/** Reads the scalar of the dtype that `kind`, from `K.numpy` on, holds from `at` in `view`, which has 8 bytes from there. */
export function readNumpy(view: DataView, at: number, kind: number, fields: NumberFields): Kind {
  const low = view.getInt32(at, true);
  switch (NAMES[kind - K.numpy]) {
    case 'b1':
      return setNumber(fields, view.getUint8(at) === 0 ? 0 : 1, KIND.boolean);
    case 'i1':
      return setInteger(fields, view.getInt8(at), view.getInt8(at));
    case 'i2':
      return setInteger(fields, view.getInt16(at, true), view.getInt16(at, true));
    case 'i4':
      return setInteger(fields, low, low);
    case 'i8': {
      const high = view.getInt32(at + 4, true);
      return setInteger(fields, high * 0x1_0000_0000 + (low >>> 0), low, high);
    }
    case 'u1':
      return setInteger(fields, view.getUint8(at), view.getUint8(at));
    case 'u2':
      return setInteger(fields, view.getUint16(at, true), view.getUint16(at, true));
    case 'u4':
      return setInteger(fields, low >>> 0, low);
    case 'u8': {
      const high = view.getUint32(at + 4, true);
      return setInteger(fields, high * 0x1_0000_0000 + (low >>> 0), low, high);
    }
    case 'f2':
      return setNumber(fields, halfValue(view.getUint16(at, true)));
    case 'f4':
      return setNumber(fields, view.getFloat32(at, true));
    default:
      return setNumber(fields, view.getFloat64(at, true));
  }
}
