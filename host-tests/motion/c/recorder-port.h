/* The port of the step core to a test: pins are variables, and player.c writes down their edges. */

#ifndef RECORDER_PORT_H
#define RECORDER_PORT_H

#include <stdint.h>

uint32_t recorderRead(uint32_t word);
void recorderDrive(uint32_t word, uint32_t pins, int level);
void recorderHold(uint32_t ticks);

#define STEP_PORT_READ(word) recorderRead(word)
#define STEP_PORT_SET(word, pins) recorderDrive(word, pins, 1)
#define STEP_PORT_CLEAR(word, pins) recorderDrive(word, pins, 0)
#define STEP_PORT_HOLD(ticks) recorderHold(ticks)

#endif
