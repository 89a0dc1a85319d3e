/* What mcconfig makes of a manifest's defines, for compilers that have none of it: as for a board with Ethernet. */

#pragma once

#define MODDEF_ETHERNET_SPI_PORT SPI2_HOST
#define MODDEF_ETHERNET_RESET_PIN (-1)
