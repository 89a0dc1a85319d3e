// Volumes in the texts of faults, with three significant digits as Python's format '.3' gives them.

/** Decimals that tell a tie from what is only near to one: a double has 17 significant ones. */
const DECIMALS = 24;

/**
 * `format(value, '.3')` of a Python float: 50.3, 5.0, and from 100 up 3e+02 or 1.23e+03. Ties go to the even digit,
 * which JavaScript's own rounding does not do.
 */
export function threeDigits(value: number): string {
  if (value === 0) return '0.0';
  const [mantissa, power] = Math.abs(value).toExponential(DECIMALS).split('e') as [string, string];
  const rest = mantissa.slice(4);
  const half = `5${'0'.repeat(DECIMALS - 3)}`;
  let digits = Number(mantissa[0] + mantissa.slice(2, 4));
  let exponent = Number(power);
  if (rest > half || (rest === half && digits % 2 === 1)) digits += 1;
  if (digits === 1000) {
    digits = 100;
    exponent += 1;
  }
  const sign = value < 0 ? '-' : '';
  if (exponent >= 2 || exponent < -4) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits / 100}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const text = (digits / 10 ** (2 - exponent)).toFixed(2 - exponent);
  return sign + text.replace(/(\.\d+?)0+$/, '$1');
}
