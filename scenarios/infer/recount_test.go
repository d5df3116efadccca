package infer

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// What follows counts a small comparison again, from what its runs left and by
// the plainest means: every number of a study must be there and be that.

// smallStart is the month in which the policies of the small comparison begin.
const smallStart = 20

// smallArms are a reference, what costs, trains, is assumed, or does nothing.
var smallArms = []string{"reference", "basic_income", "training_subsidy", "ai_levy", "twin"}

// smallPlayed are three runs of some arms in two worlds, played once.
var smallPlayed = sync.OnceValues(func() (*ensemble.Futures, error) {
	var arms []*scenarios.Scenario
	for _, name := range smallArms {
		s := scenarios.Default()
		s.Name = name
		if p := policy.Find(name); p != nil {
			x := p.Setting()
			x.Start, x.Ramp, x.Compliance = smallStart, 0, 1
			if name == "basic_income" {
				x.Dose = 500
			}
			s.Policies = []policy.Setting{x}
		}
		arms = append(arms, s)
	}
	o := scenarios.Default().Options
	o.Population, o.Months = 300, 40
	f, err := ensemble.New(arms, []string{"expected", "fast"}, o)
	if err != nil {
		return nil, err
	}
	return f, f.Play(context.Background(), 3, nil)
})

// recount reads what the runs of the small comparison left.
type recount struct {
	*testing.T
	*ensemble.Futures
	said *scenarios.Study
}

func recounted(t *testing.T) recount {
	t.Helper()
	f, err := smallPlayed()
	if err != nil {
		t.Fatal(err)
	}
	return recount{t, f, Study(&scenarios.Contest{Arms: f.Arms}, f)}
}

func (r recount) arm(name string) int   { return slices.Index(smallArms, name) }
func (r recount) world(name string) int { return slices.Index(r.Worlds, name) }

func (r recount) group(by, name string) int {
	for i, g := range r.Groups {
		if g.By == by && g.Group == name {
			return i
		}
	}
	r.Fatalf("no group %s %s", by, name)
	return -1
}

// parts are the columns that a measure is the sum of.
func parts(column string) []string {
	switch column {
	case sim.AtWork:
		return []string{"employed", "freelancing"}
	case sim.Received:
		return []string{"freelance_income_usd", "transfer_usd"}
	}
	return []string{column}
}

// total is a measure in a row of the table.
func (r recount) total(row []float64, column string) (sum float64) {
	for _, name := range parts(column) {
		sum += row[slices.Index(r.Columns, name)]
	}
	return sum
}

// runs are the values at a place, by run.
func (r recount) runs(p finding.Place) (values []float64) {
	for _, o := range r.Of(r.world(p.World), r.arm(p.Arm)) {
		if p.When == finding.AtEnd {
			values = append(values, r.total(r.Read(o.End)[r.group(p.By, p.Group)], p.Column))
		} else {
			values = append(values, r.period(o, p))
		}
	}
	return values
}

// period is the mean of the months of the policies, of money and courses the
// sum. Of all creatives it is counted from the months themselves.
func (r recount) period(o *ensemble.Outcome, p finding.Place) float64 {
	months := float64(r.Options.Months - smallStart)
	v := r.total(r.Read(o.Mean)[r.group(p.By, p.Group)], p.Column)
	if p.By == "all" {
		v = 0
		for _, name := range parts(p.Column) {
			sum, n := 0.0, 0.0
			for _, row := range r.Read(o.All)[smallStart:] {
				if x := r.total(row, name); !math.IsNaN(x) {
					sum, n = sum+x, n+1
				}
			}
			v += sum / n
		}
	}
	if p.Unit == "USD" || p.Column == "courses" {
		v *= months
	}
	return v
}

// same tells whether two numbers are one but for rounding, or both undefined.
func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b))
}

// defined are the values that are there.
func defined(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), math.IsNaN)
}

// holds fails where an estimate is not the mean of values with Student's
// interval.
func (r recount) holds(what string, e finding.Estimate, values []float64) {
	r.Helper()
	there := defined(values)
	mean, low, high := math.NaN(), math.NaN(), math.NaN()
	if len(there) > 0 {
		mean = stat.Mean(there, nil)
	}
	if n := len(there); n > 1 {
		half := distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile(0.975) * math.Sqrt(stat.Variance(there, nil)/float64(n))
		low, high = mean-half, mean+half
	}
	if !same(e.Value, mean) || !same(e.Low, low) || !same(e.High, high) || e.N != len(there) {
		r.Errorf("%s %+v: %v (%v to %v) of %d runs, counted %v (%v to %v) of %v", what, e.Place, e.Value, e.Low, e.High, e.N, mean, low, high, there)
	}
}

