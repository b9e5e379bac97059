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

// func markBlock(b *[64]byte, quote, delim byte) (quotes, delims, breaks uint64)
TEXT ·markBlock(SB), NOSPLIT, $0-40
	MOVQ b+0(FP), SI
	MOVBLZX quote+8(FP), AX
	MOVBLZX delim+9(FP), BX
	MOVL $0x0a, CX
	MOVL $0x0d, DX
	MOVD AX, X4
	MOVD BX, X5
	MOVD CX, X6
	MOVD DX, X7
	BROADCAST(X4)
	BROADCAST(X5)
	BROADCAST(X6)
	BROADCAST(X7)
	XORQ R8, R8
	XORQ R9, R9
	XORQ R10, R10
	MARK(0)
	MARK(16)
	MARK(32)
	MARK(48)
	MOVQ R8, quotes+16(FP)
	MOVQ R9, delims+24(FP)
	MOVQ R10, breaks+32(FP)
	RET
