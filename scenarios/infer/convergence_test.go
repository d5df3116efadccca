package infer

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/studytest"
)

// convergenceFile is what was found of baseline: atelier validate --convergence --csv > scenarios/infer/convergence.csv.
const convergenceFile = "convergence.csv"

// parseConvergence reads what WriteCSV wrote.
func parseConvergence(text string) (Convergence, error) {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) == 0 || strings.Join(lines[0], ",") != strings.Join(convergenceColumns, ",") {
		return nil, fmt.Errorf("convergence.csv has not the columns %v: %v", convergenceColumns, err)
	}
	var list Convergence
	for _, line := range lines[1:] {
		s := Spread{Column: line[1]}
		var wrong [5]error
		s.Population, wrong[0] = strconv.Atoi(line[0])
		s.Year, wrong[1] = strconv.Atoi(line[2])
		s.Runs, wrong[2] = strconv.Atoi(line[3])
		s.Mean, wrong[3] = strconv.ParseFloat(line[4], 64)
		s.SD, wrong[4] = strconv.ParseFloat(line[5], 64)
		if err := errors.Join(wrong[:]...); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// TRACE.md tells what was written down: every size, outcome and year, from at least twenty runs.
func TestConvergenceIsToldAsItWasPlayed(t *testing.T) {
	text, err := os.ReadFile(convergenceFile)
	if err != nil {
		t.Fatal(err)
	}
	c, err := parseConvergence(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if want := len(Populations) * len(convergingOutcomes) * len(convergenceYears); len(c) != want {
		t.Fatalf("%d lines, want %d: run atelier validate --convergence --csv > scenarios/infer/convergence.csv", len(c), want)
	}
	for _, n := range Populations {
		for _, o := range convergingOutcomes {
			for _, year := range convergenceYears {
				if s := c.of(n, o.column, year); s.Runs < 20 || !(s.SD > 0) || !(math.Abs(s.Mean) < 100) {
					t.Errorf("%d creatives, %s in %d: %+v", n, o.column, year, s)
				}
			}
		}
	}
	docTable(t, traceFile, "convergence", c.Markdown())
	// What TRACE.md says below the table: fewer are lost and more use AI in smaller worlds, by about half a point at the
	// usual size, which the interval of the usual runs does not hold, and the means still move at the end.
	for _, column := range []string{"at_work", "employed", "ai_use"} {
		for _, year := range convergenceYears {
			s := c.of(usualPopulation, column, year)
			if b, _ := c.Bias(s); b < 0.1 || b > 0.8 || column != "ai_use" && b <= s.Half(usualRuns) {
				t.Errorf("%s of %d is %.2f points off at the usual size, ± %.2f: TRACE.md says about half a point, beyond the interval", column, year, b, s.Half(usualRuns))
			}
		}
	}
	if b, se := c.Bias(c.of(20_000, "employed", 2035)); b < 2*se {
		t.Errorf("employees no longer move from 20,000 to 50,000 creatives (%.2f, se %.2f): TRACE.md says they do", b, se)
	}
}

// The verdict is about what a run plays unless told otherwise.
func TestTheVerdictIsAboutTheUsualRun(t *testing.T) {
	r, err := scenarios.Resolve(nil, scenarios.Layers{Command: "run"})
	if err != nil {
		t.Fatal(err)
	}
	if o := r.Scenario.Options; o.Population != usualPopulation || o.Replicates != usualRuns {
		t.Errorf("a run plays %d creatives %d times, and TRACE.md tells of %d and %d", o.Population, o.Replicates, usualPopulation, usualRuns)
	}
}

// The verdict follows from the numbers.
func TestTheVerdictOnSizesFollowsFromTheTable(t *testing.T) {
	made := func(off float64) Convergence {
		var c Convergence
		for _, n := range Populations {
			for _, o := range convergingOutcomes {
				for _, year := range convergenceYears {
					s := Spread{Population: n, Column: o.column, Year: year, Runs: 16, Mean: -10, SD: 100 / math.Sqrt(float64(n))}
					if n == 1000 && o.column == "orders" {
						s.Mean += off
					}
					c = append(c, s)
				}
			}
		}
		return c
	}
	c := made(0)
	if x := c.slope(); math.Abs(x+0.5) > 1e-9 {
		t.Errorf("luck falls with the power %v, want -0.5", x)
	}
	if s := c.of(10_000, "orders", 2035); math.Abs(s.Half(27)-2.0555*1/math.Sqrt(27)) > 1e-3 {
		t.Errorf("half an interval of 27 runs is %v", s.Half(27))
	}
	if text := c.Verdict(); !strings.Contains(text, "No size is surely off") || !strings.Contains(text, "± 0.40 points; in 0 of 8 outcomes") {
		t.Error(text)
	}
	// sd 3.16 of 1,000 and 0.447 of 50,000 in 16 runs: a standard error of 0.8, so 3 points are surely off and 2 are not
	if text := made(3).Verdict(); !strings.Contains(text, "worlds of 1,000 creatives (2 of 8)") {
		t.Error(text)
	}
	if text := made(2).Verdict(); !strings.Contains(text, "No size is surely off") {
		t.Error(text)
	}
}

// written is a spread with as many digits as files have.
func (s Spread) written() Spread {
	s.Mean, _ = strconv.ParseFloat(exact(s.Mean), 64)
	s.SD, _ = strconv.ParseFloat(exact(s.SD), 64)
	return s
}

// What is played is what is told, and reads again as it was written.
func TestConvergenceIsOfThePlansSeeds(t *testing.T) {
	studytest.Unraced(t)
	p := brief(ConvergenceMonths())
	var done, total int64
	c, err := PlayConvergence(context.Background(), p, []int{200, 300}, func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if len(c) != 16 || c[0].Population != 200 || c[8].Population != 300 || done != total {
		t.Fatalf("%d spreads, %d of %d: %+v", len(c), done, total, c)
	}
	if c[0].Mean == c[8].Mean || c[0].Runs != p.Options.Replicates {
		t.Errorf("200 and 300 creatives say the same: %+v and %+v", c[0], c[8])
	}
	var text bytes.Buffer
	if err := c.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	again, err := parseConvergence(text.String())
	if err != nil || len(again) != len(c) || again[9] != c.of(300, "at_work", 2035).written() {
		t.Errorf("%v: %s", err, text.String())
	}
	if _, err := PlayConvergence(context.Background(), brief(60), []int{200}, nil); err == nil {
		t.Error("five years tell of 2035")
	}
}
