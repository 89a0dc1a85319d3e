/* What collections of garbage cost: every one that the engine makes comes through here. */

#include "../xs-host/host.h"
#include "chip.h"

static struct chipCollections counted;

/* The engine's own. */
void engineCollect(txMachine *the, txFlag flags);

void fxCollect(txMachine *the, txFlag flags)
{
	uint64_t before = chipInstructions();
	engineCollect(the, flags);
	uint32_t instructions = (uint32_t)(chipInstructions() - before);
	counted.count++;
	if (instructions > counted.longest)
		counted.longest = instructions;
}

struct chipCollections chipTakeCollections(void)
{
	struct chipCollections taken = counted;
	counted = (struct chipCollections){ 0 };
	return taken;
}
