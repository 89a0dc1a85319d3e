/* Counts the instructions of complete interrupts of the step core on an emulated RV32IMC: from the first one of the
 * handler to its mret. Prints axes, whether all are due together, steps of a segment, then interrupts, instructions,
 * the most of one interrupt, steps. */

#include "../../../src/motion/step-core.h"

#define CSR(instruction) ".option push\n.option arch, +zicsr\n" instruction "\n.option pop"
#define SOFTWARE_INTERRUPT (*(volatile uint32_t *)0x02000000)
#define UART (*(volatile uint8_t *)0x10000000)

enum { INTERVAL_TICKS = 900, EMPTY_INSTRUCTIONS = 5, WARM_UP = 100, INTERRUPTS = 6000 };

struct costGpio costGpio[2];
static volatile uint32_t timerCompare[2];
static struct stepCore core;
static struct stepSettings settings;
static uint32_t due;

void emptyInterrupt(void);

static void __attribute__((interrupt, aligned(4))) timerInterrupt(void)
{
	SOFTWARE_INTERRUPT = 0;
	due = stepInterrupt(&core, due);
	timerCompare[1] = 0;
	timerCompare[0] = due;
}

static void handleWith(void (*handler)(void))
{
	__asm__ volatile(CSR("csrw mtvec, %0\ncsrs mie, %1\ncsrs mstatus, %1") ::"r"(handler), "r"(8));
}

static inline uint32_t instructions(void)
{
	uint32_t count;
	__asm__ volatile(CSR("csrr %0, minstret") : "=r"(count));
	return count;
}

/* Instructions between two readings with one interrupt in between. */
static uint32_t interruptOnce(void)
{
	uint32_t start = instructions();
	SOFTWARE_INTERRUPT = 1;
	__asm__ volatile("fence" ::: "memory");
	while (SOFTWARE_INTERRUPT)
		;
	return instructions() - start;
}

static void print(uint32_t value, char end)
{
	char digits[10];
	int count = 0;
	do {
		digits[count++] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	while (count > 0)
		UART = (uint8_t)digits[--count];
	UART = (uint8_t)end;
}

static void fill(uint32_t axes, uint32_t perSegment)
{
	for (uint32_t i = 0; i < axes; i++)
		while (stepRoom(&core, i) > 0)
			stepPush(&core, i, STEP_UP, perSegment, (int64_t)INTERVAL_TICKS << 16, 0);
}

static void measure(uint32_t axes, uint32_t isTogether, uint32_t perSegment, uint32_t overhead)
{
	uint32_t sum = 0, most = 0, steps = 0;
	due = stepReset(&core, &settings, 0);
	for (uint32_t i = 0; i < STEP_AXES; i++)
		stepArm(&core, i, (struct stepTrigger){ .level = 1, .axes = 63, .isCut = 1 });
	for (uint32_t i = 0; i < axes; i++)
		stepPush(&core, i, STEP_UP, 1, (int64_t)(INTERVAL_TICKS + (isTogether ? 0 : i * 149)) << 16, 0);
	fill(axes, perSegment);
	due = stepStart(&core, 63, 0);
	for (uint32_t i = 0; i < WARM_UP + INTERRUPTS; i++) {
		fill(axes, perSegment);
		if (i == WARM_UP)
			for (uint32_t axis = 0; axis < axes; axis++)
				steps -= (uint32_t)stepPosition(&core, axis);
		uint32_t count = interruptOnce() - overhead;
		if (i < WARM_UP)
			continue;
		sum += count;
		most = count > most ? count : most;
	}
	for (uint32_t axis = 0; axis < axes; axis++)
		steps += (uint32_t)stepPosition(&core, axis);
	print(axes, ' ');
	print(isTogether, ' ');
	print(perSegment, ' ');
	print(INTERRUPTS, ' ');
	print(sum, ' ');
	print(most, ' ');
	print(steps, '\n');
}

int main(void)
{
	static const uint32_t AXES[] = { 1, 3, 6 };
	static const uint32_t SEGMENTS[] = { 20, 300 };
	for (uint32_t i = 0; i < STEP_AXES; i++) {
		settings.axes[i].step.word[0] = 1u << i;
		settings.axes[i].direction.word[0] = 1u << (8 + i);
		settings.inputs[i].word[0] = 1u << (16 + i);
	}
	settings.pulseTicks = 1;
	settings.intervalTicks = settings.turnTicks = 50;
	settings.leadTicks = 1000;
	settings.lateTicks = 500;
	handleWith(emptyInterrupt);
	uint32_t overhead = interruptOnce() - EMPTY_INSTRUCTIONS;
	handleWith(timerInterrupt);
	for (uint32_t segment = 0; segment < 2; segment++)
		for (uint32_t i = 0; i < 3; i++)
			for (uint32_t isTogether = 0; isTogether < (AXES[i] == 1 ? 1 : 2); isTogether++)
				measure(AXES[i], isTogether, SEGMENTS[segment], overhead);
	return 0;
}
