// IEEE 754 half-precision floats, which neither DataView nor XS has: from and to the bits, without allocation.

/** What `halfOfSingle` gives when half precision would change the value. */
export const NO_HALF = -1;

/** 2^-24, the smallest half above zero, and 2^-25, which scales a normal half's significand with its exponent. */
const SMALLEST = 2 ** -24;
const SCALE = 2 ** -25;

/** Value of the half-precision float with these 16 bits. */
export function halfValue(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  let value: number;
  if (exponent === 0) value = fraction * SMALLEST;
  else if (exponent < 0x1f) value = (fraction + 0x400) * (1 << exponent) * SCALE;
  else value = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return bits >= 0x8000 ? -value : value;
}

/** Bits of the half-precision float that has the value of a single-precision one, by its bits; else `NO_HALF`. */
export function halfOfSingle(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const exponent = (single >>> 23) & 0xff;
  const fraction = single & 0x7f_ffff;
  if (exponent === 0) return fraction === 0 ? sign : NO_HALF;
  if (exponent === 0xff) return fraction === 0 ? sign | 0x7c00 : 0x7e00;
  // Biases are 127 and 15: single exponents 113 to 142 are normal halves, 103 to 112 those without a leading 1.
  if (exponent >= 113 && exponent <= 142) {
    if ((fraction & 0x1fff) !== 0) return NO_HALF;
    return sign | ((exponent - 112) << 10) | (fraction >>> 13);
  }
  if (exponent < 103 || exponent > 112) return NO_HALF;
  const shift = 126 - exponent;
  const significand = fraction | 0x80_0000;
  if ((significand & ((1 << shift) - 1)) !== 0) return NO_HALF;
  return sign | (significand >>> shift);
}
