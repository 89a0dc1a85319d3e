/* The machine timer: the time of the chip, and the end of a sleep. */

#include "chip.h"

#define TIME_LOW (*(volatile uint32_t *)0x0200bff8)
#define TIME_HIGH (*(volatile uint32_t *)0x0200bffc)
#define COMPARE_LOW (*(volatile uint32_t *)0x02004000)
#define COMPARE_HIGH (*(volatile uint32_t *)0x02004004)

/* Sources that end a sleep: the timer and, for the serial line, the interrupt controller. */
enum { TIMER_ENABLE = 0x80, EXTERNAL_ENABLE = 0x800 };

uint64_t timerTicks(void)
{
	uint32_t low, high;
	do {
		high = TIME_HIGH;
		low = TIME_LOW;
	} while (high != TIME_HIGH);
	return (uint64_t)high << 32 | low;
}

void timerAlarm(uint64_t tick)
{
	COMPARE_HIGH = UINT32_MAX;
	COMPARE_LOW = (uint32_t)tick;
	COMPARE_HIGH = (uint32_t)(tick >> 32);
}

/* Until an interrupt waits. The step core's is taken afterwards; that of the serial line only ends the sleep. */
void timerSleep(void)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	CSR_SET(mie, TIMER_ENABLE | EXTERNAL_ENABLE);
	__asm__ volatile("wfi");
	CSR_CLEAR(mie, EXTERNAL_ENABLE);
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}
