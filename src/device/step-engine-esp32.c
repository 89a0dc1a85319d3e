/* The interrupt of the step core on an ESP32: one general-purpose timer of 10 MHz that counts on, its alarm set anew.
 *
 * Everything that the interrupt touches lies in internal RAM, so that it comes while flash is written, too; the boards'
 * sdkconfig.defaults say the same of the timer's driver (DEVICE.md). */

#include "driver/gpio.h"
#include "driver/gptimer.h"
#include "esp_attr.h"
#include "esp_private/cache_utils.h"
#include "freertos/FreeRTOS.h"

#define STEP_PORT "../device/step-port-esp32.h"
#define STEP_CODE IRAM_ATTR
#define STEP_DATA DRAM_ATTR

#include "step-engine-esp32.h"

#include "../motion/step-core.c"

#define TICKS_PER_SECOND 10000000u
#define INTERRUPT_PRIORITY 3 /* the highest that a handler in C may have */

static DRAM_ATTR struct stepCore core;
static DRAM_ATTR portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;
static DRAM_ATTR gptimer_handle_t timer;

/* How the program is told, whether it has still to hear, and what it knows: axes that play, reasons of stops. */
static DRAM_ATTR int (*tellProgram)(void);
static DRAM_ATTR uint32_t isTold, knownRunning, knownReasons;

static IRAM_ATTR uint64_t count(void)
{
	uint64_t value = 0;
	gptimer_get_raw_count(timer, &value);
	return value;
}

/* Calls the core until its next interrupt is ahead and the alarm is set to it. An alarm that is set too late does not
 * come on every chip: whether it was in time is read from the counter. */
static void IRAM_ATTR keepUp(void)
{
	for (;;) {
		uint64_t now = count();
		int32_t ticks = after(core.due, (uint32_t)now);
		if (ticks <= 0) {
			stepInterrupt(&core, (uint32_t)now);
			continue;
		}
		gptimer_alarm_config_t alarm = {.alarm_count = now + (uint32_t)ticks};
		gptimer_set_alarm_action(timer, &alarm);
		if (after(core.due, (uint32_t)count()) > 0)
			return;
	}
}

/* Whether an axis that the program takes to play does not any more, or there is a reason that it does not know. */
static int IRAM_ATTR hasNews(void)
{
	knownRunning |= core.running;
	knownReasons &= core.reasons;
	return knownRunning != core.running || knownReasons != core.reasons;
}

static bool IRAM_ATTR onAlarm(gptimer_handle_t handle, const gptimer_alarm_event_data_t *event, void *context)
{
	(void)handle;
	(void)event;
	(void)context;
	portENTER_CRITICAL_ISR(&lock);
	keepUp();
	/* What tells the program is in flash: while that is written it waits for a later interrupt. */
	uint32_t tells = hasNews() && tellProgram && !isTold && spi_flash_cache_enabled();
	isTold |= tells;
	portEXIT_CRITICAL_ISR(&lock);
	if (tells && tellProgram() != 0)
		isTold = 0;
	return false;
}

struct stepCore *stepEngineEnter(void)
{
	portENTER_CRITICAL(&lock);
	return &core;
}

void stepEngineLeave(void)
{
	keepUp();
	knownRunning |= core.running;
	portEXIT_CRITICAL(&lock);
}

void stepEngineListen(int (*tell)(void))
{
	stepEngineEnter();
	tellProgram = tell;
	stepEngineLeave();
}

void stepEngineHeard(void)
{
	stepEngineEnter();
	isTold = 0;
	knownRunning = core.running;
	knownReasons = core.reasons;
	stepEngineLeave();
}

uint32_t stepEngineNow(void)
{
	return (uint32_t)count();
}

static esp_err_t makeOutput(uint32_t pin)
{
	gpio_config_t output = {.pin_bit_mask = 1ull << pin, .mode = GPIO_MODE_OUTPUT};
	return gpio_config(&output);
}

static esp_err_t makeInput(uint32_t pin, uint32_t pull)
{
	gpio_config_t input = {
		.pin_bit_mask = 1ull << pin,
		.mode = GPIO_MODE_INPUT,
		.pull_up_en = pull == STEP_PULL_UP ? GPIO_PULLUP_ENABLE : GPIO_PULLUP_DISABLE,
		.pull_down_en = pull == STEP_PULL_DOWN ? GPIO_PULLDOWN_ENABLE : GPIO_PULLDOWN_DISABLE,
	};
	return gpio_config(&input);
}

static esp_err_t makePins(const struct stepPinList *pins)
{
	esp_err_t error = ESP_OK;
	for (uint32_t i = 0; i < pins->outputs && error == ESP_OK; i++)
		error = makeOutput(pins->output[i]);
	for (uint32_t i = 0; i < pins->inputs && error == ESP_OK; i++)
		error = makeInput(pins->input[i], pins->pull[i]);
	return error;
}

static esp_err_t makeTimer(void)
{
	const gptimer_config_t config = {
		.clk_src = GPTIMER_CLK_SRC_DEFAULT,
		.direction = GPTIMER_COUNT_UP,
		.resolution_hz = TICKS_PER_SECOND,
		.intr_priority = INTERRUPT_PRIORITY,
	};
	const gptimer_event_callbacks_t callbacks = {.on_alarm = onAlarm};
	esp_err_t error = gptimer_new_timer(&config, &timer);
	if (error == ESP_OK)
		error = gptimer_register_event_callbacks(timer, &callbacks, 0);
	if (error == ESP_OK)
		error = gptimer_enable(timer);
	return error == ESP_OK ? gptimer_start(timer) : error;
}

int stepEngineStart(const struct stepSettings *settings, const struct stepPinList *pins)
{
	stepReset(&core, settings, 0);
	esp_err_t error = makePins(pins);
	if (error == ESP_OK)
		error = makeTimer();
	if (error != ESP_OK)
		return error;
	stepEngineEnter();
	stepReset(&core, settings, stepEngineNow());
	stepEngineLeave();
	return ESP_OK;
}
