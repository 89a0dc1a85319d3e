/* From the interrupt of the step engine to a function of the program (step-events.ts), by the machine's message queue. */

#include "xsmc.h"
#include "xsHost.h"

#include "step-engine-esp32.h"

static xsMachine *machine;
static xsSlot happened;

/* In the task of the machine, between two turns of the program. */
static void deliver(void *theMachine, void *context, uint8_t *message, uint16_t length)
{
	(void)context;
	(void)message;
	(void)length;
	stepEngineHeard();
	xsBeginHost((xsMachine *)theMachine);
	(void)xsCallFunction0(happened, xsGlobal);
	xsEndHost(the);
}

/* In the interrupt: there may be no room for a message. */
static int post(void)
{
	return modMessagePostToMachineFromISR(machine, deliver, NULL);
}

/* listen(happened): called once. */
void xs_step_listen(xsMachine *the)
{
	machine = the;
	happened = xsArg(0);
	xsRemember(happened);
	stepEngineListen(post);
}
