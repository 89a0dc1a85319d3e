/* Every way in which a run ends too early: one line that says why, and an exit code of its own. */

#include "host.h"

static txMachine *watched;

/* Abort counts of this machine from now on. */
void endsWatch(txMachine *machine)
{
	watched = machine;
}

void endUsage(const char *message, const char *detail)
{
	fprintf(stderr, "xs-host: %s%s%s\n", message, detail == NULL ? "" : ": ", detail == NULL ? "" : detail);
	_exit(EXIT_USAGE);
}

struct end {
	int status;
	int exitCode;
	const char *text;
};

static const struct end ENDS[] = {
	{ XS_NOT_ENOUGH_MEMORY_EXIT, EXIT_MEMORY_FULL, "memory full" },
	{ XS_STACK_OVERFLOW_EXIT, EXIT_STACK_OVERFLOW, "stack overflow" },
	{ XS_NO_MORE_KEYS_EXIT, EXIT_KEYS_FULL, "not enough keys" },
	{ XS_UNHANDLED_EXCEPTION_EXIT, EXIT_EXCEPTION, "unhandled exception" },
	{ XS_UNHANDLED_REJECTION_EXIT, EXIT_REJECTION, "unhandled rejection" },
	{ XS_TOO_MUCH_COMPUTATION_EXIT, EXIT_INSTRUCTIONS, "too many instructions" },
};

/* Which pool was too small: slots are taken from a list that is empty then. */
static const char *poolOf(const txMachine *machine)
{
	return machine->freeHeap == NULL ? "slots" : "chunks";
}

static const struct end OTHER_END = { -1, EXIT_OTHER_ABORT, "aborted by the engine" };

static const struct end *endOf(int status)
{
	for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++)
		if (ENDS[i].status == status)
			return &ENDS[i];
	return &OTHER_END;
}

static void sayException(txMachine *the)
{
	mxTry(the)
	{
		fprintf(stderr, " (%s)", fxToString(the, &mxException));
	}
	mxCatch(the)
	{
		fputs(" (it cannot be shown)", stderr);
	}
}

/* Called by XS; never returns. A second call means that there was no memory left to describe the exception. */
void fxAbort(txMachine *the, int status)
{
	static int isEnding = 0;
	const struct end *end = endOf(status);
	fflush(stdout);
	if (!isEnding) {
		isEnding = 1;
		fprintf(stderr, "xs-host: %s", end->text);
		if (end->exitCode == EXIT_MEMORY_FULL)
			fprintf(stderr, " (%s)", poolOf(the));
		if (end->exitCode == EXIT_EXCEPTION || end->exitCode == EXIT_REJECTION)
			sayException(the);
		fputs(the == watched ? ": " : ", while loading: ", stderr);
		countersReport(the, stderr);
	}
	_exit(end->exitCode);
}
