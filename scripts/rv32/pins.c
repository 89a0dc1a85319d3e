/* The machine behind the pins: shafts that turn with step pins, and switches that shafts run into. */

#include "pins.h"

struct axis {
	uint32_t step[PIN_WORDS], direction[PIN_WORDS];
	int isReversed;
	int32_t shaft;
};

/* Of an axis that is none, a level that stays. */
struct sensor {
	uint32_t pin[PIN_WORDS];
	int32_t axis, place;
	int isHigh;
};

static struct axis axes[PLANT_AXES];
static struct sensor sensors[PLANT_SWITCHES];

static void setMask(uint32_t mask[PIN_WORDS], int32_t pin)
{
	if (pin >= 0)
		mask[pin / 32] |= 1u << pin % 32;
}

static void readSensor(const struct sensor *sensor)
{
	int isBelow = sensor->axis >= 0 && axes[sensor->axis].shaft <= sensor->place;
	for (uint32_t word = 0; word < PIN_WORDS; word++)
		if (sensor->isHigh != isBelow)
			pinsWindow.in[word] |= sensor->pin[word];
		else
			pinsWindow.in[word] &= ~sensor->pin[word];
}

static void turn(uint32_t number)
{
	struct axis *axis = &axes[number];
	int isHigh = ((pinsWindow.out[0] & axis->direction[0]) | (pinsWindow.out[1] & axis->direction[1])) != 0;
	axis->shaft += isHigh != axis->isReversed ? 1 : -1;
	for (uint32_t i = 0; i < PLANT_SWITCHES; i++)
		if (sensors[i].axis == (int32_t)number)
			readSensor(&sensors[i]);
}

static void record(uint32_t pins, uint32_t place)
{
	volatile struct pinsWrite *write = &pinsWindow.writes[pinsWindow.made % PIN_WRITES];
	while (pinsWindow.made - pinsWindow.taken >= PIN_WRITES)
		;
	write->tick = stepsPlannedTick();
	write->instruction = timerInstructions();
	write->pins = pins;
	write->place = place;
	pinsWindow.made++;
}

/* The chip has written to a register; the rest is the world's work, and takes none of the chip's time. */
static void change(uint32_t word, uint32_t pins, uint32_t level)
{
	timerPause();
	pinsWindow.out[word] ^= pins;
	if (pinsWindow.isRecorded)
		record(pins, 2 * word + level);
	for (uint32_t i = 0; i < PLANT_AXES && level; i++)
		if (pins & axes[i].step[word])
			turn(i);
	timerResume();
}

void pinsSet(uint32_t word, uint32_t pins)
{
	pins &= ~pinsWindow.out[word];
	if (pins)
		change(word, pins, 1);
}

void pinsClear(uint32_t word, uint32_t pins)
{
	pins &= pinsWindow.out[word];
	if (pins)
		change(word, pins, 0);
}

void plantAxis(uint32_t axis, int32_t stepPin, int32_t directionPin, int isReversed)
{
	setMask(axes[axis].step, stepPin);
	setMask(axes[axis].direction, directionPin);
	axes[axis].isReversed = isReversed;
}

void plantSwitch(uint32_t number, uint32_t pin, int32_t axis, int32_t place, int isHigh)
{
	sensors[number] = (struct sensor){ .axis = axis, .place = place, .isHigh = isHigh };
	setMask(sensors[number].pin, (int32_t)pin);
	readSensor(&sensors[number]);
}
