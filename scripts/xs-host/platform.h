/* Platform header that the XS sources are compiled with: Linux or a bare chip, abort and freeing through this host. */

#ifndef XS_HOST_PLATFORM_H
#define XS_HOST_PLATFORM_H

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <arpa/inet.h>
#include <pthread.h>
#undef mxLinux
#define mxLinux 1
#define mxUseGCCAtomics 1
#define mxUsePOSIXThreads 1
#define mxUseDefaultParseScript 1
#else
/* A chip says itself where its C stack ends, has no parser, and what is made before the board exists is in its flash. */
#define mxUseDefaultCStackLimit 0
#define mxUseDefaultParseScript 0
extern void *chipAllocate(size_t bytes);
extern void *chipAllocateZeros(size_t count, size_t bytes);
extern void *chipReallocate(void *memory, size_t bytes);
#define c_malloc chipAllocate
#define c_malloc_uint32 chipAllocate
#define c_calloc chipAllocateZeros
#define c_realloc chipReallocate
#endif

#undef mxLittleEndian
#define mxLittleEndian 1
#define mxExport extern
#define mxImport extern
#define XS_FUNCTION_NORETURN __attribute__((noreturn))

#define mxUseDefaultBuildKeys 1
#define mxUseDefaultDebug 1
#define mxUseDefaultFindModule 1
#define mxUseDefaultLoadModule 1
#define mxUseDefaultSharedChunks 1

/* XS frees a script when it has run, but the byte code of one in flash stays: see rom.c. */
extern void hostFree(void *memory);
#define c_free hostFree
#define c_free_uint32 hostFree

/* What XS keeps for its host in each machine; the waiter's fields are for Atomics. */
#define mxMachinePlatform \
	struct hostArena *arena; \
	int promiseJobs; \
	void *waiterCondition; \
	void *waiterData; \
	void *waiterLink;

#endif
