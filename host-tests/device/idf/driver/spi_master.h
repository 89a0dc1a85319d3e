/* Devices on SPI as the ESP-IDF declares them, as far as a W5500 is one. */

#pragma once

#include <stdint.h>

typedef enum { SPI1_HOST, SPI2_HOST } spi_host_device_t;

typedef struct {
	uint8_t command_bits, address_bits, mode;
	int clock_speed_hz, spics_io_num, queue_size;
} spi_device_interface_config_t;
