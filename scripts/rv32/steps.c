/* The step core on the emulated chip: the machine timer calls it, its state is entered with the interrupt masked. */

#define STEP_PORT "../../scripts/rv32/pins.h"

#include "../../src/device/step-engine-esp32.h"

#include "../../src/motion/step-core.c"

#include "chip.h"

enum { TIMER_ENABLE = 0x80 };

static struct stepCore core;

/* The alarm is the core's next tick, which is at most its longest sample time ahead. */
static void setAlarm(void)
{
	uint64_t now = timerTicks();
	timerAlarm(now + (uint64_t)(int64_t)after(core.due, (uint32_t)now));
}

void __attribute__((interrupt, aligned(4))) chipTimerInterrupt(void)
{
	stepInterrupt(&core, (uint32_t)timerTicks());
	setAlarm();
}

struct stepCore *stepEngineEnter(void)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	return &core;
}

void stepEngineLeave(void)
{
	setAlarm();
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}

uint32_t stepEngineNow(void)
{
	return (uint32_t)timerTicks();
}

int stepEngineStart(const struct stepSettings *settings, const struct stepPinList *pins)
{
	(void)pins;
	stepReset(&core, settings, stepEngineNow());
	CSR_SET(mie, TIMER_ENABLE);
	stepEngineLeave();
	return 0;
}
