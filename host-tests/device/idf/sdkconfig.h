/* Settings of an ESP-IDF project as far as the step engine reads them. */

#define CONFIG_ESP_DEFAULT_CPU_FREQ_MHZ 160
