/* Rounding in the place of the C library's: picolibc 1.8 has floor(-4000000.4) as -4000003 and trunc(1e22) not as 1e22. */

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1023, EXPONENT_MASK = 0x7ff };

double trunc(double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	int exponent = (int)(bits >> FRACTION_BITS & EXPONENT_MASK) - EXPONENT_BIAS;
	if (exponent >= FRACTION_BITS)
		return value;
	bits &= exponent < 0 ? (uint64_t)1 << 63 : ~(UINT64_MAX >> 12 >> exponent);
	memcpy(&value, &bits, sizeof value);
	return value;
}

double floor(double value)
{
	double whole = trunc(value);
	return whole > value ? whole - 1 : whole;
}

double ceil(double value)
{
	double whole = trunc(value);
	return whole < value ? whole + 1 : whole;
}
