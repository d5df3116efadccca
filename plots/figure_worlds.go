package plots

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// worldsWork shows the same differences in each capability world: one panel a
// world, all on one scale.
var worldsWork = Kind{
	ID: "worlds-work", Shows: "People at work under each policy, by world",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, build: buildWorlds,
}

func buildWorlds(b *book, f *Figure) error {
	if len(b.Study.Worlds) < 2 {
		return errors.New("the comparison holds one world; compare in several to see whether its findings hold in all of them")
	}
	m := b.Study.Measure(finding.AtWork)
	cells := make([][]finding.Estimate, len(b.Study.Worlds)) // by world and policy
	for i, w := range b.Study.Worlds {
		for _, p := range b.arms {
			e, _ := b.effect(w, p, "all", "all", m.Column, finding.OverPeriod)
			cells[i] = append(cells[i], e)
			if finding.Defined(e.Value) {
				f.Values = append(f.Values, e)
			}
		}
	}
	if len(f.Values) == 0 {
		return b.lacks(m.Column)
	}
	b.worldsTitle(f, m, cells)
	f.Subtitle = m.Name() + " " + b.against() + " of the same world, mean of " + b.Study.Period() + ", per cent. " + b.Place
	f.Caption = worldsCaption(b, cells, len(f.Values))
	f.Alt = "Dot charts: " + counted(len(cells), "world", "worlds") + " by " + counted(len(b.arms), "policy", "policies") + ", each with its interval."
	f.Footer = "Dot and line: mean of paired runs and its 95% interval. Grey: could be luck, all " + finding.Count(len(f.Values)) + " numbers looked at."
	f.Key = b.bars()
	f.Body = worldsBody(b, m, cells)
	return nil
}

// worldsTitle names policies that are surely of different signs in different
// worlds, or those that do surely more in all of them.
func (b *book) worldsTitle(f *Figure, m finding.Measure, cells [][]finding.Estimate) {
	looks := len(f.Values)
	var turns, always []policy
	f.claimed = []finding.Estimate{}
	for j, p := range b.arms {
		t := tallied(finding.Each(cells, func(row []finding.Estimate) finding.Estimate { return row[j] }), looks)
		if t.up > 0 && t.down > 0 {
			turns = append(turns, p)
		}
		if t.up == len(cells) {
			always, f.claimed = append(always, p), append(f.claimed, cells[0][j])
		}
	}
	all := " in all " + finding.Cardinal(len(cells)) + " worlds"
	switch {
	case !tallied(f.Values, looks).told:
	case len(turns) > 0:
		f.Title, f.claimed = fitting(names(turns)+": the sign depends on the world", "The sign depends on the world"), nil
	case len(always) == 0:
		f.Title = "No policy surely has " + m.More + " everywhere"
	case len(always) == len(b.arms) && len(always) > 1:
		f.Title = strings.Replace("All "+finding.Cardinal(len(always)), "All two", "Both", 1) + " policies: " + m.More + all
	default:
		f.Title = fitting(names(always)+": "+m.More+all, cardinalOf(len(always), len(b.arms))+": "+m.More+all, cardinalOf(len(always), len(b.arms))+": "+m.More+" everywhere")
	}
}

// cardinalOf is "Two of four".
func cardinalOf(some, all int) string {
	return finding.Capital(finding.Cardinal(some)) + " of " + finding.Cardinal(all)
}

// worldsCaption counts the policies that differ surely in each world, all numbers looked at.
func worldsCaption(b *book, cells [][]finding.Estimate, looks int) string {
	var said []string
	for i, row := range cells {
		sure := slices.DeleteFunc(slices.Clone(row), func(e finding.Estimate) bool { return !e.SureAmong(looks) })
		text := b.Study.Worlds[i] + " world none"
		if len(sure) > 0 {
			byValue := func(x, y finding.Estimate) int { return cmp.Compare(x.Value, y.Value) }
			text = fmt.Sprintf("%s world %d (%s)", b.Study.Worlds[i], len(sure), short(slices.MinFunc(sure, byValue)))
			if len(sure) > 1 {
				text = strings.TrimSuffix(text, ")") + " to " + short(slices.MaxFunc(sure, byValue)) + ")"
			}
		}
		said = append(said, text)
	}
	return finding.Sentence("policies whose difference is more than luck: " + strings.Join(said, "; "))
}

func worldsBody(b *book, m finding.Measure, cells [][]finding.Estimate) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, row := range cells {
		for _, x := range row {
			e = e.With([]float64{x.Value, x.Low, x.High})
		}
	}
	return mark.BlocksBody(func(s canvas.Size) mark.Blocks {
		out := mark.Blocks{Columns: min(int(s.Choose(3, 1)), len(cells))}
		x := scaleOf(e, int(s.Choose(4, 5)), "%").SignedTicks()
		for i, w := range b.Study.Worlds {
			dots, texts := mark.Dots{Radius: 4, Drop: 8}, mark.Texts{Size: 11, Rise: 8, Zero: true}
			rows := mark.Rows{Size: s.Text(), Wrap: s.Choose(140, 130), Least: 36, X: x}
			for j, p := range b.arms {
				e := cells[i][j]
				row := mark.Row{Label: p.title + dagged(e), Colour: colourOf(p, e, len(cells)*len(b.arms))}
				dots.Rows = append(dots.Rows, dotOf(e, row.Colour))
				texts.Rows = append(texts.Rows, mark.Text{Lines: []string{short(e)}, Faint: !e.SureAmong(len(cells) * len(b.arms))})
				rows.Rows = append(rows.Rows, row)
			}
			rows.Marks = []canvas.Mark{dots, texts}
			out.List = append(out.List, mark.Block{Title: finding.Capital(w) + " world", Rows: rows})
		}
		return out
	})
}
