/* The shell of the step core on a chip that is none: pins, timer and cache are variables of this test.
 *
 * What must hold: outputs have their safe levels before they are outputs; a stop cuts; the program is told of all that
 * happens, once until it has heard, and never while flash is written. Ends with 1 and a line for what does not hold. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver/gpio.h"
#include "driver/gptimer.h"
#include "esp_cpu.h"
#include "esp_private/cache_utils.h"
#include "freertos/FreeRTOS.h"
#include "soc/gpio_reg.h"
#include "soc/soc.h"

#include "../../../src/device/step-engine-esp32.h"

enum { STEP_PIN = 3, DIRECTION_PIN = 4, ENABLE_PIN = 5, HEATER_PIN = 6, STOP_PIN = 7 };
enum { ENABLE = 1, HEATER = 2, LEFT_ALONE = 9 };

static uint32_t levels, outputs, inputs;
static uint32_t levelWhenMade[32];
static uint64_t ticks, alarmTick;
static gptimer_alarm_cb_t onAlarm;
static bool isCacheOn = true;
static int told, roomForMessages = 1;

static void expect(int holds, const char *what)
{
	if (holds)
		return;
	printf("%s\n", what);
	exit(1);
}

uint32_t readRegister(uint32_t address)
{
	expect(address == GPIO_IN_REG, "reads another register than that of the inputs");
	return levels;
}

void writeRegister(uint32_t address, uint32_t value)
{
	if (address == GPIO_OUT_W1TS_REG)
		levels |= value;
	else if (address == GPIO_OUT_W1TC_REG)
		levels &= ~value;
	else
		expect(0, "writes another register than those of the outputs");
}

esp_err_t gpio_config(const gpio_config_t *pins)
{
	for (uint32_t pin = 0; pin < 32; pin++) {
		if (!(pins->pin_bit_mask >> pin & 1))
			continue;
		levelWhenMade[pin] = levels >> pin & 1;
		*(pins->mode == GPIO_MODE_OUTPUT ? &outputs : &inputs) |= 1u << pin;
	}
	return ESP_OK;
}

esp_err_t gptimer_new_timer(const gptimer_config_t *config, gptimer_handle_t *timer)
{
	expect(config->resolution_hz == 10000000, "counts other ticks than of 100 ns");
	*timer = NULL;
	return ESP_OK;
}

esp_err_t gptimer_register_event_callbacks(gptimer_handle_t timer, const gptimer_event_callbacks_t *callbacks, void *context)
{
	(void)timer;
	(void)context;
	onAlarm = callbacks->on_alarm;
	return ESP_OK;
}

esp_err_t gptimer_enable(gptimer_handle_t timer)
{
	(void)timer;
	return ESP_OK;
}

esp_err_t gptimer_start(gptimer_handle_t timer)
{
	(void)timer;
	return ESP_OK;
}

esp_err_t gptimer_get_raw_count(gptimer_handle_t timer, uint64_t *value)
{
	(void)timer;
	*value = ticks;
	return ESP_OK;
}

esp_err_t gptimer_set_alarm_action(gptimer_handle_t timer, const gptimer_alarm_config_t *alarm)
{
	(void)timer;
	expect(alarm->alarm_count > ticks, "sets an alarm that is past");
	alarmTick = alarm->alarm_count;
	return ESP_OK;
}

uint32_t esp_cpu_get_cycle_count(void)
{
	static uint32_t cycles;
	return cycles += 1000;
}

void vPortEnterCritical(portMUX_TYPE *mux)
{
	expect(mux->count++ == 0, "enters the core twice");
}

void vPortExitCritical(portMUX_TYPE *mux)
{
	mux->count--;
}

bool spi_flash_cache_enabled(void)
{
	return isCacheOn;
}

static int tell(void)
{
	expect(isCacheOn, "tells the program while its code cannot be read");
	if (!roomForMessages)
		return -1;
	told++;
	return 0;
}

static void run(uint64_t milliseconds)
{
	uint64_t end = ticks + milliseconds * 10000;
	while (alarmTick <= end) {
		ticks = alarmTick;
		onAlarm(NULL, NULL, NULL);
	}
	ticks = end;
}

/* So many steps, 1 ms apart; the segment is the last of a move, or is not and the ring runs dry. */
static void move(uint32_t count, uint32_t flags)
{
	expect(stepPush(stepEngineEnter(), 0, flags | STEP_UP, count, (int64_t)10000 << 16, 0), "refuses a segment");
	stepEngineLeave();
	stepStart(stepEngineEnter(), 1, stepEngineNow());
	stepEngineLeave();
}

