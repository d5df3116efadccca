//go:build !noasm

#include "textflag.h"

// Each constant stands four times, once a lane.

// the bit of the sign
DATA signs<>+0(SB)/8, $0x8000000000000000
DATA signs<>+8(SB)/8, $0x8000000000000000
DATA signs<>+16(SB)/8, $0x8000000000000000
DATA signs<>+24(SB)/8, $0x8000000000000000
GLOBL signs<>(SB), RODATA|NOPTR, $32

// -708: beyond it Exp and Logistic need care
DATA least<>+0(SB)/8, $0xc086200000000000
DATA least<>+8(SB)/8, $0xc086200000000000
DATA least<>+16(SB)/8, $0xc086200000000000
DATA least<>+24(SB)/8, $0xc086200000000000
GLOBL least<>(SB), RODATA|NOPTR, $32

// 1/ln 2
DATA perLn2<>+0(SB)/8, $0x3ff71547652b82fe
DATA perLn2<>+8(SB)/8, $0x3ff71547652b82fe
DATA perLn2<>+16(SB)/8, $0x3ff71547652b82fe
DATA perLn2<>+24(SB)/8, $0x3ff71547652b82fe
GLOBL perLn2<>(SB), RODATA|NOPTR, $32

// shifter
DATA shifters<>+0(SB)/8, $0x4338000000000000
DATA shifters<>+8(SB)/8, $0x4338000000000000
DATA shifters<>+16(SB)/8, $0x4338000000000000
DATA shifters<>+24(SB)/8, $0x4338000000000000
GLOBL shifters<>(SB), RODATA|NOPTR, $32

// ln2High
DATA ln2Highs<>+0(SB)/8, $0x3fe62e42fef00000
DATA ln2Highs<>+8(SB)/8, $0x3fe62e42fef00000
DATA ln2Highs<>+16(SB)/8, $0x3fe62e42fef00000
DATA ln2Highs<>+24(SB)/8, $0x3fe62e42fef00000
GLOBL ln2Highs<>(SB), RODATA|NOPTR, $32

// ln2Low
DATA ln2Lows<>+0(SB)/8, $0x3dd473de6af278ed
DATA ln2Lows<>+8(SB)/8, $0x3dd473de6af278ed
DATA ln2Lows<>+16(SB)/8, $0x3dd473de6af278ed
DATA ln2Lows<>+24(SB)/8, $0x3dd473de6af278ed
GLOBL ln2Lows<>(SB), RODATA|NOPTR, $32

// 1
DATA ones<>+0(SB)/8, $0x3ff0000000000000
DATA ones<>+8(SB)/8, $0x3ff0000000000000
DATA ones<>+16(SB)/8, $0x3ff0000000000000
DATA ones<>+24(SB)/8, $0x3ff0000000000000
GLOBL ones<>(SB), RODATA|NOPTR, $32

// 2
DATA twos<>+0(SB)/8, $0x4000000000000000
DATA twos<>+8(SB)/8, $0x4000000000000000
DATA twos<>+16(SB)/8, $0x4000000000000000
DATA twos<>+24(SB)/8, $0x4000000000000000
GLOBL twos<>(SB), RODATA|NOPTR, $32

// 1/2
DATA halves<>+0(SB)/8, $0x3fe0000000000000
DATA halves<>+8(SB)/8, $0x3fe0000000000000
DATA halves<>+16(SB)/8, $0x3fe0000000000000
DATA halves<>+24(SB)/8, $0x3fe0000000000000
GLOBL halves<>(SB), RODATA|NOPTR, $32

