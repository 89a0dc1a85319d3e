/* What ethernet-esp32.c of the SDK (modules/io/ethernet) asks of the controller of a board, under the names that it calls. */

#ifndef ETHERNET_H
#define ETHERNET_H

#include "driver/spi_master.h"
#include "esp_eth_mac.h"
#include "esp_eth_phy.h"

esp_eth_mac_t *mod_ethernet_get_mac(spi_device_interface_config_t device, int interruptPin);

esp_eth_phy_t *mod_ethernet_get_phy(void);

#endif
