/* The port of the step core to the pins of an ESP32: registers of words of 32 pins, and the CPU's cycle count. */

#ifndef STEP_PORT_ESP32_H
#define STEP_PORT_ESP32_H

#include "esp_cpu.h"
#include "sdkconfig.h"
#include "soc/gpio_reg.h"
#include "soc/soc.h"

#define CYCLES_PER_TICK (CONFIG_ESP_DEFAULT_CPU_FREQ_MHZ / 10u)

static inline __attribute__((always_inline)) uint32_t readPins(uint32_t word)
{
#if STEP_PIN_WORDS > 1
	if (word == 1)
		return REG_READ(GPIO_IN1_REG);
#endif
	(void)word;
	return REG_READ(GPIO_IN_REG);
}

static inline __attribute__((always_inline)) void raisePins(uint32_t word, uint32_t pins)
{
#if STEP_PIN_WORDS > 1
	if (word == 1) {
		REG_WRITE(GPIO_OUT1_W1TS_REG, pins);
		return;
	}
#endif
	(void)word;
	REG_WRITE(GPIO_OUT_W1TS_REG, pins);
}

static inline __attribute__((always_inline)) void lowerPins(uint32_t word, uint32_t pins)
{
#if STEP_PIN_WORDS > 1
	if (word == 1) {
		REG_WRITE(GPIO_OUT1_W1TC_REG, pins);
		return;
	}
#endif
	(void)word;
	REG_WRITE(GPIO_OUT_W1TC_REG, pins);
}

static inline __attribute__((always_inline)) void holdPins(uint32_t ticks)
{
	uint32_t start = esp_cpu_get_cycle_count();
	while (esp_cpu_get_cycle_count() - start < ticks * CYCLES_PER_TICK)
		;
}

#define STEP_PORT_READ(word) readPins(word)
#define STEP_PORT_SET(word, pins) raisePins(word, pins)
#define STEP_PORT_CLEAR(word, pins) lowerPins(word, pins)
#define STEP_PORT_HOLD(ticks) holdPins(ticks)

#endif
