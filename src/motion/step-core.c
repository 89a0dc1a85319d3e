/* Long because the interrupt and all that it shares data with are one piece: the step core of step-core.h. */

#include "step-core.h"

#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define COLD __attribute__((noinline, cold))

/* Bits of stepCore.attention. */
enum { STOP_ALL = 1, BEGIN_HALT = 2, HALTING = 4 };

#define ALL_AXES ((1u << STEP_AXES) - 1)

/* How long after another a tick comes; negative when before. */
static inline STEP_CODE int32_t after(uint32_t tick, uint32_t other)
{
	return (int32_t)(tick - other);
}

/* Makes the steps that are due; returns the first axis that is due later. Axes whose segments end are linked to *ended. */
static inline STEP_CODE struct stepAxis *makeSteps(struct stepCore *core, uint32_t tick, struct stepAxis **ended)
{
	struct stepAxis *axis = core->first;
	if (axis == 0 || after(axis->due, tick) > 0)
		return axis;
	do {
		struct stepAxis *next = axis->next;
		setPins(&axis->raised);
		if (UNLIKELY(--axis->left == 0)) {
			axis->next = *ended;
			*ended = axis;
		} else {
			uint32_t passed = axis->fraction + (axis->interval += axis->add);
			uint32_t due = axis->due += passed >> 16;
			axis->fraction = (uint16_t)passed;
			if (next == 0 || after(due, next->due) < 0)
				break;
			struct stepAxis *before = next;
			while (before->next != 0 && after(due, before->next->due) >= 0)
				before = before->next;
			axis->next = before->next;
			before->next = axis;
		}
		core->first = axis = next;
	} while (axis != 0 && after(axis->due, tick) <= 0);
	STEP_PORT_HOLD(core->pulseTicks);
	clearPins(&core->stepPins);
	return axis;
}

/* The next interrupt is when the first axis is due or the inputs are. */
static inline STEP_CODE uint32_t nextInterrupt(struct stepCore *core, uint32_t tick, const struct stepAxis *first)
{
	int isSoon = first != 0 && after(first->due, tick) < (int32_t)STEP_SAMPLE_TICKS;
	return core->due = isSoon ? first->due : tick + STEP_SAMPLE_TICKS;
}

static uint32_t attend(struct stepCore *core, uint32_t now, struct stepPins sample);
static uint32_t loadSegments(struct stepCore *core, struct stepAxis *ended);

STEP_CODE uint32_t stepInterrupt(struct stepCore *core, uint32_t now)
{
	uint32_t tick = core->due;
	uint32_t unexpected = 0;
	struct stepAxis *ended = 0;
	struct stepPins sample;
	EACH_WORD {
		sample.word[word] = STEP_PORT_READ(word);
		unexpected |= (sample.word[word] & core->watched.word[word]) ^ core->expected.word[word];
	}
	if (UNLIKELY(unexpected) || after(now, tick) > core->lateTicks)
		return attend(core, now, sample);
	struct stepAxis *first = makeSteps(core, tick, &ended);
	if (UNLIKELY(ended != 0))
		return loadSegments(core, ended);
	return nextInterrupt(core, tick, first);
}

/* Samples what is armed and has not fired. While there is something to attend to every sample is unexpected. */
static STEP_CODE void watch(struct stepCore *core)
{
	uint32_t left = core->attention == 0 ? core->armed & ~core->fired : 0;
	core->watched = core->expected = NO_PINS;
	core->expected.word[0] = core->attention != 0;
	for (uint32_t i = 0; left != 0; i++, left >>= 1)
		if (left & 1) {
			addPins(&core->watched, &core->settings->inputs[i]);
			if (core->triggers[i].level == 0)
				addPins(&core->expected, &core->settings->inputs[i]);
		}
}

/* Puts an axis into the list, an interval later than it was. */
static STEP_CODE void schedule(struct stepCore *core, struct stepAxis *axis, uint64_t interval)
{
	uint64_t passed = axis->fraction + interval;
	struct stepAxis **place = &core->first;
	axis->fraction = (uint16_t)passed;
	axis->due += (uint32_t)(passed >> 16);
	while (*place != 0 && after(axis->due, (*place)->due) >= 0)
		place = &(*place)->next;
	axis->next = *place;
	*place = axis;
}

