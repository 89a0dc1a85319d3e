/* Critical sections of FreeRTOS as the ESP-IDF declares them, for two cores. */

#pragma once

#include <stdint.h>

typedef struct {
	uint32_t owner, count;
} portMUX_TYPE;

#define portMUX_INITIALIZER_UNLOCKED {0, 0}

void vPortEnterCritical(portMUX_TYPE *mux);
void vPortExitCritical(portMUX_TYPE *mux);

#define portENTER_CRITICAL(mux) vPortEnterCritical(mux)
#define portEXIT_CRITICAL(mux) vPortExitCritical(mux)
#define portENTER_CRITICAL_ISR(mux) vPortEnterCritical(mux)
#define portEXIT_CRITICAL_ISR(mux) vPortExitCritical(mux)
