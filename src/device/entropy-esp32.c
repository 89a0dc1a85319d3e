/* Random bytes of an ESP32 (stored-key.ts): its noise, while the radio is on, over which a challenge is asked for.
 *
 * Not by the SDK's module `rng`, which draws a seed once and goes on from that with RC4. */

#include "xsmc.h"

#include "esp_random.h"

/* fillRandom(target). */
void xs_entropy_fill(xsMachine *the)
{
	void *data;
	xsUnsignedValue count;
	xsmcGetBufferWritable(xsArg(0), &data, &count);
	esp_fill_random(data, count);
}
