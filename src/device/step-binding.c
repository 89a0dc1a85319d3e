/* The methods of NativeEngine (native-engine.ts) in C: arguments out of the machine, a call of the step core, its result. */

#include "xsmc.h"

#include "step-engine-esp32.h"

static struct stepSettings settings;
static struct stepPinList pinList;

/* Words of the settings that are still to be read. */
struct wordReader {
	const int32_t *word;
	uint32_t left;
};

static int32_t next(xsMachine *the, struct wordReader *words)
{
	if (words->left == 0)
		xsUnknownError("step settings are incomplete");
	words->left--;
	return *words->word++;
}

static uint32_t nextCount(xsMachine *the, struct wordReader *words, uint32_t most)
{
	uint32_t count = (uint32_t)next(the, words);
	if (count > most)
		xsUnknownError("more axes, inputs or outputs than the step engine has");
	return count;
}

/* A pin; none when the board does not have it. */
static void nextPin(xsMachine *the, struct wordReader *words, struct stepPins *pins, uint8_t *list, uint32_t *count)
{
	int32_t pin = next(the, words);
	if (pin < 0)
		return;
	if (pin >= 32 * STEP_PIN_WORDS)
		xsUnknownError("this chip has no such pin");
	pins->word[pin / 32] |= 1u << pin % 32;
	list[(*count)++] = (uint8_t)pin;
}

static void nextAxis(xsMachine *the, struct wordReader *words, struct stepAxisSettings *axis)
{
	nextPin(the, words, &axis->step, pinList.output, &pinList.outputs);
	nextPin(the, words, &axis->direction, pinList.output, &pinList.outputs);
	axis->isReversed = (uint32_t)next(the, words);
	axis->enables = (uint32_t)next(the, words);
	axis->brake = (uint32_t)next(the, words);
}

static void nextOutput(xsMachine *the, struct wordReader *words, struct stepOutputSettings *output)
{
	nextPin(the, words, &output->pin, pinList.output, &pinList.outputs);
	output->isLow = (uint32_t)next(the, words);
	output->isCut = (uint32_t)next(the, words);
}

static void nextInput(xsMachine *the, struct wordReader *words, struct stepPins *pins)
{
	nextPin(the, words, pins, pinList.input, &pinList.inputs);
	pinList.pull[pinList.inputs - 1] = (uint8_t)next(the, words);
}

/* In the order in which native-engine.ts writes them. */
void xs_step_reset(xsMachine *the)
{
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferReadable(xsArg(0), &bytes, &length);
	struct wordReader words = {bytes, length / sizeof(int32_t)};
	settings.pulseTicks = (uint32_t)next(the, &words);
	settings.intervalTicks = (uint32_t)next(the, &words);
	settings.turnTicks = (uint32_t)next(the, &words);
	settings.leadTicks = (uint32_t)next(the, &words);
	settings.lateTicks = next(the, &words);
	uint32_t axes = nextCount(the, &words, STEP_AXES);
	uint32_t outputs = nextCount(the, &words, STEP_OUTPUTS);
	uint32_t inputs = nextCount(the, &words, STEP_INPUTS);
	for (uint32_t i = 0; i < axes; i++)
		nextAxis(the, &words, &settings.axes[i]);
	for (uint32_t i = 0; i < outputs; i++)
		nextOutput(the, &words, &settings.outputs[i]);
	for (uint32_t i = 0; i < inputs; i++)
		nextInput(the, &words, &settings.inputs[i]);
	if (stepEngineStart(&settings, &pinList) != 0)
		xsUnknownError("the pins or the timer of the step engine");
}

static uint32_t argument(xsMachine *the, int number)
{
	return (uint32_t)xsmcToInteger(xsArg(number));
}

void xs_step_push(xsMachine *the)
{
	uint32_t axis = argument(the, 0);
	uint32_t flags = (argument(the, 1) ? STEP_UP : 0) | (xsmcTest(xsArg(5)) ? STEP_LAST : 0);
	uint32_t count = (uint32_t)xsmcToNumber(xsArg(2));
	int64_t interval = (int64_t)xsmcToNumber(xsArg(3));
	int64_t add = (int64_t)xsmcToNumber(xsArg(4));
	int isPushed = stepPush(stepEngineEnter(), axis, flags, count, interval, add);
	stepEngineLeave();
	xsmcSetInteger(xsResult, isPushed);
}

void xs_step_room(xsMachine *the)
{
	uint32_t axis = argument(the, 0);
	uint32_t room = stepRoom(stepEngineEnter(), axis);
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)room);
}

void xs_step_start(xsMachine *the)
{
	uint32_t axes = argument(the, 0);
	struct stepCore *core = stepEngineEnter();
	stepStart(core, axes, stepEngineNow());
	stepEngineLeave();
}

void xs_step_position(xsMachine *the)
{
	uint32_t axis = argument(the, 0);
	int32_t position = stepPosition(stepEngineEnter(), axis);
	stepEngineLeave();
	xsmcSetInteger(xsResult, position);
}

void xs_step_set_position(xsMachine *the)
{
	uint32_t axis = argument(the, 0);
	int32_t position = (int32_t)argument(the, 1);
	stepSetPosition(stepEngineEnter(), axis, position);
	stepEngineLeave();
}

void xs_step_running(xsMachine *the)
{
	uint32_t running = stepEngineEnter()->running;
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)running);
}

void xs_step_held(xsMachine *the)
{
	uint32_t held = stepEngineEnter()->held;
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)held);
}

void xs_step_reasons(xsMachine *the)
{
	uint32_t reasons = stepEngineEnter()->reasons;
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)reasons);
}

void xs_step_fired(xsMachine *the)
{
	uint32_t fired = stepEngineEnter()->fired;
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)fired);
}

void xs_step_latched(xsMachine *the)
{
	uint32_t axis = argument(the, 0);
	int32_t latched = stepEngineEnter()->axes[axis].latched;
	stepEngineLeave();
	xsmcSetInteger(xsResult, latched);
}

void xs_step_acknowledge(xsMachine *the)
{
	uint32_t fired = argument(the, 0);
	uint32_t reasons = argument(the, 1);
	int isFree = stepAcknowledge(stepEngineEnter(), fired, reasons);
	stepEngineLeave();
	xsmcSetBoolean(xsResult, isFree);
}

void xs_step_halt(xsMachine *the)
{
	(void)the;
	stepHalt(stepEngineEnter());
	stepEngineLeave();
}

void xs_step_arm(xsMachine *the)
{
	uint32_t input = argument(the, 0);
	struct stepTrigger trigger = {argument(the, 1), argument(the, 2), xsmcTest(xsArg(3)), xsmcArgc > 4 ? argument(the, 4) : 0};
	stepArm(stepEngineEnter(), input, trigger);
	stepEngineLeave();
}

void xs_step_disarm(xsMachine *the)
{
	uint32_t input = argument(the, 0);
	stepDisarm(stepEngineEnter(), input);
	stepEngineLeave();
}

void xs_step_inputs(xsMachine *the)
{
	uint32_t inputs = stepInputs(stepEngineEnter());
	stepEngineLeave();
	xsmcSetInteger(xsResult, (int32_t)inputs);
}

void xs_step_enable(xsMachine *the)
{
	uint32_t axes = argument(the, 0);
	stepEnable(stepEngineEnter(), axes);
	stepEngineLeave();
}

void xs_step_switch(xsMachine *the)
{
	uint32_t outputs = argument(the, 0);
	int isOn = xsmcTest(xsArg(1));
	stepSwitch(stepEngineEnter(), outputs, isOn);
	stepEngineLeave();
}
