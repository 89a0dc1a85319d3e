/* Access to registers as the ESP-IDF declares it; where the pins are a test's, by its functions. */

#pragma once

#include <stdint.h>

#ifdef REGISTERS_ARE_FUNCTIONS
uint32_t readRegister(uint32_t address);
void writeRegister(uint32_t address, uint32_t value);
#define REG_READ(address) readRegister(address)
#define REG_WRITE(address, value) writeRegister(address, value)
#else
#define REG_READ(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define REG_WRITE(address, value) (*(volatile uint32_t *)(uintptr_t)(address) = (value))
#endif
