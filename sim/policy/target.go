package policy

import (
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
		for _, n := range names {
			if n == name {
				bits |= 1 << i
			}
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

// Usual reach of policies, by how they act.
var (
	everyone  = sim.Everyone
	employees = limited(Contracts, "employed")
	nobodyBut = func(contract string) sim.Target { return limited(Contracts, contract) }
)

// limited is everyone with these names of one kind only.
func limited(kind []string, names ...string) sim.Target {
	t := sim.Everyone
	bits := Bits(kind, names)
	switch kind[0] {
	case Domains[0]:
		t.Domains = bits
	case Sizes[0]:
		t.Sizes = bits
	case Contracts[0]:
		t.Contracts = bits
	default:
		t.Stages = bits
	}
	return t
}

// Organisations by size: staff of those of 50 and more, and of those below.
var (
	largeFirms = sim.Target{Domains: everyone.Domains, Sizes: Bits(Sizes, Sizes[2:]), Contracts: employees.Contracts, Stages: everyone.Stages}
	smallFirms = sim.Target{Domains: everyone.Domains, Sizes: Bits(Sizes, Sizes[:2]), Contracts: employees.Contracts, Stages: everyone.Stages}
)
