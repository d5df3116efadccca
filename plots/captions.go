package plots

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Captions say what moved, from what to what, by when and how sure. What intervals, dots
// and daggers are is the same in every figure: a page says it once, and a picture that
// stands alone has it in its footer.

// longestCaption is the number of words that a caption may have.
const longestCaption = 40

// captioned is the first caption that is short enough, or the last.
func captioned(captions ...string) string {
	for _, c := range captions {
		if words(c) <= longestCaption {
			return c
		}
	}
	return captions[len(captions)-1]
}

// said is a difference in a caption, with its interval or, briefly, without.
func (b *book) said(e finding.Estimate, looks int, lower, higher string, briefly bool) string {
	switch {
	case !briefly && e.VerdictAmong(looks) == finding.Wide: // both ends are said already
		said, _, _ := strings.Cut(saying(e, looks, lower, higher), " (")
		return said
	case !briefly:
		return saying(e, looks, lower, higher)
	case e.Told() && !e.SureAmong(looks):
		return "could be either way"
	case !finding.Defined(e.Value):
		return "not defined"
	}
	word := higher
	if e.Value < 0 {
		word = lower
	}
	return e.Spell(finding.Size).Value + e.Unit + " " + word
}

// eachGroup says the difference of every group.
func (b *book) eachGroup(of string, ends []finding.Estimate) string {
	say := func(briefly bool) string {
		return finding.Sentence(of + ": " + strings.Join(finding.Each(ends, func(e finding.Estimate) string {
			return b.title(e.Group) + " " + b.said(e, len(ends), "lower", "higher", briefly)
		}), "; "))
	}
	return captioned(say(false), say(true))
}

// lowestAndHighest says the differences of the groups at both ends.
func (b *book) lowestAndHighest(of string, ends []finding.Estimate) string {
	there := slices.DeleteFunc(slices.Clone(ends), func(e finding.Estimate) bool { return !finding.Defined(e.Value) })
	if len(there) == 0 {
		return ""
	}
	slices.SortStableFunc(there, func(x, y finding.Estimate) int { return cmp.Compare(x.Value, y.Value) })
	say := func(briefly bool) string {
		group := func(e finding.Estimate) string {
			return b.title(e.Group) + " " + b.said(e, len(ends), "lower", "higher", briefly)
		}
		return finding.Sentence(of + ": at the lower end " + group(there[0]) + "; at the upper end " + group(there[len(there)-1]))
	}
	return captioned(say(false), say(true))
}
