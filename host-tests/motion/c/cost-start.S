/* Start of cost.c on QEMU's virt machine, and an interrupt of a known number of instructions. */

	.option arch, +zicsr
	.section .init, "ax"
	.globl _start
_start:
	la gp, __global_pointer$
	la sp, stackEnd
	csrw mcountinhibit, zero
	call main
	li t0, 0x100000
	li t1, 0x5555
	sw t1, 0(t0)
1:	j 1b

	.text
	.balign 4
	.globl emptyInterrupt
emptyInterrupt:
	csrw mscratch, a5
	lui a5, 0x2000
	sw zero, 0(a5)
	csrr a5, mscratch
	mret

	.bss
	.balign 16
	.space 4096
stackEnd:
