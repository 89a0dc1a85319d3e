// Writes pickles by hand: opcodes in hex, with the lengths and numbers worked out.

import { utf8Length } from '../../src/kernel/utf8.js';

const digits = (number: number, bytes: number): string => {
  let hex = '';
  for (let i = 0; i < bytes; i++) hex += (Math.floor(number / 256 ** i) % 256).toString(16).padStart(2, '0');
  return hex;
};

export const ascii = (text: string): string =>
  [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** SHORT_BINUNICODE of ASCII letters. */
export const text = (content: string): string => `8c${digits(utf8Length(content), 1)}${ascii(content)}`;

/** BININT1. */
export const int = (value: number): string => `4b${digits(value, 1)}`;

/** SHORT_BINBYTES of bytes in hex. */
export const bytes = (hex: string): string => `43${digits(hex.length / 2, 1)}${hex}`;

/** LONG_BINPUT and LONG_BINGET. */
export const put = (index: number): string => `72${digits(index, 4)}`;
export const get = (index: number): string => `6a${digits(index, 4)}`;

/** GLOBAL. */
export const named = (module: string, name: string): string => `63${ascii(`${module}\n${name}\n`)}`;

export const lengthOf = digits;

/** The opcodes without argument that tests use most. */
export const MARK = '28';
export const LIST = '5d';
export const DICT = '7d';
export const APPEND = '61';
export const APPENDS = '65';
export const SETITEM = '73';
export const SETITEMS = '75';
export const TUPLE0 = '29';
export const TUPLE = '74';
export const TUPLE1 = '85';
export const TUPLE2 = '86';
export const TUPLE3 = '87';
export const MEMOIZE = '94';
export const REDUCE = '52';
export const BUILD = '62';
export const STACK_GLOBAL = '93';
export const NONE = '4e';
export const TRUE = '88';
export const FALSE = '89';

/** A whole payload: PROTO 4, the code, STOP. */
export const whole = (...code: string[]): string => `8004${code.join('')}2e`;

/** A payload with one argument. */
export const argument = (...code: string[]): string => whole(...code, TUPLE1);
