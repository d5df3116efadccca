//go:build !noasm

#include "textflag.h"

// FOUR is a constant, once for each lane.
#define FOUR(name, bits) \
	DATA name<>+0(SB)/8, bits         \
	DATA name<>+8(SB)/8, bits         \
	DATA name<>+16(SB)/8, bits        \
	DATA name<>+24(SB)/8, bits        \
	GLOBL name<>(SB), RODATA|NOPTR, $32

// the bit of the sign
FOUR(signs, $0x8000000000000000)

// -708: beyond it Exp and Logistic need care
FOUR(least, $0xc086200000000000)

// 1/ln 2
FOUR(perLn2, $0x3ff71547652b82fe)

// shifter
FOUR(shifters, $0x4338000000000000)

// ln2High
FOUR(ln2Highs, $0x3fe62e42fef00000)

// ln2Low
FOUR(ln2Lows, $0x3dd473de6af278ed)

// 1
FOUR(ones, $0x3ff0000000000000)

// 2
FOUR(twos, $0x4000000000000000)

// 1/2
FOUR(halves, $0x3fe0000000000000)

// c3 to c11 of expRest
FOUR(e3, $0x3fc5555555555501)
FOUR(e4, $0x3fa55555555531f8)
FOUR(e5, $0x3f81111111128915)
FOUR(e6, $0x3f56c16c17cc85b2)
FOUR(e7, $0x3f2a01a011bfa2e5)
FOUR(e8, $0x3efa019ab1b574ae)
FOUR(e9, $0x3ec71df557bed381)
FOUR(e10, $0x3e9289f9e2521656)
FOUR(e11, $0x3e5ad1ff57784663)

// c1 to c7 of logNear
FOUR(l1, $0x3fe5555555555558)
FOUR(l2, $0x3fd99999999952d7)
FOUR(l3, $0x3fd2492492df281a)
FOUR(l4, $0x3fcc71c62e3f11e6)
FOUR(l5, $0x3fc7462b51cb66b1)
FOUR(l6, $0x3fc39fe51a7c18f9)
FOUR(l7, $0x3fc2b5900de53b32)

// rootHalfBits
FOUR(rootHalf, $0x3fe6a09e667f3bcd)

// the bits of sign and exponent
FOUR(exponents, $0xfff0000000000000)

// the least normal number
FOUR(normal, $0x0010000000000000)

// the largest number
FOUR(most, $0x7fefffffffffffff)

// between these Log1p needs no logarithm of 1 + x
FOUR(near0, $0xbfd28f5c28f5c28f)
FOUR(near1, $0x3fda3d70a3d70a3d)

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

// In eight lanes: numbers of 64 bits that all lanes have in common are read once.

// EXP8 is EXP in eight lanes.
#define EXP8 \
	VMULPD.BCST perLn2<>(SB), Z1, Z2   \
	VADDPD.BCST shifters<>(SB), Z2, Z2 \
	VSUBPD.BCST shifters<>(SB), Z2, Z3 \
	VMULPD.BCST ln2Highs<>(SB), Z3, Z4 \
	VSUBPD Z4, Z1, Z4                  \
	VMULPD.BCST ln2Lows<>(SB), Z3, Z5  \
	VSUBPD Z5, Z4, Z3                  \
	VMULPD Z3, Z3, Z6                  \
	VMULPD Z6, Z6, Z7                  \
	VMULPD.BCST e3<>(SB), Z3, Z8       \
	VADDPD.BCST halves<>(SB), Z8, Z8   \
	VMULPD.BCST e5<>(SB), Z3, Z9       \
	VADDPD.BCST e4<>(SB), Z9, Z9       \
	VMULPD Z9, Z6, Z9                  \
	VADDPD Z9, Z8, Z8                  \
	VMULPD.BCST e7<>(SB), Z3, Z9       \
	VADDPD.BCST e6<>(SB), Z9, Z9       \
	VMULPD.BCST e9<>(SB), Z3, Z10      \
	VADDPD.BCST e8<>(SB), Z10, Z10     \
	VMULPD Z10, Z6, Z10                \
	VADDPD Z10, Z9, Z9                 \
	VMULPD.BCST e11<>(SB), Z3, Z10     \
	VADDPD.BCST e10<>(SB), Z10, Z10    \
	VMULPD Z10, Z7, Z10                \
	VADDPD Z10, Z9, Z9                 \
	VMULPD Z9, Z7, Z9                  \
	VADDPD Z9, Z8, Z8                  \
	VMULPD Z8, Z6, Z8                  \
	VSUBPD Z5, Z8, Z8                  \
	VADDPD Z8, Z4, Z8                  \
	VADDPD.BCST ones<>(SB), Z8, Z8     \
	VPSLLQ $52, Z2, Z2                 \
	VPADDQ Z2, Z8, Z8