/* The next step of a slow segment. */
static STEP_CODE void loadStep(struct stepCore *core, struct stepAxis *axis)
{
	axis->more--;
	axis->left = 1;
	axis->slow += axis->slowAdd;
	axis->interval = axis->slow < STEP_SLOW_INTERVAL ? (uint32_t)axis->slow : STEP_SLOW_INTERVAL;
	schedule(core, axis, axis->slow);
}

/* The next segment of the ring, or rest. */
static STEP_CODE void loadSegment(struct stepCore *core, struct stepAxis *axis)
{
	const struct stepSegment *segment = &axis->ring[axis->tail % STEP_RING];
	uint32_t direction = segment->flags & STEP_UP;
	int isWait = segment->count == 0;
	if (axis->isLast || axis->head == axis->tail) {
		core->running &= ~(1u << (axis - core->axes));
		if (!axis->isLast) {
			core->attention |= STOP_ALL;
			watch(core);
		}
		return;
	}
	axis->tail++;
	axis->isLast = segment->flags & STEP_LAST;
	axis->left = isWait ? 1 : segment->count;
	axis->delta = isWait ? 0 : direction ? 1 : -1;
	axis->target += axis->delta * (int32_t)axis->left;
	axis->raised = isWait ? NO_PINS : axis->settings->step;
	axis->add = (uint32_t)segment->add;
	axis->interval = (uint32_t)segment->interval;
	if (direction != axis->direction) {
		axis->direction = direction;
		addPins(direction != axis->settings->isReversed ? &core->turnedUp : &core->turnedDown,
		        &axis->settings->direction);
		core->isTurning = 1;
	}
	if (!(segment->flags & STEP_SLOW)) {
		schedule(core, axis, segment->interval);
		return;
	}
	axis->more = axis->left;
	axis->slow = segment->interval - segment->add;
	axis->slowAdd = segment->add;
	loadStep(core, axis);
}

static STEP_CODE void turn(struct stepCore *core)
{
	setPins(&core->turnedUp);
	clearPins(&core->turnedDown);
	core->turnedUp = core->turnedDown = NO_PINS;
	core->isTurning = 0;
}

static STEP_CODE void stopAxes(struct stepCore *core, uint32_t axes)
{
	core->held |= axes;
	core->running &= ~axes;
	for (struct stepAxis **place = &core->first; *place != 0;)
		if (axes >> (*place - core->axes) & 1)
			*place = (*place)->next;
		else
			place = &(*place)->next;
	for (uint32_t i = 0; i < STEP_AXES; i++) {
		struct stepAxis *axis = &core->axes[i];
		if (!(axes >> i & 1))
			continue;
		axis->target = axis->latched = stepPosition(core, i);
		axis->left = axis->more = 0;
		axis->tail = axis->head;
		axis->pushed = axis->direction;
	}
}

static STEP_CODE void stopAll(struct stepCore *core, uint32_t reason)
{
	core->reasons |= reason;
	core->attention = 0;
	watch(core);
	stopAxes(core, ALL_AXES);
}

/* Brings outputs to what they are wanted to be, but for those that are cut. */
static STEP_CODE void drive(struct stepCore *core, uint32_t wanted)
{
	uint32_t left = core->on | wanted;
	for (uint32_t i = 0; left != 0; i++, left >>= 1) {
		const struct stepOutputSettings *output = &core->settings->outputs[i];
		if (!(left & 1))
			continue;
		if (output->isCut && core->reasons & STEP_CUT)
			wanted &= ~(1u << i);
		if (!((wanted ^ core->on) >> i & 1))
			continue;
		if ((wanted >> i & 1) != output->isLow)
			setPins(&output->pin);
		else
			clearPins(&output->pin);
	}
	core->on = wanted;
}

/* Goes by what the sample read: an input may have changed since. */
static STEP_CODE int isAtLevel(const struct stepCore *core, uint32_t input, const struct stepPins *sample)
{
	return areHigh(sample, &core->settings->inputs[input]) == core->triggers[input].level;
}

static STEP_CODE int isHindered(const struct stepCore *core, uint32_t unless, const struct stepPins *sample)
{
	unless &= core->armed;
	for (uint32_t i = 0; unless != 0; i++, unless >>= 1)
		if ((unless & 1) && isAtLevel(core, i, sample))
			return 1;
	return 0;
}

