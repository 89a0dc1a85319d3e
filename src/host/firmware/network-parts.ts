// What the firmware of a chip has for the network of its board: Wi-Fi, or a W5500 on SPI.

import type { Board } from '../../kernel/board.js';
import type { Ethernet } from '../../kernel/board-network.js';

/** The manifest with what is for one kind of network only; a path from the root. */
export const networkManifest = ({ network }: Board): string =>
  network.ethernet === undefined ? 'src/device/manifest-wireless.json' : 'src/device/manifest-wired.json';

/**
 * The `defines` of modules/io/ethernet of the SDK, which become MODDEF_ETHERNET_ and a name in capitals. All chips have
 * this SPI host, and the IDF chooses the DMA channel; 16 and 8 bits are address and control of a W5500's frame.
 */
const w5500Defines = ({ clock, mosi, miso, select, interrupt, reset = -1, clockHertz }: Ethernet) => ({
  hz: clockHertz,
  int_pin: interrupt,
  reset_pin: reset,
  spi: {
    port: 'SPI2_HOST',
    dma_ch: 'SPI_DMA_CH_AUTO',
    command_bits: 16,
    address_bits: 8,
    sck_pin: clock,
    mosi_pin: mosi,
    miso_pin: miso,
    cs_pin: select,
  },
});

/** What the network's C is told of the pins: nothing with Wi-Fi. */
export const networkDefines = ({ network: { ethernet } }: Board): object =>
  ethernet === undefined ? {} : { defines: { ethernet: w5500Defines(ethernet) } };

/** Lines of sdkconfig.defaults. */
export const networkSettings = ({ network }: Board): string =>
  network.ethernet === undefined ? '' : 'CONFIG_ETH_USE_SPI_ETHERNET=y\n';
