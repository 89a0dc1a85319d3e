/* Allocation on the chip: before the board exists from the ROM, then from RAM; for tests, also from outside of the chip. */

#include <unistd.h>

#include "../xs-host/host.h"
#include "chip.h"

static size_t aligned(size_t bytes)
{
	return (bytes + 15) / 16 * 16;
}

/* So much is free when the robot begins to listen, bytes: for the frames of try statements and the text of numbers. */
enum { RESERVE = 3072 };

static void endTooSmall(size_t bytes)
{
	char text[96];
	snprintf(text, sizeof text, "%lu bytes, and there is no room for %lu of them",
		(unsigned long)(__ram_end - __ram_start), (unsigned long)bytes);
	endUsage("the RAM of the chip is too small for this board", text);
}

/* Of RAM; does not return without it. */
static void *ofRam(void *memory, size_t bytes)
{
	if (memory == NULL)
		endTooSmall(bytes);
	return memory;
}

void *chipAllocate(size_t bytes)
{
	void *memory = romTake(bytes);
	return memory == NULL ? ofRam(malloc(bytes), bytes) : memory;
}

/* Whoever has begun to listen has room for all that is asked for later. */
void chipCheckReserve(void)
{
	free(ofRam(malloc(RESERVE), RESERVE));
}

void *chipAllocateZeros(size_t count, size_t bytes)
{
	return memset(chipAllocate(count * bytes), 0, count * bytes);
}

/* What was taken from the ROM does not say how long it is: what follows it is copied with it. */
void *chipReallocate(void *memory, size_t bytes)
{
	if (memory == NULL)
		return chipAllocate(bytes);
	if (!romContains(memory))
		return ofRam(realloc(memory, bytes), bytes);
	return memcpy(chipAllocate(bytes), memory, bytes);
}

/* Of the filling of the ROM. */
static uint64_t filledSince, fillingInstructions;

/* The ROM is zero but for the application at its start. */
void *targetMemory(size_t bytes, enum hostPlace place)
{
	if (place == PLACE_FLASH) {
		if (bytes > (size_t)(__rom_end - __rom_start))
			endUsage("the ROM of the chip is too small", NULL);
		filledSince = chipInstructions();
		return __rom_start;
	}
	return memset(ofRam(malloc(bytes), bytes), 0, bytes);
}

/* The ROM is full. */
void targetLock(void *memory, size_t bytes)
{
	(void)memory;
	(void)bytes;
	protectionLockRom();
	fillingInstructions = chipInstructions() - filledSince;
}

/* A real chip has its ROM filled before reset. */
uint64_t chipFillingInstructions(void)
{
	return fillingInstructions;
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