// reference is the same place under the reference.
func reference(p finding.Place) finding.Place {
	p.Arm = smallArms[0]
	return p
}

func TestEffectsAreTheMeanDifferencesOfRuns(t *testing.T) {
	r := recounted(t)
	for _, e := range r.said.Effects {
		own, ref := r.runs(e.Place), r.runs(reference(e.Place))
		d := minus(own, ref)
		plain := e.Estimate
		if e.Unit == "persons" && e.Value != 0 { // no narrower than one row
			if e.High-e.Low < r.Weight-1e-6 {
				t.Errorf("%+v is told to %v persons, a row stands for %v", e.Place, e.High-e.Low, r.Weight)
			}
			if e.High-e.Low < r.Weight+1e-6 { // widened
				plain = estimate(d, "", false)
				plain.Place = e.Place
			}
			if !same(e.Value, plain.Value) {
				t.Errorf("%+v is %v, counted %v", e.Place, e.Value, plain.Value)
			}
		}
		r.holds("effect", plain, d)
		base := stat.Mean(defined(ref), nil)
		if want := 100 * e.Value / base; math.Abs(base) > 1e-9 && !same(e.PerCent.Value, want) {
			t.Errorf("%+v is %v %%, counted %v", e.Place, e.PerCent.Value, want)
		}
		if want := 100 * (e.High - e.Low) / math.Abs(base); math.Abs(base) > 1e-9 && !same(e.PerCent.High-e.PerCent.Low, want) {
			t.Errorf("%+v has an interval of %v %%, counted %v", e.Place, e.PerCent.High-e.PerCent.Low, want)
		}
		if !(math.Abs(base) > 1e-9) && !math.IsNaN(e.PerCent.Value) {
			t.Errorf("%+v is %v %% of nothing", e.Place, e.PerCent.Value)
		}
		v, apart := stat.Variance(d, nil), stat.Variance(own, nil)+stat.Variance(ref, nil)
		if v > 1e-9*apart && !same(e.Pairing, apart/v) { // less is rounding
			t.Errorf("%+v: pairing %v, counted %v", e.Place, e.Pairing, apart/v)
		} else if !(v > 0) && !math.IsNaN(e.Pairing) {
			t.Errorf("%+v: pairing %v without variance", e.Place, e.Pairing)
		}
		if all := e.By == "all"; all && !slices.EqualFunc(e.Runs, d, same) || !all && e.Runs != nil {
			t.Errorf("%+v: runs %v, counted %v", e.Place, e.Runs, d)
		}
	}
}

// Everything that is to be told is told once: of all in every world, of groups
// in the main one, of sectors nothing.
func TestNoEffectIsMissing(t *testing.T) {
	r := recounted(t)
	seen := map[finding.Place]int{}
	for _, e := range r.said.Effects {
		seen[e.Place]++
	}
	for p, n := range seen {
		if n != 1 || p.By == "sector" || p.By != "all" && p.World != "expected" || p.Arm == smallArms[0] {
			t.Errorf("%+v is told %d times", p, n)
		}
	}
	for _, m := range sim.MeasuresAt(sim.Compared) {
		for _, g := range r.Groups {
			for _, arm := range smallArms[1:] {
				for _, world := range r.Worlds {
					for _, when := range []string{finding.AtEnd, finding.OverPeriod} {
						p := finding.Place{Column: m.Name, By: g.By, Group: g.Group, Arm: arm, World: world, When: when, Unit: m.Unit, Label: m.Label}
						of := sim.ByGroup
						if slices.Contains(sim.ClientGroupings, g.By) {
							of = sim.ByClient
						}
						want := g.By == "all" || world == "expected" && g.By != "sector" && m.At(of)
						some := want && len(defined(minus(r.runs(p), r.runs(reference(p))))) > 0
						if _, told := seen[p]; told != (want && (some || g.By == "all")) {
							t.Errorf("%+v: told %v", p, told)
						}
					}
				}
			}
		}
	}
}

