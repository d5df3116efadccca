//go:build !noasm

#include "textflag.h"

// Of every function AX counts the numbers done, in steps of eight up to CX, which is not 0.

// NEXT goes on with the next eight numbers, and returns when all are done.
#define NEXT \
	ADDQ $8, AX \
	CMPQ AX, CX \
	JLT  next   \
	VZEROUPPER  \
	RET

// BINARY is a function of two lists: Z0 of the first, and the second in memory.
#define BINARY(op) \
	MOVQ d+0(FP), DI         \
	MOVQ a+8(FP), SI         \
	MOVQ b+16(FP), DX        \
	MOVQ n+24(FP), CX        \
	XORQ AX, AX              \
next:                        \
	VMOVUPD (SI)(AX*8), Z0   \
	op (DX)(AX*8), Z0, Z0    \
	VMOVUPD Z0, (DI)(AX*8)   \
	NEXT

// UNARY is a function of a list and a number: Z1 is the number, and the list is in memory.
#define UNARY(op) \
	MOVQ d+0(FP), DI           \
	MOVQ a+8(FP), SI           \
	VBROADCASTSD x+16(FP), Z1  \
	MOVQ n+24(FP), CX          \
	XORQ AX, AX                \
next:                          \
	op (SI)(AX*8), Z1, Z0      \
	VMOVUPD Z0, (DI)(AX*8)     \
	NEXT

// BYTES makes a mask of bytes: Z1 is the number that they are held against.
#define BYTES(op) \
	MOVQ where+0(FP), DI         \
	MOVQ a+8(FP), SI             \
	VPBROADCASTQ x+16(FP), Z1    \
	MOVQ n+24(FP), CX            \
	XORQ AX, AX                  \
next:                          \
	VPMOVZXBQ (SI)(AX*1), Z0     \
	op Z1, Z0, K1                \
	KMOVB K1, (DI)               \
	INCQ DI                      \
	NEXT

// func add8(d, a, b *float64, n int)
TEXT ·add8(SB), NOSPLIT, $0-32
	BINARY(VADDPD)

// func mul8(d, a, b *float64, n int)
TEXT ·mul8(SB), NOSPLIT, $0-32
	BINARY(VMULPD)

// func div8(d, a, b *float64, n int)
TEXT ·div8(SB), NOSPLIT, $0-32
	BINARY(VDIVPD)

// the number where that is greater, else what is in the list, NaN too
//
// func atLeast8(d, a *float64, x float64, n int)
TEXT ·atLeast8(SB), NOSPLIT, $0-32
	UNARY(VMAXPD)

// func line8(d, a *float64, slope, base float64, n int)
TEXT ·line8(SB), NOSPLIT, $0-40
	MOVQ d+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD slope+16(FP), Z1
	VBROADCASTSD base+24(FP), Z2
	MOVQ n+32(FP), CX
	XORQ AX, AX

next:
	VMULPD (SI)(AX*8), Z1, Z0
	VADDPD Z0, Z2, Z0
	VMOVUPD Z0, (DI)(AX*8)
	NEXT

// func addTimes8(d, a *float64, x float64, n int)
TEXT ·addTimes8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD x+16(FP), Z1
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	VMULPD (SI)(AX*8), Z1, Z0
	VADDPD (DI)(AX*8), Z0, Z0
	VMOVUPD Z0, (DI)(AX*8)
	NEXT

// func toward8(d, aim *float64, rate float64, n int)
TEXT ·toward8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ aim+8(FP), SI
	VBROADCASTSD rate+16(FP), Z1
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	VMOVUPD (DI)(AX*8), Z2
	VMOVUPD (SI)(AX*8), Z0
	VSUBPD Z2, Z0, Z0
	VMULPD Z0, Z1, Z0
	VADDPD Z0, Z2, Z0
	VMOVUPD Z0, (DI)(AX*8)
	NEXT

// func addWhere8(d *float64, where *byte, x float64, n int)
TEXT ·addWhere8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ where+8(FP), SI
	VBROADCASTSD x+16(FP), Z1
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	KMOVB (SI), K1
	VMOVUPD (DI)(AX*8), Z0
	VADDPD Z1, Z0, K1, Z0
	VMOVUPD Z0, (DI)(AX*8)
	INCQ SI
	NEXT

// func addTimesWhere8(d *float64, where *byte, a *float64, x float64, n int)
TEXT ·addTimesWhere8(SB), NOSPLIT, $0-40
	MOVQ d+0(FP), DI
	MOVQ where+8(FP), SI
	MOVQ a+16(FP), DX
	VBROADCASTSD x+24(FP), Z1
	MOVQ n+32(FP), CX
	XORQ AX, AX

