/* The step core: plays segments of steps as edges on pins from one timer interrupt, and stops when an input says so.
 *
 * Time counts in ticks of 10 MHz, modulo 2^32. An axis has a time t in 1/65,536 tick. For each step of a segment
 * t += interval, the edge is at tick t / 65,536, then interval += add. A segment without steps waits: t += interval.
 *
 * The port gives, in the header that STEP_PORT names, for each word of 32 pins:
 *   STEP_PORT_READ(word)         levels of its pins
 *   STEP_PORT_SET(word, pins)    these pins to high
 *   STEP_PORT_CLEAR(word, pins)  these pins to low
 *   STEP_PORT_HOLD(ticks)        comes back when the pins set last have been high for so long
 * It calls stepInterrupt at the tick that was returned last, by whichever function; the others are called with that
 * interrupt masked. Where steps go on while flash is written, the code and the data of the core lie in RAM. */

#ifndef STEP_CORE_H
#define STEP_CORE_H

#include "step-halt.h"
#include "step-pins.h"

#ifndef STEP_AXES
#define STEP_AXES 6
#endif
#ifndef STEP_RING
#define STEP_RING 32 /* segments of an axis, a power of two */
#endif
#ifndef STEP_INPUTS
#define STEP_INPUTS 16
#endif
#ifndef STEP_OUTPUTS
#define STEP_OUTPUTS 16
#endif

/* Longest time between two samples of the inputs: 100 us. */
#define STEP_SAMPLE_TICKS 1000u

/* Shortest time that no step or wait may reach: 107 s. */
#define STEP_INTERVAL_TICKS_END 0x40000000u

/* Intervals of this and more are slow: those below, with a fraction of a tick more, fit 32 bits. */
#define STEP_SLOW_INTERVAL 0xffff0000u

/* Why axes were stopped: bits of stepCore.reasons. */
enum {
	STEP_TRIGGERED = 1, /* an armed input became active */
	STEP_CUT = 2,       /* and outputs were cut */
	STEP_UNDERRUN = 4,  /* a ring ran empty before the last segment of a move */
	STEP_LATE = 8,      /* the interrupt came too late to keep the times of steps */
	STEP_HALTED = 16,   /* stepHalt has come to its end */
};

/* Flags of a segment: the position rises; the axis is at rest afterwards; and, by the core itself, it is slow. */
enum { STEP_UP = 1, STEP_LAST = 2, STEP_SLOW = 4 };

/* Times in 1/65,536 tick. */
struct stepSegment {
	uint64_t interval, add;
	uint32_t count, flags;
};

/* What a board says of an axis. */
struct stepAxisSettings {
	struct stepPins step, direction;
	uint32_t isReversed; /* up is low */
	uint32_t enables;    /* outputs that give power to its motor; axes may share one */
	uint32_t brake;      /* (ticks per second)^2 / 256 / deceleration of a halt in steps/s^2 */
};

/* What every step needs comes first. Intervals of up to 65,535 ticks have 32 bits; a slow segment is loaded anew for
 * each of its steps. */
struct stepAxis {
	struct stepAxis *next; /* of those that run, in the order in which they are due */
	uint32_t due;          /* tick of the next step */
	uint16_t fraction;     /* of that tick */
	uint32_t interval, add;
	uint32_t left;          /* steps that are still to be made */
	struct stepPins raised; /* the step pin; none in a wait */
	uint32_t more;          /* steps of a slow segment after that */
	uint64_t slow, slowAdd;
	int32_t target;      /* position at the end of the segment */
	int32_t delta;       /* of a step: 1, -1; 0 in a wait */
	uint32_t haltTicks;  /* interval when a halt began, 0 when the axis just follows */
	int32_t latched;     /* position at the last stop */
	uint32_t isLast;     /* the segment ends a move */
	uint32_t direction;  /* STEP_UP as the direction pin says it */
	const struct stepAxisSettings *settings;
	uint32_t pushed;     /* STEP_UP of the segment pushed last */
	uint32_t head, tail; /* counts of segments pushed and loaded */
	struct stepSegment ring[STEP_RING];
};

struct stepOutputSettings {
	struct stepPins pin;
	uint32_t isLow; /* on is low */
	uint32_t isCut; /* goes off when a trigger cuts */
};

