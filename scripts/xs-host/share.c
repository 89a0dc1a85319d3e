/* Which objects of the flash a script may still change, in the place of the engine's own `fxShare`.
 *
 * A clone of the shared machine keeps a table with 4 bytes for each object of which it may have to have its own version.
 * Functions and scopes are two thirds of all objects, and nothing changes them: functions are frozen here, variables
 * have entries of their own.
 */

#include "host.h"

/* The linker gives the engine's call this name. */
void __wrap_fxShare(txMachine *the);

static int isScope(const txSlot *instance)
{
	const txSlot *behavior = instance->next;
	return behavior != NULL && behavior->flag & XS_INTERNAL_FLAG && behavior->ID == XS_ENVIRONMENT_BEHAVIOR &&
		instance->flag & XS_EXOTIC_FLAG;
}

static void freeze(txSlot *instance)
{
	instance->flag |= XS_DONT_PATCH_FLAG;
	for (txSlot *property = instance->next; property != NULL; property = property->next)
		property->flag |= property->kind == XS_ACCESSOR_KIND ? XS_DONT_DELETE_FLAG : XS_DONT_DELETE_FLAG | XS_DONT_SET_FLAG;
}

static int isFixed(const txSlot *property)
{
	return property->flag & XS_DONT_DELETE_FLAG && (property->kind == XS_ACCESSOR_KIND || property->flag & XS_DONT_SET_FLAG);
}

static int isFrozen(txMachine *the, txSlot *instance)
{
	if (!(instance->flag & XS_DONT_PATCH_FLAG))
		return 0;
	for (txSlot *property = instance->next; property != NULL; property = property->next) {
		if (property->kind != XS_ARRAY_KIND) {
			if (!isFixed(property))
				return 0;
			continue;
		}
		for (txIndex i = fxGetIndexSize(the, property); i-- > 0;)
			if (!isFixed(property->value.array.address + i))
				return 0;
	}
	return 1;
}

/* A variable that is a constant is one for good. */
static void shareVariable(txMachine *the, txSlot *scope)
{
	txSlot *variable = scope->value.closure;
	if (variable->flag & XS_DONT_SET_FLAG) {
		variable->flag |= XS_DONT_DELETE_FLAG;
		return;
	}
	if (variable->ID == XS_NO_ID)
		variable->ID = the->aliasCount++;
	scope->flag &= (txFlag)~XS_DONT_SET_FLAG;
}

static void shareInstance(txMachine *the, txSlot *instance)
{
	if (mxIsFunction(instance))
		freeze(instance);
	instance->ID = isScope(instance) || isFrozen(the, instance) ? XS_NO_ID : the->aliasCount++;
}

void __wrap_fxShare(txMachine *the)
{
	the->aliasCount = XS_NO_ID + 1;
	for (txSlot *heap = the->firstHeap; heap != NULL; heap = heap->next)
		for (txSlot *slot = heap + 1; slot < heap->value.reference; slot++) {
			if (slot->kind == XS_INSTANCE_KIND)
				shareInstance(the, slot);
			else if (slot->kind == XS_CLOSURE_KIND)
				shareVariable(the, slot);
			slot->flag |= XS_MARK_FLAG;
		}
}
