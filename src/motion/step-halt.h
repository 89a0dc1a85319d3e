/* How the step core halts: it slows the time of all axes down to nothing, so that they stay on their ways. */

#ifndef STEP_HALT_H
#define STEP_HALT_H

#include <stdint.h>

#include "step-code.h"

#define STEP_FULL_SPEED 0x80000000u
#define STEP_FULL_RATE 0x10000u
#define STEP_NO_RATE 0xffffffffu

/* The speed that an axis may have falls evenly from what it was to nothing. */
struct stepHalt {
	uint32_t speed, slope;   /* left of it, in 2^-31, and how much of that goes with each tick */
	uint32_t rate;           /* of the slowed time, in 2^-16 */
	uint32_t path, fraction; /* the slowed time, ticks and 2^-16 */
	uint32_t tick;           /* real time of `path` */
};

/* Ticks in which an axis stops from steps `ticks` apart: its speed by its deceleration; 214 s at most. */
static inline STEP_CODE uint32_t haltDuration(uint32_t brake, uint32_t ticks)
{
	uint32_t most = 0x7fffff;
	return (brake / ticks < most ? brake / ticks + 1 : most) << 8;
}

/* `duration` is all the time that it takes, below 2^31 ticks. */
static inline STEP_CODE void haltBegin(struct stepHalt *halt, uint32_t tick, uint32_t duration)
{
	halt->speed = STEP_FULL_SPEED;
	halt->slope = STEP_FULL_SPEED / duration;
	halt->rate = STEP_FULL_RATE;
	halt->path = halt->tick = tick;
	halt->fraction = 0;
}

/* Brings the slowed time up to a tick and takes from the speed; 0 when none is left. */
static inline STEP_CODE int haltAdvance(struct stepHalt *halt, uint32_t tick)
{
	uint32_t ticks = tick - halt->tick;
	uint32_t passed = halt->fraction + ticks * halt->rate;
	uint32_t lost = ticks * halt->slope;
	halt->tick = tick;
	halt->path += passed >> 16;
	halt->fraction = passed & 0xffff;
	if (lost >= halt->speed)
		return 0;
	halt->speed -= lost;
	return 1;
}

/* Half the rate at which an axis has the speed that it may have, or `most` if that is less. Where its way is slower, that
 * is a higher one: axes do not slow down for their way and for the halt at once. Intervals are below 2^16. */
static inline STEP_CODE uint32_t haltRate(const struct stepHalt *halt, uint32_t ticksThen, uint32_t ticksNow, uint32_t most)
{
	uint32_t half = (halt->speed >> 16) * ticksNow / ticksThen;
	return half < most ? half : most;
}

/* `half` is STEP_NO_RATE when there is no axis to go by: then the time slows down as the speed would. */
static inline STEP_CODE void haltSetRate(struct stepHalt *halt, uint32_t half)
{
	if (half == STEP_NO_RATE)
		half = halt->speed >> 16;
	halt->rate = half < STEP_FULL_RATE / 2 ? 2 * half + 1 : STEP_FULL_RATE;
}

/* Ticks until the slowed time comes to `due`, which is after it, but no more than `most`, at most 2^15. */
static inline STEP_CODE uint32_t haltTicksUntil(const struct stepHalt *halt, uint32_t due, uint32_t most)
{
	if (due - halt->path > most)
		return most;
	uint32_t ticks = (((due - halt->path) << 16) - halt->fraction + halt->rate - 1) / halt->rate;
	return ticks < most ? ticks : most;
}

#endif
