/* Built-ins and the loaded script as on a board: in flash, where nothing moves and nothing can be written.
 *
 * They come into being in a root machine, in an arena of its own. Then that machine is shared and its arena made
 * read-only, and the script goes on in a clone of it, which begins with nearly empty pools.
 */

#include "host.h"

/* More than the largest bundle needs, the test vectors in it included; pages that are not used cost nothing. */
static const struct hostPools ROM_POOLS = {
	.chunkBytes = 24L * 1024 * 1024, .slots = 1024L * 1024, .stackSlots = 16L * 1024, .keys = 24L * 1024
};
static const size_t CODE_BYTES = 8 * 1024 * 1024;

static struct hostArena rom;
static int isOpen;
static size_t usedBytes;

/* For what is made before the board exists: NULL afterwards, and when there is no room. */
void *romTake(size_t bytes)
{
	return isOpen ? arenaTake(&rom, bytes) : NULL;
}

txMachine *romMakeRoot(void)
{
	arenaMake(&rom, &ROM_POOLS, CODE_BYTES, PLACE_FLASH);
	arenaTake(&rom, targetFlashUsed());
	isOpen = 1;
	xsCreation creation = creationOf(&ROM_POOLS);
	return fxCreateMachine((txCreation *)&creation, "root", &rom, XS_NO_ID);
}

int romContains(const void *memory)
{
	const unsigned char *address = memory;
	return address >= rom.base && address < rom.end;
}

/* Bytes of slots, chunks and names of what was made before the board. */
size_t romUsed(void)
{
	return usedBytes;
}

/* Every `free` of XS comes here. */
void hostFree(void *memory)
{
	if (!romContains(memory))
		free(memory);
}

/* An opcode that copies code or a string into a chunk when it runs becomes the one that leaves it where it is. */
static txByte archived(txByte code)
{
	switch ((txU1)code) {
	case XS_CODE_CODE_1: return (txByte)XS_CODE_CODE_ARCHIVE_1;
	case XS_CODE_CODE_2: return (txByte)XS_CODE_CODE_ARCHIVE_2;
	case XS_CODE_CODE_4: return (txByte)XS_CODE_CODE_ARCHIVE_4;
	case XS_CODE_STRING_1: return (txByte)XS_CODE_STRING_ARCHIVE_1;
	case XS_CODE_STRING_2: return (txByte)XS_CODE_STRING_ARCHIVE_2;
	case XS_CODE_STRING_4: return (txByte)XS_CODE_STRING_ARCHIVE_4;
	default: return code;
	}
}

/* Bytes of the instruction at `code`: fixed, with a key, or with a length in 1, 2 or 4 bytes (xsCode.c). */
static txSize codeSize(const txByte *code)
{
	txS1 size = gxCodeSizes[(txU1)*code];
	txU1 length1;
	txU2 length2;
	txS4 length4;
	switch (size) {
	case 0:
		return 1 + (txSize)sizeof(txID);
	case -1:
		memcpy(&length1, code + 1, 1);
		return 2 + length1;
	case -2:
		memcpy(&length2, code + 1, 2);
		return 3 + length2;
	case -4:
		memcpy(&length4, code + 1, 4);
		return 5 + length4;
	default:
		return size;
	}
}

/* Puts the byte code of a script into the root's arena, if it is not there, and changes it so that it stays there. */
txScript *romKeep(txScript *script)
{
	if (script == NULL)
		return NULL;
	txByte *code = script->codeBuffer;
	if (!romContains(code)) {
		code = arenaTake(&rom, (size_t)script->codeSize);
		if (code == NULL)
			endUsage("the byte code does not fit into the flash of this host", NULL);
		memcpy(code, script->codeBuffer, (size_t)script->codeSize);
		free(script->codeBuffer);
		script->codeBuffer = code;
	}
	for (txByte *end = code + script->codeSize; code < end; code += codeSize(code))
		*code = archived(*code);
	return script;
}

/* A collection in the clone moves chunks of its own; what points at a chunk in flash says so by its kind. */
static void markAsRom(txSlot *slot)
{
	switch (slot->kind) {
	case XS_STRING_KIND:
		slot->kind = XS_STRING_X_KIND;
		break;
	case XS_KEY_KIND:
		slot->kind = XS_KEY_X_KIND;
		break;
	case XS_BIGINT_KIND:
		slot->kind = XS_BIGINT_X_KIND;
		break;
	case XS_CODE_KIND:
		slot->kind = XS_CODE_X_KIND;
		break;
	case XS_CALLBACK_KIND:
		slot->kind = XS_CALLBACK_X_KIND;
		break;
	case XS_ARRAY_KIND:
		if (slot->value.array.address != NULL) {
			txSize items = ((txChunk *)((txByte *)slot->value.array.address - sizeof(txChunk)))->size;
			items /= (txSize)sizeof(txSlot);
			for (txSize i = 0; i < items && i < (txSize)slot->value.array.length; i++)
				markAsRom(slot->value.array.address + i);
		}
		break;
	default:
		break;
	}
}

/*
 * Shares the root. The lookup table of its global object fills itself at the first use of each built-in, which
 * would be a write to flash: it is filled before.
 */
void romShare(txMachine *root)
{
	txSlot *global = root->stackTop[-1 - mxGlobalStackIndex].value.reference;
	txSlot **table = global->next->value.table.address;
	for (txID id = XS_SYMBOL_ID_COUNT; id < XS_INTRINSICS_COUNT; id++)
		if (table[id] == NULL)
			table[id] = fxOrdinaryGetProperty(root, global, id, 0, XS_ANY);
	fxShareMachine(root);
	for (txSlot *heap = root->firstHeap; heap != NULL; heap = heap->next)
		for (txSlot *slot = heap + 1; slot < heap->value.reference; slot++)
			markAsRom(slot);
	for (txSlot *slot = root->stack; slot < root->stackTop; slot++)
		markAsRom(slot);
	isOpen = 0;
	usedBytes = (size_t)root->currentHeapCount * sizeof(txSlot) + (size_t)root->currentChunksSize +
		(size_t)root->keyIndex * sizeof(txSlot *);
	targetLock(rom.base, (size_t)(rom.end - rom.base));
}
