// How arguments are described: every packet carries plain values and a few tables, in a handful of forms.

import { asciiBytes } from '../kernel/utf8.js';

/**
 * What a plain value may be. A `name` is the name of a container that exists, or its id in CBOR; a `newName` is one
 * that is about to exist. That and a `printable` text end up in the report files: no control characters, no
 * end-of-file mark.
 */
export type ScalarKind = 'boolean' | 'integer' | 'number' | 'text' | 'printable' | 'name' | 'newName' | 'cid';

export interface Scalar {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  /** The number under which a consumer gets it. */
  readonly field: number;
  readonly kind: ScalarKind;
  /** None may stand for it. */
  readonly optional: boolean;
  /** Unit, for messages: 'µL'. */
  readonly unit: string;
  /** Smallest and largest value, both allowed; where nothing else is said, those of a finite double. */
  readonly minimum: number;
  readonly maximum: number;
  /** The minimum itself is not allowed. */
  readonly above: boolean;
}

/**
 * `value`: one scalar. `names`: a list of scalars, or the text `all` when `all` is a field (-1: not allowed).
 * `tuples`: a list of tuples, one a row. `table`: a dict of columns, each a dict from the row to the value, or the
 * column names and an array a row; the rows are keyed by `columns[0]` when `keyed`, else numbered 0, 1, 2 and so on.
 * `map`: a dict from `columns[0]` to `columns[1]`. `exception`: class and text.
 */
export interface Argument {
  readonly form: 'value' | 'names' | 'tuples' | 'table' | 'map' | 'exception';
  readonly name: string;
  readonly columns: readonly Scalar[];
  readonly keyed: boolean;
  readonly all: number;
}

type Options = Partial<Pick<Scalar, 'optional' | 'unit' | 'minimum' | 'maximum' | 'above'>>;

export const scalar = (name: string, field: number, kind: ScalarKind, options: Options = {}): Scalar =>
  Object.freeze({
    name,
    nameBytes: asciiBytes(name),
    field,
    kind,
    optional: options.optional ?? false,
    unit: options.unit ?? '',
    minimum: options.minimum ?? -Number.MAX_VALUE,
    maximum: options.maximum ?? Number.MAX_VALUE,
    above: options.above ?? false,
  });

const argument = (
  form: Argument['form'],
  name: string,
  columns: readonly Scalar[],
  keyed = false,
  all = -1,
): Argument => Object.freeze({ form, name, columns: Object.freeze(columns), keyed, all });

export const value = (column: Scalar): Argument => argument('value', column.name, [column]);

export const names = (item: Scalar, all = -1): Argument => argument('names', item.name, [item], false, all);

export const tuples = (name: string, ...columns: Scalar[]): Argument => argument('tuples', name, columns);

export const table = (name: string, ...columns: Scalar[]): Argument => argument('table', name, columns);

export const keyedTable = (name: string, ...columns: Scalar[]): Argument =>
  argument('table', name, columns, true);

export const map = (name: string, key: Scalar, item: Scalar): Argument => argument('map', name, [key, item]);

export const exception = (name: string, python: Scalar, message: Scalar): Argument =>
  argument('exception', name, [python, message]);
