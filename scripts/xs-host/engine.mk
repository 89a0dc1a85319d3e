# What the XS sources of the npm package are compiled with, on Linux and for the emulated chip.

# The package that they are taken from; they are compiled where they lie and never copied.
PACKAGE = ../../node_modules/@agoric/xsnap/moddable
XS = $(PACKAGE)/xs
TEXT = $(PACKAGE)/modules/data/text

METERING ?= 1

# Metering counts instructions, instrumentation collections. Without bounds checks a stack overflow goes unseen;
# without CESU-8 a character beyond the 16-bit plane has the length 1.
DEFINES = -DINCLUDE_XSPLATFORM -DXSPLATFORM='"platform.h"' -DmxParse=1 -DmxRun=1 -DmxSloppy=1 \
	$(if $(filter 1,$(METERING)),-DmxMetering=1) -DmxInstrument=1 -DmxBoundsCheck=1 -DmxCESU8=1 -DmxMinusZero=1 \
	-DmxNoConsole=1 -DmxRegExpUnicodePropertyEscapes=1 -DmxStringNormalize=1

WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror

# The engine's names for what the SDK gives to functions in C.
BINDING = -include xsAll.h -include xs.h

# The engine's call of it comes to share.c.
LINKING = -Wl,--wrap=fxShare

SOURCES = $(wildcard $(XS)/sources/*.c) $(TEXT)/encoder/textencoder.c $(TEXT)/decoder/textdecoder.c
ENGINE_INCLUDES = $(XS)/includes $(XS)/platforms $(XS)/sources
