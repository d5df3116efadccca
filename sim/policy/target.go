package policy

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/sim"
)

// Names of what a target may choose among, in the order of the bits of
// sim.Target.
var (
	Domains   = sim.DomainKeys()
	Sizes     = sim.SizeNames
	Contracts = sim.ContractNames
	Stages    = sim.StageNames
)

// Bits are the bits of some names; unknown names have none.
func Bits(all, names []string) uint8 {
	bits := uint8(0)
	for i, name := range all {
		if slices.Contains(names, name) {
			bits |= 1 << i
		}
	}
	return bits
}

// Chosen are the names whose bits are set.
func Chosen(all []string, bits uint8) []string {
	var list []string
	for i, name := range all {
		if bits>>i&1 != 0 {
			list = append(list, name)
		}
	}
	return list
}

// in is the chosen names in a sentence.
func in(all []string, bits uint8) string { return strings.Join(Chosen(all, bits), ", ") }

// Reach of policies, by how they act: everybody, those of one contract, or the
// staff of organisations of 50 and more and of those below.
var (
	everyone   = sim.Everyone
	employees  = nobodyBut("employed")
	largeFirms = staffOf(Sizes[2:])
	smallFirms = staffOf(Sizes[:2])
)

// nobodyBut is everyone of one contract.
func nobodyBut(contract string) sim.Target {
	t := sim.Everyone
	t.Contracts = Bits(Contracts, []string{contract})
	return t
}

// staffOf are the employees of organisations of some sizes.
func staffOf(sizes []string) sim.Target {
	t := nobodyBut("employed")
	t.Sizes = Bits(Sizes, sizes)
	return t
}
