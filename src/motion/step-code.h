/* Where a port puts the code and the data of the interrupt: into RAM, where steps go on while flash is written. */

#ifndef STEP_CODE
#define STEP_CODE
#define STEP_DATA
#endif
