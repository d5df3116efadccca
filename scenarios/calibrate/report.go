package calibrate

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Report is what came of a calibration.
type Report struct {
	Dir     string   `json:"-"`
	Results string   `json:"-"` // digest of the sets that were played
	Before  int      `json:"-"` // sets that were kept when this process began
	Damaged []string `json:"-"` // parts that were set aside and whose sets were played again

	Name     string           `json:"calibration"`
	Digest   string           `json:"digest"`
	Sets     int              `json:"sets"`
	Members  int              `json:"members"`
	Starts   []int            `json:"members_by_start"`
	Last     int              `json:"sets_at_full_size"`
	Left     [2]int           `json:"left_by_figures_and_by_patterns"` // of these, by either alone
	Figures  []Fit            `json:"figures"`                         // those that fit worst first
	Patterns []Shown          `json:"patterns"`
	Known    []evidence.Known `json:"asked"` // what readers ask first, over the sets of the last wave
	Choices  []Choice         `json:"parameters"`
	Waves    []Wave           `json:"waves"`
	// Centre is the values of the free parameters that are held against the figures with
	// fresh seeds: the middle of the members, or without any the set that comes nearest.
	Centre     map[string]float64 `json:"centre"`
	Seeds      int                `json:"fresh_seeds"`
	Comparable int                `json:"figures_compared_by_centre"`
	Three      int                `json:"of_these_within_3"`
	Two        int                `json:"of_these_within_2"`

	Found *Found `json:"hidden_truth,omitempty"`

	found *Matched
}

// Fit is a figure beside what the sets of the last wave and the centre say, in its unit.
type Fit struct {
	ID        string  `json:"id"`
	Fitted    bool    `json:"fitted"`
	Year      float64 `json:"year"`
	Published float64 `json:"published"`
	Unit      string  `json:"unit"`
	Low       float64 `json:"low"` // over members, or without any all sets of the last wave
	Middle    float64 `json:"middle"`
	High      float64 `json:"high"`
	// Implausibility by the centre on fresh seeds, and the share of the sets of the last
	// wave that the figure alone would rule out.
	Implausibility float64       `json:"implausibility_of_centre"`
	Verdict        infer.Verdict `json:"verdict"`
	Out            float64       `json:"share_of_sets_beyond_3"`
}

// Shown is a pattern, in how many fresh seeds of the centre it holds by all its parts,
// and in how many sets of the last wave not by those that one seed is judged by.
type Shown struct {
	ID     string `json:"id"`
	Seeds  int    `json:"seeds_of_centre"`
	Broken int    `json:"sets_without"`
}

// middle is the median of a coordinate over members.
func middle(members []Member, j int) float64 {
	return quantiles(finding.Each(members, func(m Member) float64 { return m.Set.Point[j] }), 0.5)[0]
}

// quantiles of what is defined of a list; NaN of nothing.
func quantiles(list []float64, at ...float64) []float64 {
	list = slices.DeleteFunc(slices.Clone(list), func(v float64) bool { return math.IsNaN(v) })
	slices.Sort(list)
	return finding.Each(at, func(p float64) float64 {
		if len(list) == 0 {
			return math.NaN()
		}
		return table.Quantile(list, p)
	})
}

// judge holds what was found against the figures.
func (c *Calibration) judge(ctx context.Context, r *Report) error {
	found := r.found
	r.Sets, r.Members, r.Last, r.Choices, r.Waves = found.Played, len(found.Members), len(found.Last), found.Choices, found.Waves
	for _, m := range found.Last {
		if m.Worst <= Cut {
			r.Left[0]++
		}
		if len(m.Failed) < mostFailed {
			r.Left[1]++
		}
	}
	r.Seeds = c.Effort.Fresh
	r.Starts = make([]int, c.Effort.Starts)
	for _, m := range found.Members {
		r.Starts[m.Start-1]++
	}
	centre := found.nearest().Set.Point
	if len(found.Members) > 0 {
		centre = centreOf(found.Members)
	}
	r.Centre = map[string]float64{}
	for j, v := range c.values(centre) {
		r.Centre[c.Free[j].Path] = v
	}
	held, patterns, err := c.hold(ctx, centre, c.Scenario.Options.Workers)
	if err != nil {
		return err
	}
	c.fits(r, held)
	r.shown(patterns)
	if r.Known = found.Known; c.Truth > 0 {
		r.Found = c.recovered(found)
	}
	return nil
}

