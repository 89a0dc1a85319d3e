/* Stands for the vendor's header where step-engine-esp32.h asks how many pins there are. */

#define SOC_GPIO_PIN_COUNT 64
