/* The analog input of the temperature sensor: the methods of NativeAnalogInput (native-analog-input.ts) in C.
 *
 * Not by the SDK's module for analog inputs, which ends at 2.45 V: a cold thermistor is above that. */

#include <math.h>
#include <stdint.h>

#include "xsmc.h"

#include "esp_adc/adc_cali.h"
#include "esp_adc/adc_cali_scheme.h"
#include "esp_adc/adc_oneshot.h"

enum { BITS = 12, RAW_MAX = (1 << BITS) - 1 };

/* One reading is the median of so many: a conversion beside a radio is off now and then. */
enum { CONVERSIONS = 9 };

/* What the divider of sensor and resistor is taken to hang at. */
static const double SUPPLY_MILLIVOLTS = 3300;

static adc_oneshot_unit_handle_t converter;
static adc_cali_handle_t calibration;
static adc_channel_t channel;

/* The chip's own, from its fuses. */
static esp_err_t calibrate(void)
{
#if ADC_CALI_SCHEME_CURVE_FITTING_SUPPORTED
	const adc_cali_curve_fitting_config_t config = {
		.unit_id = ADC_UNIT_1, .chan = channel, .atten = ADC_ATTEN_DB_12, .bitwidth = ADC_BITWIDTH_12};
	return adc_cali_create_scheme_curve_fitting(&config, &calibration);
#else
	const adc_cali_line_fitting_config_t config = {
		.unit_id = ADC_UNIT_1, .atten = ADC_ATTEN_DB_12, .bitwidth = ADC_BITWIDTH_12, .default_vref = 1100};
	return adc_cali_create_scheme_line_fitting(&config, &calibration);
#endif
}

/* open(pin): there is one such input. */
void xs_analog_open(xsMachine *the)
{
	adc_unit_t unit;
	esp_err_t error = adc_oneshot_io_to_channel(xsmcToInteger(xsArg(0)), &unit, &channel);
	if (error != ESP_OK || unit != ADC_UNIT_1)
		xsUnknownError("the sensor's pin is no input of the first analog converter");
	const adc_oneshot_unit_init_cfg_t unitConfig = {.unit_id = ADC_UNIT_1};
	const adc_oneshot_chan_cfg_t channelConfig = {.atten = ADC_ATTEN_DB_12, .bitwidth = ADC_BITWIDTH_12};
	error = adc_oneshot_new_unit(&unitConfig, &converter);
	if (error == ESP_OK)
		error = adc_oneshot_config_channel(converter, channel, &channelConfig);
	if (error == ESP_OK)
		error = calibrate();
	if (error != ESP_OK)
		xsUnknownError("the analog converter, or what its maker measured of it");
}

/* The median conversion, or one that has failed: below 0. */
static int convert(void)
{
	int sorted[CONVERSIONS];
	for (int count = 0; count < CONVERSIONS; count++) {
		int raw;
		if (adc_oneshot_read(converter, channel, &raw) != ESP_OK)
			return -1;
		int place = count;
		for (; place > 0 && sorted[place - 1] > raw; place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = raw;
	}
	return sorted[CONVERSIONS / 2];
}

/* read(): part of the supply; 1 for all that the converter cannot tell from it, NaN when it has failed. */
void xs_analog_read(xsMachine *the)
{
	int raw = convert();
	int millivolts;
	if (raw >= RAW_MAX)
		xsmcSetNumber(xsResult, 1);
	else if (raw >= 0 && adc_cali_raw_to_voltage(calibration, raw, &millivolts) == ESP_OK)
		xsmcSetNumber(xsResult, millivolts / SUPPLY_MILLIVOLTS);
	else
		xsmcSetNumber(xsResult, NAN);
}
