/* Whether the flash can be read now, as the ESP-IDF declares it. */

#pragma once

#include <stdbool.h>

bool spi_flash_cache_enabled(void);