func TestLevelsAreTheMeansOfRuns(t *testing.T) {
	r := recounted(t)
	heads, clients := 0, map[string]int{}
	for _, e := range r.said.Levels {
		r.holds("level", e, r.runs(e.Place))
		if e.By == "all" {
			continue
		}
		if slices.Contains(sim.ClientGroupings, e.By) && sim.MeasureOf(e.Column).At(sim.ByClient) && e.Arm == "reference" && e.World == "expected" && e.When == finding.OverPeriod {
			clients[e.Group]++
			continue
		}
		if heads++; e.By != "occupation" || e.Column != "people" || e.Arm != "reference" || e.World != "expected" || e.When != finding.OverPeriod {
			t.Errorf("a level of %+v", e.Place)
		}
	}
	if want := len(smallArms) * 2 * 2 * len(sim.MeasuresAt(sim.Compared)); len(r.said.Levels)-heads-7*len(sim.MeasuresAt(sim.ByClient)) != want || heads != r.said.Occupations || heads != 20 {
		t.Errorf("%d levels of all and %d of occupations, should be %d and 20", len(r.said.Levels)-heads, heads, want)
	}
	for group, n := range clients {
		if n != len(sim.MeasuresAt(sim.ByClient)) {
			t.Errorf("%d levels of %s, should be %d", n, group, len(sim.MeasuresAt(sim.ByClient)))
		}
	}
	if len(clients) != 7 {
		t.Errorf("levels of %d groups of clients, should be 7", len(clients))
	}
}

// flows are the sums of a money column over the months of the policies,
// discounted by so much a year from January 2027.
func (r recount) flows(world, arm int, column string, rate float64) (values []float64) {
	for _, o := range r.Of(world, arm) {
		usd := 0.0
		for m := smallStart; m < o.All.Len(); m++ {
			usd += r.total(r.Read(o.All)[m], column) * math.Pow(1+rate, float64(72-m)/12)
		}
		values = append(values, usd)
	}
	return values
}

func TestBillsAreWhatTheTablesPay(t *testing.T) {
	r := recounted(t)
	for w, world := range r.Worlds {
		for a, arm := range smallArms {
			for payer, column := range map[string]string{
				scenarios.PayerPublic: "public_cost_usd", scenarios.PayerFirms: "firm_cost_usd",
				scenarios.PayerLevyIn: "levy_receipts_usd", scenarios.PayerLevyOut: "levy_paid_usd",
			} {
				b := r.said.Bill(world, arm, "", payer)
				r.holds("bill of "+payer, b.Estimate, r.flows(w, a, column, 0))
				if later := stat.Mean(r.flows(w, a, column, 0.03), nil); !same(b.Discounted, later) {
					t.Errorf("%s in %s: %s is worth %v, counted %v", arm, world, payer, b.Discounted, later)
				}
				if own := r.said.Bill(world, arm, arm, payer); own != nil && (!same(own.Value, b.Value) || !same(own.Discounted, b.Discounted) || own.Label != policy.Find(arm).Title) {
					t.Errorf("the only policy of %s costs %v (%v), all of it %v (%v)", arm, own.Value, own.Discounted, b.Value, b.Discounted)
				}
			}
			public, firms, both := r.said.Bill(world, arm, "", scenarios.PayerPublic), r.said.Bill(world, arm, "", scenarios.PayerFirms), r.said.Bill(world, arm, "", scenarios.PayerBoth)
			if !same(both.Value, public.Value+firms.Value) || !same(both.Discounted, public.Discounted+firms.Discounted) {
				t.Errorf("%s in %s: %v and %v are %v together", arm, world, public.Value, firms.Value, both.Value)
			}
			borne := 0.0
			for k, who := range []string{scenarios.PayerCreatives, scenarios.PayerOrganisations, scenarios.PayerClients} {
				b := r.said.Bill(world, arm, "", who)
				borne += b.Value
				var values []float64
				for _, o := range r.Of(w, a) {
					values = append(values, o.LevyUSD[k])
				}
				r.holds("bill of "+who, b.Estimate, values)
				if want := "Levies borne by " + []string{"creatives", "organisations", "clients"}[k]; b.Label != want || !math.IsNaN(b.Discounted) {
					t.Errorf("%q, worth %v", b.Label, b.Discounted)
				}
			}
			if in := r.said.Bill(world, arm, "", scenarios.PayerLevyIn).Value; !same(borne, in) {
				t.Errorf("%s in %s: levies bring %v and %v is borne", arm, world, in, borne)
			}
		}
	}
	if b := r.said.Bill("expected", "ai_levy", "", scenarios.PayerLevyIn); !(b.Value > 0) {
		t.Errorf("the levy brings %+v", b)
	}
}