// c3 to c11 of expRest
DATA e3<>+0(SB)/8, $0x3fc5555555555501
DATA e3<>+8(SB)/8, $0x3fc5555555555501
DATA e3<>+16(SB)/8, $0x3fc5555555555501
DATA e3<>+24(SB)/8, $0x3fc5555555555501
GLOBL e3<>(SB), RODATA|NOPTR, $32
DATA e4<>+0(SB)/8, $0x3fa55555555531f8
DATA e4<>+8(SB)/8, $0x3fa55555555531f8
DATA e4<>+16(SB)/8, $0x3fa55555555531f8
DATA e4<>+24(SB)/8, $0x3fa55555555531f8
GLOBL e4<>(SB), RODATA|NOPTR, $32
DATA e5<>+0(SB)/8, $0x3f81111111128915
DATA e5<>+8(SB)/8, $0x3f81111111128915
DATA e5<>+16(SB)/8, $0x3f81111111128915
DATA e5<>+24(SB)/8, $0x3f81111111128915
GLOBL e5<>(SB), RODATA|NOPTR, $32
DATA e6<>+0(SB)/8, $0x3f56c16c17cc85b2
DATA e6<>+8(SB)/8, $0x3f56c16c17cc85b2
DATA e6<>+16(SB)/8, $0x3f56c16c17cc85b2
DATA e6<>+24(SB)/8, $0x3f56c16c17cc85b2
GLOBL e6<>(SB), RODATA|NOPTR, $32
DATA e7<>+0(SB)/8, $0x3f2a01a011bfa2e5
DATA e7<>+8(SB)/8, $0x3f2a01a011bfa2e5
DATA e7<>+16(SB)/8, $0x3f2a01a011bfa2e5
DATA e7<>+24(SB)/8, $0x3f2a01a011bfa2e5
GLOBL e7<>(SB), RODATA|NOPTR, $32
DATA e8<>+0(SB)/8, $0x3efa019ab1b574ae
DATA e8<>+8(SB)/8, $0x3efa019ab1b574ae
DATA e8<>+16(SB)/8, $0x3efa019ab1b574ae
DATA e8<>+24(SB)/8, $0x3efa019ab1b574ae
GLOBL e8<>(SB), RODATA|NOPTR, $32
DATA e9<>+0(SB)/8, $0x3ec71df557bed381
DATA e9<>+8(SB)/8, $0x3ec71df557bed381
DATA e9<>+16(SB)/8, $0x3ec71df557bed381
DATA e9<>+24(SB)/8, $0x3ec71df557bed381
GLOBL e9<>(SB), RODATA|NOPTR, $32
DATA e10<>+0(SB)/8, $0x3e9289f9e2521656
DATA e10<>+8(SB)/8, $0x3e9289f9e2521656
DATA e10<>+16(SB)/8, $0x3e9289f9e2521656
DATA e10<>+24(SB)/8, $0x3e9289f9e2521656
GLOBL e10<>(SB), RODATA|NOPTR, $32
DATA e11<>+0(SB)/8, $0x3e5ad1ff57784663
DATA e11<>+8(SB)/8, $0x3e5ad1ff57784663
DATA e11<>+16(SB)/8, $0x3e5ad1ff57784663
DATA e11<>+24(SB)/8, $0x3e5ad1ff57784663
GLOBL e11<>(SB), RODATA|NOPTR, $32

