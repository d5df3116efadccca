package infer

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// Populations are the sizes of worlds that are held against each other, the largest last.
var Populations = []int{1_000, 2_000, 5_000, 10_000, 20_000, 50_000}

// convergenceYears are the years at whose ends outcomes are taken.
var convergenceYears = []int{2030, 2035}

// ConvergenceMonths is how many months a run must have for it.
func ConvergenceMonths() int { return december(convergenceYears[len(convergenceYears)-1]) + 1 }

// convergingOutcomes are the headlines that are held against each other, in per cent.
var convergingOutcomes = []struct {
	column, label string
	of            func(h history, at period) float64
}{
	{sim.AtWork, "people at work, against no AI", func(h history, at period) float64 {
		now := h.now(everyone, "employed", at) + h.now(everyone, "freelancing", at)
		return 100 * (now/(h.then(everyone, "employed", at)+h.then(everyone, "freelancing", at)) - 1)
	}},
	{"employed", "employees, against no AI", percentChange("employed")},
	{"orders", "freelance orders, against no AI", percentChange("orders")},
	{"ai_use", "creatives who use AI", percent(everyone, "ai_use")},
}

// Spread is what worlds of one size say of one outcome.
type Spread struct {
	Population int
	Column     string
	Year       int // its December
	Runs       int
	Mean, SD   float64 // of one run, in per cent or points
}

// Convergence is what worlds of several sizes say, by outcome, year and size.
type Convergence []Spread

// PlayConvergence plays a plan's seeds in worlds of each of some sizes, each beside its
// frozen twin. The plan's own population does not count. report may be nil.
func PlayConvergence(ctx context.Context, p ensemble.Plan, populations []int, report ensemble.Progress) (Convergence, error) {
	if p.Options.Months < ConvergenceMonths() {
		return nil, fmt.Errorf("convergence needs %d months and the run has %d", ConvergenceMonths(), p.Options.Months)
	}
	p.Options.Counterfactual, p.Options.Full = true, false
	whole, before := int64(0), int64(0) // in creative-months, as if every month took as long
	for _, n := range populations {
		whole += int64(n)
	}
	var list Convergence
	for _, n := range populations {
		p.Options.Population = n
		r, err := ensemble.Play(ctx, p, func(done, total int64) {
			if report != nil {
				report(before*total+int64(n)*done, whole*total)
			}
		})
		if err != nil {
			return nil, err
		}
		before += int64(n)
		t := readTwins(r.Series, r.Contrast)
		for _, o := range convergingOutcomes {
			for _, year := range convergenceYears {
				x := finding.Each(t.replicates, func(name string) float64 { return o.of(history{t, name}, month(december(year))) })
				list = append(list, Spread{n, o.column, year, len(x), table.Average(x), math.Sqrt(table.Variance(x))})
			}
		}
	}
	return list, nil
}

// Half is half the width of the 95 % interval of the mean of so many runs.
func (s Spread) Half(runs int) float64 {
	return float64(table.T95(runs-1)*s.SD) / math.Sqrt(float64(runs))
}

// of finds what worlds of a size say; the zero Spread where nobody asked.
func (c Convergence) of(population int, column string, year int) Spread {
	for _, s := range c {
		if s.Population == population && s.Column == column && s.Year == year {
			return s
		}
	}
	return Spread{}
}

// largest is the size of the largest worlds.
func (c Convergence) largest() int {
	most := 0
	for _, s := range c {
		most = max(most, s.Population)
	}
	return most
}

// Bias is how far the mean of worlds lies from that of the largest, and its standard error.
func (c Convergence) Bias(s Spread) (bias, se float64) {
	best := c.of(c.largest(), s.Column, s.Year)
	variance := float64(s.SD*s.SD)/float64(s.Runs) + float64(best.SD*best.SD)/float64(best.Runs)
	return s.Mean - best.Mean, math.Sqrt(variance)
}

var convergenceColumns = []string{"population", "outcome", "year", "runs", "mean", "sd"}

