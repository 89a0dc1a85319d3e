/* Messages to the machine as the Moddable SDK declares them for an ESP32. */

#pragma once

#include <stdint.h>

typedef void (*modMessageDeliver)(void *machine, void *context, uint8_t *message, uint16_t length);

int modMessagePostToMachineFromISR(xsMachine *machine, modMessageDeliver deliver, void *context);
