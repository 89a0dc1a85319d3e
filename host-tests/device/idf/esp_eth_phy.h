/* Ethernet transceivers as the ESP-IDF declares them, as far as the W5500 is told. */

#pragma once

#include <stdint.h>

typedef struct esp_eth_phy_s esp_eth_phy_t;

typedef struct {
	int32_t phy_addr;
	uint32_t reset_timeout_ms, autonego_timeout_ms;
	int reset_gpio_num;
} eth_phy_config_t;

#define ETH_PHY_DEFAULT_CONFIG() {.phy_addr = -1, .reset_timeout_ms = 100, .autonego_timeout_ms = 4000, .reset_gpio_num = 5}
