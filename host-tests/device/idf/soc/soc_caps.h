/* What a chip has, for the step engine: the pins of an ESP32 where the command line says nothing else. */

#pragma once

#ifndef SOC_GPIO_PIN_COUNT
#define SOC_GPIO_PIN_COUNT 40
#endif