static STEP_CODE void fire(struct stepCore *core, const struct stepPins *sample)
{
	uint32_t left = core->armed & ~core->fired;
	for (uint32_t i = 0; left != 0; i++, left >>= 1) {
		const struct stepTrigger *trigger = &core->triggers[i];
		if (!(left & 1) || !isAtLevel(core, i, sample) || isHindered(core, trigger->unless, sample))
			continue;
		core->fired |= 1u << i;
		core->reasons |= STEP_TRIGGERED | (trigger->isCut ? STEP_CUT : 0);
		stopAxes(core, trigger->axes);
		if (trigger->isCut)
			drive(core, core->on);
	}
}

/* The halt takes as long as the axis that needs longest to stop. Axes that make less than an eighth of the steps of the
 * fastest just follow: their intervals say too late how their speed changes. */
static STEP_CODE void beginHalt(struct stepCore *core)
{
	uint32_t duration = STEP_SAMPLE_TICKS, shortest = STEP_SLOW_INTERVAL >> 16;
	for (struct stepAxis *axis = core->first; axis != 0; axis = axis->next) {
		axis->haltTicks = axis->delta == 0 ? 0 : axis->interval >> 16;
		if (axis->haltTicks == 0)
			continue;
		uint32_t needed = haltDuration(axis->settings->brake, axis->haltTicks);
		duration = needed > duration ? needed : duration;
		shortest = axis->haltTicks < shortest ? axis->haltTicks : shortest;
	}
	for (struct stepAxis *axis = core->first; axis != 0; axis = axis->next)
		if (axis->haltTicks / 8 > shortest)
			axis->haltTicks = 0;
	haltBegin(&core->halt, core->due, duration);
	core->attention = HALTING;
}

static STEP_CODE uint32_t nextHaltInterrupt(struct stepCore *core)
{
	uint32_t rate = STEP_NO_RATE;
	for (const struct stepAxis *axis = core->first; axis != 0; axis = axis->next)
		if (axis->haltTicks != 0 && axis->delta != 0)
			rate = haltRate(&core->halt, axis->haltTicks, axis->interval >> 16, rate);
	haltSetRate(&core->halt, rate);
	return core->due += core->first == 0 ? STEP_SAMPLE_TICKS : haltTicksUntil(&core->halt, core->first->due, STEP_SAMPLE_TICKS);
}

/* Goes on with axes whose segments have ended, and ends the interrupt. */
static STEP_CODE COLD uint32_t loadSegments(struct stepCore *core, struct stepAxis *ended)
{
	while (ended != 0) {
		struct stepAxis *axis = ended;
		ended = axis->next;
		if (axis->more != 0)
			loadStep(core, axis);
		else
			loadSegment(core, axis);
	}
	if (core->isTurning)
		turn(core);
	return core->attention & HALTING ? nextHaltInterrupt(core) : nextInterrupt(core, core->due, core->first);
}

/* An interrupt in which something is not as usual. */
static STEP_CODE COLD uint32_t attend(struct stepCore *core, uint32_t now, struct stepPins sample)
{
	struct stepAxis *ended = 0;
	if (core->attention & STOP_ALL)
		stopAll(core, STEP_UNDERRUN);
	if (after(now, core->due) > core->lateTicks) {
		if (core->running != 0)
			stopAll(core, STEP_LATE);
		core->due = now;
	}
	fire(core, &sample);
	if (core->attention & BEGIN_HALT)
		beginHalt(core);
	if (core->attention & HALTING && (core->running == 0 || !haltAdvance(&core->halt, core->due)))
		stopAll(core, STEP_HALTED);
	makeSteps(core, core->attention & HALTING ? core->halt.path : core->due, &ended);
	watch(core);
	return loadSegments(core, ended);
}

