/* The port of the step core to an emulated chip: registers as a chip has them, without pins behind them. */

#ifndef COST_PORT_H
#define COST_PORT_H

#include <stdint.h>

/* For each word of pins. */
struct costGpio {
	volatile uint32_t in, set, clear;
};

extern struct costGpio costGpio[2];

#define STEP_PORT_READ(word) (costGpio[word].in)
#define STEP_PORT_SET(word, pins) (costGpio[word].set = (pins))
#define STEP_PORT_CLEAR(word, pins) (costGpio[word].clear = (pins))

/* Pulses of 100 ns, as drivers of the TMC kind take them, are over before the core has made its steps. */
#define STEP_PORT_HOLD(ticks) ((void)(ticks))

#endif
