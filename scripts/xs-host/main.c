/* Runs a script on XS with the memory of a board: loads it, then calls the function that it has put into `hostMain`.
 *
 * With --rom what happens while it is loaded happens before the board exists, as with the preloaded modules of an
 * application: built-ins, byte code, and all that the script has made so far are in flash.
 */

#include "host.h"

/* Instructions in all, after which a script is taken to be in an endless loop. */
static txU4 instructionLimit = 4000000000u;

static struct hostPools pools = { .chunkBytes = 64L * 1024 * 1024, .slots = 400000, .stackSlots = 16384, .keys = 16384 };
static int isRom = 0;
static int isReported = 0;
static const char *settings = "{}";
static const char *scriptPath = NULL;

static const char USAGE[] =
	"usage: xs-host [options] script.js\n"
	"  --chunks N        bytes of strings, arrays and buffers\n"
	"  --slots N         slots of the heap\n"
	"  --stack N         slots of the stack\n"
	"  --keys N          property names besides those of the built-ins and, with --rom, of the loaded script\n"
	"  --limit N         instructions\n"
	"  --rom             built-ins and the loaded script in flash\n"
	"  --settings TEXT   what the script finds in hostSettings\n"
	"  --report          says at the end what was used\n"
	"  --version         version of the engine and size of a slot\n";

static long numberOf(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || number <= 0)
		endUsage("not a number above 0", text);
	return number;
}

/* Takes one option with its value; the number of arguments that it is. */
static int takeOption(const char *name, const char *value)
{
	if (strcmp(name, "--rom") == 0) {
		isRom = 1;
		return 1;
	}
	if (strcmp(name, "--report") == 0) {
		isReported = 1;
		return 1;
	}
	if (targetTakeOption(name, value))
		return 2;
	if (value == NULL)
		endUsage("unknown option, or one without its value", name);
	if (strcmp(name, "--chunks") == 0)
		pools.chunkBytes = numberOf(value);
	else if (strcmp(name, "--slots") == 0)
		pools.slots = numberOf(value);
	else if (strcmp(name, "--stack") == 0)
		pools.stackSlots = numberOf(value);
	else if (strcmp(name, "--keys") == 0)
		pools.keys = numberOf(value);
	else if (strcmp(name, "--limit") == 0)
		instructionLimit = (txU4)strtoul(value, NULL, 10);
	else if (strcmp(name, "--settings") == 0)
		settings = value;
	else
		endUsage("unknown option", name);
	return 2;
}

static void takeArguments(int count, char *arguments[])
{
	for (int i = 1; i < count;) {
		if (strcmp(arguments[i], "--version") == 0) {
			printf("XS %d.%d.%d, %zu-byte slots\n", XS_MAJOR_VERSION, XS_MINOR_VERSION, XS_PATCH_VERSION, sizeof(txSlot));
			exit(0);
		}
		if (strncmp(arguments[i], "--", 2) == 0)
			i += takeOption(arguments[i], i + 1 < count ? arguments[i + 1] : NULL);
		else
			scriptPath = arguments[i++];
	}
	if (scriptPath == NULL) {
		fputs(USAGE, stderr);
		exit(EXIT_USAGE);
	}
}

static void load(txMachine *machine)
{
	xsBeginHost(machine);
	{
		txScript *script = targetScript(the, scriptPath);
		txSlot *realm = mxModuleInstanceInternal(mxProgram.value.reference)->value.module.realm;
		fxRunScript(the, isRom ? romKeep(script) : script, mxRealmGlobal(realm), C_NULL,
			mxRealmClosures(realm)->value.reference, C_NULL, mxProgram.value.reference);
		the->stack++;
	}
	xsEndHost(machine);
}

void fxQueuePromiseJobs(txMachine *the)
{
	the->promiseJobs = 1;
}

static void callMain(txMachine *machine)
{
	xsBeginHost(machine);
	xsResult = xsCall0(xsGlobal, xsID("hostMain"));
	xsEndHost(machine);
	while (machine->promiseJobs) {
		machine->promiseJobs = 0;
		fxRunPromiseJobs(machine);
		fxEndJob(machine);
	}
	fxCheckUnhandledRejections(machine, 1);
}

/* The machine that runs `hostMain`, with the script loaded in it or in the flash behind it. */
static txMachine *makeMachine(struct hostArena *arena)
{
	xsCreation creation = creationOf(&pools);
	txMachine *root = NULL;
	if (isRom) {
		root = romMakeRoot();
		countersStart(root, instructionLimit);
		defineFunctions(root, settings);
		load(root);
		romShare(root);
	}
	txMachine *machine = root == NULL ? fxCreateMachine((txCreation *)&creation, "board", arena, XS_NO_ID)
		: fxCloneMachine((txCreation *)&creation, root, "board", arena);
	if (machine == NULL)
		endUsage("the pools are too small to begin with", NULL);
	endsWatch(machine);
	countersStart(machine, instructionLimit);
	if (root == NULL) {
		defineFunctions(machine, settings);
		load(machine);
	}
	return machine;
}

int main(int count, char *arguments[])
{
	struct hostArena arena;
	takeArguments(count, arguments);
	targetCatchFaults();
	/* Counts its machines, so it is not made with the first of them, which goes into flash. */
	fxInitializeSharedCluster();
	arenaMake(&arena, &pools, 0, PLACE_RAM);
	txMachine *machine = makeMachine(&arena);
	callMain(machine);
	fflush(stdout);
	if (isReported)
		countersReport(machine, stderr);
	_exit(0);
}