// nearest is the set of the last wave that comes nearest to what is known.
func (m *Matched) nearest() Member {
	return slices.MinFunc(m.Last, func(a, b Member) int {
		return cmp.Compare(float64(len(a.Failed))+a.Worst, float64(len(b.Failed))+b.Worst)
	})
}

// fits are the figures, those that fit worst first.
func (c *Calibration) fits(r *Report, held infer.Report) {
	sets := r.found.Members
	if len(sets) == 0 {
		sets = r.found.Last
	}
	for i, f := range infer.Figures() {
		fit := Fit{ID: f.ID, Fitted: slices.Contains(c.Targets, f.ID), Year: f.Year, Published: f.Published, Unit: f.Unit, Implausibility: math.NaN()}
		ends := quantiles(finding.Each(sets, func(m Member) float64 { return f.Off(m.Said.Figures[i]) }), 0, 0.5, 1)
		fit.Low, fit.Middle, fit.High = ends[0], ends[1], ends[2]
		own := Figure{Value: f.Value, Variance: f.Variance}
		for _, m := range r.found.Last {
			if own.far(m.Said.Figures[i], r.found.Luck[i]) > Cut*Cut {
				fit.Out += 1 / float64(len(r.found.Last))
			}
		}
		if at := slices.IndexFunc(held.Compared, func(x infer.Compared) bool { return x.ID == f.ID }); at >= 0 {
			x := held.Compared[at]
			fit.Implausibility, fit.Verdict = x.Implausibility, x.Verdict
			if !f.Weak {
				r.Comparable++
				if x.Implausibility <= 3 {
					r.Three++
				}
				if x.Implausibility <= 2 {
					r.Two++
				}
			}
		}
		r.Figures = append(r.Figures, fit)
	}
	slices.SortStableFunc(r.Figures, func(a, b Fit) int { return -cmp.Compare(a.Implausibility, b.Implausibility) })
}

// shown counts in how many seeds of the centre a pattern holds, and sets of the last wave
// that do not show it.
func (r *Report) shown(held []infer.PatternResult) {
	for _, p := range held {
		one := Shown{ID: p.ID, Seeds: p.Seeds()}
		for _, m := range r.found.Last {
			if slices.Contains(m.Failed, p.ID) {
				one.Broken++
			}
		}
		r.Patterns = append(r.Patterns, one)
	}
}

// WriteText writes the report in words: what does not fit first.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	r.tellFits(&b)
	r.tellMembers(&b)
	r.tellKnown(&b)
	r.tellChoices(&b)
	r.tellWaves(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// tellFits tells of figures and patterns.
func (r *Report) tellFits(b *strings.Builder) {
	fmt.Fprintf(b, "What does not fit. The centre on %d fresh seeds: %d of %d figures within implausibility 3, %d within 2.\n\n", r.Seeds, r.Three, r.Comparable, r.Two)
	rows := [][]string{{"figure", "published", "centre", "sets say (middle)", "sets beyond 3", ""}}
	for _, f := range r.Figures {
		role := "fitted"
		if !f.Fitted {
			role = "told only"
		}
		rows = append(rows, []string{f.ID, finding.Figures(f.Published, 3) + " " + f.Unit, finding.Decimal(f.Implausibility, 1),
			fmt.Sprintf("%s to %s (%s)", finding.Figures(f.Low, 3), finding.Figures(f.High, 3), finding.Figures(f.Middle, 3)), finding.Share(f.Out), role})
	}
	b.WriteString(finding.Columns(rows))
	rows = [][]string{{"pattern", "seeds of the centre that show it", "sets at full size without it"}}
	for _, p := range r.Patterns {
		rows = append(rows, []string{p.ID, fmt.Sprintf("%d of %d", p.Seeds, r.Seeds), fmt.Sprintf("%d of %d", p.Broken, r.Last)})
	}
	b.WriteString("\n" + finding.Columns(rows))
}

// tellMembers tells how many there are.
func (r *Report) tellMembers(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s of %s at full size not ruled out, by start: %s.\n", finding.Counted(r.Members, "set", "sets"), finding.Count(r.Last),
		finding.And(finding.Each(r.Starts, finding.Count)))
	fmt.Fprintf(b, "By figures alone %s would be left, by patterns alone %s.\n", finding.Count(r.Left[0]), finding.Count(r.Left[1]))
	if r.Found != nil {
		fmt.Fprintf(b, "Of the truth that was hidden, set %d, %d of %s parameters that are fitted lie in the middle 90 of 100 of the sets found.\n", r.Found.Truth, r.Found.In, finding.Count(r.Found.Of))
	}
	if r.Members == 0 {
		b.WriteString("Every set is ruled out: what the tables say is of all of them, and the centre is the one that comes nearest.\n")
	}
}

