/* What the firmware asks the chip for: time, sleep, the serial line, the labware table, and the flash. */

#include "../xs-host/host.h"
#include "chip.h"
#include "pins.h"

#include "xsmc.h"

enum { TICKS_PER_MICROSECOND = 10 };

/* The flash: bits of an erased block are 1, writing makes them 0. */
enum { BLOCK_BYTES = 4096, JOURNAL_BLOCKS = 448, PACKET_BLOCKS = 28, NAME_BLOCKS = 4 };
enum { BLOCKS = JOURNAL_BLOCKS + PACKET_BLOCKS + NAME_BLOCKS };
static uint8_t *flash;

static uint64_t startTick;

/* chipMicroseconds(): since the start of the firmware. */
static void chipMicroseconds(xsMachine *the)
{
	xsResult = xsNumber((double)((timerTicks() - startTick) / TICKS_PER_MICROSECOND));
}

/* chipWait(until): sleeps until the line has something or the time has come; gives bits of serialEvent. */
static void chipWait(xsMachine *the)
{
	double until = xsmcToNumber(xsArg(0));
	uint64_t tick = until < 1e15 ? startTick + (uint64_t)(until * TICKS_PER_MICROSECOND) : UINT64_MAX;
	uint32_t events;
	for (;;) {
		serialPoll();
		events = serialTakeEvents();
		if (events != 0 || timerTicks() >= tick)
			break;
		stepsSleep(tick);
	}
	xsResult = xsInteger((xsIntegerValue)events);
}

static void chipAvailable(xsMachine *the)
{
	xsResult = xsInteger((xsIntegerValue)serialAvailable());
}

/* chipReceive(bytes): fills them; so many wait at least. */
static void chipReceive(xsMachine *the)
{
	void *bytes;
	xsUnsignedValue count;
	xsmcGetBufferWritable(xsArg(0), &bytes, &count);
	serialReceive(bytes, count);
}

static void chipSend(xsMachine *the)
{
	void *bytes;
	xsUnsignedValue count;
	xsmcGetBufferReadable(xsArg(0), &bytes, &count);
	serialSend(bytes, count);
}

static void chipHangUp(xsMachine *the)
{
	(void)the;
	serialHangUp();
}

static int32_t integer(xsMachine *the, int number)
{
	return xsmcToInteger(xsArg(number));
}

/* chipPlantAxis(axis, stepPin, directionPin, isReversed) and chipPlantSwitch(number, pin, axis, place, isHigh): pins.h. */
static void chipPlantAxis(xsMachine *the)
{
	plantAxis((uint32_t)integer(the, 0), integer(the, 1), integer(the, 2), integer(the, 3));
}

static void chipPlantSwitch(xsMachine *the)
{
	plantSwitch((uint32_t)integer(the, 0), (uint32_t)integer(the, 1), integer(the, 2), integer(the, 3), integer(the, 4));
}

/* What is in flash is never freed. */
static void keep(void *memory)
{
	(void)memory;
}

/* chipLabware(): the table where it is. */
static void labware(xsMachine *the)
{
	size_t bytes;
	const unsigned char *table = chipLabware(&bytes);
	xsResult = xsNewHostObject(keep);
	xsmcSetHostBuffer(xsResult, (void *)table, (xsIntegerValue)bytes);
}

/* The bytes of the flash that a call is about: fails beyond its end. */
static uint8_t *place(xsMachine *the, double position, size_t count)
{
	if (!(position >= 0 && position + (double)count <= (double)BLOCKS * BLOCK_BYTES))
		xsRangeError("the flash ends before");
	return flash + (size_t)position;
}

static void chipFlashRead(xsMachine *the)
{
	void *bytes;
	xsUnsignedValue count;
	xsmcGetBufferWritable(xsArg(0), &bytes, &count);
	memcpy(bytes, place(the, xsmcToNumber(xsArg(1)), count), count);
}

static void chipFlashWrite(xsMachine *the)
{
	void *data;
	xsUnsignedValue count;
	xsmcGetBufferReadable(xsArg(0), &data, &count);
	const uint8_t *bytes = data;
	uint8_t *to = place(the, xsmcToNumber(xsArg(1)), count);
	for (xsUnsignedValue i = 0; i < count; i++)
		to[i] &= bytes[i];
}

static void chipFlashErase(xsMachine *the)
{
	memset(place(the, xsmcToNumber(xsArg(0)) * BLOCK_BYTES, BLOCK_BYTES), 0xff, BLOCK_BYTES);
}

/* chipFlashMap(position, count): these bytes where they are. */
static void chipFlashMap(xsMachine *the)
{
	xsIntegerValue count = integer(the, 1);
	uint8_t *bytes = place(the, xsmcToNumber(xsArg(0)), (size_t)count);
	xsResult = xsNewHostObject(keep);
	xsmcSetHostBuffer(xsResult, bytes, count);
}

/* Of src/device/step-binding.c. */
#define STEP_NAMES(EACH) \
	EACH(reset) EACH(push) EACH(room) EACH(start) EACH(position) EACH(set_position) EACH(running) EACH(held) \
	EACH(reasons) EACH(fired) EACH(latched) EACH(acknowledge) EACH(halt) EACH(arm) EACH(disarm) EACH(inputs) \
	EACH(enable) EACH(switch)
#define DECLARE(name) void xs_step_##name(xsMachine *the);
#define ENTRY(name) { "xs_step_" #name, xs_step_##name },
STEP_NAMES(DECLARE)
static const struct {
	char *name;
	xsCallback function;
} STEP_FUNCTIONS[] = { STEP_NAMES(ENTRY) };

int firmwareTakeOption(const char *name, const char *value)
{
	if (value == NULL)
		return 0;
	if (strcmp(name, "--time") == 0 && strcmp(value, "still") == 0)
		timerStandStill();
	else if (strcmp(name, "--record") == 0 && strcmp(value, "pins") == 0)
		pinsWindow.isRecorded = 1;
	else
		return 0;
	return 1;
}

void targetDefine(xsMachine *the)
{
	startTick = timerTicks();
	flash = targetOutside((size_t)BLOCKS * BLOCK_BYTES);
	memset(flash, 0xff, (size_t)BLOCKS * BLOCK_BYTES);
	defineFunction(the, "chipMicroseconds", chipMicroseconds, 0);
	defineFunction(the, "chipWait", chipWait, 1);
	defineFunction(the, "chipAvailable", chipAvailable, 0);
	defineFunction(the, "chipReceive", chipReceive, 1);
	defineFunction(the, "chipSend", chipSend, 1);
	defineFunction(the, "chipHangUp", chipHangUp, 0);
	defineFunction(the, "chipLabware", labware, 0);
	defineFunction(the, "chipFlashRead", chipFlashRead, 2);
	defineFunction(the, "chipFlashWrite", chipFlashWrite, 2);
	defineFunction(the, "chipFlashErase", chipFlashErase, 1);
	chipDefineFigures(the);
	defineFunction(the, "chipFlashMap", chipFlashMap, 2);
	defineFunction(the, "chipPlantAxis", chipPlantAxis, 4);
	defineFunction(the, "chipPlantSwitch", chipPlantSwitch, 5);
	for (size_t i = 0; i < sizeof STEP_FUNCTIONS / sizeof STEP_FUNCTIONS[0]; i++)
		defineFunction(the, STEP_FUNCTIONS[i].name, STEP_FUNCTIONS[i].function, 0);
}
