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

/* How many interrupts of moving axes come in a row before the line is looked at: a look takes the emulator as long as
 * many of them. */
enum { INTERRUPTS_IN_A_ROW = 256 };

static void serveCore(void)
{
	uint32_t now = (uint32_t)timerTicks();
	do {
		stepInterrupt(&core, now);
		now = (uint32_t)timerTicks();
	} while (after(core.due, now) <= 0);
}

void __attribute__((interrupt, aligned(4))) chipTimerInterrupt(void)
{
	serveCore();
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

static uint64_t dueTick(uint64_t now)
{
	return now + (uint64_t)(int64_t)after(core.due, (uint32_t)now);
}

/* Until the next interrupt. */
static void sleepUntil(uint64_t tick)
{
	__asm__ volatile(CSR("csrci mstatus, 8") ::: "memory");
	uint64_t due = dueTick(timerTicks());
	if (due <= tick)
		timerRaise();
	timerJump(due <= tick ? due : tick);
	if (due > tick)
		timerAlarm(core.due);
	__asm__ volatile(CSR("csrsi mstatus, 8") ::: "memory");
}

/* Nothing interrupts in still time: what is due comes here. 0 at rest, when the line is what is waited for. */
static int sleepStillUntil(uint64_t tick)
{
	uint64_t now = timerTicks();
	uint64_t due = dueTick(now);
	if (core.running == 0 && tick - now > STILL_TICKS_MAX)
		return 0;
	timerJump(due <= tick ? due : tick);
	if (due <= tick)
		serveCore();
	return 1;
}

void stepsSleep(uint64_t tick)
{
	for (int i = 0; i < INTERRUPTS_IN_A_ROW && timerTicks() < tick; i++) {
		if (!timerIsStill()) {
			sleepUntil(tick);
			if (core.running == 0)
				return;
		} else if (!sleepStillUntil(tick)) {
			timerSleep();
			serialAcknowledge();
			return;
		}
	}
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
