/* Ethernet controllers as the ESP-IDF declares them, as far as the W5500 is told. */

#pragma once

#include <stdint.h>

typedef struct esp_eth_mac_s esp_eth_mac_t;

typedef struct {
	uint32_t sw_reset_timeout_ms, rx_task_stack_size, rx_task_prio, flags;
} eth_mac_config_t;

#define ETH_MAC_DEFAULT_CONFIG() {.sw_reset_timeout_ms = 100, .rx_task_stack_size = 4096, .rx_task_prio = 15}
