/* The step core on an ESP32: it owns a general-purpose timer, and its state is entered with the interrupt masked. */

#ifndef STEP_ENGINE_ESP32_H
#define STEP_ENGINE_ESP32_H

#include <stdint.h>

#include "soc/soc_caps.h"

#if SOC_GPIO_PIN_COUNT <= 32
#define STEP_PIN_WORDS 1
#endif

#include "../motion/step-core.h"

/* The resistor in the chip at an input. */
enum stepPull { STEP_PULL_NONE, STEP_PULL_UP, STEP_PULL_DOWN };

/* The pins of a board as numbers, for those that are made outputs and inputs; the settings have them as sets. */
struct stepPinList {
	uint32_t outputs, inputs;
	uint8_t output[STEP_OUTPUTS + 2 * STEP_AXES];
	uint8_t input[STEP_INPUTS];
	uint8_t pull[STEP_INPUTS];
};

/* Drives all outputs to off, only then makes them outputs, and starts the timer. Called once; the settings stay where
 * they are. 0, or the error of the IDF that it came to. */
int stepEngineStart(const struct stepSettings *settings, const struct stepPinList *pins);

/* Masks the interrupt, on both cores, until stepEngineLeave. */
struct stepCore *stepEngineEnter(void);
void stepEngineLeave(void);

/* Has the program told, by `tell` in the interrupt, as soon as an axis has come to rest or was stopped. `tell` gives 0
 * when it has seen to it that stepEngineHeard will be called; until then it is not called again, but after that for all
 * that has happened since: nothing that happens is lost, however little room the program has for messages. */
void stepEngineListen(int (*tell)(void));

/* The program will now ask for the state of the core. */
void stepEngineHeard(void);

/* The time it is, ticks. To be called between the two. */
uint32_t stepEngineNow(void);

#endif
