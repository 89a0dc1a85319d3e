/* What scripts can call: print, collect, counters, exit; and the settings of the run. */

#include "host.h"

/* The half of a character beyond the 16-bit plane that stands at `text` in CESU-8, without its mark; -1 for none. */
static int halfAt(const unsigned char *text, unsigned mark)
{
	if (text[0] != 0xed || (text[1] & 0xf0) != mark || (text[2] & 0xc0) != 0x80)
		return -1;
	return (text[1] & 0x0f) << 6 | (text[2] & 0x3f);
}

/* hostPrint(text): a line on the standard output. The engine has such characters as two halves of three bytes each. */
static void hostPrint(xsMachine *the)
{
	const unsigned char *text = (const unsigned char *)xsToString(xsArg(0));
	while (*text != '\0') {
		int high = halfAt(text, 0xa0);
		int low = high < 0 ? -1 : halfAt(text + 3, 0xb0);
		if (low < 0) {
			fputc(*text++, stdout);
			continue;
		}
		int code = 0x10000 + (high << 10) + low;
		fputc(0xf0 | code >> 18, stdout);
		fputc(0x80 | (code >> 12 & 0x3f), stdout);
		fputc(0x80 | (code >> 6 & 0x3f), stdout);
		fputc(0x80 | (code & 0x3f), stdout);
		text += 6;
	}
	fputc('\n', stdout);
}

/* hostCollect(): a whole collection, chunks moved together. */
static void hostCollect(xsMachine *the)
{
	xsCollectGarbage();
}

/* hostCounters(buffer): writes the counters into an ArrayBuffer as doubles, as many as it holds. */
static void hostCounters(xsMachine *the)
{
	int count = (int)(xsGetArrayBufferLength(xsArg(0)) / (int)sizeof(double));
	countersWrite(the, xsToArrayBuffer(xsArg(0)), count);
}

/* hostResetPeaks(): peaks count from now on. */
static void hostResetPeaks(xsMachine *the)
{
	countersResetPeaks(the);
}

/*
 * hostBytes(count): a buffer of zeros outside of the pools, for what is not there on a board: the peer and the
 * judge of a test. Typed arrays and data views take it like an ArrayBuffer.
 */
static void hostBytes(xsMachine *the)
{
	int count = xsToInteger(xsArg(0));
	void *bytes = targetOutside(count > 0 ? (size_t)count : 1);
	if (bytes == NULL)
		xsRangeError("no memory for %d bytes outside of the pools", count);
	xsResult = xsNewHostObject(targetFreeOutside);
	xsSetHostBuffer(xsResult, bytes, count);
}

/* hostExit(code): ends the program. */
static void hostExit(xsMachine *the)
{
	int code = xsToInteger(xsArg(0));
	fflush(stdout);
	_exit(code);
}

void defineFunction(xsMachine *the, xsStringValue name, xsCallback function, int parameters)
{
	xsResult = xsNewHostFunction(function, parameters);
	xsDefine(xsGlobal, xsID(name), xsResult, xsDontEnum);
}

/* TextEncoder and TextDecoder, C modules of the package: tools of the tests need them, the firmware has none. */
extern void modInstallTextEncoder(xsMachine *the);
extern void modInstallTextDecoder(xsMachine *the);

/* Of src/device/crc32.c and garbage.c. */
extern void xs_crc32(xsMachine *the);
extern void xs_collect_garbage(xsMachine *the);

void defineFunctions(txMachine *machine, const char *settings)
{
	xsBeginHost(machine);
	{
		defineFunction(the, "hostPrint", hostPrint, 1);
		defineFunction(the, "hostCollect", hostCollect, 0);
		defineFunction(the, "hostCounters", hostCounters, 1);
		defineFunction(the, "hostResetPeaks", hostResetPeaks, 0);
		defineFunction(the, "hostBytes", hostBytes, 1);
		defineFunction(the, "hostExit", hostExit, 1);
		defineFunction(the, "xs_crc32", xs_crc32, 3);
		defineFunction(the, "xs_collect_garbage", xs_collect_garbage, 0);
		targetDefine(the);
		xsResult = xsString((xsStringValue)settings);
		xsDefine(xsGlobal, xsID("hostSettings"), xsResult, xsDontEnum);
	}
	xsEndHost(machine);
	modInstallTextEncoder(machine);
	modInstallTextDecoder(machine);
}