// paid is the mean outlay of an arm, gained its mean gain in a kind, by hand.
func (r recount) paid(world, arm int, payer string) float64 {
	usd := stat.Mean(r.flows(world, arm, "public_cost_usd", 0), nil)
	if payer == scenarios.PayerBoth {
		usd += stat.Mean(r.flows(world, arm, "firm_cost_usd", 0), nil)
	}
	return usd
}

func (r recount) gained(world, arm int, kind string) float64 {
	sum := 0.0
	for _, o := range r.Of(world, arm) {
		for _, row := range r.Read(o.All)[smallStart:] {
			switch kind {
			case "job-year":
				sum += r.total(row, sim.AtWork) / 12
			case "employee-year":
				sum += r.total(row, "employed") / 12
			case "trained":
				sum += r.total(row, "courses")
			default:
				sum += r.total(row, "freelancing") * r.total(row, sim.Received)
			}
		}
	}
	return sum / 3
}

func TestGainsAreWhatTheTablesGain(t *testing.T) {
	r := recounted(t)
	for w := range r.Worlds {
		x := &reader{c: r.Futures, world: w}
		for a, arm := range smallArms {
			for _, k := range kinds {
				if got, want := average(x.gains(a, k.measure)), r.gained(w, a, k.kind)-r.gained(w, 0, k.kind); math.Abs(got-want) > 1e-6*max(1, math.Abs(r.gained(w, a, k.kind))) {
					t.Errorf("%s of %s: %v, counted %v", k.kind, arm, got, want)
				}
			}
		}
	}
}

func TestCostsPerEffectAreOutlayOverGain(t *testing.T) {
	r := recounted(t)
	defined := map[string]bool{}
	for _, x := range r.said.Ratios {
		trains := x.Arm == "training_subsidy"
		if (x.Why == "no policy in it trains") != (x.Kind == "trained" && !trains) {
			t.Errorf("%s, %s: %q", x.Arm, x.Kind, x.Why)
		}
		if x.Why != "" {
			continue
		}
		defined[x.Kind] = true
		w, a := r.world(x.World), r.arm(x.Arm)
		if want := (r.paid(w, a, x.Payer) - r.paid(w, 0, x.Payer)) / (r.gained(w, a, x.Kind) - r.gained(w, 0, x.Kind)); math.Abs(x.Value/want-1) > 1e-6 || !(x.Low <= x.Value && x.Value <= x.High) {
			t.Errorf("%s of %s, %s: %v (%v to %v), counted %v", x.Kind, x.Arm, x.Payer, x.Value, x.Low, x.High, want)
		}
	}
	if want := 4 * 2 * 2 * 4; len(r.said.Ratios) != want || !defined["income-usd"] {
		t.Errorf("%d ratios, of %d; defined are %v", len(r.said.Ratios), want, defined)
	}
}

func TestRegretsAreDistancesFromTheBestMean(t *testing.T) {
	r := recounted(t)
	for _, m := range sim.MeasuresAt(sim.Ranked) {
		worst := map[string]float64{}
		for _, world := range append(slices.Clone(r.Worlds), "") {
			var list []scenarios.Regret
			for _, x := range r.said.Regrets {
				if x.Column == m.Name && x.World == world {
					list = append(list, x)
				}
			}
			if len(list) != len(smallArms) {
				t.Fatalf("%d regrets of %s in %q", len(list), m.Name, world)
			}
			for _, x := range list {
				if world == "" {
					if x.Value != worst[x.Arm] {
						t.Errorf("%s: the largest regret of %s is %v, not %v", m.Name, x.Arm, worst[x.Arm], x.Value)
					}
					continue
				}
				own, best := r.runs(x.Place), []float64(nil)
				for _, y := range list {
					if v := r.runs(y.Place); best == nil || float64(m.Better)*(stat.Mean(v, nil)-stat.Mean(best, nil)) > 0 {
						best = v
					}
				}
				d := minus(best, own)
				for i := range d {
					d[i] *= float64(m.Better)
				}
				r.holds("regret", x.Estimate, d)
				if want := 100 * x.Value / stat.Mean(r.runs(reference(x.Place)), nil); !same(x.PerCent, want) {
					t.Errorf("%s in %s: %v %%, counted %v", x.Arm, world, x.PerCent, want)
				}
				worst[x.Arm] = max(worst[x.Arm], x.Value)
			}
			b := r.said.BestOf(m.Name, world)
			if names := append(slices.Clone(b.Arms), b.Dominated...); len(names) != len(smallArms) {
				t.Errorf("%s in %q: best may be %v, %v are behind", m.Name, world, b.Arms, b.Dominated)
			}
		}
	}
}