static void acknowledge(void)
{
	struct stepCore *core = stepEngineEnter();
	expect(stepAcknowledge(core, core->fired, core->reasons), "does not let go of what was stopped");
	stepEngineLeave();
}

static int hear(void)
{
	int before = told;
	told = 0;
	stepEngineHeard();
	return before;
}

static void pinsAreSafeFirst(struct stepSettings *settings, struct stepPinList *pins)
{
	levels = 1u << HEATER_PIN | 1u << LEFT_ALONE; /* as something may have left them */
	expect(stepEngineStart(settings, pins) == 0, "does not start");
	expect(outputs == (1u << STEP_PIN | 1u << DIRECTION_PIN | 1u << ENABLE_PIN | 1u << HEATER_PIN), "other outputs");
	expect(inputs == 1u << STOP_PIN, "other inputs");
	expect(levelWhenMade[ENABLE_PIN] == 1, "gives power to a motor before anybody asks");
	expect(levelWhenMade[HEATER_PIN] == 0, "heats before anybody asks");
	expect(levelWhenMade[STEP_PIN] == 0 && levelWhenMade[DIRECTION_PIN] == 0, "step or direction high");
	expect(levels >> LEFT_ALONE & 1, "changes a pin that is not the board's");
	expect(stepPosition(stepEngineEnter(), 0) == 0, "remembers a position");
	stepEngineLeave();
}

static void endsAreTold(void)
{
	move(3, STEP_LAST);
	expect(told == 0, "tells of a beginning");
	run(2);
	expect(told == 0, "tells of a move that goes on");
	run(10);
	expect(hear() == 1, "does not tell of an end, or more than once");
	run(10);
	expect(told == 0, "tells of nothing");
	move(1, STEP_LAST);
	run(5);
	expect(hear() == 1, "does not tell of a single step");
}

static void nothingIsLost(void)
{
	roomForMessages = 0;
	move(1, STEP_LAST);
	run(5);
	expect(told == 0, "finds room where there is none");
	roomForMessages = 1;
	run(1);
	expect(told == 1, "does not try again when there is room");
	move(1, STEP_LAST);
	run(5);
	expect(hear() == 1, "has two messages under way");
	isCacheOn = false;
	move(1, STEP_LAST);
	run(5);
	isCacheOn = true;
	run(1);
	expect(hear() == 1, "forgets what happened while flash was written");
}

static void stopsAreToldAndCut(void)
{
	stepArm(stepEngineEnter(), 0, (struct stepTrigger){1, 1, 1, 0});
	stepEngineLeave();
	stepEnable(stepEngineEnter(), 1);
	stepEngineLeave();
	stepSwitch(stepEngineEnter(), HEATER, 1);
	stepEngineLeave();
	expect(levels >> HEATER_PIN & 1 && !(levels >> ENABLE_PIN & 1), "does not switch on");
	move(100, STEP_LAST);
	run(10);
	levels |= 1u << STOP_PIN;
	run(1);
	expect(!(levels >> HEATER_PIN & 1), "heats on after an emergency stop");
	expect(hear() == 1, "does not tell of an emergency stop");
	run(10);
	expect(told == 0, "tells of one stop again and again");
	levels &= ~(1u << STOP_PIN);
	acknowledge();
	move(2, 0);
	run(10);
	expect(hear() == 1, "does not tell of a ring that ran dry");
	acknowledge();
	run(10);
	expect(told == 0, "tells of what the program did itself");
}

int main(void)
{
	static struct stepSettings settings = {
		.pulseTicks = 20, .intervalTicks = 40, .turnTicks = 70, .leadTicks = 2000, .lateTicks = 1000};
	for (uint32_t axis = 0; axis < STEP_AXES; axis++)
		settings.axes[axis].brake = 100000000;
	settings.axes[0].step.word[0] = 1u << STEP_PIN;
	settings.axes[0].direction.word[0] = 1u << DIRECTION_PIN;
	settings.axes[0].enables = ENABLE;
	settings.outputs[0] = (struct stepOutputSettings){{{1u << ENABLE_PIN}}, 1, 0};
	settings.outputs[1] = (struct stepOutputSettings){{{1u << HEATER_PIN}}, 0, 1};
	settings.inputs[0].word[0] = 1u << STOP_PIN;
	struct stepPinList pins = {
		.outputs = 4, .inputs = 1, .output = {STEP_PIN, DIRECTION_PIN, ENABLE_PIN, HEATER_PIN}, .input = {STOP_PIN}};
	pinsAreSafeFirst(&settings, &pins);
	stepEngineListen(tell);
	endsAreTold();
	nothingIsLost();
	stopsAreToldAndCut();
	return 0;
}