// WriteCSV writes a line a size, outcome and year; mean and standard deviation over runs in
// per cent of the world without AI, of ai_use in per cent of creatives.
func (c Convergence) WriteCSV(w io.Writer) error {
	lines := [][]string{convergenceColumns}
	for _, s := range c {
		lines = append(lines, []string{strconv.Itoa(s.Population), s.Column, strconv.Itoa(s.Year), strconv.Itoa(s.Runs), exact(s.Mean), exact(s.SD)})
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// runsTold are the numbers of runs for which the interval is told.
var runsTold = []int{8, usualRuns, 100}

// cells are the rows of the table: an outcome and year by size.
func (c Convergence) cells() [][]string {
	head := []string{"outcome", "December", "creatives", "mean", "sd of a run", "off largest", "se"}
	for _, n := range runsTold {
		head = append(head, fmt.Sprintf("± %d runs", n))
	}
	rows := [][]string{head}
	for _, o := range convergingOutcomes {
		for _, year := range convergenceYears {
			name, when := o.label, strconv.Itoa(year)
			for _, s := range c {
				if s.Column != o.column || s.Year != year {
					continue
				}
				bias, se := finding.None, finding.None
				if s.Population < c.largest() {
					b, e := c.Bias(s)
					bias, se = finding.SignedAt(b, -2), finding.Figures(e, 2)
				}
				row := []string{name, when, finding.Count(s.Population), finding.SignedAt(s.Mean, -2), finding.Figures(s.SD, 2), bias, se}
				for _, n := range runsTold {
					row = append(row, finding.Figures(s.Half(n), 2))
				}
				rows = append(rows, row)
				name, when = "", ""
			}
		}
	}
	return rows
}

// WriteText writes the table for reading, with what follows from it.
func (c Convergence) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, finding.Columns(c.cells())+"\n"+finding.Wrapped(c.Verdict(), 120)+"\n")
	return err
}

// Markdown is the table as TRACE.md has it, with what follows from it.
func (c Convergence) Markdown() string {
	return markdown(c.cells()) + "\n" + finding.Wrapped(c.Verdict(), 120) + "\n"
}

// The size and the number of runs that the verdict is about: what is played unless said
// otherwise by 21 sets of parameters, six of them with a second seed.
const (
	usualPopulation = 10_000
	usualRuns       = 27
)

// Verdict says what follows from the table for how many creatives and runs are enough: which
// sizes are surely off the largest, whether luck falls with size as it should, and what the
// usual number of runs leaves of luck.
func (c Convergence) Verdict() string {
	var small []string
	widest, bias, beyond := 0.0, 0.0, 0
	for _, n := range Populations[:len(Populations)-1] {
		off := 0
		for _, s := range c {
			if s.Population != n {
				continue
			}
			b, se := c.Bias(s)
			if math.Abs(b) > 3*se {
				off++
			}
			if n == usualPopulation {
				bias = max(bias, math.Abs(b))
				if math.Abs(b) > s.Half(usualRuns) {
					beyond++
				}
			}
		}
		if off > 0 {
			small = append(small, fmt.Sprintf("%s creatives (%d of %d)", finding.Count(n), off, len(convergingOutcomes)*len(convergenceYears)))
		}
	}
	for _, s := range c {
		if s.Population == usualPopulation {
			widest = max(widest, s.Half(usualRuns))
		}
	}
	first := "No size is surely off the largest, by three standard errors, in any outcome."
	if len(small) > 0 {
		first = finding.Sentence("Surely off the largest, by three standard errors, in some outcomes are worlds of " + finding.And(small))
	}
	last := ""
	if widest > 0 && c.largest() > usualPopulation {
		last = fmt.Sprintf("At %s creatives the farthest outcome is %s points off the largest worlds, and the widest interval of %d runs is ± %s points; "+
			"in %d of %d outcomes worlds of that size are farther off than such an interval reaches.",
			finding.Count(usualPopulation), finding.Figures(bias, 2), usualRuns, finding.Figures(widest, 2), beyond, len(convergingOutcomes)*len(convergenceYears))
	}
	return finding.Paragraph(first,
		fmt.Sprintf("From %s to %s creatives the standard deviation of one run falls with the power %s of size, in the mean of outcomes; luck of independent creatives would give −0.5.",
			finding.Count(Populations[0]), finding.Count(c.largest()), finding.SignedAt(c.slope(), -2)), last)
}

// slope is the power of size with which luck falls from the smallest to the largest worlds, in
// the mean of outcomes and years.
func (c Convergence) slope() float64 {
	sum, n := 0.0, 0
	for _, s := range c {
		if s.Population != Populations[0] {
			continue
		}
		best := c.of(c.largest(), s.Column, s.Year)
		sum += num.Log(best.SD/s.SD) / num.Log(float64(best.Population)/float64(s.Population))
		n++
	}
	return sum / float64(n)
}
