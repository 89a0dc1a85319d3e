/* What the files of the XS host share: options, memory, flash, counters, ends. */

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

/* memory.c */
void arenaMake(struct hostArena *arena, const struct hostPools *pools, size_t moreBytes);
void *arenaTake(struct hostArena *arena, size_t bytes);
xsCreation creationOf(const struct hostPools *pools);

/* rom.c: the machine of the built-ins and of all that the script makes while it is loaded */
txMachine *romMakeRoot(void);
txScript *romKeep(txScript *script);
void romShare(txMachine *root);
int romContains(const void *memory);

/* counters.c */
void countersStart(txMachine *machine, txU4 instructionLimit);
void countersWrite(txMachine *machine, double *counters, int count);
void countersResetPeaks(txMachine *machine);
void countersReport(txMachine *machine, FILE *out);

/* functions.c: what scripts can call */
void defineFunctions(txMachine *machine, const char *settings);

/* ends.c */
void endsCatchFaults(void);
void endsWatch(txMachine *machine);
void endUsage(const char *message, const char *detail) __attribute__((noreturn));

#endif
