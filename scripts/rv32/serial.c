/* The serial line of the chip, with one connection at a time on it, as scripts/emulate.mjs has it at the other end.
 *
 * Both ends send pieces: a length in 2 bytes, the low one first, then so many bytes; or one of the marks below. */

#include <string.h>

#include "chip.h"

/* Registers of the UART, a 16550, and of the interrupt controller, as far as they end a sleep. */
static volatile uint8_t *const UART = (volatile uint8_t *)0x10000000;
enum { DATA = 0, INTERRUPTS = 1, FIFO = 2, LINE = 5 };
enum { INTERRUPT_ON_BYTE = 1, FIFO_ON = 0xc7, HAS_BYTE = 1, IS_READY = 0x20 };

#define PLIC(offset) (*(volatile uint32_t *)(0x0c000000u + (offset)))
enum { UART_SOURCE = 10, ENABLES = 0x2000, CLAIM = 0x200004 };

/* In the place of a length: a peer is there, it has gone, this end is ready for one. */
enum { MARK_OPENED = 0xffff, MARK_ENDED = 0xfffe, MARK_READY = 0xfffd, MARKS = MARK_READY };

/* Bytes that wait; a power of two. */
enum { RING = 2048 };

static uint8_t ring[RING];
static uint32_t head, tail, events;

/* Of the piece that comes in: bytes of its length so far, its length, bytes that are still to come. */
static uint32_t lengthBytes, length, left;

/* Pieces of a connection that this end has given up are forgotten. */
static int isOpen;

void serialStart(void)
{
	UART[FIFO] = FIFO_ON;
	UART[INTERRUPTS] = INTERRUPT_ON_BYTE;
	PLIC(4 * UART_SOURCE) = 1;
	PLIC(ENABLES) = 1u << UART_SOURCE;
	serialSend(NULL, MARK_READY);
}

static void takeMark(uint32_t mark)
{
	if (mark == MARK_OPENED) {
		isOpen = 1;
		head = tail;
		events = SERIAL_OPENED;
	} else if (isOpen) {
		isOpen = 0;
		events |= SERIAL_ENDED;
	}
}

static void takeByte(uint8_t byte)
{
	if (left > 0) {
		left--;
		if (!isOpen)
			return;
		ring[head++ % RING] = byte;
		events |= SERIAL_RECEIVED;
		return;
	}
	length = lengthBytes == 0 ? byte : length | (uint32_t)byte << 8;
	lengthBytes = (lengthBytes + 1) % 2;
	if (lengthBytes > 0)
		return;
	if (length < MARKS)
		left = length;
	else
		takeMark(length);
}

/* Takes what has come, as far as there is room; the rest waits at the other end. */
void serialPoll(void)
{
	while (head - tail < RING && UART[LINE] & HAS_BYTE)
		takeByte(UART[DATA]);
}

/* The interrupt that has ended a sleep may come again. */
void serialAcknowledge(void)
{
	uint32_t source = PLIC(CLAIM);
	if (source != 0)
		PLIC(CLAIM) = source;
}

uint32_t serialTakeEvents(void)
{
	uint32_t taken = events;
	events = 0;
	return taken;
}

size_t serialAvailable(void)
{
	return head - tail;
}

void serialReceive(uint8_t *bytes, size_t count)
{
	size_t at = tail % RING;
	size_t first = count < RING - at ? count : RING - at;
	memcpy(bytes, ring + at, first);
	memcpy(bytes + first, ring, count - first);
	tail += count;
	/* What had no room comes now. */
	serialPoll();
}

static void putByte(uint8_t byte)
{
	while (!(UART[LINE] & IS_READY))
		;
	UART[DATA] = byte;
}

/* A piece, or a mark, which has no bytes. */
void serialSend(const uint8_t *bytes, size_t count)
{
	putByte((uint8_t)count);
	putByte((uint8_t)(count >> 8));
	for (size_t i = 0; bytes != NULL && i < count; i++)
		putByte(bytes[i]);
}

void serialHangUp(void)
{
	isOpen = 0;
	tail = head;
	events &= ~(uint32_t)SERIAL_RECEIVED;
	serialSend(NULL, MARK_ENDED);
}
