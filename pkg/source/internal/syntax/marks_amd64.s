#include "textflag.h"

// BROADCAST fills a register with the byte that its lowest 32 bits hold.
#define BROADCAST(x) \
	PUNPCKLBW x, x; \
	PSHUFLW $0, x, x; \
	PSHUFD $0, x, x

// MARK compares 16 bytes and adds a bit for each to R8, R9 and R10.
#define MARK(at) \
	MOVOU at(SI), X0; \
	MOVO X0, X1; \
	MOVO X0, X2; \
	MOVO X0, X3; \
	PCMPEQB X4, X0; \
	PCMPEQB X5, X1; \
	PCMPEQB X6, X2; \
	PCMPEQB X7, X3; \
	POR X2, X3; \
	PMOVMSKB X0, R11; \
	PMOVMSKB X1, R12; \
	PMOVMSKB X3, R13; \
	SHLQ $at, R11; \
	SHLQ $at, R12; \
	SHLQ $at, R13; \
	ORQ R11, R8; \
	ORQ R12, R9; \
	ORQ R13, R10

// func markBlocks(to *[8]marks, b *byte, n int, quote, delim byte)
TEXT ·markBlocks(SB), NOSPLIT, $0-26
	MOVQ to+0(FP), DI
	MOVQ b+8(FP), SI
	MOVQ n+16(FP), CX
	MOVBLZX quote+24(FP), AX
	MOVBLZX delim+25(FP), BX
	MOVD AX, X4
	MOVD BX, X5
	MOVL $0x0a, AX
	MOVL $0x0d, BX
	MOVD AX, X6
	MOVD BX, X7
	BROADCAST(X4)
	BROADCAST(X5)
	BROADCAST(X6)
	BROADCAST(X7)

block:
	XORL R8, R8
	XORL R9, R9
	XORL R10, R10
	MARK(0)
	MARK(16)
	MARK(32)
	MARK(48)
	MOVQ R8, 0(DI)
	MOVQ R9, 8(DI)
	MOVQ R10, 16(DI)
	ADDQ $64, SI
	ADDQ $24, DI
	DECQ CX
	JNZ block
	RET
