/* Fixed memory: each machine has one arena that holds exactly its pools of chunks, slots and stack. */

#include "host.h"

/* XS heads each pool of chunks with a block, and puts its parts at multiples of this. */
enum { ALIGNMENT = 16 };

static size_t aligned(size_t bytes)
{
	return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void arenaMake(struct hostArena *arena, const struct hostPools *pools, size_t moreBytes, enum hostPlace place)
{
	size_t bytes = aligned((size_t)pools->chunkBytes + sizeof(txBlock)) + aligned(moreBytes) +
		aligned((size_t)(pools->slots + pools->stackSlots) * sizeof(txSlot));
	arena->base = targetMemory(bytes, place);
	arena->low = arena->base;
	arena->end = arena->base + bytes;
	arena->high = arena->end;
}

/* From the bottom; NULL when there is no room. */
void *arenaTake(struct hostArena *arena, size_t bytes)
{
	bytes = aligned(bytes);
	if (bytes > (size_t)(arena->high - arena->low))
		return NULL;
	void *taken = arena->low;
	arena->low += bytes;
	return taken;
}

/* The parser's memory is the host's own: a board runs byte code that was made before. */
xsCreation creationOf(const struct hostPools *pools)
{
	return (xsCreation){
		.initialChunkSize = (txSize)pools->chunkBytes,
		.initialHeapCount = (txSize)pools->slots,
		.stackCount = (txSize)pools->stackSlots,
		.initialKeyCount = (txSize)pools->keys,
		.nameModulo = 127,
		.symbolModulo = 127,
		.parserBufferSize = 16 * 1024 * 1024,
		.parserTableModulo = 1993,
	};
}

/* The machine's context is its arena. */
void fxCreateMachinePlatform(txMachine *the)
{
	the->arena = the->context;
	the->promiseJobs = 0;
}

void fxDeleteMachinePlatform(txMachine *the)
{
	the->arena = NULL;
}

/* XS asks once for each pool, when it makes a machine: the increments are 0. */
void *fxAllocateChunks(txMachine *the, txSize size)
{
	return arenaTake(the->arena, (size_t)size);
}

txSlot *fxAllocateSlots(txMachine *the, txSize count)
{
	struct hostArena *arena = the->arena;
	size_t bytes = (size_t)count * sizeof(txSlot);
	if (bytes > (size_t)(arena->high - arena->low))
		return NULL;
	arena->high -= bytes;
	return (txSlot *)arena->high;
}

/* An arena lives as long as the program. */
void fxFreeChunks(txMachine *the, void *chunks)
{
	(void)the;
	(void)chunks;
}

void fxFreeSlots(txMachine *the, void *slots)
{
	(void)the;
	(void)slots;
}
