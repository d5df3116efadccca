package infer

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// alone is the only history of a run beside a world without AI.
func alone(t *testing.T, run, frozen *table.Series) history {
	t.Helper()
	return history{readTwins(run, gapOf(t, run, frozen)), "1"}
}

// flat is a world of one replicate in which everything is one.
func flat(months int) *table.Series {
	return worldOf(1, months, func(int, int, group, string) float64 { return 1 })
}

func TestPatternsAreThoseOfTheContract(t *testing.T) {
	var ids []string
	for _, p := range Patterns() {
		ids = append(ids, p.ID)
		if p.Name == "" || p.Doc == "" || len(p.Parts) == 0 {
			t.Errorf("%s says nothing", p.ID)
		}
		for _, part := range p.Parts {
			if part.Pooled != (part.all != nil) || part.Pooled == (part.seed != nil) || !(part.Low <= part.High) {
				t.Errorf("%s: %s has no rule or no band", p.ID, part.Name)
			}
		}
	}
	if want := strings.Fields("P0 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 P14"); !slices.Equal(ids, want) {
		t.Errorf("patterns %v, want %v", ids, want)
	}
}

func TestPatternsRefuseTablesThatCannotShowThem(t *testing.T) {
	run, short := flat(PatternMonths), flat(60)
	gap, inside := gapOf(t, run, run), insideOf(1, make([]float64, 6), make([]float64, 6))
	for _, c := range []struct {
		series, contrast, inside *table.Series
		want                     string
	}{
		{run, nil, inside, "without --no-counterfactual"},
		{short, gapOf(t, short, short), inside, "patterns need 180 months and the run has 60"},
		{run.Brief(), gap, inside, "play the run with --full"},
		{run, gap, nil, "insider"},
	} {
		if _, err := CheckPatterns(c.series, c.contrast, c.inside); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestAPatternHoldsWhereAllItsPartsDo(t *testing.T) {
	p := Pattern{ID: "P", Parts: []Part{
		{Name: "first", Low: 1, High: 2, seed: func(h history) float64 { return h.value(everyone, "people", 0, false) }},
		{Name: "second", Low: 0, High: open, seed: func(h history) float64 { return h.value(everyone, "people", 1, false) }},
		{Name: "all", Low: 0, High: 10, Pooled: true, all: func(t *twins) float64 { return float64(len(t.replicates)) }},
	}}
	run := worldOf(4, 2, func(r, m int, _ group, _ string) float64 {
		return [][]float64{{1, 5}, {3, 5}, {2, -1}, {math.NaN(), 0}}[r-1][m]
	})
	r := p.check(readTwins(run, nil))
	if !slices.Equal(r.Holds, []bool{true, false, false, false}) || r.Seeds() != 1 {
		t.Errorf("holds %v", r.Holds)
	}
	if !slices.Equal(r.Parts[1].Holds, []bool{true, true, false, true}) || !slices.Equal(r.Parts[2].Values, []float64{4, 4, 4, 4}) {
		t.Errorf("parts %v", r.Parts)
	}
}

func TestTheFrozenWorldIsTheRunMinusTheContrast(t *testing.T) {
	run := worldOf(1, 24, func(_, m int, g group, _ string) float64 { return float64(m + len(g.name)) })
	frozen := worldOf(1, 24, func(_, m int, g group, _ string) float64 { return float64(2*m + len(g.name)) })
	h := alone(t, run, frozen)
	g := domain("music")
	if now, then := h.now(g, "people", year(2022)), h.then(g, "people", year(2022)); now != 17.5+5 || then != 35+5 {
		t.Errorf("now %v, then %v", now, then)
	}
	if x := h.value(g, "people", 24, false); !math.IsNaN(x) {
		t.Errorf("month 24 of 24 is %v", x)
	}
	if x := h.value(g, "nothing", 0, true); !math.IsNaN(x) {
		t.Errorf("a column that is not there is %v", x)
	}
}

func TestSlopesAndOddsAreThoseOfALogisticCurve(t *testing.T) {
	share := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	run := worldOf(1, 60, func(_, m int, g group, _ string) float64 {
		x := -2 + 0.1*float64(m)/12
		if m > 23 {
			x += 0.5 * float64(m-23) / 12
		}
		if g.name == "250+" {
			x += math.Log(5)
		}
		return share(x)
	})
	h := alone(t, run, run)
	if early, late := anySlope(h, 0, 23), anySlope(h, 23, 47); !near(early, 0.1) || !near(late, 0.6) {
		t.Errorf("slopes %v and %v a year, want 0.1 and 0.6", early, late)
	}
	if x := sizeOdds(h, "250+", 35); !near(x, 5) {
		t.Errorf("odds ratio %v, want 5", x)
	}
}

func TestOddsOfUseAreThoseOfFebruary2024(t *testing.T) {
	run := worldOf(1, 60, func(_, m int, g group, column string) float64 {
		if m != 37 || column != "ai_use" {
			return 0.9
		}
		return map[string]float64{"junior": 0.5, "senior": 0.2, "freelancing": 0.25, "employed": 0.5}[g.name]
	})
	h := alone(t, run, run)
	if young, own := useOdds(group{"stage", "junior"}, group{"stage", "senior"})(h), useOdds(group{"contract", "freelancing"}, group{"contract", "employed"})(h); !near(young, 4) || !near(own, 1.0/3) {
		t.Errorf("odds ratios %v and %v, want 4 and 1/3", young, own)
	}
}

func TestLeadCountsToTheEndOfTheRun(t *testing.T) {
	from := func(people, organisations int) history {
		run := worldOf(1, 60, func(_, m int, _ group, column string) float64 {
			if column == "ai_use" && m >= people || column == "org_adoption" && m >= organisations {
				return 0.2
			}
			return 0.1
		})
		return alone(t, run, run)
	}
	if x := lead(from(20, 26)); x != 6 {
		t.Errorf("lead %v, want 6", x)
	}
	if x := lead(from(20, 99)); x != 40 {
		t.Errorf("lead %v, want 40", x)
	}
	if x := lead(from(30, 20)); x != -10 {
		t.Errorf("lead %v, want -10", x)
	}
	if x := lead(from(99, 20)); !math.IsNaN(x) {
		t.Errorf("people who never use lead by %v", x)
	}
}

func TestSouringNeedsLevelUse(t *testing.T) {
	souringOf := func(use float64) float64 {
		run := worldOf(1, 61, func(_, m int, g group, column string) float64 {
			switch {
			case g.name == "music" && column == "attitude":
				return 0.5 - 0.005*float64(m)
			case g.name == "music":
				return 0.3 + use*float64(m)/12
			case column == "ai_use":
				return 0.02 * float64(m)
			}
			return -float64(m) // deeper, but not at level use
		})
		return souring(alone(t, run, run))
	}
	for _, use := range []float64{0, 0.029, -0.029} {
		if x := souringOf(use); !near(x, -6) {
			t.Errorf("with use up by %v a year attitude changes by %v points, want -6", use, x)
		}
	}
	for _, use := range []float64{0.031, -0.031} {
		if x := souringOf(use); !math.IsInf(x, 1) {
			t.Errorf("with use up by %v a year, not level, attitude changes by %v", use, x)
		}
	}
}

func TestPricesAreComparedLikeForLike(t *testing.T) {
	// two orders at 10 and one work at 100 in the world without AI; orders halve in
	// number and fall to 8, works double at 90
	world := func(orders, orderPrice, works, workPrice float64) *table.Series {
		return worldOf(1, 60, func(_, _ int, _ group, column string) float64 {
			switch column {
			case "orders":
				return orders
			case "order_price_usd":
				return orderPrice
			case "output":
				return orders + works
			case "revenue_usd":
				return orders*orderPrice + works*workPrice
			}
			return 0.5 // the clients' own share among them
		})
	}
	h := alone(t, world(1, 8, 2, 90), world(2, 10, 1, 100))
	if x := priceIndex(h, h.mostExposed, year(2025)); !near(x, (2*8+90)/120.0) {
		t.Errorf("price index %v, want %v", x, (2*8+90)/120.0)
	}
	// one order, one work that a client made instead, two works, over three
	if x := worksIndex(h, h.mostExposed, year(2025)); !near(x, 4/3.0) {
		t.Errorf("works %v, want %v", x, 4/3.0)
	}
}

func TestRanksAndCorrelationsAreOverOccupations(t *testing.T) {
	c := evidence.US()
	run := worldOf(1, 60, func(_, _ int, g group, column string) float64 {
		i := float64(c.Occupation(g.name))
		if column == "ai_use" {
			return 0.01 * i
		}
		return 1 - 0.02*i
	})
	h := alone(t, run, flat(60))
	pair := readTwins(run, gapOf(t, run, flat(60)))
	if x := useLossCorrelation(h); !near(x, -1) {
		t.Errorf("correlation %v, want -1", x)
	}
	last := c.Occupations[len(c.Occupations)-1].Key
	if x := lossRank(last)(pair); x != 1 {
		t.Errorf("the deepest fall has rank %v", x)
	}
	if x := lossRank(c.Occupations[6].Key)(pair); x != 14 {
		t.Errorf("the seventh occupation has rank %v, want 14", x)
	}
	if x := useOverMedian(last)(h); !near(x, 9.5) {
		t.Errorf("%v points over the median, want 9.5", x)
	}
}

func TestTheFrozenWorldMustFollowItsIndex(t *testing.T) {
	c := evidence.US()
	world := func(bend float64) *table.Series {
		return worldOf(2, 24, func(r, m int, g group, column string) float64 {
			i := c.Occupation(g.name)
			if i < 0 || m == 0 {
				return 1
			}
			x := 1.2 * c.Occupations[i].Index(m) // the trend without AI
			if column == "trend_staff" {
				return x
			}
			x += 0.1 * float64(2*r-3) // luck that cancels over seeds
			if g.name == "musicians" && m > 11 {
				x *= 1 + bend
			}
			return x
		})
	}
	for _, bend := range []float64{0, 0.01, -0.03} {
		frozen := world(bend)
		twins := readTwins(frozen, gapOf(t, frozen, frozen))
		if got := worstEmployment(2022, 2022)(twins); !near(got, 100*math.Abs(bend)) {
			t.Errorf("a bend of %v shows as %v %%", bend, got)
		}
	}
}

func TestTableOfPatternsFitsAnOrdinaryScreen(t *testing.T) {
	run := flat(PatternMonths)
	results, err := CheckPatterns(run, gapOf(t, run, run), insideOf(1, []float64{0.1, 2, 1, 1, 1, 0.01}, []float64{0, 0, 0, 2, 2, 0}))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WritePatterns(&b, results, true); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 120 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
	if !strings.Contains(b.String(), "P6   novices gain, juniors wait") {
		t.Error(b.String())
	}
}

func TestEighteenOfTwentySeedsAreEnough(t *testing.T) {
	for n, want := range map[int]int{20: 18, 10: 9, 1: 1, 5: 5, 40: 36} {
		if got := EnoughSeeds(n); got != want {
			t.Errorf("%d of %d, want %d", got, n, want)
		}
	}
}

// What was kept for testing is told, and asks nothing of a pattern.
func TestWhatIsKeptForTestingIsNotRequired(t *testing.T) {
	run := flat(PatternMonths)
	pair := readTwins(run, gapOf(t, run, run))
	out := func(*twins) float64 { return 7 }
	p := Pattern{Parts: []Part{{Name: "required", Low: 7, High: 7, Pooled: true, all: out}, {Name: "test", Low: 8, High: 9, Pooled: true, Test: true, all: out}}}
	if r := p.check(pair); r.Seeds() != 1 || r.Parts[1].Seeds() != 0 || r.Parts[1].label() != "test (for testing)" {
		t.Errorf("%d seeds, %d of the test, which is called %q", r.Seeds(), r.Parts[1].Seeds(), r.Parts[1].label())
	}
	p.Parts[1].Test = false
	if r := p.check(pair); r.Seeds() != 0 {
		t.Error("a part that is required may fail")
	}
}
