/* Addresses of the pins' registers; those of the second word are of chips with more than 32 pins. */

#pragma once

#define GPIO_OUT_W1TS_REG 0x60004008u
#define GPIO_OUT_W1TC_REG 0x6000400cu
#define GPIO_IN_REG 0x6000403cu

#if SOC_GPIO_PIN_COUNT > 32
#define GPIO_OUT1_W1TS_REG 0x60004014u
#define GPIO_OUT1_W1TC_REG 0x60004018u
#define GPIO_IN1_REG 0x60004040u
#endif
