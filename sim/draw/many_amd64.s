//go:build !noasm

#include "textflag.h"

// 2^-53 and 2^-32
DATA unit53<>+0(SB)/8, $0x3ca0000000000000
GLOBL unit53<>(SB), RODATA|NOPTR, $8
DATA unit32<>+0(SB)/8, $0x3df0000000000000
GLOBL unit32<>(SB), RODATA|NOPTR, $8

// STREAM spreads the words of a stream and the constants of Bits over lanes:
// start, twist, step, mixOne, mixTwo.
#define STREAM \
	MOVQ s+0(FP), AX              \
	VPBROADCASTQ 0(AX), Z16       \
	VPBROADCASTQ 8(AX), Z17       \
	VPBROADCASTQ 16(AX), Z18      \
	MOVQ $0xbf58476d1ce4e5b9, AX  \
	VPBROADCASTQ AX, Z19          \
	MOVQ $0x94d049bb133111eb, AX  \
	VPBROADCASTQ AX, Z20

// BITS is Bits of eight persons, step by step.
#define BITS \
	VPMULLQ (SI), Z18, Z23 \
	VPADDQ Z16, Z23, Z23 \
	VPSRLQ $30, Z23, Z24 \
	VPXORQ Z24, Z23, Z23 \
	VPMULLQ Z19, Z23, Z23 \
	VPXORQ Z17, Z23, Z23 \
	VPSRLQ $27, Z23, Z24 \
	VPXORQ Z24, Z23, Z23 \
	VPMULLQ Z20, Z23, Z23 \
	VPSRLQ $31, Z23, Z24 \
	VPXORQ Z24, Z23, Z23

// func uniforms8(s *Stream, us *float64, ids *uint64, n int)
TEXT ·uniforms8(SB), NOSPLIT, $0-32
	STREAM
	MOVQ us+8(FP), DI
	MOVQ ids+16(FP), SI
	MOVQ n+24(FP), CX
	VPBROADCASTQ unit53<>(SB), Z21

uniform:
	BITS
	VPSRLQ $11, Z23, Z23
	VCVTQQ2PD Z23, Z23
	VMULPD Z21, Z23, Z23
	VMOVUPD Z23, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $8, CX
	JNZ  uniform
	RET

// func halves8(s *Stream, us, vs *float64, ids *uint64, n int)
TEXT ·halves8(SB), NOSPLIT, $0-40
	STREAM
	MOVQ us+8(FP), DI
	MOVQ vs+16(FP), DX
	MOVQ ids+24(FP), SI
	MOVQ n+32(FP), CX
	VPBROADCASTQ unit32<>(SB), Z21
	MOVQ $0xffffffff, AX
	VPBROADCASTQ AX, Z22

half:
	BITS
	VPSRLQ $32, Z23, Z24
	VCVTQQ2PD Z24, Z24
	VMULPD Z21, Z24, Z24
	VMOVUPD Z24, (DI)
	VPANDQ Z22, Z23, Z23
	VCVTQQ2PD Z23, Z23
	VMULPD Z21, Z23, Z23
	VMOVUPD Z23, (DX)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, DX
	SUBQ $8, CX
	JNZ  half
	RET