// mostUnknowns are told of each outcome.
const mostUnknowns = 6

// tellKnown tells what is known of what readers ask first.
func (r *Report) tellKnown(b *strings.Builder) {
	rows := [][]string{{"against without AI, last month", "5 %", "middle", "95 %", "runs explained", "shares of the variance, with others"}}
	for _, k := range r.Known {
		var list []string
		for _, u := range k.Unknowns[:min(mostUnknowns, len(k.Unknowns))] {
			list = append(list, u.Path+" "+finding.Share(u.Share))
		}
		rows = append(rows, []string{k.Outcome, finding.Figures(k.Low, 2), finding.Figures(k.Middle, 2), finding.Figures(k.High, 2), finding.Share(k.Emulated), strings.Join(list, ", ")})
	}
	b.WriteString("\nWhat is known, over the sets at full size by their emulators, without luck.\n\n" + finding.Columns(rows))
}

// tellChoices tells what was fitted and why.
func (r *Report) tellChoices(b *strings.Builder) {
	list := slices.Clone(r.Choices)
	slices.SortStableFunc(list, func(x, y Choice) int { return -cmp.Compare(x.Score, y.Score) })
	rows := [][]string{{"parameter", "score", "moves most", "share", "trades off with", ""}}
	idle := 0
	for _, c := range list {
		role := "drawn from its range"
		if c.Fitted {
			role = "fitted"
		}
		if c.Score == 0 {
			idle++
			continue
		}
		rows = append(rows, []string{c.Name, finding.Figures(c.Score, 2), c.Figure, finding.Share(c.Share), strings.Join(c.Beside, ", "), role})
	}
	b.WriteString("\nParameters by the variance of figures that they make over their ranges.\n\n" + finding.Columns(rows))
	fmt.Fprintf(b, "%s no figure that is fitted beyond luck, and are drawn from their range.\n", finding.Counted(idle, "parameter moves", "parameters move"))
}

// tellWaves tells of the waves.
func (r *Report) tellWaves(b *strings.Builder) {
	rows := [][]string{{"start", "wave", "sets", "drawn below", "share of the cube", "left by their runs", "emulators used", "not used"}}
	for _, w := range r.Waves {
		cut, used, out := "none", 0, []string(nil)
		if !math.IsInf(w.Cut, 0) {
			cut = finding.Decimal(w.Cut, 1)
		}
		for _, e := range w.Emulators {
			if e.Used {
				used++
			} else {
				out = append(out, e.Output)
			}
		}
		rows = append(rows, []string{finding.Count(w.Start), finding.Count(w.Number), finding.Count(w.Sets), cut, finding.Figures(w.Open, 2), finding.Count(w.Within), finding.Count(used), strings.Join(out, ", ")})
	}
	b.WriteString("\nWaves; the last of each start is at full size and has no emulators of its own.\n\n" + finding.Columns(rows))
}

// Tell writes what came of it: as JSON and nothing else, or, unless quiet, in words.
func (r *Report) Tell(w io.Writer, json, quiet bool) error {
	switch {
	case json:
		return finding.WriteJSON(w, r)
	case quiet:
		return nil
	}
	for _, name := range r.Damaged {
		fmt.Fprintf(w, "%s was damaged: it was set aside, and its sets were played again.\n", name)
	}
	if err := r.WriteText(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s, %s of them played before. Written to %s: %s.\n%s\n", finding.Counted(r.Sets, "set", "sets"), finding.Count(r.Before), r.Dir,
		finding.And([]string{membersFile, ensembleFile, knownFile, summaryFile, reportFile, runsFile}), finding.Results(r.Results))
	return err
}
