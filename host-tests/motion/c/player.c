/* Plays calls read from stdin on the step core and prints what can be seen of it: states after each A, edges at the end
 * of each run. A call is a letter and numbers; ticks count from the begin of a run. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../../src/motion/step-core.h"

struct edge {
	uint32_t tick, pin, level;
};

static struct stepCore core;
static struct stepSettings settings;
static uint32_t levels[STEP_PIN_WORDS]; /* of all pins */
static uint32_t base;                   /* tick at which the run begins: near the end of 32 bits */
static uint32_t now, edgeTick, nextDue, lateness;
static struct edge *edges;
static size_t edgeCount, edgeRoom;

uint32_t recorderRead(uint32_t word)
{
	return levels[word];
}

void recorderDrive(uint32_t word, uint32_t pins, int level)
{
	uint32_t changed = level ? pins & ~levels[word] : pins & levels[word];
	levels[word] ^= changed;
	for (uint32_t pin = 0; pin < 32; pin++) {
		if (!(changed >> pin & 1))
			continue;
		if (edgeCount == edgeRoom) {
			edgeRoom = edgeRoom * 2 + 1024;
			edges = realloc(edges, edgeRoom * sizeof *edges);
			if (edges == NULL)
				abort();
		}
		edges[edgeCount++] = (struct edge){ edgeTick - base, word * 32 + pin, (uint32_t)level };
	}
}

void recorderHold(uint32_t ticks)
{
	edgeTick = now + ticks;
}

static int64_t number(void)
{
	int64_t value;
	if (scanf("%" SCNd64, &value) != 1) {
		fputs("a number is missing\n", stderr);
		exit(2);
	}
	return value;
}

static uint32_t word(void)
{
	return (uint32_t)number();
}

static struct stepPins pin(void)
{
	struct stepPins pins = { { 0 } };
	uint32_t pinNumber = word();
	pins.word[pinNumber / 32] = 1u << pinNumber % 32;
	return pins;
}

/* R base pulse interval turn lead late, axes, outputs, inputs: each with its count in front. */
static void begin(void)
{
	base = word();
	settings = (struct stepSettings){ .pulseTicks = word() };
	settings.intervalTicks = word();
	settings.turnTicks = word();
	settings.leadTicks = word();
	settings.lateTicks = (int32_t)word();
	for (uint32_t i = 0, count = word(); i < count; i++) {
		struct stepAxisSettings *axis = &settings.axes[i];
		axis->step = pin();
		axis->direction = pin();
		axis->isReversed = word();
		axis->enables = word();
		axis->brake = word();
	}
	for (uint32_t i = 0, count = word(); i < count; i++) {
		settings.outputs[i].pin = pin();
		settings.outputs[i].isLow = word();
		settings.outputs[i].isCut = word();
	}
	for (uint32_t i = 0, count = word(); i < count; i++)
		settings.inputs[i] = pin();
	for (uint32_t i = 0; i < STEP_PIN_WORDS; i++)
		levels[i] = 0;
	now = edgeTick = base;
	nextDue = stepReset(&core, &settings, now);
	lateness = 0;
	edgeCount = 0;
}

static void printState(void)
{
	printf("%" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32, core.running, core.held, core.reasons, core.fired,
	       stepInputs(&core));
	for (uint32_t i = 0; i < STEP_AXES; i++)
		printf(" %" PRId32 ":%" PRId32 ":%" PRIu32, stepPosition(&core, i), core.axes[i].latched, stepRoom(&core, i));
	putchar('\n');
}

static void advance(void)
{
	uint32_t end = base + word();
	while ((int32_t)(nextDue - end) <= 0) {
		now = edgeTick = nextDue;
		nextDue = stepInterrupt(&core, now + lateness);
		lateness = 0;
	}
	now = edgeTick = end;
	printState();
}

static int compareEdges(const void *a, const void *b)
{
	const struct edge *one = a;
	const struct edge *other = b;
	if (one->tick != other->tick)
		return one->tick < other->tick ? -1 : 1;
	return one->pin < other->pin ? -1 : one->pin > other->pin;
}

/* Without ends of pulses that the core has made already and that are still to come. */
static void printEdges(void)
{
	qsort(edges, edgeCount, sizeof *edges, compareEdges);
	for (size_t i = 0; i < edgeCount && edges[i].tick <= now - base; i++)
		printf("%" PRIu32 " %" PRIu32 " %" PRIu32 "\n", edges[i].tick, edges[i].pin, edges[i].level);
}

static void setInput(void)
{
	uint32_t input = word();
	uint32_t level = word();
	for (uint32_t i = 0; i < STEP_PIN_WORDS; i++) {
		levels[i] &= ~settings.inputs[input].word[i];
		levels[i] |= level ? settings.inputs[input].word[i] : 0;
	}
}

static void push(void)
{
	uint32_t axis = word();
	uint32_t flags = word();
	uint32_t count = word();
	int64_t interval = number();
	int64_t add = number();
	if (!stepPush(&core, axis, flags, count, interval, add))
		puts("refused");
}

static void arm(void)
{
	uint32_t input = word();
	struct stepTrigger trigger = { .level = word() };
	trigger.axes = word();
	trigger.isCut = (int)word();
	trigger.unless = word();
	stepArm(&core, input, trigger);
}

static void call(char letter)
{
	uint32_t first;
	switch (letter) {
	case 'R': begin(); break;
	case 'A': advance(); break;
	case 'P': push(); break;
	case 'S': nextDue = stepStart(&core, word(), now); break;
	case 'I': setInput(); break;
	case 'T': arm(); break;
	case 'D': stepDisarm(&core, word()); break;
	case 'K': first = word(); stepAcknowledge(&core, first, word()); break;
	case 'H': stepHalt(&core); break;
	case 'E': stepEnable(&core, word()); break;
	case 'O': first = word(); stepSwitch(&core, first, (int)word()); break;
	case 'Z': first = word(); stepSetPosition(&core, first, (int32_t)number()); break;
	case 'L': lateness = word(); break;
	case '.': printEdges(); puts("."); break;
	default: fprintf(stderr, "no such call: %c\n", letter); exit(2);
	}
}

int main(void)
{
	char letter;
	while (scanf(" %c", &letter) == 1)
		call(letter);
	free(edges);
	return 0;
}
