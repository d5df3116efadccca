package sensitivity

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Findings are what came of a sweep: its rankings, or the boxes of a condition.
type Findings struct {
	Experiment string    `json:"experiment"`
	Title      string    `json:"title"`
	Digest     string    `json:"digest"`
	Design     string    `json:"design"`
	Replicates int       `json:"replicates"`
	Sets       int       `json:"parameter_sets"` // that the replicates played; 0 for the model's own parameters
	Rankings   []Ranking `json:"rankings"`
	Boxes      []Boxed   `json:"boxes"`
	Figures    []string  `json:"figures"`   // files that were drawn of it
	NotDrawn   []string  `json:"not_drawn"` // why a figure is not there, in sentences
}

// WriteJSON writes all of it, null where a number is not defined.
func (f *Findings) WriteJSON(w io.Writer) error { return finding.WriteJSON(w, f) }

// explained says how to read the numbers of a design.
var explained = map[string]string{
	"morris": "mu* is the mean size of what a factor does to the measure over its whole range, mu the mean with its sign, sigma how much that differs from place to place " +
		"(Morris 1991; Campolongo, Cariboni and Saltelli 2007).",
	"sobol_indices": "Total is the share of the measure's variance that would stay if all other factors were known, first order the share that would go if this one were (Saltelli et al. 2010).",
	"one_at_a_time": "What the measure changes by when one factor goes to an end of its range and the others stay in the middle, on the same seeds. Such a design sees no interactions.",
	"":              "The share of variance between the values of a factor, and how far the measure is from its mean where the factor is lowest and highest. A share near what chance gives says nothing.",
}

