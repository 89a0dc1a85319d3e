/* Exact counters of a machine, the same from run to run: instructions, slots, chunk bytes, stack, keys. */

#include "host.h"

/* The free stack is filled with this byte, so that it can be seen how far it was used. */
enum { STACK_FILL = 0xa5 };

/* So many untouched slots in a row end the part that was used: a frame may leave a few of its slots untouched. */
enum { UNTOUCHED_SLOTS = 8 };

static int isUntouched(const txSlot *slot)
{
	const unsigned char *bytes = (const unsigned char *)slot;
	for (size_t i = 0; i < sizeof(txSlot); i++)
		if (bytes[i] != STACK_FILL)
			return 0;
	return 1;
}

/*
 * Slots of the stack used at most since the last reset. The stack grows down; number conversions and regular
 * expressions use its far end as scratch, so the peak is looked for from the top downwards.
 */
static long stackPeak(const txMachine *machine)
{
	const txSlot *peak = machine->stack;
	for (const txSlot *slot = peak - 1; slot >= machine->stackBottom && peak - slot <= UNTOUCHED_SLOTS; slot--)
		if (!isUntouched(slot))
			peak = slot;
	return (long)(machine->stackTop - peak);
}

void countersResetPeaks(txMachine *machine)
{
	unsigned char *bottom = (unsigned char *)machine->stackBottom;
	memset(bottom, STACK_FILL, (size_t)((unsigned char *)machine->stack - bottom));
	machine->peakHeapCount = machine->currentHeapCount;
	machine->peakChunksSize = machine->currentChunksSize;
}

/* Of byte code; where the engine does not count them, to be fast, those of the processor. */
#ifdef mxMetering
#define INSTRUCTIONS(machine) ((machine)->meterIndex)

/* Asked once, when the limit is exceeded: the machine may not go on. */
static txBoolean mayGoOn(txMachine *machine, txU4 instructions)
{
	(void)machine;
	(void)instructions;
	return 0;
}
#else
#define INSTRUCTIONS(machine) targetInstructions()
#endif

/* From here on everything counts, and going beyond `instructionLimit` ends the program. */
void countersStart(txMachine *machine, txU4 instructionLimit)
{
	countersResetPeaks(machine);
#ifdef mxMetering
	fxBeginMetering(machine, mayGoOn, instructionLimit);
#else
	(void)instructionLimit;
#endif
}

static long keysOf(const txMachine *machine)
{
	return machine->keyIndex - machine->keyOffset;
}

/* The order is that of host-tests/support/engine.ts. Allocates nothing. */
void countersWrite(txMachine *machine, double *counters, int count)
{
	const double values[] = {
		(double)INSTRUCTIONS(machine),
		machine->currentHeapCount,
		machine->currentChunksSize,
		keysOf(machine),
		machine->garbageCollectionCount,
		machine->peakHeapCount,
		machine->peakChunksSize,
		(double)stackPeak(machine),
		sizeof(txSlot),
	};
	for (int i = 0; i < count && i < (int)(sizeof values / sizeof values[0]); i++)
		counters[i] = values[i];
}

/* In one line, for people: what is used of each pool, and the most that was. */
void countersReport(txMachine *machine, FILE *out)
{
	fprintf(out, "slots %ld (peak %ld) of %ld, chunks %ld (peak %ld) of %ld bytes, stack peak %ld of %ld, "
		"keys %ld of %ld, %lu instructions\n",
		(long)machine->currentHeapCount, (long)machine->peakHeapCount, (long)machine->maximumHeapCount,
		(long)machine->currentChunksSize, (long)machine->peakChunksSize, (long)machine->maximumChunksSize,
		stackPeak(machine), (long)(machine->stackTop - machine->stackBottom), keysOf(machine),
		(long)(machine->keyCount - machine->keyOffset), (unsigned long)INSTRUCTIONS(machine));
}
