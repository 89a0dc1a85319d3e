# What the interpreter of XS is compiled with on the emulated chip. No calls of a profiler, as in the release build of a
# device: the measurements ask other files for instrumentation.
s/^#include "xsAll.h"/&\n#undef mxInstrument/

# Gives what the interpreter of XS uses with every byte code a register: gcc keeps in memory what lives across setjmp, which
# costs nine instructions a byte code. After longjmp the interpreter reads all of that anew from the jump itself.
/^void fxRunID(/,/^}/ {
	s/^\tregister txSlot\* stack\b/& asm("s1")/
	s/^\tregister txSlot\* scope\b/& asm("s2")/
	s/^\tregister txSlot\* frame\b/& asm("s3")/
	s/^\tregister txByte\* code\b/& asm("s4")/
	s/^\tregister txSlot\* environment\b/& asm("s5")/
	s/^\tregister txU1 byte\b/\tregister txU4 byte asm("s6")/
	s/^\tregister void \* const \*bytes\b/& asm("s7")/
}
