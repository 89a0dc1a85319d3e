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

volatile uint32_t pinsIn[PIN_WORDS], pinsOut[PIN_WORDS];
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
			pinsIn[word] |= sensor->pin[word];
		else
			pinsIn[word] &= ~sensor->pin[word];
}

static void turn(uint32_t number)
{
	struct axis *axis = &axes[number];
	int isHigh = ((pinsOut[0] & axis->direction[0]) | (pinsOut[1] & axis->direction[1])) != 0;
	axis->shaft += isHigh != axis->isReversed ? 1 : -1;
	for (uint32_t i = 0; i < PLANT_SWITCHES; i++)
		if (sensors[i].axis == (int32_t)number)
			readSensor(&sensors[i]);
}

void pinsSet(uint32_t word, uint32_t pins)
{
	uint32_t raised = pins & ~pinsOut[word];
	pinsOut[word] |= pins;
	for (uint32_t i = 0; i < PLANT_AXES; i++)
		if (raised & axes[i].step[word])
			turn(i);
}

void pinsClear(uint32_t word, uint32_t pins)
{
	pinsOut[word] &= ~pins;
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
