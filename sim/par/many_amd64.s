//go:build !noasm

#include "textflag.h"

// 2^20 and 2^43
DATA units<>+0(SB)/8, $0x4130000000000000
GLOBL units<>(SB), RODATA|NOPTR, $8
DATA most<>+0(SB)/8, $0x42a0000000000000
GLOBL most<>(SB), RODATA|NOPTR, $8

// REST leaves in K1 a bit for each of the last numbers, fewer than eight, of which CX is
// how many and zero is told by a jump.
#define REST(done) \
	ANDQ  $7, CX  \
	JZ    done    \
	MOVQ  $1, AX  \
	SHLQ  CX, AX  \
	DECQ  AX      \
	KMOVW AX, K1

// MICROS turns the eight numbers of Z19 into units; an integer cannot say one of them where
// that is not below 2^43, which is told by a jump.
#define MICROS(done) \
	VPANDQ Z18, Z19, Z20    \
	VCMPPD $5, Z17, Z20, K2 \
	KORTESTW K2, K2         \
	JNZ  done               \
	VMULPD Z16, Z19, Z19    \
	VCVTTPD2QQ Z19, Z20     \
	VCVTQQ2PD Z20, Z21      \
	VSUBPD Z21, Z19, Z19    \
	VADDPD Z19, Z19, Z19    \
	VCVTTPD2QQ Z19, Z19     \
	VPADDQ Z20, Z19, Z19

// func addMicros8(sums *int64, xs *float64, n int) (done int)
TEXT ·addMicros8(SB), NOSPLIT, $0-32
	MOVQ sums+0(FP), DI
	MOVQ xs+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ CX, BX
	XORQ DX, DX
	VPBROADCASTQ units<>(SB), Z16
	VPBROADCASTQ most<>(SB), Z17
	MOVQ $0x7fffffffffffffff, AX
	VPBROADCASTQ AX, Z18
	SHRQ $3, BX
	JZ   rest

eight:
	VMOVUPD (SI), Z19
	MICROS(done)
	VPADDQ (DI), Z19, Z19
	VMOVDQU64 Z19, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $8, DX
	DECQ BX
	JNZ  eight

rest:
	REST(done)
	VMOVUPD.Z (SI), K1, Z19
	MICROS(done)
	VMOVDQU64.Z (DI), K1, Z20
	VPADDQ Z20, Z19, Z19
	VMOVDQU64 Z19, K1, (DI)
	ADDQ CX, DX

done:
	MOVQ DX, done+24(FP)
	RET

// func addInts8(sums, xs *int64, n int)
TEXT ·addInts8(SB), NOSPLIT, $0-24
	MOVQ sums+0(FP), DI
	MOVQ xs+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ CX, BX
	SHRQ $3, BX
	JZ   few

more:
	VMOVDQU64 (SI), Z16
	VPADDQ (DI), Z16, Z16
	VMOVDQU64 Z16, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ BX
	JNZ  more

few:
	REST(end)
	VMOVDQU64.Z (SI), K1, Z16
	VMOVDQU64.Z (DI), K1, Z17
	VPADDQ Z17, Z16, Z16
	VMOVDQU64 Z16, K1, (DI)

end:
	RET
