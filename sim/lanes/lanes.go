// Package lanes tells how many numbers of 64 bits the processor works on at a time.
// Packages that do so keep the plain form of what they do beside it: it is what other
// machines have, and the oracle of the tests.
package lanes

import "golang.org/x/sys/cpu"

// Four tells whether there are four lanes, AVX2; Eight whether there are eight, AVX-512
// with its instructions for words of 64 bits. On processors other than amd64 both are
// false, and programs built with the tag noasm do not ask.
var (
	Four  = cpu.X86.HasAVX2
	Eight = cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ
)