func TestPathsAreDifferencesByMonth(t *testing.T) {
	r := recounted(t)
	for _, p := range r.said.Paths {
		w, a := r.world(p.World), r.arm(p.Arm)
		if len(p.Mean) != 40 || p.Unit != "%" || w > 0 && p.Column != sim.AtWork {
			t.Errorf("%+v has %d months", p.Place, len(p.Mean))
		}
		for m, v := range p.Mean {
			var own, ref float64
			for i, o := range r.Of(w, a) {
				own, ref = own+r.total(r.Read(o.All)[m], p.Column), ref+r.total(r.Read(r.Of(w, 0)[i].All)[m], p.Column)
			}
			if ref == 0 && math.IsNaN(v) {
				continue
			}
			if !same(v, 100*(own/ref-1)) || !(p.Low[m] <= v && v <= p.High[m]) {
				t.Errorf("%+v in month %d: %v (%v to %v), counted %v", p.Place, m, v, p.Low[m], p.High[m], 100*(own/ref-1))
			}
		}
	}
	if want := 4 * (len(sim.MeasuresAt(sim.Followed)) + 1); len(r.said.Paths) != want {
		t.Errorf("%d paths, of %d", len(r.said.Paths), want)
	}
}

// The width that more runs are to narrow is the widest of some measures at the
// end, over arms and worlds.
func TestPrecisionIsTheWidestInterval(t *testing.T) {
	r := recounted(t)
	widest := 0.0
	for _, e := range r.said.Effects {
		if e.By == "all" && e.When == finding.AtEnd && sim.MeasureOf(e.Column).At(sim.Precise) {
			widest = max(widest, e.PerCent.High-e.PerCent.Low)
		}
	}
	if p := r.said.Precision; !same(p.Widest, widest) || p.Runs != 3*5*2 {
		t.Errorf("%+v, counted %v in 30 runs", p, widest)
	}
}

// What a study says of itself is what was played.
func TestAStudyKnowsWhatWasPlayed(t *testing.T) {
	r := recounted(t)
	s := r.said
	if s.Kind != scenarios.KindComparison || s.Population != 300 || s.Months != 40 || s.Start != smallStart || s.Replicates != 3 || s.Against != "reference" ||
		s.Seed != r.Options.Seed || s.People != r.People || s.Weight != r.Weight || !slices.Equal(s.Worlds, r.Worlds) {
		t.Errorf("%s of %d people, %d months from %d on, %d runs against %s", s.Kind, s.Population, s.Months, s.Start, s.Replicates, s.Against)
	}
	for i, m := range sim.Measures {
		if len(s.Measures) != len(sim.Measures) || s.Measures[i].Column != m.Name || s.Measures[i].Main != m.At(sim.Main) {
			t.Errorf("of %d measures %s is not in its place", len(s.Measures), m.Name)
		}
	}
	for _, a := range s.Arms {
		if idle := a.Name == "twin"; (a.Idle != "") != idle || a.Assumed != (a.Name == "ai_levy") {
			t.Errorf("%s: idle %q, assumed %v", a.Name, a.Idle, a.Assumed)
		}
	}
}