// c1 to c7 of logNear
DATA l1<>+0(SB)/8, $0x3fe5555555555558
DATA l1<>+8(SB)/8, $0x3fe5555555555558
DATA l1<>+16(SB)/8, $0x3fe5555555555558
DATA l1<>+24(SB)/8, $0x3fe5555555555558
GLOBL l1<>(SB), RODATA|NOPTR, $32
DATA l2<>+0(SB)/8, $0x3fd99999999952d7
DATA l2<>+8(SB)/8, $0x3fd99999999952d7
DATA l2<>+16(SB)/8, $0x3fd99999999952d7
DATA l2<>+24(SB)/8, $0x3fd99999999952d7
GLOBL l2<>(SB), RODATA|NOPTR, $32
DATA l3<>+0(SB)/8, $0x3fd2492492df281a
DATA l3<>+8(SB)/8, $0x3fd2492492df281a
DATA l3<>+16(SB)/8, $0x3fd2492492df281a
DATA l3<>+24(SB)/8, $0x3fd2492492df281a
GLOBL l3<>(SB), RODATA|NOPTR, $32
DATA l4<>+0(SB)/8, $0x3fcc71c62e3f11e6
DATA l4<>+8(SB)/8, $0x3fcc71c62e3f11e6
DATA l4<>+16(SB)/8, $0x3fcc71c62e3f11e6
DATA l4<>+24(SB)/8, $0x3fcc71c62e3f11e6
GLOBL l4<>(SB), RODATA|NOPTR, $32
DATA l5<>+0(SB)/8, $0x3fc7462b51cb66b1
DATA l5<>+8(SB)/8, $0x3fc7462b51cb66b1
DATA l5<>+16(SB)/8, $0x3fc7462b51cb66b1
DATA l5<>+24(SB)/8, $0x3fc7462b51cb66b1
GLOBL l5<>(SB), RODATA|NOPTR, $32
DATA l6<>+0(SB)/8, $0x3fc39fe51a7c18f9
DATA l6<>+8(SB)/8, $0x3fc39fe51a7c18f9
DATA l6<>+16(SB)/8, $0x3fc39fe51a7c18f9
DATA l6<>+24(SB)/8, $0x3fc39fe51a7c18f9
GLOBL l6<>(SB), RODATA|NOPTR, $32
DATA l7<>+0(SB)/8, $0x3fc2b5900de53b32
DATA l7<>+8(SB)/8, $0x3fc2b5900de53b32
DATA l7<>+16(SB)/8, $0x3fc2b5900de53b32
DATA l7<>+24(SB)/8, $0x3fc2b5900de53b32
GLOBL l7<>(SB), RODATA|NOPTR, $32

// rootHalfBits
DATA rootHalf<>+0(SB)/8, $0x3fe6a09e667f3bcd
DATA rootHalf<>+8(SB)/8, $0x3fe6a09e667f3bcd
DATA rootHalf<>+16(SB)/8, $0x3fe6a09e667f3bcd
DATA rootHalf<>+24(SB)/8, $0x3fe6a09e667f3bcd
GLOBL rootHalf<>(SB), RODATA|NOPTR, $32

// the bits of sign and exponent
DATA exponents<>+0(SB)/8, $0xfff0000000000000
DATA exponents<>+8(SB)/8, $0xfff0000000000000
DATA exponents<>+16(SB)/8, $0xfff0000000000000
DATA exponents<>+24(SB)/8, $0xfff0000000000000
GLOBL exponents<>(SB), RODATA|NOPTR, $32

// the least normal number
DATA normal<>+0(SB)/8, $0x0010000000000000
DATA normal<>+8(SB)/8, $0x0010000000000000
DATA normal<>+16(SB)/8, $0x0010000000000000
DATA normal<>+24(SB)/8, $0x0010000000000000
GLOBL normal<>(SB), RODATA|NOPTR, $32

// the largest number
DATA most<>+0(SB)/8, $0x7fefffffffffffff
DATA most<>+8(SB)/8, $0x7fefffffffffffff
DATA most<>+16(SB)/8, $0x7fefffffffffffff
DATA most<>+24(SB)/8, $0x7fefffffffffffff
GLOBL most<>(SB), RODATA|NOPTR, $32

// between these Log1p needs no logarithm of 1 + x
DATA near0<>+0(SB)/8, $0xbfd28f5c28f5c28f
DATA near0<>+8(SB)/8, $0xbfd28f5c28f5c28f
DATA near0<>+16(SB)/8, $0xbfd28f5c28f5c28f
DATA near0<>+24(SB)/8, $0xbfd28f5c28f5c28f
GLOBL near0<>(SB), RODATA|NOPTR, $32
DATA near1<>+0(SB)/8, $0x3fda3d70a3d70a3d
DATA near1<>+8(SB)/8, $0x3fda3d70a3d70a3d
DATA near1<>+16(SB)/8, $0x3fda3d70a3d70a3d
DATA near1<>+24(SB)/8, $0x3fda3d70a3d70a3d
GLOBL near1<>(SB), RODATA|NOPTR, $32

// OPEN reads the arguments.
#define OPEN \
	MOVQ xs+0(FP), SI \
	MOVQ n+8(FP), CX  \
	XORQ DX, DX

