/* The cycle counter of the CPU as the ESP-IDF declares it. */

#pragma once

#include <stdint.h>

typedef uint32_t esp_cpu_cycle_count_t;

esp_cpu_cycle_count_t esp_cpu_get_cycle_count(void);
