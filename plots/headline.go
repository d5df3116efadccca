package plots

import (
	"slices"
	"strings"
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
		case o.change.sure() && o.change.Value > 0:
			up = append(up, o)
		case o.change.sure():
			down = append(down, o)
		}
	}
	return up, down
}

// upAndDown is a headline that names what rose and what fell, or that nothing
// about the outcomes could be told from luck; empty for runs that cannot tell.
func upAndDown(b *book, out []outcome, about ...string) string {
	up, down := surely(out)
	tellable := false
	for _, o := range out {
		tellable = tellable || o.change.N > 1 && defined(o.change.Low)
	}
	switch {
	case !tellable:
		return ""
	case len(up) == 0 && len(down) == 0:
		last := len(about) - 1
		either := strings.TrimPrefix(strings.Join(about[:last], ", ")+" or "+about[last], " or ")
		return fitting("No change in "+either+" "+luck, capital(strings.Join(about, ", "))+": nothing "+luck)
	case len(down) == 0:
		said := capital(nouns(up))
		return fitting(said+" higher than without AI "+b.by(), said+" higher than without AI", said+" up "+b.by(), said+" up")
	case len(up) == 0:
		said := capital(nouns(down))
		return fitting(said+" lower than without AI "+b.by(), said+" lower than without AI", said+" down "+b.by(), said+" down")
	}
	said := capital(nouns(up)) + " up, " + nouns(down) + " down"
	return fitting(said+" "+b.by(), said)
}

// nouns joins the names of some outcomes.
func nouns(of []outcome) string {
	var words []string
	for _, o := range of {
		words = append(words, o.noun)
	}
	return list(words)
}

// claims tells whether a headline says more than that nothing could be told.
func claims(headline string) bool { return headline != "" && !strings.HasSuffix(headline, luck) }

// rests tells whether any of the values rests on an assumed effect.
func rests(values []Estimate) bool {
	return slices.ContainsFunc(values, func(e Estimate) bool { return e.Assumed })
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
