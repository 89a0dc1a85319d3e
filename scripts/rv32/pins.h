/* The pins of the emulated chip, with a machine of axes and switches behind them; and the port of the step core to them. */

#ifndef RV32_PINS_H
#define RV32_PINS_H

#include <stdint.h>

#include "chip.h"

enum { PIN_WORDS = 2, PLANT_AXES = 6, PLANT_SWITCHES = 16, PIN_WRITES = 32768 };

/* Outputs that have changed with one write: when it was meant for and, in instructions of the chip, when it was made. */
struct pinsWrite {
	uint32_t tick, instruction;
	uint32_t pins;
	uint32_t place; /* 2 for each word of pins before theirs, and their level */
};

/* What is seen from outside while the program runs and after it has ended; scripts/rv32-window.mjs reads it.
 * Counts of writes that were made and taken are modulo 2^32: where all places are full the program waits. */
struct pinsWindow {
	uint32_t out[PIN_WORDS], in[PIN_WORDS]; /* levels */
	uint32_t isRecorded, made, taken;
	uint32_t unused;
	struct pinsWrite writes[PIN_WRITES];
};

extern volatile struct pinsWindow pinsWindow;

void pinsSet(uint32_t word, uint32_t pins);
void pinsClear(uint32_t word, uint32_t pins);

/* An axis whose shaft turns with its step pin, and a switch that changes its level where a shaft is at a place or below. */
void plantAxis(uint32_t axis, int32_t stepPin, int32_t directionPin, int isReversed);
void plantSwitch(uint32_t number, uint32_t pin, int32_t axis, int32_t place, int isHigh);

#define STEP_PORT_READ(word) (pinsWindow.in[word])
#define STEP_PORT_SET(word, pins) pinsSet(word, pins)
#define STEP_PORT_CLEAR(word, pins) pinsClear(word, pins)
#define STEP_PORT_HOLD(ticks) stepsHold(ticks)

#endif
