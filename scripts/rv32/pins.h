/* The pins of the emulated chip, with a machine of axes and switches behind them; and the port of the step core to them. */

#ifndef RV32_PINS_H
#define RV32_PINS_H

#include <stdint.h>

enum { PIN_WORDS = 2, PLANT_AXES = 6, PLANT_SWITCHES = 16 };

/* Levels of what is wired to inputs, and those of outputs. */
extern volatile uint32_t pinsIn[PIN_WORDS], pinsOut[PIN_WORDS];

void pinsSet(uint32_t word, uint32_t pins);
void pinsClear(uint32_t word, uint32_t pins);

/* An axis whose shaft turns with its step pin, and a switch that changes its level where a shaft is at a place or below. */
void plantAxis(uint32_t axis, int32_t stepPin, int32_t directionPin, int isReversed);
void plantSwitch(uint32_t number, uint32_t pin, int32_t axis, int32_t place, int isHigh);

#define STEP_PORT_READ(word) (pinsIn[word])
#define STEP_PORT_SET(word, pins) pinsSet(word, pins)
#define STEP_PORT_CLEAR(word, pins) pinsClear(word, pins)

/* Nothing has to see the pulses: they are over when the core has made its steps. */
#define STEP_PORT_HOLD(ticks) ((void)(ticks))

#endif
