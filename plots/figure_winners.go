package plots

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// winners shows which share of creatives work in occupations that gain or lose under each
// policy: losers left, gainers right, and between them those that change little or of which
// it is not known.
var winners = Kind{
	ID: "winners", Shows: "Who gains and who loses under each policy", By: "occupation",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, build: buildWinners,
}

// wonIn are the measures in which people gain or lose, and what a title calls them.
var wonIn = []struct{ column, what string }{{finding.AtWork, "work"}, {finding.Received, "income"}}

// ShareOfPeople is the method of shares of creatives in occupations by what is known of
// these.
const ShareOfPeople = "share of the reference's creatives who are in occupations of which the sign and size of the change are so"

// ShareOfPeopleKnown is that over an ensemble.
const ShareOfPeopleKnown = "ensemble: " + ShareOfPeople

// won is one measure of the figure: a split for each policy.
type won struct {
	measure finding.Measure
	what    string
	splits  []Split
}

func buildWinners(b *book, f *Figure) error {
	var all []won
	for _, in := range wonIn {
		w := won{measure: b.Study.Measure(in.column), what: in.what}
		told := false
		for _, p := range b.arms {
			x := SplitOf(b.Study, p.key, in.column)
			told = told || x.N > 0 && finding.Defined(x.People[Gains])
			w.splits = append(w.splits, x)
		}
		if told {
			all, f.Values = append(all, w), append(f.Values, b.shares(w)...)
		}
	}
	if len(all) == 0 {
		return errors.New("the comparison holds no differences by occupation, or not how many people are in them; compare again with its groups")
	}
	f.Title, f.claimed = b.winnersTitle(all[0]), []finding.Estimate{}
	if claims(f.Title) && !strings.HasPrefix(f.Title, "No ") {
		f.claimed = f.Values
	}
	f.Subtitle = "Share of creatives in occupations that gain or lose against " + b.Study.ReferenceTitle() + ", mean of " + b.Study.Period() + ". " + b.where()
	f.Caption = b.stories(all)
	f.Alt = "Stacked bars: for each of " + counted(len(b.arms), "policy", "policies") + " the shares of creatives in occupations that lose, change little or gain."
	f.Footer = "Lose or gain: the difference is more than luck, and in the mean beyond " + finding.Plain(Much(b.Study)) + "%. Within an occupation some people gain and others lose."
	f.Key = b.sidesKey()
	f.Body = winnersBody(b, all)
	return nil
}

// sideLooks are the sides as the figure draws and calls them.
func (b *book) sideLooks() [sides]canvas.Entry {
	much := finding.Plain(Much(b.Study)) + "%"
	bar := func(e canvas.Entry) canvas.Entry {
		e.Sample = canvas.BarSample
		return e
	}
	return [sides]canvas.Entry{
		Loses:    bar(canvas.Entry{Colour: mark.Tint(-1, 1), Text: "lose more than " + much}),
		NotKnown: bar(canvas.Entry{Colour: canvas.Faded(canvas.Reference, 0.16), Text: "not known"}),
		Little:   bar(canvas.Entry{Colour: canvas.Faded(canvas.Reference, 0.4), Text: "change little"}),
		Gains:    bar(canvas.Entry{Colour: mark.Tint(1, 1), Text: "gain more than " + much}),
	}
}

// sidesKey explains them.
func (b *book) sidesKey() canvas.Key {
	looks := b.sideLooks()
	return looks[:]
}

// shares are the shares as values.
func (b *book) shares(w won) []finding.Estimate {
	var out []finding.Estimate
	looks := b.sideLooks()
	for i, x := range w.splits {
		if x.N == 0 {
			continue
		}
		for side, share := range x.People {
			e := finding.Certain(100 * share)
			e.Place = finding.Place{Column: w.measure.Column, By: "occupation", Arm: b.arms[i].key, World: b.world, When: finding.OverPeriod, Unit: "%",
				Label: w.measure.Label + ": " + looks[side].Text}
			e.N, e.Assumed, e.Method = x.N, x.Assumed, ShareOfPeople
			if e.Sets, e.Pairs = b.Study.SetsPlayed(); e.Ensemble() {
				e.Method = ShareOfPeopleKnown
			}
			out = append(out, e)
		}
	}
	return out
}

// winnersTitle names the policy under which most people are in occupations that gain, or,
// where more lose under one, that.
func (b *book) winnersTitle(w won) string {
	gain, lose := 0, 0
	for i, x := range w.splits {
		if x.People[Gains] > w.splits[gain].People[Gains] {
			gain = i
		}
		if x.People[Loses] > w.splits[lose].People[Loses] {
			lose = i
		}
	}
	up, down := w.splits[gain].People[Gains], w.splits[lose].People[Loses]
	switch {
	case b.n < 2 || !finding.Defined(up) || !finding.Defined(down):
		return ""
	case up == 0 && down == 0 && slices.ContainsFunc(w.splits, func(x Split) bool { return x.Occupations[Little] > 0 }):
		return "No occupation surely gains or loses more than " + finding.Plain(Much(b.Study)) + "%"
	case up == 0 && down == 0:
		return "No occupation's difference " + luck
	case down > up:
		said := portion(down) + " are in occupations that lose " + w.what
		return fitting(b.arms[lose].title+": "+said, said)
	}
	said := portion(up) + " are in occupations that gain " + w.what
	return fitting(b.arms[gain].title+": "+said, said)
}

// stories tell of the occupation that gains most and of the one that loses most under any
// policy, by each measure's first that has one.
func (b *book) stories(all []won) string {
	story := func(side Side, what string) string {
		for _, w := range all {
			said, most := "", 0.0
			for i, x := range w.splits {
				e := x.Most
				if side == Loses {
					e = x.Least
				}
				if e != nil && (said == "" || math.Abs(e.PerCent.Value) > math.Abs(most)) {
					most = e.PerCent.Value
					said = fmt.Sprintf("%s: %s under %s, %s %s", what, finding.Lower(b.title(e.Group)), finding.Lower(b.arms[i].title), w.measure.Noun, short(e.Shown()))
				}
			}
			if said != "" {
				return finding.Sentence(said)
			}
		}
		return what + ": none."
	}
	return finding.Paragraph(story(Gains, "Largest known gain"), story(Loses, "Largest known loss"))
}

func winnersBody(b *book, all []won) canvas.Body {
	looks := b.sideLooks()
	return mark.BlocksBody(func(s canvas.Size) mark.Blocks {
		out := mark.Blocks{Columns: columnsOf(len(all), s), Gap: 24}
		for _, w := range all {
			rows, bars := mark.Rows{Size: s.Text(), Wrap: s.Choose(110, 84), Least: 30}, mark.Bars{}
			for i, p := range b.arms {
				rows.Rows = append(rows.Rows, mark.Row{Label: p.title + p.mark})
				x := w.splits[i]
				var pieces []mark.Piece
				for side, share := range x.People {
					text := finding.Share(share)
					pieces = append(pieces, mark.Piece{Value: share, Color: looks[side].Colour, Text: text})
				}
				bars.Rows = append(bars.Rows, pieces)
				bars.From = append(bars.From, -x.People[Loses]-float64((x.People[NotKnown]+x.People[Little])/2))
			}
			rows.Marks = []canvas.Mark{bars}
			e := bars.Extent()
			rows.X = canvas.Scale{Low: e.Low, High: e.High}
			out.List = append(out.List, mark.Block{Title: w.measure.Name(), Rows: rows})
		}
		return out
	})
}
