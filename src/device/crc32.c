/* CRC-32 in C for XS (native-crc32.ts), as src/kernel/crc32.ts has it: a record of the run log takes 1,800 instructions of
 * the chip, and 75,000 in byte code. */

#include "xsmc.h"

/* What each value of the four low bits adds. */
static const uint32_t NIBBLES[16] = {
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
	0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

/* crc32(bytes, start, end). */
void xs_crc32(xsMachine *the)
{
	void *data;
	xsUnsignedValue count;
	xsmcGetBufferReadable(xsArg(0), &data, &count);
	const uint8_t *bytes = data;
	xsIntegerValue start = xsmcToInteger(xsArg(1)), end = xsmcToInteger(xsArg(2));
	if (start < 0 || end < start || (xsUnsignedValue)end > count)
		xsRangeError("the bytes end before");
	uint32_t crc = 0xffffffff;
	for (xsIntegerValue i = start; i < end; i++) {
		crc ^= bytes[i];
		crc = crc >> 4 ^ NIBBLES[crc & 15];
		crc = crc >> 4 ^ NIBBLES[crc & 15];
	}
	xsmcSetNumber(xsResult, (xsNumberValue)(uint32_t)~crc);
}
