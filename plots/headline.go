package plots

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Headlines follow one rule. A difference whose interval excludes zero is
// claimed, in a number or, if the interval is wide, in two; one whose interval
// covers zero could not be told from luck, and the headline says so; runs that
// give no interval get no headline but the figure's plain name. What rests on
// an assumed effect carries a dagger.

// luck ends the headline of differences that all cover zero.
const luck = "could be told from luck"

// surely sorts the outcomes whose interval excludes zero into rises and falls.
func surely(out []outcome) (up, down []outcome) {
	for _, o := range out {
		switch {
		case o.change.Sure() && o.change.Value > 0:
			up = append(up, o)
		case o.change.Sure():
			down = append(down, o)
		}
	}
	return up, down
}

// upAndDown is a headline that names what rose and what fell, or that nothing
// about the outcomes could be told from luck; empty for runs that cannot tell.
func upAndDown(b *book, out []outcome, about ...string) string {
	up, down := surely(out)
	switch {
	case !slices.ContainsFunc(out, func(o outcome) bool { return o.change.Told() }):
		return ""
	case len(up) == 0 && len(down) == 0:
		last := len(about) - 1
		either := strings.TrimPrefix(strings.Join(about[:last], ", ")+" or "+about[last], " or ")
		return fitting("No change in "+either+" "+luck, finding.Capital(strings.Join(about, ", "))+": nothing "+luck)
	case len(down) == 0:
		said := finding.Capital(nouns(up))
		return fitting(said+" higher than without AI "+b.by(), said+" higher than without AI", said+" up "+b.by(), said+" up")
	case len(up) == 0:
		said := finding.Capital(nouns(down))
		return fitting(said+" lower than without AI "+b.by(), said+" lower than without AI", said+" down "+b.by(), said+" down")
	}
	said := finding.Capital(nouns(up)) + " up, " + nouns(down) + " down"
	return fitting(said+" "+b.by(), said)
}

// nouns joins the names of some outcomes.
func nouns(of []outcome) string { return finding.And(finding.Each(of, outcome.noun)) }

// claims tells whether a headline says more than that nothing could be told.
func claims(headline string) bool { return headline != "" && !strings.HasSuffix(headline, luck) }

// tally counts what may be said of differences, all of them looked at.
type tally struct {
	up, down int
	told     bool // there are intervals
}

// tallied counts differences that are among so many looked at.
func tallied(values []finding.Estimate, looks int) (t tally) {
	for _, e := range values {
		t.told = t.told || e.Told()
		switch {
		case !e.SureAmong(looks):
		case e.Value < 0:
			t.down++
		default:
			t.up++
		}
	}
	return t
}

// rests tells whether any of the values rests on an assumed effect.
func rests(values []finding.Estimate) bool {
	return slices.ContainsFunc(values, func(e finding.Estimate) bool { return e.Assumed })
}

// longest is the number of words that a headline may have.
const longest = 10

// dated is a headline with the end of the table, if there is room for it.
func (b *book) dated(headline string) string { return fitting(headline+" "+b.by(), headline) }

// fitting is the first headline that is short enough, or the last.
func fitting(headlines ...string) string {
	for _, h := range headlines {
		if words(h) <= longest {
			return h
		}
	}
	return headlines[len(headlines)-1]
}

// words counts the words of a headline.
func words(s string) int { return len(strings.Fields(s)) }

// verdicts sorts policies by what may be said of their differences, all of them
// looked at.
type verdicts struct {
	up, down []policy // the others could be luck
	told     bool     // there are intervals
	claimed  []finding.Estimate
}

// judge sorts the policies by one estimate each, all of them looked at.
func (b *book) judge(of []finding.Estimate) verdicts { return b.judgeAmong(of, len(of)) }

// judgeAmong sorts the policies by one estimate each, which are among so many looked at.
func (b *book) judgeAmong(of []finding.Estimate, looks int) verdicts {
	v := verdicts{claimed: []finding.Estimate{}, told: tallied(of, 1).told}
	for i, e := range of {
		switch {
		case e.SureAmong(looks) && e.Value > 0:
			v.up, v.claimed = append(v.up, b.arms[i]), append(v.claimed, e)
		case e.SureAmong(looks):
			v.down, v.claimed = append(v.down, b.arms[i]), append(v.claimed, e)
		}
	}
	return v
}

// headline is what the verdicts allow to be said of a measure; empty where
// nothing can be told.
func (b *book) headline(v verdicts, m finding.Measure) string {
	all := len(b.arms)
	of := func(some []policy) string {
		switch {
		case len(some) == 2 && all == 2:
			return "Both policies"
		case len(some) == all && all > 1:
			return "All " + finding.Cardinal(all) + " policies"
		}
		return cardinalOf(len(some), all) + " policies"
	}
	one := func(some []policy, words string) string {
		if len(some) == all && all > 1 {
			return of(some) + ": " + words
		}
		return fitting(names(some)+": "+words, of(some)+": "+words)
	}
	switch {
	case !v.told:
		return ""
	case len(v.up)+len(v.down) == 0:
		return fitting(m.Label+": no difference "+luck, "No difference "+luck)
	case len(v.down) == 0:
		return one(v.up, m.More)
	case len(v.up) == 0:
		return one(v.down, m.Fewer)
	}
	first, _, _ := strings.Cut(m.Fewer, " ")
	return fitting(names(v.up)+": "+m.More+"; "+finding.Lower(names(v.down))+": "+first, of(v.up)+": "+m.More+"; "+finding.Cardinal(len(v.down))+": "+first)
}

// names joins the titles of policies, as a title begins with them.
func names(of []policy) string {
	return finding.Capital(finding.And(finding.Each(of, func(p policy) string { return finding.Lower(p.title) })))
}