uint32_t stepReset(struct stepCore *core, const struct stepSettings *settings, uint32_t now)
{
	core->settings = settings;
	core->lateTicks = settings->lateTicks;
	core->pulseTicks = settings->pulseTicks;
	core->first = 0;
	core->attention = core->running = core->held = core->armed = core->fired = core->reasons = 0;
	core->stepPins = core->turnedUp = core->turnedDown = NO_PINS;
	for (uint32_t i = 0; i < STEP_AXES; i++) {
		struct stepAxis *axis = &core->axes[i];
		axis->left = axis->more = axis->head = axis->tail = 0;
		axis->target = axis->delta = axis->latched = 0;
		axis->settings = &settings->axes[i];
		axis->direction = axis->pushed = axis->settings->isReversed;
		addPins(&core->stepPins, &axis->settings->step);
		addPins(&core->turnedDown, &axis->settings->direction);
	}
	clearPins(&core->stepPins);
	turn(core);
	core->on = (1u << STEP_OUTPUTS) - 1; /* so that all of them are written */
	drive(core, 0);
	watch(core);
	return core->due = now + STEP_SAMPLE_TICKS;
}

int stepPush(struct stepCore *core, uint32_t number, uint32_t flags, uint32_t count, int64_t interval, int64_t add)
{
	struct stepAxis *axis = &core->axes[number];
	uint32_t isTurn = (flags & STEP_UP) != axis->pushed;
	int64_t shortest = isTurn ? core->settings->turnTicks : core->settings->intervalTicks;
	int64_t end = (int64_t)STEP_INTERVAL_TICKS_END << 16;
	int64_t last;
	if (core->held >> number & 1)
		return 1;
	if (__builtin_mul_overflow(add, count > 1 ? count - 1 : 0, &last) ||
	    __builtin_add_overflow(last, interval, &last) || interval < shortest << 16 || interval >= end ||
	    last < (int64_t)core->settings->intervalTicks << 16 || last >= end || stepRoom(core, number) == 0)
		return 0;
	if (interval >= STEP_SLOW_INTERVAL || last >= STEP_SLOW_INTERVAL)
		flags |= STEP_SLOW;
	axis->ring[axis->head++ % STEP_RING] = (struct stepSegment){ (uint64_t)interval, (uint64_t)add, count, flags };
	axis->pushed = flags & STEP_UP;
	return 1;
}

uint32_t stepStart(struct stepCore *core, uint32_t axes, uint32_t now)
{
	if (core->attention != 0)
		return core->due;
	axes &= ~(core->running | core->held);
	for (uint32_t i = 0; i < STEP_AXES; i++) {
		struct stepAxis *axis = &core->axes[i];
		if (!(axes >> i & 1) || axis->head == axis->tail)
			continue;
		axis->isLast = axis->haltTicks = 0;
		axis->due = now + core->settings->leadTicks;
		axis->fraction = 0;
		loadSegment(core, axis);
		core->running |= 1u << i;
	}
	turn(core);
	if (core->first != 0 && after(core->first->due, core->due) < 0)
		core->due = core->first->due;
	return core->due;
}

void stepHalt(struct stepCore *core)
{
	core->attention |= core->attention & HALTING ? 0 : BEGIN_HALT;
	watch(core);
}

void stepArm(struct stepCore *core, uint32_t input, struct stepTrigger trigger)
{
	core->triggers[input] = trigger;
	core->armed |= 1u << input;
	watch(core);
}

void stepDisarm(struct stepCore *core, uint32_t input)
{
	core->armed &= ~(1u << input);
	watch(core);
}

uint32_t stepInputs(const struct stepCore *core)
{
	struct stepPins levels;
	uint32_t inputs = 0;
	EACH_WORD levels.word[word] = STEP_PORT_READ(word);
	for (uint32_t i = 0; i < STEP_INPUTS; i++)
		inputs |= areHigh(&levels, &core->settings->inputs[i]) << i;
	return inputs;
}

int stepAcknowledge(struct stepCore *core, uint32_t fired, uint32_t reasons)
{
	if (core->attention != 0)
		return 0;
	core->fired &= ~fired;
	if (core->fired == 0 && (core->reasons & ~reasons) == 0)
		core->reasons = core->held = 0;
	watch(core);
	return core->reasons == 0;
}

void stepSwitch(struct stepCore *core, uint32_t outputs, int isOn)
{
	drive(core, isOn ? core->on | outputs : core->on & ~outputs);
}

void stepEnable(struct stepCore *core, uint32_t axes)
{
	uint32_t on = core->on;
	for (uint32_t i = 0; i < STEP_AXES; i++)
		on &= ~core->axes[i].settings->enables;
	for (uint32_t i = 0; i < STEP_AXES; i++)
		on |= axes >> i & 1 ? core->axes[i].settings->enables : 0;
	drive(core, on);
}
