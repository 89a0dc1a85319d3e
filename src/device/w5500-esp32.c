/* The W5500 of a board with Ethernet, for ethernet-esp32.c of the SDK.
 *
 * In the place of the SDK's w5500_api.c, which was written for drivers inside the IDF: since v6.0 they are components
 * of their own, with headers of their own. The pins are those of board.json, in mc.defines.h. */

#include "ethernet.h"

#include "esp_eth_mac_w5500.h"
#include "esp_eth_phy_w5500.h"

#include "mc.defines.h"

/* No memory: NULL, of which esp_eth_driver_install makes an error. */
esp_eth_mac_t *mod_ethernet_get_mac(spi_device_interface_config_t device, int interruptPin)
{
	eth_w5500_config_t config = ETH_W5500_DEFAULT_CONFIG(MODDEF_ETHERNET_SPI_PORT, &device);
	config.int_gpio_num = interruptPin;
	const eth_mac_config_t mac = ETH_MAC_DEFAULT_CONFIG();
	return esp_eth_mac_new_w5500(&config, &mac);
}

esp_eth_phy_t *mod_ethernet_get_phy(void)
{
	eth_phy_config_t config = ETH_PHY_DEFAULT_CONFIG();
	config.reset_gpio_num = MODDEF_ETHERNET_RESET_PIN;
	return esp_eth_phy_new_w5500(&config);
}
