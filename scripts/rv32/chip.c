/* The target emulated chip: text through the emulator, time from the instruction counter, an end for every trap. */

#include <semihost.h>
#include <sys/time.h>
#include <unistd.h>

#include "../xs-host/host.h"
#include "chip.h"

int main(int count, char *arguments[]);

/* Clock rate that instructions are taken for, one a cycle, MHz. */
enum { CLOCK_MEGAHERTZ = 160 };

/* A stream of text, handed to the emulator line by line. */
struct stream {
	FILE file;
	int mode;
	int handle;
	int length;
	char line[256];
};

static int flushStream(FILE *file)
{
	struct stream *stream = (struct stream *)file;
	if (stream->handle < 0)
		stream->handle = sys_semihost_open(":tt", stream->mode);
	if (stream->length > 0)
		sys_semihost_write(stream->handle, stream->line, (size_t)stream->length);
	stream->length = 0;
	return 0;
}

static int putIntoStream(char character, FILE *file)
{
	struct stream *stream = (struct stream *)file;
	stream->line[stream->length++] = character;
	if (character == '\n' || stream->length == sizeof stream->line)
		flushStream(file);
	return (unsigned char)character;
}

#define STREAM(openMode) \
	{ .file = FDEV_SETUP_STREAM(putIntoStream, NULL, flushStream, _FDEV_SETUP_WRITE), .mode = openMode, .handle = -1 }

static struct stream output = STREAM(SH_OPEN_W);
static struct stream errors = STREAM(SH_OPEN_A);

FILE *const stdout = &output.file;
FILE *const stderr = &errors.file;

void _exit(int code)
{
	stepsMakeSafe();
	flushStream(stdout);
	flushStream(stderr);
	sys_semihost_exit_extended((uintptr_t)code);
}

/* Exception codes of the processor. */
enum { STORE_FAULT = 7 };

void chipTrap(uint32_t cause, uint32_t address, uint32_t value)
{
	stepsMakeSafe();
	fflush(stdout);
	if (cause == STORE_FAULT && romContains((void *)(uintptr_t)value)) {
		fputs("xs-host: a write to flash: buffers that are made while a script is loaded cannot change later\n", stderr);
		_exit(EXIT_ROM_WRITTEN);
	}
	int isStack = value < (uintptr_t)__ram_start && value >= (uintptr_t)__window_end;
	fprintf(stderr, "xs-host: %s: trap %lu at 0x%08lx, address 0x%08lx\n", isStack ? "C stack overflow" : "memory fault",
		(unsigned long)cause, (unsigned long)address, (unsigned long)value);
	_exit(EXIT_OTHER_ABORT);
}

uint64_t targetInstructions(void)
{
	return chipInstructions();
}

/* Traps are caught from reset on. */
void targetCatchFaults(void)
{
}

int targetTakeOption(const char *name, const char *value)
{
	return firmwareTakeOption(name, value);
}

/* The application, at the start of the ROM: what `xs-host --compile` writes, then the size of the labware table and it. */
struct application {
	uint32_t symbolsBytes, codeBytes;
	txByte bytes[];
};

static struct application *application(void)
{
	return (struct application *)(void *)__rom_start;
}

/* Where the labware table is; there is none in a test. */
const unsigned char *chipLabware(size_t *bytes)
{
	const unsigned char *place = (unsigned char *)application()->bytes + application()->symbolsBytes + application()->codeBytes;
	uint32_t size;
	memcpy(&size, place, sizeof size);
	*bytes = size;
	return place + sizeof size;
}

size_t targetFlashUsed(void)
{
	size_t bytes;
	const unsigned char *labware = chipLabware(&bytes);
	return (size_t)(labware + bytes - __rom_start);
}

/* Symbols and code are used where they are. */
txScript *targetScript(txMachine *machine, const char *path)
{
	(void)machine;
	(void)path;
	struct application *from = application();
	txScript *script = chipAllocateZeros(1, sizeof(txScript));
	if (from->codeBytes == 0)
		endUsage("no application", NULL);
	script->symbolsBuffer = from->bytes;
	script->symbolsSize = (txSize)from->symbolsBytes;
	script->codeBuffer = from->bytes + from->symbolsBytes;
	script->codeSize = (txSize)from->codeBytes;
	return script;
}

/* What `eval` and `Function` ask for. */
txScript *fxParseScript(txMachine *the, void *stream, txGetter getter, txUnsigned flags)
{
	(void)stream;
	(void)getter;
	(void)flags;
	mxSyntaxError("no parser on the chip");
	return NULL;
}

int gettimeofday(struct timeval *time, void *zone)
{
	(void)zone;
	uint64_t microseconds = chipInstructions() / CLOCK_MEGAHERTZ;
	time->tv_sec = (time_t)(microseconds / 1000000);
	time->tv_usec = (suseconds_t)(microseconds % 1000000);
	return 0;
}

uint32_t modMilliseconds(void)
{
	return (uint32_t)(chipInstructions() / (CLOCK_MEGAHERTZ * 1000));
}

uint64_t chipReset;

/* The other counter began at reset: its lower half says how long ago that was. */
static void findReset(void)
{
	uint32_t sinceReset;
	CSR_READ(minstret, sinceReset);
	chipReset = chipNanoseconds() - sinceReset;
}

/* Words of the emulator's command line, as arguments of the program. */
void chipMain(void)
{
	static char text[512];
	static char *words[64];
	int count = 0;
	findReset();
	protectionStart();
	sys_semihost_get_cmdline(text, sizeof text);
	for (char *word = strtok(text, " "); word != NULL && count < 63; word = strtok(NULL, " "))
		words[count++] = word;
	exit(main(count, words));
}
