/* Places in memory of the ESP-IDF: code and data of the internal RAM have sections of their own, one for each thing. */

#pragma once

#define SECTION_OF(name, number) __attribute__((section(name "." #number)))
#define NUMBERED_SECTION(name, number) SECTION_OF(name, number)

#define IRAM_ATTR NUMBERED_SECTION(".iram1", __COUNTER__)
#define DRAM_ATTR NUMBERED_SECTION(".dram1", __COUNTER__)
