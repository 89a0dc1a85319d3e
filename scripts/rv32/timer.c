/* The chip's time, counted in its instructions, and the end of a sleep: ticks of 10 MHz at a clock of 160 MHz.
 *
 * The emulator's time goes on by 64 ns with each instruction (scripts/rv32-run.mjs), so 16 instructions, a tick, take
 * 1,024 ns of it, and its machine timer, which counts every 100 ns, can be set to within two instructions. What the
 * emulated machine does behind the pins takes none of the chip's time.
 *
 * In still time the program takes no time, either: a tick comes when everything sleeps that is due before it, as on a
 * desk in virtual time, and the same packets always give the same ticks. Nothing interrupts the program then. */

#include "chip.h"

#define COUNT_LOW (*(volatile uint32_t *)0x0200bff8)
#define COUNT_HIGH (*(volatile uint32_t *)0x0200bffc)
#define COMPARE_LOW (*(volatile uint32_t *)0x02004000)
#define COMPARE_HIGH (*(volatile uint32_t *)0x02004004)

enum { TICK_SHIFT = 10, NANOSECONDS_PER_COUNT = 100 };

/* Sources that end a sleep: the timer and, for the serial line, the interrupt controller. */
enum { TIMER_ENABLE = 0x80, EXTERNAL_ENABLE = 0x800 };

/* Of the emulator's time, ns: what was not the chip's, less what it has slept; and since when it is not the chip's. */
static uint64_t outside, paused;

/* The emulator's time and the count of its timer at the same moment. */
static uint64_t baseNanoseconds, baseCount;

/* How long the moment counts: there are 2^32 ns in 4.3 s. */
enum { BASE_NANOSECONDS_MAX = 1 << 30 };

static int isStill;
static uint64_t stillTick;

void timerStandStill(void)
{
	isStill = 1;
}

int timerIsStill(void)
{
	return isStill;
}

uint64_t timerTicks(void)
{
	return isStill ? stillTick : (chipNanoseconds() - outside) >> TICK_SHIFT;
}

void timerPause(void)
{
	if (isStill)
		return;
	paused = chipNanoseconds();
}

void timerResume(void)
{
	if (isStill)
		return;
	outside += chipNanoseconds() - paused;
}

void timerHold(uint32_t ticks)
{
	if (isStill)
		return;
	uint32_t start, now;
	CSR_READ(mcycle, start);
	do
		CSR_READ(mcycle, now);
	while (now - start < ticks << TICK_SHIFT);
}

uint32_t timerInstructions(void)
{
	return (uint32_t)((paused - outside) >> INSTRUCTION_SHIFT);
}

void timerStart(void)
{
	if (isStill)
		return;
	timerRaise();
	CSR_SET(mie, TIMER_ENABLE);
}

static void findBase(void)
{
	uint32_t low, high;
	do {
		high = COUNT_HIGH;
		baseNanoseconds = chipNanoseconds();
		low = COUNT_LOW;
	} while (high != COUNT_HIGH);
	baseCount = (uint64_t)high << 32 | low;
}

/* With the interrupt masked: what it is set to on the way does no harm. */
static void compare(uint64_t count)
{
	static uint32_t high;
	COMPARE_LOW = (uint32_t)count;
	if (high == count >> 32)
		return;
	high = (uint32_t)(count >> 32);
	COMPARE_HIGH = high;
}

/* A chip writes its tick into a register; what it takes here to find the emulator's count is not the chip's time. It is
 * taken to be as much as it was the last time. */
void timerAlarm(uint32_t tick)
{
	if (isStill)
		return;
	static uint32_t spent;
	timerPause();
	if (paused > baseNanoseconds + BASE_NANOSECONDS_MAX)
		findBase();
	int32_t ahead = (int32_t)((tick << TICK_SHIFT) - (uint32_t)(paused - outside));
	int32_t passed = (int32_t)(paused - baseNanoseconds) + (int32_t)spent;
	compare(ahead <= 0 ? 0 : baseCount + (uint32_t)(passed + ahead) / NANOSECONDS_PER_COUNT + 1);
	spent = (uint32_t)(chipNanoseconds() - paused);
	timerResume();
}

void timerJump(uint64_t tick)
{
	if (isStill)
		stillTick = tick;
	else if (tick > timerTicks())
		outside = chipNanoseconds() - (tick << TICK_SHIFT);
}

void timerRaise(void)
{
	compare(0);
}

/* Until the serial line has something; its interrupt is never taken. */
void timerSleep(void)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	CSR_SET(mie, EXTERNAL_ENABLE);
	__asm__ volatile("wfi");
	CSR_CLEAR(mie, EXTERNAL_ENABLE);
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}
