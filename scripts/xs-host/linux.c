/* The target Linux: memory from the system, scripts as source text, and a compiler of byte code for the chip. */

#include <signal.h>
#include <sys/mman.h>

#include "host.h"

static const char *compiledPath = NULL;

int targetTakeOption(const char *name, const char *value)
{
	if (strcmp(name, "--compile") != 0 || value == NULL)
		return 0;
	compiledPath = value;
	return 1;
}

/* Whole pages, so that they can be made read-only later and cost nothing until they are used. */
void *targetMemory(size_t bytes, enum hostPlace place)
{
	(void)place;
	void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (memory == MAP_FAILED)
		endUsage("this computer has no memory for the pools", NULL);
	return memory;
}

size_t targetFlashUsed(void)
{
	return 0;
}

void targetLock(void *memory, size_t bytes)
{
	if (mprotect(memory, bytes, PROT_READ) != 0)
		endUsage("the flash of this host cannot be made read-only", NULL);
}

void *targetOutside(size_t bytes)
{
	return calloc(1, bytes);
}

void targetFreeOutside(void *memory)
{
	free(memory);
}

void targetDefine(xsMachine *the)
{
	(void)the;
}

static int nextByte(void *file)
{
	return getc(file);
}

/* Writes what scripts/rv32/flash.h describes, and ends the program. */
static void writeCompiled(const txScript *script)
{
	const uint32_t sizes[] = { (uint32_t)script->symbolsSize, (uint32_t)script->codeSize };
	FILE *file = fopen(compiledPath, "wb");
	if (file == NULL)
		endUsage("cannot write", compiledPath);
	fwrite(sizes, sizeof sizes, 1, file);
	fwrite(script->symbolsBuffer, 1, sizes[0], file);
	fwrite(script->codeBuffer, 1, sizes[1], file);
	if (fclose(file) != 0)
		endUsage("cannot write", compiledPath);
	exit(0);
}

txScript *targetScript(txMachine *machine, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		endUsage("cannot open", path);
	txScript *script = fxParseScript(machine, file, nextByte, mxProgramFlag);
	fclose(file);
	if (compiledPath != NULL && script != NULL)
		writeCompiled(script);
	return script;
}

/* A write to flash is a fault of the processor on a board, and here. */
static void onFault(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	static const char WRITTEN[] =
		"xs-host: a write to flash: buffers that are made while a script is loaded cannot change later\n";
	static const char FAULT[] = "xs-host: memory fault\n";
	int isRom = romContains(info->si_addr);
	const char *text = isRom ? WRITTEN : FAULT;
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(EXIT_OTHER_ABORT);
	_exit(isRom ? EXIT_ROM_WRITTEN : EXIT_OTHER_ABORT);
}

void targetCatchFaults(void)
{
	struct sigaction action = { .sa_sigaction = onFault, .sa_flags = SA_SIGINFO };
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}
