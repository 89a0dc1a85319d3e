/* Reset and traps of the emulated chip: memory as C wants it, instructions counted from here. */

	.option arch, +zicsr

	/* QEMU's virt machine begins at the start of FLASH. */
	.section .init, "ax"
	.globl _start
_start:
	.option push
	.option norelax
	la gp, __global_pointer$
	.option pop
	la sp, __stack_top
	la tp, __tls_base
	la t0, vectors + 1
	csrw mtvec, t0
	csrw mcountinhibit, zero
	csrw minstret, zero
	csrw minstreth, zero

	la a0, __data_start
	la a1, __data_source
	la a2, __data_end
1:	bgeu a0, a2, 2f
	lw t0, 0(a1)
	sw t0, 0(a0)
	addi a0, a0, 4
	addi a1, a1, 4
	j 1b
2:	la a0, __bss_start
	la a2, __bss_end
3:	bgeu a0, a2, 4f
	sw zero, 0(a0)
	addi a0, a0, 4
	j 3b

	/* A pattern shows later how much of the C stack was used. */
4:	la a0, __stack_bottom
	li t0, 0xa5a5a5a5
5:	bgeu a0, sp, 6f
	sw t0, 0(a0)
	addi a0, a0, 4
	j 5b
6:	call chipMain
7:	j 7b

	/* A stack of its own: the C stack may be the reason. */
	.text
	.balign 4
trap:
	la sp, trapStackTop
	csrr a0, mcause
	csrr a1, mepc
	csrr a2, mtval
	call chipTrap
8:	j 8b

	/* Exceptions come to entry 0, the interrupt of the machine timer to entry 7. */
	.option norvc
	.balign 64
vectors:
	.rept 7
	j trap
	.endr
	j chipTimerInterrupt

	.section .bss
	.balign 16
	.space 1024
trapStackTop:
