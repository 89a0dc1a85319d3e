/* What the chip says of its memories, its start and its collections: in words when it listens, as numbers to scripts. */

#include "../xs-host/host.h"
#include "chip.h"

/* From reset to listening, without the filling of the ROM. */
static uint64_t startInstructions;

static unsigned long size(const unsigned char *from, const unsigned char *to)
{
	return (unsigned long)(to - from);
}

/* chipBanner(): what there is and what is used of each memory, in bytes, and what it took to get here. */
static void chipBanner(xsMachine *the)
{
	startInstructions = chipInstructions() - chipFillingInstructions();
	size_t table;
	chipLabware(&table);
	chipCheckReserve();
	printf("flash: program %lu, byte code %lu, labware table %lu; built-ins and modules %lu\n",
		size(__flash_start, __flash_end), (unsigned long)(targetFlashUsed() - table), (unsigned long)table,
		(unsigned long)romUsed());
	printf("RAM %lu: static %lu, C heap with slots, chunks and stack of XS %lu, C stack peak %lu of %lu\n",
		size(__ram_start, __ram_end), size(__stack_top, __heap_start), (unsigned long)chipHeapPeak(),
		(unsigned long)chipStackPeak(), size(__stack_bottom, __stack_top));
	printf("XS: ");
	countersReport(the, stdout);
	printf("start: %lu instructions, without %lu for the filling of ROM\n",
		(unsigned long)startInstructions, (unsigned long)chipFillingInstructions());
	serialStart();
}

/* chipFigures(buffer): as doubles, in the order of host-tests/rv32/figures.ts. Allocates nothing. */
static void chipFigures(xsMachine *the)
{
	struct chipCollections collections = chipTakeCollections();
	const double values[] = {
		(double)startInstructions,
		collections.count,
		collections.longest,
		(double)size(__stack_top, __heap_start),
		(double)size(__stack_bottom, __stack_top),
		(double)chipStackPeak(),
		(double)chipHeapPeak(),
	};
	size_t bytes = (size_t)xsGetArrayBufferLength(xsArg(0));
	memcpy(xsToArrayBuffer(xsArg(0)), values, bytes < sizeof values ? bytes : sizeof values);
}

void chipDefineFigures(xsMachine *the)
{
	defineFunction(the, "chipBanner", chipBanner, 0);
	defineFunction(the, "chipFigures", chipFigures, 1);
}
