/* What the files of the XS host share: options, memory, flash, counters, ends; and what each target does in its way. */

#ifndef XS_HOST_H
#define XS_HOST_H

#include "xsAll.h"

#include "xs.h"

#include "xsScript.h"

/* Sizes of the pools of one machine. None of them ever grows, as on a board. */
struct hostPools {
	long chunkBytes;
	long slots;
	long stackSlots;
	long keys;
};

/* Memory of one machine: chunks are taken from its bottom, slots and stack from its top. */
struct hostArena {
	unsigned char *base;
	unsigned char *low;
	unsigned char *high;
	unsigned char *end;
};

/* Exit codes of the program. 0 and 1 are what the script says, or that it ran to its end. */
enum {
	EXIT_USAGE = 2,
	EXIT_MEMORY_FULL = 11,
	EXIT_STACK_OVERFLOW = 12,
	EXIT_KEYS_FULL = 13,
	EXIT_EXCEPTION = 14,
	EXIT_REJECTION = 15,
	EXIT_INSTRUCTIONS = 16,
	EXIT_ROM_WRITTEN = 17,
	EXIT_OTHER_ABORT = 18,
};

/* Where memory is. */
enum hostPlace { PLACE_RAM, PLACE_FLASH };

/* memory.c */
void arenaMake(struct hostArena *arena, const struct hostPools *pools, size_t moreBytes, enum hostPlace place);
void *arenaTake(struct hostArena *arena, size_t bytes);
xsCreation creationOf(const struct hostPools *pools);

/* rom.c: the machine of the built-ins and of all that the script makes while it is loaded */
txMachine *romMakeRoot(void);
txScript *romKeep(txScript *script);
void *romTake(size_t bytes);
void romShare(txMachine *root);
int romContains(const void *memory);
size_t romUsed(void);

/* counters.c */
void countersStart(txMachine *machine, txU4 instructionLimit);
void countersWrite(txMachine *machine, double *counters, int count);
void countersResetPeaks(txMachine *machine);
void countersReport(txMachine *machine, FILE *out);

/* functions.c: what scripts can call */
void defineFunctions(txMachine *machine, const char *settings);
void defineFunction(xsMachine *the, xsStringValue name, xsCallback function, int parameters);

/* ends.c */
void endsWatch(txMachine *machine);
void endUsage(const char *message, const char *detail) __attribute__((noreturn));

/* The target: linux.c, or scripts/rv32/chip.c for the emulated chip. */

/* Zeros, or no return. Memory of the flash begins with what is in use already, `targetFlashUsed` bytes. */
void *targetMemory(size_t bytes, enum hostPlace place);
size_t targetFlashUsed(void);

/* From now on these bytes can only be read. */
void targetLock(void *memory, size_t bytes);

/* Zeros that are not on the board; NULL when there are none left. */
void *targetOutside(size_t bytes);
void targetFreeOutside(void *memory);

/* Instructions of the processor since reset, where it counts them. */
uint64_t targetInstructions(void);

/* From now on faults of the processor end the program with their reason. */
void targetCatchFaults(void);

/* Takes an option that only this target has: 0 for one that it does not know. */
int targetTakeOption(const char *name, const char *value);

/* Defines the functions that only this target has. */
void targetDefine(xsMachine *the);

/* The script to run. */
txScript *targetScript(txMachine *machine, const char *path);

#endif
