/* What a chip has, for the step engine: SOC_GPIO_PIN_COUNT comes from the command line. */

#pragma once
