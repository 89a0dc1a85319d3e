/* Allocation on the chip: before the board exists from the ROM, then from RAM; for tests, also from outside of the chip. */

#include <unistd.h>

#include "../xs-host/host.h"
#include "chip.h"

static size_t aligned(size_t bytes)
{
	return (bytes + 15) / 16 * 16;
}

void *chipAllocate(size_t bytes)
{
	void *memory = romTake(bytes);
	return memory == NULL ? malloc(bytes) : memory;
}

void *chipAllocateZeros(size_t count, size_t bytes)
{
	void *memory = chipAllocate(count * bytes);
	return memory == NULL ? NULL : memset(memory, 0, count * bytes);
}

/* What was taken from the ROM does not say how long it is: what follows it is copied with it. */
void *chipReallocate(void *memory, size_t bytes)
{
	if (memory == NULL)
		return chipAllocate(bytes);
	if (!romContains(memory))
		return realloc(memory, bytes);
	void *moved = chipAllocate(bytes);
	return moved == NULL ? NULL : memcpy(moved, memory, bytes);
}

/* The ROM is zero but for the application at its start. */
void *targetMemory(size_t bytes, enum hostPlace place)
{
	if (place == PLACE_FLASH) {
		if (bytes > (size_t)(__rom_end - __rom_start))
			endUsage("the ROM of the chip is too small", NULL);
		return __rom_start;
	}
	void *memory = malloc(bytes);
	if (memory == NULL)
		endUsage("the RAM of the chip is too small for the pools", NULL);
	return memset(memory, 0, bytes);
}

/* Taken one after the other; there is enough for all that a test takes. */
void *targetOutside(size_t bytes)
{
	static unsigned char *free = __outside_start;
	bytes = aligned(bytes);
	if (bytes > (size_t)(__outside_end - free))
		return NULL;
	unsigned char *memory = free;
	free += bytes;
	return memory;
}

void targetFreeOutside(void *memory)
{
	(void)memory;
}

/* A stack that comes so near to its end ends the script, bytes. */
enum { STACK_RESERVE = 1024 };

char *fxCStackLimit(void)
{
	return (char *)__stack_bottom + STACK_RESERVE;
}

size_t chipStackPeak(void)
{
	const uint32_t *word = (const uint32_t *)(void *)__stack_bottom;
	while ((const unsigned char *)word < __stack_top && *word == 0xa5a5a5a5)
		word++;
	return (size_t)(__stack_top - (const unsigned char *)word);
}

size_t chipHeapPeak(void)
{
	return (size_t)((unsigned char *)sbrk(0) - __heap_start);
}
