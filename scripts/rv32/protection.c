/* Physical memory protection: flash is read and run, the ROM read, RAM read and written; anything else traps. */

#include "chip.h"

/* Bits of an entry. A locked one binds machine mode, too, and holds until reset; a range goes up to its address. */
enum { READ = 1, WRITE = 2, RUN = 4, RANGE = 8, LOCKED = 0x80, CLOSED = LOCKED | RANGE };

/* The ROM is the third range; machine mode is free to use one that is not locked. */
enum { ROM_SHIFT = 16 };

static uint32_t topOf(const unsigned char *end)
{
	return (uint32_t)(uintptr_t)end >> 2;
}

void protectionStart(void)
{
	CSR_WRITE(pmpaddr0, topOf(__flash_start));
	CSR_WRITE(pmpaddr1, topOf(__rom_start));
	CSR_WRITE(pmpaddr2, topOf(__rom_end));
	CSR_WRITE(pmpaddr3, topOf(__window_end));
	CSR_WRITE(pmpaddr4, topOf(__ram_start));
	CSR_WRITE(pmpaddr5, topOf(__ram_end));
	CSR_WRITE(pmpaddr6, UINT32_MAX);
	CSR_WRITE(pmpcfg1, CLOSED | (CLOSED | READ | WRITE) << 8 | CLOSED << 16);
	CSR_WRITE(pmpcfg0, (CLOSED | READ | WRITE) | (CLOSED | READ | RUN) << 8 | (RANGE | READ | WRITE) << ROM_SHIFT |
		(uint32_t)(CLOSED | READ | WRITE) << 24);
}

void protectionLockRom(void)
{
	uint32_t entries;
	CSR_READ(pmpcfg0, entries);
	CSR_WRITE(pmpcfg0, (entries & ~(0xffu << ROM_SHIFT)) | (CLOSED | READ) << ROM_SHIFT);
}
