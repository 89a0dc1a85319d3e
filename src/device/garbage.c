/* Has XS collect its garbage now (native-garbage.ts). */

#include "xsmc.h"

void xs_collect_garbage(xsMachine *the)
{
	xsCollectGarbage();
}
