/* Error codes of the ESP-IDF, for compilers that have none of it. */

#pragma once

typedef int esp_err_t;

#define ESP_OK 0
