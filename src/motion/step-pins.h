/* Sets of pins of the step core, and what it does to them through its port. */

#ifndef STEP_PINS_H
#define STEP_PINS_H

#include <stdint.h>

#include "step-code.h"

#ifndef STEP_PIN_WORDS
#define STEP_PIN_WORDS 2 /* 1 where a chip has at most 32 pins */
#endif

struct stepPins {
	uint32_t word[STEP_PIN_WORDS];
};

#ifdef STEP_PORT
#include STEP_PORT

#define EACH_WORD _Pragma("GCC unroll 2") for (uint32_t word = 0; word < STEP_PIN_WORDS; word++)

static const STEP_DATA struct stepPins NO_PINS;

static inline STEP_CODE void setPins(const struct stepPins *pins)
{
	EACH_WORD STEP_PORT_SET(word, pins->word[word]);
}

static inline STEP_CODE void clearPins(const struct stepPins *pins)
{
	EACH_WORD STEP_PORT_CLEAR(word, pins->word[word]);
}

static inline STEP_CODE void addPins(struct stepPins *pins, const struct stepPins *more)
{
	EACH_WORD pins->word[word] |= more->word[word];
}

static inline STEP_CODE uint32_t areHigh(const struct stepPins *levels, const struct stepPins *pins)
{
	uint32_t high = 0;
	EACH_WORD high |= levels->word[word] & pins->word[word];
	return high != 0;
}
#endif

#endif
