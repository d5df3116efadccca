package plots

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// stages shows employees of each career stage against the same world without AI, one
// small panel a stage on one scale: who is not hired any more is young, and is missing
// from the later stages for years.
var stages = Kind{
	ID: "stages", Shows: "Employees by career stage, against without AI", By: "stage",
	Columns: []string{"employed"}, Paired: true,
	build: buildStages,
}

func buildStages(b *book, f *Figure) error {
	groups, err := b.needGroups("stage")
	if err != nil {
		return err
	}
	set := multiples{book: b, wide: 3, narrow: 1, lines: 5, height: 110}
	var ends []finding.Estimate
	for _, g := range groups {
		gap, end := b.groupChange("stage", g, "employed", employeesAgainst)
		ends = append(ends, end)
		set.panels = append(set.panels, smallPanel{title: b.title(g), note: gapNote(end), luck: !end.SureAmong(len(groups)), unit: "%", line: gap, signed: true})
		f.Values = append(f.Values, b.decemberChanges(gap, end.Label, g, "%", "employed")...)
	}
	f.Title, f.claimed = stagesTitle(b, ends)
	f.Subtitle = b.differing("employed") + " of each career stage, against the same world without AI, per cent. " + b.where()
	f.Caption = b.eachGroup("employees in "+finding.Month(b.end())+" against the world without AI", ends)
	f.Alt = fmt.Sprintf("%s small line charts by year: employees of each career stage against without AI.", finding.Capital(finding.Cardinal(len(groups))))
	f.Key, f.Footer = b.bands(), finding.Paragraph(b.lineAndBand(), endNote(b, nil), b.allLookedAt(len(ends), "stages"))
	f.Body = set.body()
	return nil
}

// mostSets is the part of the parameter sets that must say less for a title to say so of
// a difference that could be of either sign.
const mostSets = 0.9

// stagesTitle says how many juniors there are less, or that it could not be told.
func stagesTitle(b *book, ends []finding.Estimate) (title string, claimed []finding.Estimate) {
	for _, e := range ends {
		word, agree := "more", e.Above
		if e.Value < 0 {
			word, agree = "fewer", e.Below
		}
		juniors := finding.Lower(b.title(e.Group))
		switch {
		case e.Group != "junior":
			continue
		case !e.Told():
			return "", nil
		case e.SureAmong(len(ends)):
			said := finding.Capital(sizeOf(e)) + " " + word + " " + juniors
			return fitting(said+" employed than without AI "+b.by(), said+" employed than without AI", said+" employed"), []finding.Estimate{e}
		case !e.ByLuck(len(ends)) && float64(agree) >= mostSets*float64(e.Sets):
			said := e.Spell(finding.Size).Value + e.Unit + " " + word
			return fmt.Sprintf("%s employed: %s, %d of %d sets agree", finding.Capital(juniors), said, agree, e.Sets), []finding.Estimate{e}
		}
		return finding.Capital(juniors) + " employed: nothing " + luck, []finding.Estimate{}
	}
	return "", nil
}