// LOGNEAR8 is LOGNEAR in eight lanes.
#define LOGNEAR8 \
	VADDPD.BCST twos<>(SB), Z1, Z3     \
	VDIVPD Z3, Z1, Z3                  \
	VMULPD Z3, Z3, Z4                  \
	VMULPD Z4, Z4, Z5                  \
	VMULPD.BCST l7<>(SB), Z5, Z6       \
	VADDPD.BCST l5<>(SB), Z6, Z6       \
	VMULPD Z6, Z5, Z6                  \
	VADDPD.BCST l3<>(SB), Z6, Z6       \
	VMULPD Z6, Z5, Z6                  \
	VADDPD.BCST l1<>(SB), Z6, Z6       \
	VMULPD Z6, Z4, Z6                  \
	VMULPD.BCST l6<>(SB), Z5, Z7       \
	VADDPD.BCST l4<>(SB), Z7, Z7       \
	VMULPD Z7, Z5, Z7                  \
	VADDPD.BCST l2<>(SB), Z7, Z7       \
	VMULPD Z7, Z5, Z7                  \
	VMULPD Z1, Z1, Z8                  \
	VMULPD.BCST halves<>(SB), Z8, Z8   \
	VADDPD Z7, Z6, Z6                  \
	VADDPD Z6, Z8, Z6                  \
	VMULPD Z6, Z3, Z6                  \
	VMULPD.BCST ln2Lows<>(SB), Z2, Z9  \
	VADDPD Z9, Z6, Z6                  \
	VSUBPD Z6, Z8, Z6                  \
	VSUBPD Z1, Z6, Z6                  \
	VMULPD.BCST ln2Highs<>(SB), Z2, Z9 \
	VSUBPD Z6, Z9, Z0

// func logistics8(xs *float64, n int) (done int)
TEXT ·logistics8(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ        $8, CX
	JLT         end
	VMOVUPD     (SI)(DX*8), Z0
	VORPD.BCST  signs<>(SB), Z0, Z1
	VCMPPD.BCST $0x19, least<>(SB), Z1, K1
	KORTESTB    K1, K1
	JNE         end
	EXP8

	// e/(1 + e) of a negative number, 1/(1 + e) of another
	VBROADCASTSD ones<>(SB), Z10
	VPMOVQ2M     Z0, K2
	VBLENDMPD    Z8, Z10, K2, Z9
	VADDPD       Z8, Z10, Z8
	VDIVPD       Z8, Z9, Z9
	VMOVUPD      Z9, (SI)(DX*8)
	ADDQ         $8, DX
	JMP          next

end:
	SHUT

// func exps8(xs *float64, n int) (done int)
TEXT ·exps8(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ        $8, CX
	JLT         end
	VMOVUPD     (SI)(DX*8), Z1
	VORPD.BCST  signs<>(SB), Z1, Z11
	VCMPPD.BCST $0x19, least<>(SB), Z11, K1
	KORTESTB    K1, K1
	JNE         end
	EXP8
	VMOVUPD     Z8, (SI)(DX*8)
	ADDQ        $8, DX
	JMP         next

end:
	SHUT

// func logs8(xs *float64, n int) (done int)
TEXT ·logs8(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ        $8, CX
	JLT         end
	VMOVUPD     (SI)(DX*8), Z0
	VCMPPD.BCST $0x1d, normal<>(SB), Z0, K1
	VCMPPD.BCST $0x12, most<>(SB), Z0, K2
	KANDB       K1, K2, K1
	KMOVB       K1, AX
	CMPL        AX, $255
	JNE         end

	// split: m = x 2^-k, and k
	VPSUBQ.BCST rootHalf<>(SB), Z0, Z2
	VPANDQ.BCST exponents<>(SB), Z2, Z3
	VPSUBQ      Z3, Z0, Z1
	VSUBPD.BCST ones<>(SB), Z1, Z1
	VPSRAQ      $52, Z2, Z2
	VCVTQQ2PD   Z2, Z2
	LOGNEAR8
	VMOVUPD     Z0, (SI)(DX*8)
	ADDQ        $8, DX
	JMP         next

end:
	SHUT

// func log1ps8(xs *float64, n int) (done int)
TEXT ·log1ps8(SB), NOSPLIT, $0-24
	OPEN

next:
	SUBQ        $8, CX
	JLT         end
	VMOVUPD     (SI)(DX*8), Z1
	VCMPPD.BCST $0x1e, near0<>(SB), Z1, K1
	VCMPPD.BCST $0x11, near1<>(SB), Z1, K2
	KANDB       K1, K2, K1
	KMOVB       K1, AX
	CMPL        AX, $255
	JNE         end
	VPXORQ      Z2, Z2, Z2
	LOGNEAR8

	// a zero keeps its sign
	VCMPPD      $0x00, Z2, Z1, K1
	VMOVAPD     Z1, K1, Z0
	VMOVUPD     Z0, (SI)(DX*8)
	ADDQ        $8, DX
	JMP         next

end:
	SHUT