// A dagger stands where the measure or a policy is assumed, and nowhere else:
// one rule for effects, their per cent, paths, levels, regrets, bills and ratios.
func TestDaggersFollowWhatIsAssumed(t *testing.T) {
	r := recounted(t)
	holds := func(what string, p finding.Place, column string, got bool) {
		t.Helper()
		if want := sim.MeasureOf(column).Assumed || p.Arm == "ai_levy" && what != "level"; got != want {
			t.Errorf("%s %+v: assumed %v", what, p, got)
		}
	}
	for _, e := range r.said.Effects {
		holds("effect", e.Place, e.Column, e.Assumed)
		holds("per cent", e.Place, e.Column, e.PerCent.Assumed)
	}
	for _, p := range r.said.Paths {
		holds("path", p.Place, p.Column, p.Assumed)
	}
	for _, e := range r.said.Levels {
		holds("level", e.Place, e.Column, e.Assumed)
	}
	for _, x := range r.said.Regrets {
		if best := slices.IndexFunc(r.said.Regrets, func(y scenarios.Regret) bool {
			return y.Column == x.Column && y.World == x.World && y.Value == 0
		}); x.World != "" && r.said.Regrets[best].Arm != "ai_levy" { // beside an assumed best all is assumed
			holds("regret", x.Place, x.Column, x.Assumed)
		}
	}
	columns := map[string]string{scenarios.PayerPublic: "public_cost_usd", scenarios.PayerFirms: "firm_cost_usd", scenarios.PayerBoth: "public_cost_usd", scenarios.PayerLevyOut: "levy_paid_usd"}
	for _, b := range r.said.Bills {
		holds("bill", b.Place, cmp.Or(columns[b.Payer], "levy_receipts_usd"), b.Assumed)
	}
	for _, x := range r.said.Ratios {
		holds("ratio", x.Place, "public_cost_usd", x.Assumed)
	}
	if !slices.ContainsFunc(r.said.Effects, func(e scenarios.Effect) bool { return !e.Assumed }) {
		t.Error("every effect is assumed, also those on what is known")
	}
}