// WriteText writes it for reading, at most 120 characters wide.
func (f *Findings) WriteText(out io.Writer) error {
	var b strings.Builder
	b.WriteString(finding.Wrapped(cmp.Or(f.Title, "A sweep")+": experiment "+f.Experiment+" with digest "+f.Digest[:8]+", a design of kind "+f.Design+", "+
		finding.Counted(f.Replicates, "replicate", "replicates")+" at each point.", 120) + "\n")
	for _, r := range f.Rankings {
		b.WriteString("\n" + finding.Wrapped(r.heading(), 120) + "\n" + finding.Columns(r.cells()))
		b.WriteString(finding.Wrapped(r.beside(), 120) + "\n")
	}
	for _, x := range f.Boxes {
		b.WriteString("\n" + finding.Wrapped(x.words(), 120) + "\n")
		for k, box := range x.Boxes {
			b.WriteString(finding.Wrapped(box.words(k), 120) + "\n" + finding.Columns(box.cells()))
		}
	}
	b.WriteString("\n" + finding.Wrapped(f.note(), 120) + "\n")
	if len(f.Figures) > 0 {
		b.WriteString("\nDrawn:\n  " + strings.Join(f.Figures, "\n  ") + "\n")
	}
	for _, why := range f.NotDrawn {
		b.WriteString(finding.Wrapped("Not drawn: "+why, 120) + "\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// beside says what a table leaves out, and what luck alone does to its numbers.
func (r *Ranking) beside() string {
	rest := ""
	if n := len(r.Rows) - shown; n > 0 {
		rest = "And " + finding.Counted(n, "other factor", "other factors") + ", which move it less; --csv has them all."
	}
	if finding.Defined(r.Sum.Value) {
		rest = finding.Paragraph(rest, r.SumWords())
	}
	rest = finding.Paragraph(append([]string{rest}, r.Warnings...)...)
	switch {
	case !finding.Defined(r.Luck):
		return finding.Paragraph(rest, "One seed at each point: what is luck cannot be told from what factors do.")
	case finding.Defined(r.ByLuck):
		return finding.Paragraph(rest, "Luck alone would make a mu* of at most about "+finding.Figures(r.ByLuck, 2)+".")
	}
	return finding.Paragraph(rest, "Luck moves a point by "+finding.Figures(r.Luck, 2)+", one standard deviation of the mean over its seeds; points share their seeds, so that less of it is in their differences.")
}

// SumWords say what all shares of first order come to; "" of other designs.
func (r *Ranking) SumWords() string {
	if !finding.Defined(r.Sum.Value) {
		return ""
	}
	return "First orders sum to " + cell(r.Sum, -2) + "; the rest to 1 is what factors do together."
}

// shown is how many factors a table for reading has.
const shown = 20

// note says how to read what stands above it.
func (f *Findings) note() string {
	if len(f.Boxes) > 0 {
		return "A box counts points that no box before it holds; coverage is its share of the points where it holds, density the share of the box in which it holds. A further box adds at " +
			"least " + finding.Share(Covering.Gain) + " of coverage and is at least half-way from the share of all points to 1 dense. By chance: how likely the same density is without " +
			"that limit; one that is not small should be left out (Friedman and Fisher 1999; Bryant and Lempert 2010)."
	}
	text, known := explained[f.Design]
	if !known {
		text = explained[""]
	}
	return text + " In brackets 95 % intervals. c marks a choice, all others are assumptions over their plausible range."
}

// heading says of what the ranking is.
func (r *Ranking) heading() string {
	text := r.Measure + ": " + r.Doc
	if r.Choice != "" {
		text += "; under " + r.Choice
	}
	if r.Left > 0 {
		text += fmt.Sprintf("; %s left out, where a run failed or the measure is not defined", finding.Counted(r.Left, "point", "points"))
	}
	return text
}

// cells are the rows of the table: one place for all numbers of a column.
func (r *Ranking) cells() [][]string {
	rows := [][]string{append([]string{"factor"}, r.Heads...)}
	places := make([]int, len(r.Heads))
	for c := range r.Heads {
		largest := 0.0
		for _, row := range r.Rows {
			if x := row.Numbers[c].Value; finding.Defined(x) {
				largest = max(largest, math.Abs(x))
			}
		}
		places[c] = finding.Magnitude(largest) - 2 // three figures of the largest
	}
	for _, row := range r.Rows[:min(shown, len(r.Rows))] {
		name := row.Factor
		if row.Choice {
			name += " c"
		}
		cells := []string{name}
		for c, e := range row.Numbers {
			cells = append(cells, cell(e, places[c]))
		}
		rows = append(rows, cells)
	}
	return rows
}

// cell is a number with its interval.
func cell(e finding.Estimate, place int) string {
	if !finding.Defined(e.Value) {
		return "\u2013"
	}
	s := e.SpellAt(place, finding.Unsigned)
	if e.Value < 0 {
		s = e.SpellAt(place, finding.Signed)
	}
	if !e.Bounded() {
		return s.Value
	}
	return s.Value + " (" + s.Interval() + ")"
}

// words say what a box holds.
func (b *Boxed) words() string {
	text := b.Where
	if b.Choice != "" {
		text += ", under " + b.Choice
	}
	text += fmt.Sprintf(": holds at %s of %s points", file.Brief(float64(b.Holds)), finding.Count(b.Points))
	if b.Why != "" {
		return text + "; " + b.Why + "."
	}
	return text + fmt.Sprintf(". %s: coverage %s, density %s.", finding.Capital(finding.Counted(len(b.Boxes), "box", "boxes")), finding.Share(b.Coverage), finding.Share(b.Density))
}

// words say what the box with a number from 0 holds.
func (b *Box) words(k int) string {
	return fmt.Sprintf("Box %d: coverage %s, density %s; it holds %s of all points.", k+1, finding.Share(b.Coverage), finding.Share(b.Density), finding.Share(b.Support))
}

// cells are its limits.
func (b *Box) cells() [][]string {
	rows := [][]string{{"factor", "from", "to", "by chance"}}
	for _, l := range b.Limits {
		name := l.Factor
		if l.Choice {
			name += " c"
		}
		rows = append(rows, []string{name, l.From, l.To, chance(l.Chance)})
	}
	return rows
}

// KindOf is what a factor is in one word: a choice, which somebody could make, or an
// assumption.
func KindOf(choice bool) string {
	if choice {
		return "choice"
	}
	return "assumption"
}

// chance is a probability for reading: what is smaller than a thousandth is not told apart.
func chance(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return finding.Figures(p, 1)
}

// WriteCSV writes a row for each number of a ranking, or for each limit of a box.
func (f *Findings) WriteCSV(out io.Writer) error {
	w := csv.NewWriter(out)
	number := func(x float64) string { return string(table.AppendNumber(nil, x)) }
	if len(f.Boxes) > 0 {
		w.Write([]string{"where", "choice", "box", "factor", "kind", "from", "to", "by_chance", "coverage", "density", "support", "points"}) // errors come at the end
		for _, b := range f.Boxes {
			for k, x := range b.Boxes {
				for _, l := range x.Limits {
					w.Write([]string{b.Where, b.Choice, fmt.Sprint(k + 1), l.Factor, KindOf(l.Choice), l.From, l.To, number(l.Chance), number(x.Coverage), number(x.Density), number(x.Support), fmt.Sprint(b.Points)})
				}
			}
		}
	} else {
		w.Write([]string{"measure", "choice", "factor", "kind", "index", "value", "low", "high", "n"})
		for _, r := range f.Rankings {
			for _, row := range r.Rows {
				for c, e := range row.Numbers {
					w.Write([]string{r.Measure, r.Choice, row.Factor, KindOf(row.Choice), r.Heads[c], number(e.Value), number(e.Low), number(e.High), fmt.Sprint(e.N)})
				}
			}
		}
	}
	w.Flush()
	return w.Error()
}
