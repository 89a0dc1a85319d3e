/* What the files of the emulated chip share: memory map, counters, control registers. */

#ifndef RV32_CHIP_H
#define RV32_CHIP_H

#include <stddef.h>
#include <stdint.h>

/* Places of chip.ld. */
extern unsigned char __flash_start[], __flash_end[], __rom_start[], __rom_end[], __outside_start[], __outside_end[];
extern unsigned char __ram_start[], __ram_end[], __stack_bottom[], __stack_top[], __heap_start[];

#define CSR(instruction) ".option push\n.option arch, +zicsr\n" instruction "\n.option pop"
#define CSR_READ(name, value) __asm__ volatile(CSR("csrr %0, " #name) : "=r"(value))
#define CSR_CLEAR(name, bits) __asm__ volatile(CSR("csrc " #name ", %0")::"r"(bits))
#define CSR_SET(name, bits) __asm__ volatile(CSR("csrs " #name ", %0")::"r"(bits))
#define CSR_WRITE(name, value) __asm__ volatile(CSR("csrw " #name ", %0")::"r"(value))

/* Instructions since reset. */
static inline uint64_t chipInstructions(void)
{
	uint32_t low, high, again;
	do {
		CSR_READ(minstreth, high);
		CSR_READ(minstret, low);
		CSR_READ(minstreth, again);
	} while (high != again);
	return (uint64_t)high << 32 | low;
}

/* protection.c: what may be read, written and run, from reset on; and the end of writing to the ROM */
void protectionStart(void);
void protectionLockRom(void);

/* serial.c: a connection on the serial line, in pieces of a length of 2 bytes and so many bytes */
enum serialEvent { SERIAL_OPENED = 1, SERIAL_RECEIVED = 2, SERIAL_ENDED = 4 };
void serialStart(void);
void serialPoll(void);
uint32_t serialTakeEvents(void);
size_t serialAvailable(void);
void serialReceive(uint8_t *bytes, size_t count);
void serialSend(const uint8_t *bytes, size_t count);
void serialHangUp(void);
void serialAcknowledge(void);

/* timer.c: ticks of 10 MHz */
uint64_t timerTicks(void);
void timerAlarm(uint64_t tick);
void timerSleep(void);

/* steps.c: the interrupt of the machine timer belongs to the step core */
void chipTimerInterrupt(void);

/* chip.c */
const unsigned char *chipLabware(size_t *bytes);
void chipMain(void);
void chipTrap(uint32_t cause, uint32_t address, uint32_t value);

/* memory.c: bytes at most, so far; and what XS asks for */
char *fxCStackLimit(void);
size_t chipStackPeak(void);
size_t chipHeapPeak(void);

#endif