// A run tells of its last arm: levels at milestones, differences from its twin,
// bills only under a policy.
func TestARunIsTheStudyOfAScenarioAgainstItsTwin(t *testing.T) {
	f, err := smallPlayed()
	if err != nil {
		t.Fatal(err)
	}
	pair := func(second, months int) *ensemble.Futures {
		c, err := ensemble.New([]*scenarios.Scenario{f.Arms[0], f.Arms[second]}, []string{"expected"}, f.Options)
		if err != nil {
			t.Fatal(err)
		}
		c.Options.Months = months
		if err := c.Play(context.Background(), 2, nil); err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := pair(1, 40)
	s := Study(&scenarios.Contest{Kind: scenarios.KindRun, Arms: c.Arms}, c)
	if s.Title != "Scenario basic_income, had it been in force from September 2022 on" || s.Name != "basic_income" || s.Against != "reference" || s.Start != smallStart {
		t.Errorf("%q, %s against %s from %d on", s.Title, s.Name, s.Against, s.Start)
	}
	for _, month := range []int{11, 39} {
		e := s.Level("expected", "basic_income", "employed", finding.Date(month))
		k := slices.Index(c.Columns, "employed")
		rows := c.Across(0, 1, ensemble.InMonth, month)
		a, b := rows[0][k], rows[1][k]
		if e == nil || !same(e.Value, (a+b)/2) || e.Low != min(a, b) || e.High != max(a, b) || e.N != 2 || e.Method != scenarios.MethodLevel {
			t.Errorf("employees in month %d: %+v of %v and %v", month, e, a, b)
		}
	}
	if s.Effect("expected", "basic_income", "employed", finding.AtEnd) == nil || len(s.Bills) == 0 || s.Level("expected", "reference", "employed", finding.AtEnd) == nil {
		t.Error("the run tells nothing of its twin or its bills")
	}
	if !slices.ContainsFunc(s.Levels, func(e finding.Estimate) bool {
		return e.Is("expected", "basic_income", "occupation", "writers", "people", finding.AtEnd)
	}) {
		t.Error("nobody knows how many writers there are")
	}
	if !s.Measure(sim.Received).Main {
		t.Error("transfers do not stand in the main table under a policy")
	}
	c = pair(4, 40)
	s = Study(&scenarios.Contest{Kind: scenarios.KindRun, Arms: c.Arms}, c)
	if len(s.Bills) > 0 || s.Measure(sim.Received).Main || !s.Measure("pay_usd").Main {
		t.Error("transfers stand in the main table where no policy is in force")
	}
	if s.Arms[1].Idle != "" {
		t.Errorf("AI is used, and the run says %q", s.Arms[1].Idle)
	}
	alone := Study(&scenarios.Contest{Kind: scenarios.KindRun, Arms: c.Arms, Against: -1}, c)
	if alone.Against != "" || len(alone.Effects) > 0 || len(alone.Levels) == 0 || alone.Paired() {
		t.Errorf("without a twin the run is against %q, with %d differences", alone.Against, len(alone.Effects))
	}
}

// A world that AI never reached says so.
func TestARunWithoutAISaysSo(t *testing.T) {
	f, err := smallPlayed()
	if err != nil {
		t.Fatal(err)
	}
	c, err := ensemble.New([]*scenarios.Scenario{f.Arms[0]}, []string{"frozen"}, f.Options)
	if err != nil {
		t.Fatal(err)
	}
	c.Options.Months = 24
	if err := c.Play(context.Background(), 1, nil); err != nil {
		t.Fatal(err)
	}
	if s := Study(&scenarios.Contest{Kind: scenarios.KindRun, Arms: c.Arms, Against: -1}, c); s.Arms[0].Idle == "" {
		t.Error("nothing is said of a world without AI")
	}
}

// The best of many is named against all its rivals at once (Bonferroni): what
// beats one rival, alone, by little more than luck is not said to beat it among
// eight.
func TestManyRivalsAreLookedAtTogether(t *testing.T) {
	// a mean difference of 1 with standard error 0.36 over ten runs: t = 2.8,
	// beyond 2.26 (one rival) and short of 3.55 (eight at 5 % in all)
	noise := []float64{-1, 1, -1, 1, -1, 1, -1, 1, -1, 1}
	scale := 0.36 * math.Sqrt(10) / math.Sqrt(10.0/9)
	near := make([]float64, 10)
	for i := range near {
		near[i] = -1 + scale*noise[i]
	}
	far := slices.Repeat([]float64{-100}, 10)
	two := [][]float64{make([]float64, 10), near}
	if arms, behind := (&reader{}).mayBeBest(two, 1); !slices.Equal(arms, []int{0}) || !slices.Equal(behind, []int{1}) {
		t.Errorf("of two, %v may be best and %v are behind", arms, behind)
	}
	many := two
	for i := range 7 {
		other := slices.Clone(far)
		other[0] += float64(i)
		many = append(many, other)
	}
	if arms, behind := (&reader{}).mayBeBest(many, 1); !slices.Equal(arms, []int{0, 1}) || len(behind) != 7 {
		t.Errorf("of nine, %v may be best and %v are behind", arms, behind)
	}
}

// Over the worlds the arm of the least largest regret is named by the rule that
// names the best of a world: no arm whose regret could be the same by luck is
// left behind.
func TestTheLeastRegretIsNamedByTheOneRule(t *testing.T) {
	r := recounted(t)
	for _, m := range sim.MeasuresAt(sim.Ranked) {
		var far [][]float64
		for a := range smallArms {
			var worst []float64
			for w := range r.Worlds {
				x := &reader{c: r.Futures, arms: r.Arms, world: w, assumed: make([]bool, len(smallArms))}
				values := make([][]float64, len(smallArms))
				for i := range smallArms {
					values[i] = x.values(i, 0, m, finding.OverPeriod)
				}
				if _, d := x.regrets(m, values); worst == nil || average(d[a]) > average(worst) {
					worst = d[a]
				}
			}
			far = append(far, worst)
		}
		arms, _ := (&reader{}).mayBeBest(far, -1)
		b := r.said.BestOf(m.Name, "")
		if len(b.Arms) != len(arms) || len(b.Arms)+len(b.Dominated) != len(smallArms) {
			t.Errorf("%s: the least regret may be of %v, counted %v", m.Name, b.Arms, arms)
		}
		for i, a := range arms {
			if b.Arms[i] != smallArms[a] {
				t.Errorf("%s: %s and not %s may have the least regret", m.Name, b.Arms[i], smallArms[a])
			}
		}
	}
	far := [][]float64{{5, 5.1, 4.9, 5}, {2, 2.1, 1.9, 2}, {2.01, 2, 2, 1.99}}
	if arms, behind := (&reader{}).mayBeBest(far, -1); !slices.Equal(arms, []int{1, 2}) || !slices.Equal(behind, []int{0}) {
		t.Errorf("the least of regrets may be of %v, behind are %v", arms, behind)
	}
}