next:
	KMOVB (SI), K1
	VMULPD (DX)(AX*8), Z1, Z2
	VMOVUPD (DI)(AX*8), Z0
	VADDPD Z2, Z0, K1, Z0
	VMOVUPD Z0, (DI)(AX*8)
	INCQ SI
	NEXT

// func choose8(d *float64, where *byte, a *float64, n int)
TEXT ·choose8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ where+8(FP), SI
	MOVQ a+16(FP), DX
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	KMOVB (SI), K1
	VMOVUPD (DX)(AX*8), Z0
	VMOVUPD Z0, K1, (DI)(AX*8)
	INCQ SI
	NEXT

// func widen8(d *float64, a *float32, n int)
TEXT ·widen8(SB), NOSPLIT, $0-24
	MOVQ d+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+16(FP), CX
	XORQ AX, AX

next:
	VCVTPS2PD (SI)(AX*4), Z0
	VMOVUPD Z0, (DI)(AX*8)
	NEXT

// func narrow8(d *float32, where *byte, a *float64, n int)
TEXT ·narrow8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ where+8(FP), SI
	MOVQ a+16(FP), DX
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	KMOVB (SI), K1 // the upper eight bits are zero
	VMOVUPD (DX)(AX*8), Z0
	VCVTPD2PS Z0, Y0
	VMOVUPS Z0, K1, (DI)(AX*4)
	INCQ SI
	NEXT

// func pick8(d *float64, table *[24]float64, of *uint8, n int)
TEXT ·pick8(SB), NOSPLIT, $0-32
	MOVQ d+0(FP), DI
	MOVQ table+8(FP), DX
	MOVQ of+16(FP), SI
	MOVQ n+24(FP), CX
	XORQ AX, AX
	VMOVUPD (DX), Z1
	VMOVUPD 64(DX), Z2
	VMOVUPD 128(DX), Z3
	MOVQ $16, BX
	VPBROADCASTQ BX, Z4

next:
	VPMOVZXBQ (SI)(AX*1), Z0
	VPTESTMQ Z4, Z0, K1
	VPERMPD Z3, Z0, Z5
	VPERMI2PD Z2, Z1, Z0
	VMOVAPD Z5, K1, Z0
	VMOVUPD Z0, (DI)(AX*8)
	NEXT

// func less8(where *byte, a *float64, x float64, n int)
TEXT ·less8(SB), NOSPLIT, $0-32
	MOVQ where+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD x+16(FP), Z1
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	VCMPPD $0x1e, (SI)(AX*8), Z1, K1 // the number is greater
	KMOVB K1, (DI)
	INCQ DI
	NEXT

// func lessEach8(where *byte, a, b *float64, n int)
TEXT ·lessEach8(SB), NOSPLIT, $0-32
	MOVQ where+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
	XORQ AX, AX

next:
	VMOVUPD (SI)(AX*8), Z0
	VCMPPD $0x11, (DX)(AX*8), Z0, K1
	KMOVB K1, (DI)
	INCQ DI
	NEXT

// func is8(where *byte, a *uint8, x uint64, n int)
TEXT ·is8(SB), NOSPLIT, $0-32
	BYTES(VPCMPEQQ)

// func has8(where *byte, a *uint8, x uint64, n int)
TEXT ·has8(SB), NOSPLIT, $0-32
	BYTES(VPTESTMQ)

// 0 to 15
DATA first<>+0(SB)/8, $0x0000000100000000
DATA first<>+8(SB)/8, $0x0000000300000002
DATA first<>+16(SB)/8, $0x0000000500000004
DATA first<>+24(SB)/8, $0x0000000700000006
DATA first<>+32(SB)/8, $0x0000000900000008
DATA first<>+40(SB)/8, $0x0000000b0000000a
DATA first<>+48(SB)/8, $0x0000000d0000000c
DATA first<>+56(SB)/8, $0x0000000f0000000e
GLOBL first<>(SB), RODATA|NOPTR, $64

// func list16(to *uint32, where *byte, n int) (found int)
TEXT ·list16(SB), NOSPLIT, $0-32
	MOVQ to+0(FP), DI
	MOVQ where+8(FP), SI
	MOVQ n+16(FP), CX
	XORQ AX, AX
	VMOVDQU32 first<>(SB), Z0
	MOVL $16, DX
	VPBROADCASTD DX, Z1

next:
	MOVWLZX (SI), DX
	KMOVW DX, K1
	VPCOMPRESSD Z0, K1, Z2
	VMOVDQU32 Z2, (DI)(AX*4)
	POPCNTL DX, DX
	ADDQ DX, AX
	VPADDD Z1, Z0, Z0
	ADDQ $2, SI
	SUBQ $16, CX
	JNZ next
	MOVQ AX, found+24(FP)
	VZEROUPPER
	RET
