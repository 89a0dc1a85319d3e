/* The step core on the emulated chip: the machine timer calls it, its state is entered with the interrupt masked. */

#define STEP_PORT "../../scripts/rv32/pins.h"

#include "../../src/device/step-engine-esp32.h"

#include "../../src/motion/step-core.c"

#include "chip.h"

static struct stepCore core;

/* Whether the program has entered the core, and not its interrupt. */
static int isEntered;

/* How long pins were held in the interrupt of a tick: what comes afterwards in it is planned for so much later. */
static uint32_t heldTick, held;

/* Axes at rest are not waited for longer than this in still time: a robot looks after itself every 100 ms, and longer
 * limits are those of a peer, who has all the time there is. 1 s. */
enum { STILL_TICKS_MAX = 10000000 };

void __attribute__((interrupt, aligned(4))) chipTimerInterrupt(void)
{
	uint32_t now = (uint32_t)timerTicks();
	do {
		stepInterrupt(&core, now);
		now = (uint32_t)timerTicks();
	} while (after(core.due, now) <= 0);
	timerAlarm(core.due);
}

void stepsHold(uint32_t ticks)
{
	heldTick = core.due;
	held = ticks;
	timerHold(ticks);
}

uint32_t stepsPlannedTick(void)
{
	if (isEntered)
		return (uint32_t)timerTicks();
	return core.due == heldTick ? core.due + held : core.due;
}

/* The chip sleeps until the next interrupt or, in still time, just until the tick. */
void stepsSleep(uint64_t tick)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	uint64_t now = timerTicks();
	uint64_t due = now + (uint64_t)(int64_t)after(core.due, (uint32_t)now);
	if (timerIsStill() && core.running == 0 && tick - now > STILL_TICKS_MAX) {
		timerSleep();
		return;
	}
	if (due <= tick)
		timerRaise();
	timerJump(due <= tick ? due : tick);
	if (due > tick)
		timerAlarm(core.due);
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}

struct stepCore *stepEngineEnter(void)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	isEntered = 1;
	return &core;
}

void stepEngineLeave(void)
{
	isEntered = 0;
	timerAlarm(core.due);
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}

uint32_t stepEngineNow(void)
{
	return (uint32_t)timerTicks();
}

int stepEngineStart(const struct stepSettings *settings, const struct stepPinList *pins)
{
	(void)pins;
	stepEngineEnter();
	stepReset(&core, settings, stepEngineNow());
	timerStart();
	stepEngineLeave();
	return 0;
}

/* A fault on the way here must not come here again. */
void stepsMakeSafe(void)
{
	static int isSafe;
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	if (isSafe || core.settings == 0)
		return;
	isSafe = 1;
	isEntered = 1;
	stepReset(&core, core.settings, stepEngineNow());
}
