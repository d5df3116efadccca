package infer

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// ReachOutcomes are what levers are to reach: what AI does to jobs by its causes,
// to the price of an order, and to who comes.
var ReachOutcomes = []string{"dlog_clients", "order_price_usd", "missing_entrants", "dlog_augmentation", "dlog_automation"}

// ReachStarts are the months from which a policy is tried: January 2027, and
// January 2023, as if it had been in force.
var ReachStarts = []int{policy.Start, 24}

// ReachWanted is how much of the effect of AI some policy should move.
const ReachWanted = 0.2

// A Reach is how far one policy, at its highest dose and with all complying whom
// it is for, moves what AI does to each outcome by the end of a run.
type Reach struct {
	Policy string
	Start  int
	Moved  []Moved // in the order of ReachOutcomes
	// PublicUSD and FirmsUSD are the mean cost over the months in force.
	PublicUSD, FirmsUSD float64
}

// Moved is an outcome: what AI does to it without a policy, run minus frozen
// twin, and how much of that the policy changes. A share of -1 undoes all of it, one
// above 0 adds to it. Its interval is that of the difference, over the mean effect.
type Moved struct {
	Outcome string
	Effect  finding.Estimate
	Share   finding.Estimate
}

// Far tells whether a policy, one of so many that are looked at together, surely
// moves an outcome, by at least the share wanted.
func (m *Moved) Far(looks int) bool {
	return math.Abs(m.Share.Value) >= ReachWanted && m.Share.SureAmong(looks)
}

// looksAt is how many policies are tried from the start of one.
func looksAt(list []Reach, start int) (n int) {
	for _, r := range list {
		if r.Start == start {
			n++
		}
	}
	return n
}

// PlayReach plays each of some policies alone, from each start, beside the scenario
// without a policy and its frozen twin, all on the same seeds.
func PlayReach(ctx context.Context, s *scenarios.Scenario, policies []*policy.Policy, report ensemble.Progress) ([]Reach, error) {
	base := s.Clone()
	base.Policies = nil
	arms := []*scenarios.Scenario{base.Frozen(), base}
	var list []Reach
	for _, start := range ReachStarts {
		for _, p := range policies {
			arm := base.Clone()
			arm.Name, arm.Policies = p.Name+"-"+finding.Date(start), []policy.Setting{fullest(p, start)}
			arms = append(arms, arm)
			list = append(list, Reach{Policy: p.Name, Start: start})
		}
	}
	f, err := ensemble.New(arms, []string{base.World}, base.Options)
	if err != nil {
		return nil, err
	}
	if err := f.Play(ctx, base.Options.Replicates, report); err != nil {
		return nil, err
	}
	for k := range list {
		list[k].read(f, 2+k)
	}
	return list, nil
}

// fullest is a policy at the top of its range from a month on, with everybody
// whom it is for.
func fullest(p *policy.Policy, start int) policy.Setting {
	s := p.Setting()
	s.Dose, s.Start, s.Compliance = p.Dose.High, start, 1
	return s
}

// read takes from what was played how far the policy of an arm reaches.
func (r *Reach) read(f *ensemble.Futures, arm int) {
	for _, name := range ReachOutcomes {
		m := sim.MeasureOf(name)
		end := func(arm int) []float64 {
			return finding.Each(f.Across(0, arm, ensemble.AtEnd, 0), m.In)
		}
		x := Moved{Outcome: name, Effect: estimate(minus(end(1), end(0)), scenarios.MethodPaired, m.Assumed)}
		by := math.Abs(x.Effect.Value)
		sign := math.Copysign(1, x.Effect.Value)
		shares := finding.Each(minus(end(arm), end(1)), func(d float64) float64 { return sign * d / by })
		x.Share = estimate(shares, scenarios.MethodPaired, m.Assumed)
		r.Moved = append(r.Moved, x)
	}
	n := float64(f.Replicates())
	for _, o := range f.Of(0, arm) {
		for _, b := range o.Bills {
			r.PublicUSD += b.Public / n
			r.FirmsUSD += b.Firms / n
		}
	}
}

// WriteReach writes the table of levers as plain text: a row for each policy and
// start, a column for each outcome, and below it what AI does to the outcome and
// which policies, the moratorium aside, move a fifth of that.
func WriteReach(w io.Writer, list []Reach) error {
	if len(list) == 0 {
		return nil
	}
	rows := [][]string{append(append([]string{"at the highest dose, all complying", "from"}, ReachOutcomes...), "public", "firms")}
	for _, r := range list {
		row := []string{r.Policy, finding.Date(r.Start)}
		for _, m := range r.Moved {
			row = append(row, m.text(looksAt(list, r.Start)))
		}
		rows = append(rows, append(row, billions(r.PublicUSD), billions(r.FirmsUSD)))
	}
	text := finding.Columns(rows) + "\nPer cent of what AI does to the outcome, run minus the world without AI, in the last month: minus undoes it, plus adds to it. Behind ± half of\n" +
		"the 95 % interval; * a fifth and more, surely, all policies of a start looked at. Costs in billions of 2024 USD, while in force.\n"
	for k, name := range ReachOutcomes {
		text += fmt.Sprintf("%s: AI %s; a fifth of it is undone by %s, added by %s\n", name, list[0].Moved[k].Effect.Text(finding.Signed),
			whoMoves(list, k, -1), whoMoves(list, k, 1))
	}
	_, err := io.WriteString(w, text)
	return err
}

// text is the share moved, in per cent.
func (m *Moved) text(looks int) string {
	text := finding.SignedAt(100*m.Share.Value, -1)
	if m.Share.N > 1 {
		text += " ± " + finding.Decimal(50*(m.Share.High-m.Share.Low), 1)
	}
	if m.Far(looks) {
		text += "*"
	}
	return text
}

// billions is an amount in billions of dollars, nothing for nothing.
func billions(usd float64) string {
	if usd == 0 {
		return finding.None
	}
	return finding.Decimal(usd/1e9, 1)
}

// whoMoves names the policies that move a fifth of an outcome one way, from any start.
func whoMoves(list []Reach, k int, way float64) string {
	var names []string
	for _, r := range list {
		m := r.Moved[k]
		if m.Far(looksAt(list, r.Start)) && way*m.Share.Value > 0 && r.Policy != "moratorium" && !slices.Contains(names, r.Policy) {
			names = append(names, r.Policy)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return finding.And(names)
}