// SHUT returns.
#define SHUT \
	VZEROUPPER           \
	MOVQ DX, done+16(FP) \
	RET

// EXP puts exp(Y1) into Y8, of usual numbers. Of reduce, k is in Y2, high in Y4, low in
// Y5; of expRest, r is in Y3, r^2 in Y6, r^4 in Y7.
#define EXP \
	VMULPD  perLn2<>(SB), Y1, Y2   \
	VADDPD  shifters<>(SB), Y2, Y2 \
	VSUBPD  shifters<>(SB), Y2, Y3 \
	VMULPD  ln2Highs<>(SB), Y3, Y4 \
	VSUBPD  Y4, Y1, Y4             \
	VMULPD  ln2Lows<>(SB), Y3, Y5  \
	VSUBPD  Y5, Y4, Y3             \
	VMULPD  Y3, Y3, Y6             \
	VMULPD  Y6, Y6, Y7             \
	VMULPD  e3<>(SB), Y3, Y8       \
	VADDPD  halves<>(SB), Y8, Y8   \
	VMULPD  e5<>(SB), Y3, Y9       \
	VADDPD  e4<>(SB), Y9, Y9       \
	VMULPD  Y9, Y6, Y9             \
	VADDPD  Y9, Y8, Y8             \
	VMULPD  e7<>(SB), Y3, Y9       \
	VADDPD  e6<>(SB), Y9, Y9       \
	VMULPD  e9<>(SB), Y3, Y10      \
	VADDPD  e8<>(SB), Y10, Y10     \
	VMULPD  Y10, Y6, Y10           \
	VADDPD  Y10, Y9, Y9            \
	VMULPD  e11<>(SB), Y3, Y10     \
	VADDPD  e10<>(SB), Y10, Y10    \
	VMULPD  Y10, Y7, Y10           \
	VADDPD  Y10, Y9, Y9            \
	VMULPD  Y9, Y7, Y9             \
	VADDPD  Y9, Y8, Y8             \
	VMULPD  Y8, Y6, Y8             \
	VSUBPD  Y5, Y8, Y8             \
	VADDPD  Y8, Y4, Y8             \
	VADDPD  ones<>(SB), Y8, Y8     \
	VPSLLQ  $52, Y2, Y2            \
	VPADDQ  Y2, Y8, Y8

// LOGNEAR puts log(1+f) + k ln 2 into Y0: f is in Y1, k in Y2. Of logNear, s is in Y3,
// z in Y4, w in Y5, odd in Y6, even in Y7, half in Y8.
#define LOGNEAR \
	VADDPD twos<>(SB), Y1, Y3     \
	VDIVPD Y3, Y1, Y3             \
	VMULPD Y3, Y3, Y4             \
	VMULPD Y4, Y4, Y5             \
	VMULPD l7<>(SB), Y5, Y6       \
	VADDPD l5<>(SB), Y6, Y6       \
	VMULPD Y6, Y5, Y6             \
	VADDPD l3<>(SB), Y6, Y6       \
	VMULPD Y6, Y5, Y6             \
	VADDPD l1<>(SB), Y6, Y6       \
	VMULPD Y6, Y4, Y6             \
	VMULPD l6<>(SB), Y5, Y7       \
	VADDPD l4<>(SB), Y7, Y7       \
	VMULPD Y7, Y5, Y7             \
	VADDPD l2<>(SB), Y7, Y7       \
	VMULPD Y7, Y5, Y7             \
	VMULPD Y1, Y1, Y8             \
	VMULPD halves<>(SB), Y8, Y8   \
	VADDPD Y7, Y6, Y6             \
	VADDPD Y6, Y8, Y6             \
	VMULPD Y6, Y3, Y6             \
	VMULPD ln2Lows<>(SB), Y2, Y9  \
	VADDPD Y9, Y6, Y6             \
	VSUBPD Y6, Y8, Y6             \
	VSUBPD Y1, Y6, Y6             \
	VMULPD ln2Highs<>(SB), Y2, Y9 \
	VSUBPD Y6, Y9, Y0

