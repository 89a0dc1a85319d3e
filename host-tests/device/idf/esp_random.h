/* The random numbers of the chip as the ESP-IDF declares them. */

#pragma once

#include <stddef.h>

void esp_fill_random(void *buf, size_t len);
