package scenarios

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// estimated is an estimate in per cent or points: of eight runs, or of so many sets.
func estimated(unit string, sets int, value, low, high float64) finding.Estimate {
	e := finding.Estimate{Place: finding.Place{Unit: unit}, N: 8, Value: value, Low: low, High: high}
	if sets > 0 {
		e.N, e.Sets, e.Pairs, e.Dice = sets, sets, 6, math.Abs(value)/10
	}
	return e
}

// How large a difference is, of what is counted, of a share and of a mean.
func TestSizesInWords(t *testing.T) {
	for _, c := range []struct {
		column string
		e      finding.Estimate
		want   string
	}{
		{sim.AtWork, estimated("%", 0, -12, -13, -11), "there are about 12% fewer people at work than without AI (11 to 13%)"},
		{sim.AtWork, estimated("%", 21, -12, -20, -7), "there are between 7 and 20% fewer people at work than without AI"},
		{"employed", estimated("%", 21, -1, -10, 8), "it is not known whether there are more or fewer employees than without AI: between 10% fewer and 8% more"},
		{"employed", estimated("%", 0, -1, -10, 8), "there is no difference in employees that could be told from luck (−10 to +8%)"},
		{"employed", estimated("%", 4, -3, -4, -2), "too few runs to tell whether there are more or fewer employees than without AI (−4.0 to −2.0%)"},
		{"junior_share", estimated(" points", 21, -3, -6, -1), "the share of juniors among employees is between 1 and 6 points lower than without AI"},
		{"junior_share", estimated(" points", 21, -1, -6, 2), "it is not known whether the share of juniors among employees is higher or lower than without AI (−6 to +2 points)"},
		{"freelance_income_usd", estimated("%", 0, -12, -13, -11), "freelance income is about 12% lower than without AI (11 to 13%)"},
		{"fear", estimated(" points", 21, 40, 20, 55), "fear of displacement is between 20 and 55 points higher than without AI"},
		{"orders", estimated("%", 0, 0, 0, 0), "there is no difference in freelance orders in any run"},
		{"orders", finding.Undefined("", 0), "freelance orders cannot be compared"},
		{"orders", finding.Certain(-12), "there are 12 fewer freelance orders than without AI in the one run played"},
	} {
		if got := Size(MeasureOf(sim.MeasureOf(c.column)), c.e, WithoutAI); got != c.want {
			t.Errorf("%+v: %q\nwant %q", c.e, got, c.want)
		}
	}
}

// What a policy undoes of AI's loss is said by one function, whatever its sign.
func TestSharesOfALossInWords(t *testing.T) {
	share := func(sets int, value, low, high float64) Ratio {
		r := Ratio{Estimate: estimated("share", sets, value, low, high), Kind: UndoneKind}
		return r
	}
	undefined := Ratio{Estimate: finding.Undefined("", 21), Why: "AI's effect could be either way"}
	for _, c := range []struct {
		r    Ratio
		want string
	}{
		{share(21, 0.15, 0.09, 0.24), "undoes between 9 and 24% of AI's loss of work"},
		{share(0, 0.15, 0.14, 0.16), "undoes about 15% of AI's loss of work (14 to 16%)"},
		{share(21, -0.15, -0.24, -0.09), "adds between 9 and 24% to AI's loss of work"},
		{share(21, 0.1, -0.04, 0.2), "may undo up to 20% of AI's loss of work, or add up to 4% to it"},
		{share(21, -0.1, -0.2, 0.04), "may undo up to 4% of AI's loss of work, or add up to 20% to it"},
		{share(0, 0.1, -0.04, 0.2), "makes no difference to AI's loss of work that could be told from luck (−4 to +20%)"},
		{share(0, 0, 0, 0), "undoes nothing of AI's loss of work"},
		{undefined, "undoes a share of AI's loss of work that is not defined: AI's effect could be either way"},
	} {
		if got := c.r.Undoes(AILoss(MeasureOf(sim.MeasureOf(sim.AtWork))), 1); got != c.want {
			t.Errorf("%+v: %q\nwant %q", c.r.Estimate, got, c.want)
		}
	}
	for column, want := range map[string]string{sim.AtWork: "AI's loss of work", "freelancing": "AI's loss of freelancers", "orders": "AI's loss of freelance orders", "fear": "AI's effect on fear of displacement"} {
		if got := AILoss(MeasureOf(sim.MeasureOf(column))); got != want {
			t.Errorf("%s: %q", column, got)
		}
	}
}
