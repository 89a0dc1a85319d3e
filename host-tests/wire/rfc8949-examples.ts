// All examples of RFC 8949 appendix A: what the reader makes of each, or the fault with which it refuses it.

import type { FaultCode } from '../../src/kernel/faults.js';
import type { Tree } from '../support/tree.js';

export interface Example {
  readonly hex: string;
  /** The value, in the notation of host-tests/vectors/README.md. */
  readonly value?: Tree;
  readonly fault?: FaultCode;
  /** What the fault's text names. */
  readonly named?: string;
}

const numbers: Example[] = [
  { hex: '00', value: 0 },
  { hex: '01', value: 1 },
  { hex: '0a', value: 10 },
  { hex: '17', value: 23 },
  { hex: '1818', value: 24 },
  { hex: '1819', value: 25 },
  { hex: '1864', value: 100 },
  { hex: '1903e8', value: 1000 },
  { hex: '1a000f4240', value: 1000000 },
  { hex: '1b000000e8d4a51000', value: 1000000000000 },
  { hex: '1bffffffffffffffff', value: { $int: '18446744073709551615' } },
  { hex: 'c249010000000000000000', value: { $int: '18446744073709551616' } },
  { hex: '3bffffffffffffffff', value: { $int: '-18446744073709551616' } },
  // -18446744073709551617, whose nearest double is one less
  { hex: 'c349010000000000000000', value: { $int: '-18446744073709551616' } },
  { hex: '20', value: -1 },
  { hex: '29', value: -10 },
  { hex: '3863', value: -100 },
  { hex: '3903e7', value: -1000 },
  { hex: 'f90000', value: { $float: '0.0' } },
  { hex: 'f98000', value: { $float: '-0.0' } },
  { hex: 'f93c00', value: { $float: '1.0' } },
  { hex: 'fb3ff199999999999a', value: 1.1 },
  { hex: 'f93e00', value: 1.5 },
  { hex: 'f97bff', value: { $float: '65504.0' } },
  { hex: 'fa47c35000', value: { $float: '100000.0' } },
  { hex: 'fa7f7fffff', value: { $float: '3.4028234663852886e+38' } },
  { hex: 'fb7e37e43c8800759c', value: { $float: '1e+300' } },
  { hex: 'f90001', value: 2 ** -24 },
  { hex: 'f90400', value: 0.00006103515625 },
  { hex: 'f9c400', value: { $float: '-4.0' } },
  { hex: 'fbc010666666666666', value: -4.1 },
  { hex: 'f97c00', value: { $float: 'inf' } },
  { hex: 'f97e00', value: { $float: 'nan' } },
  { hex: 'f9fc00', value: { $float: '-inf' } },
  { hex: 'fa7f800000', value: { $float: 'inf' } },
  { hex: 'fa7fc00000', value: { $float: 'nan' } },
  { hex: 'faff800000', value: { $float: '-inf' } },
  { hex: 'fb7ff0000000000000', value: { $float: 'inf' } },
  { hex: 'fb7ff8000000000000', value: { $float: 'nan' } },
  { hex: 'fbfff0000000000000', value: { $float: '-inf' } },
];

const simpleAndTagged: Example[] = [
  { hex: 'f4', value: false },
  { hex: 'f5', value: true },
  { hex: 'f6', value: null },
  { hex: 'f7', fault: 'cborUnsupported', named: 'undefined' },
  { hex: 'f0', fault: 'cborUnsupported', named: 'simple value 16' },
  { hex: 'f8ff', fault: 'cborUnsupported', named: 'simple value 255' },
  { hex: 'c074323031332d30332d32315432303a30343a30305a', fault: 'cborUnsupported', named: 'tag 0' },
  { hex: 'c11a514b67b0', fault: 'cborUnsupported', named: 'tag 1' },
  { hex: 'c1fb41d452d9ec200000', fault: 'cborUnsupported', named: 'tag 1' },
  { hex: 'd74401020304', fault: 'cborUnsupported', named: 'tag 23' },
  { hex: 'd818456449455446', fault: 'cborUnsupported', named: 'tag 24' },
  {
    hex: 'd82076687474703a2f2f7777772e6578616d706c652e636f6d',
    fault: 'cborUnsupported',
    named: 'tag 32',
  },
];

const strings: Example[] = [
  { hex: '40', value: { $bytes: '' } },
  { hex: '4401020304', value: { $bytes: '01020304' } },
  { hex: '60', value: '' },
  { hex: '6161', value: 'a' },
  { hex: '6449455446', value: 'IETF' },
  { hex: '62225c', value: '"\\' },
  { hex: '62c3bc', value: 'ü' },
  { hex: '63e6b0b4', value: '水' },
  { hex: '64f0908591', value: '𐅑' },
];

const containers: Example[] = [
  { hex: '80', value: [] },
  { hex: '83010203', value: [1, 2, 3] },
  { hex: '8301820203820405', value: [1, [2, 3], [4, 5]] },
  {
    hex: '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
    value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
  },
  { hex: 'a0', value: {} },
  {
    hex: 'a201020304',
    value: {
      $dict: [
        [1, 2],
        [3, 4],
      ],
    },
  },
  { hex: 'a26161016162820203', value: { a: 1, b: [2, 3] } },
  { hex: '826161a161626163', value: ['a', { b: 'c' }] },
  {
    hex: 'a56161614161626142616361436164614461656145',
    value: { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' },
  },
];

const indefinite: Example[] = (
  [
    ['5f42010243030405ff', 'bytes'],
    ['7f657374726561646d696e67ff', 'a text'],
    ['9fff', 'an array'],
    ['9f018202039f0405ffff', 'an array'],
    ['9f01820203820405ff', 'an array'],
    ['83018202039f0405ff', 'an array'],
    ['83019f0203ff820405', 'an array'],
    ['9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff', 'an array'],
    ['bf61610161629f0203ffff', 'a map'],
    ['826161bf61626163ff', 'a map'],
    ['bf6346756ef563416d7421ff', 'a map'],
  ] as const
).map(([hex, named]): Example => ({ hex, fault: 'cborIndefinite', named: `${named}, at byte` }));

export const RFC8949_EXAMPLES: readonly Example[] = [
  ...numbers,
  ...simpleAndTagged,
  ...strings,
  ...containers,
  ...indefinite,
];
