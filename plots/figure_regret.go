package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// regret shows how far each policy stays behind the one that comes out first,
// in each world and at its largest: a number in each cell, dark where it is far
// behind.
var regret = Kind{
	ID: "regret", Shows: "How far each policy stays behind, by world",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, build: buildRegret,
}

// largest is the column of the largest regret over the worlds.
const largest = ""

func buildRegret(b *book, f *Figure) error {
	worlds := b.Study.WorldsAndAll()
	g := grid{
		plain:  func(e finding.Estimate) bool { return b.maybeFirst(e.World, e.Arm) },
		marked: func(e finding.Estimate) bool { return b.Study.Arm(e.Arm).Assumed },
	}
	for i := range b.Study.Arms {
		a := &b.Study.Arms[i]
		g.rows = append(g.rows, gridRow{title: a.Marked(), cells: finding.Each(worlds, func(w string) finding.Estimate { return b.regretOf(w, a.Name) })})
	}
	if f.Values = g.values(); len(f.Values) == 0 {
		return fmt.Errorf("the comparison holds no regrets of %s; compare again with the version of the model that counts them", finding.AtWork)
	}
	f.Title, f.claimed = regretTitle(b, worlds[len(worlds)-1]), []finding.Estimate{}
	f.Subtitle = "Behind the first policy of each world in people at work, mean of " + b.Study.Period() + ", per cent of " + b.Study.ReferenceTitle() + " in the " + b.world + " world"
	f.Caption = regretCaption(b, worlds)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d policies by %s.", len(g.rows), counted(len(worlds), "column", "columns"))
	f.Footer = "Number: mean of paired runs. Strong ground: far behind; no ground: ahead, or not told apart by luck from what is."
	f.Body = regretBody(g, worlds)
	return nil
}

// regretOf is a regret, in the words of the figure.
func (b *book) regretOf(world, arm string) finding.Estimate {
	out := b.Study.Regret(finding.AtWork, world, arm)
	out.Label, out.Arm, out.World = "Regret in people at work", arm, cmp.Or(world, "largest")
	return out
}

// maybeFirst tells whether an arm may be the first of a world.
func (b *book) maybeFirst(world, arm string) bool {
	if world == "largest" {
		world = largest
	}
	return slices.Contains(b.firsts(world), arm)
}

// firsts are the arms that may be the first of a world.
func (b *book) firsts(world string) []string {
	if best := b.Study.BestOf(finding.AtWork, world); best != nil {
		return best.Arms
	}
	return nil
}

// regretTitle names one policy only where it is alone.
func regretTitle(b *book, world string) string {
	firsts := b.firsts(world)
	if len(firsts) == 0 || b.n < 2 {
		return ""
	}
	what, lead := "smallest worst-case regret", "smallest worst-case regret"
	if world != largest {
		what, lead = "ahead in people at work", "lead"
	}
	if len(firsts) == 1 {
		return b.Study.ArmTitle(firsts[0]) + ": " + what
	}
	return finding.Capital(finding.Cardinal(len(firsts))) + " policies may have the " + lead
}

func regretCaption(b *book, worlds []string) string {
	said := []string{"Regret is how far a policy stays behind the one that comes out first in the same world on the same seeds."}
	if first := b.alwaysFirst(worlds); first != "" {
		return finding.Paragraph(append(said, finding.Sentence(first+" comes out first in every world"))...)
	}
	for _, w := range worlds {
		titles := finding.Each(b.firsts(w), func(name string) string { return finding.Lower(b.Study.ArmTitle(name)) })
		where := "in the " + w + " world"
		if w == largest {
			where = "over all worlds, by the largest regret,"
		}
		switch len(titles) {
		case 0:
		case 1:
			said = append(said, finding.Sentence(where, titles[0]+" comes out first"))
		default:
			said = append(said, finding.Sentence(where, finding.And(titles)+" cannot be told apart at the top"))
		}
	}
	return finding.Paragraph(said...)
}

// alwaysFirst is the title of the one policy that comes out first in all of
// several worlds; "" if there is none.
func (b *book) alwaysFirst(worlds []string) string {
	first := ""
	for _, w := range worlds {
		firsts := b.firsts(w)
		if len(firsts) != 1 || first != "" && firsts[0] != first {
			return ""
		}
		first = firsts[0]
	}
	if a := b.Study.Arm(first); a != nil && len(worlds) > 1 {
		return finding.Lower(a.Title)
	}
	return ""
}

func regretBody(g grid, worlds []string) canvas.Body {
	far := 1e-9
	for _, e := range g.values() {
		far = max(far, e.Value)
	}
	return g.body(func(v float64) color.NRGBA { return mark.Heat(v, far, 0) }, func(s canvas.Size) mark.Rows {
		feet := finding.Each(worlds, func(w string) string { return cmp.Or(w, "largest") })
		return mark.Rows{Size: s.Text(), Wrap: s.Choose(170, 96), Least: 26, Feet: feet}
	})
}
