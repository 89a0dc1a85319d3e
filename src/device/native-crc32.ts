// In the place of kernel/crc32.ts where the program runs on XS: the same function in C (crc32.c).

import type * as kernel from '../kernel/crc32.js';

export const crc32: typeof kernel.crc32 = native('xs_crc32');
