//go:build !noasm

#include "textflag.h"

// ADD8 adds up the eight words of each half of a register, by way of another: the sum
// stands in the first word of each half.
#define ADD8(x, by) \
	VPSHUFD $0x4e, x, by  \
	VPADDD  by, x, x      \
	VPSHUFD $0xb1, x, by  \
	VPADDD  by, x, x      \
	VSHUFI64X2 $0xb1, x, x, by \
	VPADDD  by, x, x

// func addShown2(sums, far, peers *uint32, n int, shown *uint32, words int, near Bound) (done int)
TEXT ·addShown2(SB), NOSPLIT, $0-64
	MOVQ sums+0(FP), DI
	MOVQ far+8(FP), BX
	MOVQ peers+16(FP), SI
	MOVQ n+24(FP), CX
	MOVQ shown+32(FP), R8
	MOVQ words+40(FP), AX
	XORQ DX, DX
	VPBROADCASTD AX, Z16
	MOVL near_Mask+48(FP), AX
	VPBROADCASTD AX, Z17
	MOVL near_Span+52(FP), AX
	VPBROADCASTD AX, Z18

two:
	VMOVDQU32 (SI), Z19
	VPCMPUD $5, Z16, Z19, K1   // shows nothing
	KORTESTW K1, K1
	JNZ  done
	KXNORW K2, K2, K2
	VPGATHERDD (R8)(Z19*4), K2, Z20
	VPBROADCASTD (BX), Y21
	VPBROADCASTD 4(BX), Y22
	VINSERTI64X4 $1, Y22, Z21, Z21 // low
	VPANDD Z17, Z20, Z22
	VPSUBD Z21, Z22, Z22
	VPCMPUD $6, Z18, Z22, K1
	VMOVDQA32.Z Z20, K1, Z23
	ADD8(Z20, Z22)
	ADD8(Z23, Z22)
	VEXTRACTI64X4 $1, Z20, Y21
	VEXTRACTI64X4 $1, Z23, Y22
	VMOVD X20, (DI)
	VMOVD X21, 4(DI)
	VMOVD X23, (BX)
	VMOVD X22, 4(BX)
	ADDQ $64, SI
	ADDQ $8, DI
	ADDQ $8, BX
	ADDQ $2, DX
	CMPQ DX, CX
	JLT  two

done:
	MOVQ DX, done+56(FP)
	RET