struct stepSettings {
	struct stepAxisSettings axes[STEP_AXES];
	struct stepOutputSettings outputs[STEP_OUTPUTS];
	struct stepPins inputs[STEP_INPUTS];
	uint32_t pulseTicks;    /* width of a step pulse */
	uint32_t intervalTicks; /* shortest from step to step: pulse and low time at least, and 4 */
	uint32_t turnTicks;     /* shortest from a step to one in the other direction: pulse and set-up time at least */
	uint32_t leadTicks;     /* from stepStart to the time that the first interval is counted from: STEP_SAMPLE_TICKS at least */
	int32_t lateTicks;      /* later than this no step is made */
};

struct stepTrigger {
	uint32_t level; /* that it waits for */
	uint32_t axes;  /* that it stops */
	int isCut;
	uint32_t unless; /* inputs: it does not fire while the trigger of one of them is armed and at its level */
};

struct stepCore {
	struct stepPins watched, expected; /* inputs that are sampled, and their levels while there is nothing to attend to */
	uint32_t due;                      /* tick of the next interrupt */
	int32_t lateTicks;
	struct stepAxis *first;
	struct stepPins stepPins;
	uint32_t pulseTicks;
	uint32_t attention;
	uint32_t running, held; /* axes */
	uint32_t armed, fired;  /* inputs */
	uint32_t on;            /* outputs */
	uint32_t reasons;
	struct stepPins turnedUp, turnedDown; /* direction pins to be set and cleared */
	uint32_t isTurning;
	struct stepHalt halt;
	struct stepTrigger triggers[STEP_INPUTS];
	const struct stepSettings *settings;
	struct stepAxis axes[STEP_AXES];
};

/* Everything at rest, outputs off, nothing armed. Returns the tick of the first interrupt. */
uint32_t stepReset(struct stepCore *core, const struct stepSettings *settings, uint32_t now);

/* Samples the inputs, makes the steps that are due and returns the tick of the next interrupt. `now` is the time it is. */
uint32_t stepInterrupt(struct stepCore *core, uint32_t now);

/* Free places in the ring of an axis. */
static inline uint32_t stepRoom(const struct stepCore *core, uint32_t axis)
{
	return STEP_RING - (core->axes[axis].head - core->axes[axis].tail);
}

/* Adds a segment, times in 1/65,536 tick. What is pushed to an axis that is held is dropped. 0 when the ring is full or
 * an interval is out of range; nothing is added then. */
int stepPush(struct stepCore *core, uint32_t axis, uint32_t flags, uint32_t count, int64_t interval, int64_t add);

/* Starts the axes of a bit mask together, but for those that run, have no segment or are held. Returns the next tick. */
uint32_t stepStart(struct stepCore *core, uint32_t axes, uint32_t now);

/* Steps with sign, live. */
static inline STEP_CODE int32_t stepPosition(const struct stepCore *core, uint32_t number)
{
	const struct stepAxis *axis = &core->axes[number];
	return axis->target - axis->delta * (int32_t)(axis->left + axis->more);
}

/* Says what the position of an axis is. */
static inline void stepSetPosition(struct stepCore *core, uint32_t axis, int32_t position)
{
	core->axes[axis].target += position - stepPosition(core, axis);
}

/* Slows all axes down along their ways from the next interrupt on, as fast as the board says, and then holds them. */
void stepHalt(struct stepCore *core);

/* From now on stops axes at once when an input is at a level. */
void stepArm(struct stepCore *core, uint32_t input, struct stepTrigger trigger);
void stepDisarm(struct stepCore *core, uint32_t input);

/* Levels of all inputs. */
uint32_t stepInputs(const struct stepCore *core);

/* Lets triggers that were seen to have fired fire again and, when no other has and there is no reason but those that were
 * seen, forgets the reasons and lets go of all axes. Nothing while a halt is under way. 1 when no reason is left. */
int stepAcknowledge(struct stepCore *core, uint32_t fired, uint32_t reasons);

/* Switches outputs; those that were cut stay off until stepAcknowledge has forgotten why. */
void stepSwitch(struct stepCore *core, uint32_t outputs, int isOn);

/* Gives power to the motors of these axes and of no others. */
void stepEnable(struct stepCore *core, uint32_t axes);

#endif
