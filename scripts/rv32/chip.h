/* What the files of the emulated chip share: memory map, counters, control registers. */

#ifndef RV32_CHIP_H
#define RV32_CHIP_H

#include <stddef.h>
#include <stdint.h>

/* Places of chip.ld. */
extern unsigned char __flash_start[], __flash_end[], __rom_start[], __rom_end[], __outside_start[], __outside_end[];
extern unsigned char __window_end[];
extern unsigned char __ram_start[], __ram_end[], __stack_bottom[], __stack_top[], __heap_start[];

#define CSR(instruction) ".option push\n.option arch, +zicsr\n" instruction "\n.option pop"
#define CSR_READ(name, value) __asm__ volatile(CSR("csrr %0, " #name) : "=r"(value))
#define CSR_CLEAR(name, bits) __asm__ volatile(CSR("csrc " #name ", %0")::"r"(bits))
#define CSR_SET(name, bits) __asm__ volatile(CSR("csrs " #name ", %0")::"r"(bits))
#define CSR_WRITE(name, value) __asm__ volatile(CSR("csrw " #name ", %0")::"r"(value))

/* An instruction takes 64 ns of the emulator's time (scripts/rv32-run.mjs), in which it counts what a chip counts in
 * instructions; a sleep takes as long as it takes. */
enum { INSTRUCTION_SHIFT = 6 };

/* The emulator's time at reset. Its halves of a counter that was written do not fit together: this one never is. */
extern uint64_t chipReset;

/* Since reset. */
static inline uint64_t chipNanoseconds(void)
{
	uint32_t low, high, again;
	do {
		CSR_READ(mcycleh, high);
		CSR_READ(mcycle, low);
		CSR_READ(mcycleh, again);
	} while (high != again);
	return ((uint64_t)high << 32 | low) - chipReset;
}

static inline uint64_t chipInstructions(void)
{
	return chipNanoseconds() >> INSTRUCTION_SHIFT;
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

/* timer.c: ticks of 10 MHz, and the chip's own instructions. An alarm is at most 2 s ahead. */
void timerStandStill(void);
int timerIsStill(void);
uint64_t timerTicks(void);
void timerStart(void);
void timerAlarm(uint32_t tick);

/* Lets so many ticks pass, as a chip that counts its cycles; in still time none. */
void timerHold(uint32_t ticks);

/* The chip has slept until a tick; and its alarm comes now. With the interrupt masked. */
void timerJump(uint64_t tick);
void timerRaise(void);

/* Sleeps until something is on the serial line. */
void timerSleep(void);

/* What is between these takes no time, with the interrupt masked; the chip's instructions so far, modulo 2^32;
 * in still time they are not counted. */
void timerPause(void);
void timerResume(void);
uint32_t timerInstructions(void);

/* steps.c: the interrupt of the machine timer belongs to the step core */
void chipTimerInterrupt(void);

/* Sleeps until a tick, until some steps were made, or until something is on the line. */
void stepsSleep(uint64_t tick);

/* Comes back when pins have kept their levels for so long; and the tick that what is written to them now is meant for. */
void stepsHold(uint32_t ticks);
uint32_t stepsPlannedTick(void);

/* Motors without power, pumps and heater off, no more steps; whatever state the program is in. */
void stepsMakeSafe(void);

/* firmware.c: 0 for an option that it does not have */
int firmwareTakeOption(const char *name, const char *value);

/* chip.c */
const unsigned char *chipLabware(size_t *bytes);
void chipMain(void);
void chipTrap(uint32_t cause, uint32_t address, uint32_t value);

/* memory.c: bytes at most, so far; the end of a start in too little RAM; the filling of the ROM; and what XS asks for */
char *fxCStackLimit(void);
size_t chipStackPeak(void);
size_t chipHeapPeak(void);
void chipCheckReserve(void);
uint64_t chipFillingInstructions(void);

/* collections.c: since the last call, with the instructions of the longest */
struct chipCollections {
	uint32_t count, longest;
};
struct chipCollections chipTakeCollections(void);

/* figures.c */
struct sxMachine;
void chipDefineFigures(struct sxMachine *the);

#endif
