package plots

import (
	"errors"
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
	f.Subtitle = m.Label + " " + b.against() + " of the same world, mean of " + b.Study.Period() + ", per cent. " + b.Place
	f.Caption = worldsCaption(b, m, cells, f.Values)
	f.Alt = "Dot charts: " + counted(len(cells), "world", "worlds") + " by " + counted(len(b.arms), "policy", "policies") + ", each with its interval. " + tableBelow
	f.Footer = b.foot("Dot and line: mean of paired runs and its 95% interval. Grey: could be luck.", rests(f.Values))
	f.Body = worldsBody(b, m, cells)
	return nil
}

// worldsTitle names policies that are surely of different signs in different
// worlds, or those that do surely more in all of them.
func (b *book) worldsTitle(f *Figure, m finding.Measure, cells [][]finding.Estimate) {
	var turns, always []policy
	told := false
	f.claimed = []finding.Estimate{}
	for j, p := range b.arms {
		up, down := 0, 0
		for i := range cells {
			e := cells[i][j]
			told = told || e.N > 1 && finding.Defined(e.Low)
			switch {
			case e.Sure() && e.Value > 0:
				up++
			case e.Sure():
				down++
			}
		}
		if up > 0 && down > 0 {
			turns = append(turns, p)
		}
		if up == len(cells) {
			always, f.claimed = append(always, p), append(f.claimed, cells[0][j])
		}
	}
	all := " in all " + finding.Cardinal(len(cells)) + " worlds"
	switch {
	case !told:
	case len(turns) > 0:
		f.Title, f.claimed = fitting(names(turns)+": the sign depends on the world", "The sign depends on the world"), nil
	case len(always) == 0:
		f.Title = "No policy surely has " + m.More + " everywhere"
	case len(always) == len(b.arms) && len(always) > 1:
		f.Title = strings.Replace("All "+finding.Cardinal(len(always)), "All two", "Both", 1) + " policies: " + m.More + all
	default:
		f.Title = fitting(names(always)+": "+m.More+all, cardinalOf(len(always), len(b.arms))+": "+m.More+all, m.More+all)
	}
}

// cardinalOf is "Two of four".
func cardinalOf(some, all int) string {
	return finding.Capital(finding.Cardinal(some)) + " of " + finding.Cardinal(all)
}

func worldsCaption(b *book, m finding.Measure, cells [][]finding.Estimate, values []finding.Estimate) string {
	var said []string
	for i, w := range b.Study.Worlds {
		var row []string
		for j, p := range b.arms {
			row = append(row, finding.Lower(p.title)+dagged(cells[i][j])+" "+saying(cells[i][j], "lower", "higher"))
		}
		said = append(said, finding.Sentence(w+" world: "+strings.Join(row, "; ")))
	}
	return finding.Paragraph(append([]string{finding.Sentence(m.Label + " " + b.against())}, append(said, b.brackets(), assumption(rests(values)))...)...)
}

func worldsBody(b *book, m finding.Measure, cells [][]finding.Estimate) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, row := range cells {
		for _, x := range row {
			e = e.With([]float64{x.Value, x.Low, x.High})
		}
	}
	columns := func(s canvas.Size) int {
		if s.Narrow() {
			return 1
		}
		return min(len(cells), 3)
	}
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			rows := (len(cells) + columns(s) - 1) / columns(s)
			return float64(rows)*(float64(len(b.arms))*24+36) + 16
		},
		Draw: func(c canvas.Area, s canvas.Size) {
			x := scaleOf(e, int(s.Choose(4, 5)), "%").SignedTicks()
			out := canvas.Facets{Columns: columns(s), Size: s.Text(), GapX: 44, Right: 16}
			for i, w := range b.Study.Worlds {
				dots, texts := mark.Dots{Radius: 4}, mark.RowTexts{Size: s.Text(), Wrap: s.Choose(140, 130)}
				for j, p := range b.arms {
					row := colourOf(p, cells[i][j])
					dots.Rows = append(dots.Rows, mark.Dot{Value: cells[i][j].Value, Low: cells[i][j].Low, High: cells[i][j].High, Color: row.Colour})
					if row.Label = ""; i%out.Columns == 0 {
						row.Label = p.title + dagged(cells[i][j])
					}
					texts.Rows = append(texts.Rows, row)
				}
				out.Left = max(out.Left, texts.LabelWidth()+8)
				out.Panels = append(out.Panels, canvas.Panel{
					Title: finding.Capital(w) + " world", XMin: x.Low, XMax: x.High, YMin: -float64(len(b.arms)) + 0.5, YMax: 0.5,
					Axes: canvas.Axes{X: x.Ticks, Sideways: true, Size: s.Text()}, Marks: []canvas.Mark{dots, texts},
				})
			}
			out.Draw(c)
		},
	}
}