// func avx2() bool
TEXT ·avx2(SB), NOSPLIT, $0-1
	MOVB  $0, ret+0(FP)
	XORL  AX, AX
	CPUID
	CMPL  AX, $7
	JLT   no
	MOVL  $1, AX
	XORL  CX, CX
	CPUID
	ANDL  $0x18000000, CX // AVX, and XGETBV may be asked
	CMPL  CX, $0x18000000
	JNE   no
	XORL  CX, CX
	XGETBV
	ANDL  $6, AX          // the halves of the registers
	CMPL  AX, $6
	JNE   no
	MOVL  $7, AX
	XORL  CX, CX
	CPUID
	SHRL  $5, BX
	ANDL  $1, BX
	MOVB  BX, ret+0(FP)

no:
	RET

// func logistics4(xs *float64, n int) (done int)
TEXT ·logistics4(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ      $4, CX
	JLT       end
	VMOVUPD   (SI)(DX*8), Y0
	VORPD     signs<>(SB), Y0, Y1       // -|x|
	VCMPPD    $0x19, least<>(SB), Y1, Y11
	VMOVMSKPD Y11, AX
	TESTL     AX, AX
	JNE       end
	EXP

	// e/(1 + e) of a negative number, 1/(1 + e) of another
	VMOVUPD   ones<>(SB), Y10
	VBLENDVPD Y0, Y8, Y10, Y9
	VADDPD    Y8, Y10, Y8
	VDIVPD    Y8, Y9, Y9
	VMOVUPD   Y9, (SI)(DX*8)
	ADDQ      $4, DX
	JMP       next

end:
	SHUT

// func exps4(xs *float64, n int) (done int)
TEXT ·exps4(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ      $4, CX
	JLT       end
	VMOVUPD   (SI)(DX*8), Y1
	VORPD     signs<>(SB), Y1, Y11
	VCMPPD    $0x19, least<>(SB), Y11, Y11
	VMOVMSKPD Y11, AX
	TESTL     AX, AX
	JNE       end
	EXP
	VMOVUPD   Y8, (SI)(DX*8)
	ADDQ      $4, DX
	JMP       next

end:
	SHUT

// func logs4(xs *float64, n int) (done int)
TEXT ·logs4(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ      $4, CX
	JLT       end
	VMOVUPD   (SI)(DX*8), Y0
	VCMPPD    $0x1d, normal<>(SB), Y0, Y10 // not below it, not NaN
	VCMPPD    $0x12, most<>(SB), Y0, Y11   // not above it
	VANDPD    Y10, Y11, Y11
	VMOVMSKPD Y11, AX
	CMPL      AX, $15
	JNE       end

	// split: m = x 2^-k, and k from the upper halves of the words
	VPSUBQ       rootHalf<>(SB), Y0, Y2
	VPAND        exponents<>(SB), Y2, Y3
	VPSUBQ       Y3, Y0, Y1
	VSUBPD       ones<>(SB), Y1, Y1
	VEXTRACTI128 $1, Y2, X3
	VSHUFPS      $0xdd, X3, X2, X2
	VPSRAD       $20, X2, X2
	VCVTDQ2PD    X2, Y2
	LOGNEAR
	VMOVUPD      Y0, (SI)(DX*8)
	ADDQ         $4, DX
	JMP          next

end:
	SHUT

// func log1ps4(xs *float64, n int) (done int)
TEXT ·log1ps4(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ      $4, CX
	JLT       end
	VMOVUPD   (SI)(DX*8), Y1
	VCMPPD    $0x1e, near0<>(SB), Y1, Y10
	VCMPPD    $0x11, near1<>(SB), Y1, Y11
	VANDPD    Y10, Y11, Y11
	VMOVMSKPD Y11, AX
	CMPL      AX, $15
	JNE       end
	VXORPD    Y2, Y2, Y2
	LOGNEAR

	// a zero keeps its sign
	VCMPPD    $0x00, Y2, Y1, Y10
	VBLENDVPD Y10, Y1, Y0, Y0
	VMOVUPD   Y0, (SI)(DX*8)
	ADDQ      $4, DX
	JMP       next

end:
	SHUT
