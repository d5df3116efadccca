package scenarios

import (
	"fmt"
	"io"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// WritePolicy tells all about one policy for reading, in lines of 80
// characters, with an entry of a scenario to copy at the end.
func WritePolicy(w io.Writer, p *policy.Policy) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n%s\n\n", p.Name, finding.Marked(p.Title, p.Assumed), finding.Wrapped(p.Does, 79))
	item(&b, "equation", p.Equation)
	item(&b, "dose", fmt.Sprintf("%s, %s to %s: %s", file.Brief(p.Dose.Default), file.Brief(p.Dose.Low), file.Brief(p.Dose.High), p.Dose.Unit))
	item(&b, "", p.Dose.Source)
	item(&b, "start", "January 2027 unless said otherwise; "+rampText(p.Ramp)+"; before that it is told of as "+Past)
	item(&b, "compliance", fmt.Sprintf("%s: %s", file.Brief(p.Takes), p.Why))
	item(&b, "acts on", throughText(p))
	item(&b, "target", targetText(p))
	item(&b, "unit cost", costText(p))
	if p.Cost.USD > 0 {
		item(&b, "", fmt.Sprintf("%s to %s USD; %s", dollars(p.Cost.Low), dollars(p.Cost.High), p.Cost.Source))
	} else {
		item(&b, "", p.Cost.Source)
	}
	item(&b, "examples", p.Example)
	item(&b, "claim", finding.Marked(p.Claims.Text, p.Assumed)+": "+claimText(p.Claims))
	item(&b, "known", p.Known)
	for i, x := range p.Design.Pulls {
		label := ""
		if i == 0 {
			label = "levers"
		}
		item(&b, label, fmt.Sprintf("%s, dose x %s", x.Lever, finding.Plain(x.Scale)))
	}
	entry, err := entryText(p)
	if err != nil {
		return err
	}
	b.WriteString("\nIn a scenario, with every key at its default:\n\n" + entry)
	if p.Assumed {
		b.WriteString("\n" + legend + "\n")
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// entryText is a policy as an entry of a scenario, every key at its default.
func entryText(p *policy.Policy) (string, error) {
	var t file.Tree
	t.Put("policies", policyTrees([]policy.Setting{p.Setting()}))
	text, err := t.YAML()
	return string(text), err
}

// rampText says how fast the dose rises.
func rampText(months int) string {
	if months <= 1 {
		return "at once"
	}
	return fmt.Sprintf("the dose rises over %d months", months)
}

// claimText says which measure is to move and how.
func claimText(c policy.Claim) string {
	way := "down"
	if c.Sign > 0 {
		way = "up"
	}
	return c.Column + " " + way
}

// payerText is who bears the unit cost.
func payerText(p *policy.Policy) string {
	switch {
	case p.Design.Charge == sim.NoCharge:
		return "nobody"
	case p.Design.Payer == sim.Firms:
		return "organisations"
	}
	return "the public"
}

// throughText says on whom a policy acts.
func throughText(p *policy.Policy) string {
	switch {
	case p.Design.Through == sim.People:
		return "creatives"
	case p.Design.Through == sim.Markets:
		return "the law of markets; compliance is the share of a market that follows"
	case p.Design.CoveredOnly:
		return "organisations under a collective agreement and their staff"
	}
	return "organisations and their staff"
}

// targetText says whom a policy can reach, kind by kind.
func targetText(p *policy.Policy) string {
	var kinds []string
	for _, k := range targets(&p.Reach) {
		if !k.everybody() {
			kinds = append(kinds, k.name+" "+strings.Join(policy.Chosen(k.all, *k.bits), ", "))
		}
	}
	if len(kinds) == 0 {
		return "everybody; " + choiceText(p)
	}
	return "only " + strings.Join(kinds, "; ") + "; " + choiceText(p)
}

// choiceText says among what a target may choose.
func choiceText(p *policy.Policy) string {
	var free []string
	usual := p.Setting()
	for _, k := range targets(&usual.Target) {
		every, parts := *k.bits, 0
		for bit := range len(k.all) {
			if *k.bits = 1 << bit; every&*k.bits != 0 {
				if _, err := usual.Check(); err == nil {
					parts++
				}
			}
		}
		if *k.bits = every; parts > 1 {
			free = append(free, k.name)
		}
	}
	return "may name " + strings.Join(free, ", ")
}

// targetOf names all whom a target holds.
func targetOf(t sim.Target) targetRow {
	return targetRow{policy.Chosen(policy.Domains, t.Domains), policy.Chosen(policy.Sizes, t.Sizes),
		policy.Chosen(policy.Contracts, t.Contracts), policy.Chosen(policy.Stages, t.Stages)}
}
