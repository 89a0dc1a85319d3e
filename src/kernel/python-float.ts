// Floats as Python prints them: the concentration in a chemical's name, and later every number in the report files.

/**
 * `repr` of a Python float: the shortest digits that read back the same, always with a point or an exponent;
 * exponents from 1e16 up and below 1e-4, with at least two digits (CPython's float_repr_style 'short').
 */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e16)) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  const places = exponent.slice(1);
  return `${digits}e${exponent[0]}${places.length < 2 ? `0${places}` : places}`;
}
