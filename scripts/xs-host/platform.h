/* Platform header that the XS sources are compiled with: Linux, C allocations and abort through this host. */

#ifndef XS_HOST_PLATFORM_H
#define XS_HOST_PLATFORM_H

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#undef mxLinux
#define mxLinux 1
#undef mxLittleEndian
#define mxLittleEndian 1
#define mxExport extern
#define mxImport extern
#define XS_FUNCTION_NORETURN __attribute__((noreturn))

#define mxUseGCCAtomics 1
#define mxUsePOSIXThreads 1
#define mxUseDefaultBuildKeys 1
#define mxUseDefaultDebug 1
#define mxUseDefaultFindModule 1
#define mxUseDefaultLoadModule 1
#define mxUseDefaultParseScript 1
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
