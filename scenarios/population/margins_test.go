package population

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// A margin compares counts of a world with those of the tables.
type margin struct {
	t         *testing.T
	name      string
	tolerance float64 // relative
	worst     float64
	where     string
}

func (m *margin) compare(where string, got, want float64) {
	m.t.Helper()
	off := math.Abs(got-want) / want
	if off > m.worst {
		m.worst, m.where = off, where
	}
	if off > m.tolerance {
		m.t.Errorf("%s of %s: %.4g, want %.4g (off by %.2f %%)", m.name, where, got, want, 100*off)
	}
}

func (m *margin) report() { m.t.Logf("%-28s worst %.3f %% (%s)", m.name, 100*m.worst, m.where) }

func TestMarginsOfPeople(t *testing.T) {
	c := evidence.US()
	table, all := persons(c)
	w := build(t, 100_000, 11, 2)
	byOccupation := margin{t: t, name: "people", tolerance: 0.01}
	byState := margin{t: t, name: "contract", tolerance: 0.001}
	both := margin{t: t, name: "contract by occupation", tolerance: 0.01}
	stages := margin{t: t, name: "stage by occupation", tolerance: 0.01}
	var states, want [contracts]float64
	for i := range w.Occupations {
		o := &w.Occupations[i]
		got := [contracts]float64{float64(o.Employed), float64(o.Freelancing), float64(o.Unemployed)}
		sum, rows := 0.0, 0.0
		for k := range contracts {
			expected := table[i][k] / all * 100_000
			if expected >= 100 { // else a row is more than 1 %
				both.compare(o.Name, got[k], expected)
			}
			states[k] += got[k]
			want[k] += expected
			sum += expected
			rows += got[k]
		}
		byOccupation.compare(o.Name, rows, sum)
		var count [sim.Stages]float64
		for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
			count[w.Creatives.Stage[r]]++
		}
		for k, n := range count {
			stages.compare(o.Name, n, c.Stages[k].Share*rows)
		}
	}
	for k := range contracts {
		byState.compare([]string{"employed", "freelancing", "unemployed"}[k], states[k], want[k])
	}
	for _, m := range []margin{byOccupation, byState, both, stages} {
		m.report()
	}
}

func TestMarginsOfEmployers(t *testing.T) {
	c := evidence.US()
	w := build(t, 100_000, 11, 2)
	bySector := margin{t: t, name: "employees by sector", tolerance: 0.01}
	bySize := margin{t: t, name: "size class by sector", tolerance: 0.01}
	byBoth := margin{t: t, name: "occupation by sector", tolerance: 0.01}
	sectors := make([][]float64, len(c.Sectors)) // by class
	both := make([][sim.Occupations]float64, len(c.Sectors))
	for s := range sectors {
		sectors[s] = make([]float64, len(c.Sectors[s].Classes))
	}
	for k, f := range w.Cells.Organisation {
		s := w.Orgs.Sector[f]
		n := float64(w.Cells.Staff[k])
		sectors[s][classOf(&c.Sectors[s], float64(w.Orgs.Staff[f]))] += n
		both[s][w.Cells.Occupation[k]] += n
	}
	for s := range c.Sectors {
		x := &c.Sectors[s]
		want := 0.0
		for o := range c.Occupations {
			n := c.Occupations[o].EmployeesAt(0) * c.Occupancy[o][s] / w.Weight
			want += n
			if n >= 200 {
				byBoth.compare(x.Key+" "+c.Occupations[o].Key, both[s][o], n)
			}
		}
		sum := 0.0
		for k, n := range sectors[s] {
			bySize.compare(x.Key, n, want*x.Classes[k].Jobs/x.Jobs())
			sum += n
		}
		bySector.compare(x.Key, sum, want)
	}
	for _, m := range []margin{bySector, bySize, byBoth} {
		m.report()
	}
}

func classOf(s *evidence.Sector, staff float64) int {
	k := 0
	for k+1 < len(s.Classes) && staff >= float64(s.Classes[k+1].Low) {
		k++
	}
	return k
}

func TestMarginsOfPay(t *testing.T) {
	c := evidence.US()
	w := build(t, 100_000, 11, 2)
	quartiles := margin{t: t, name: "pay percentiles", tolerance: 0.01}
	freelance := margin{t: t, name: "freelance median", tolerance: 0.01}
	for o := range c.Occupations {
		var pay, income []float64
		for r := w.OccStart[o]; r < w.OccStart[o+1]; r++ {
			switch w.Creatives.State[r] {
			case sim.Employed:
				pay = append(pay, w.Creatives.Pay[r])
			case sim.Freelancing:
				income = append(income, w.Creatives.Pay[r])
			}
		}
		slices.Sort(pay)
		slices.Sort(income)
		x := &c.Occupations[o]
		for k, p := range []float64{0.10, 0.25, 0.50, 0.75, 0.90} {
			quartiles.compare(x.Key, quantile(pay, p), x.Pay[k]/12)
		}
		if len(income) >= 200 {
			freelance.compare(x.Key, quantile(income, 0.5), x.Pay[2]/12*w.Params.Freelancers.IncomeRatio)
		}
	}
	quartiles.report()
	freelance.report()
}

// quantile is linear between the sorted values, which stand in the middle of
// their shares.
func quantile(sorted []float64, p float64) float64 {
	at := p*float64(len(sorted)) - 0.5
	k := max(0, min(len(sorted)-2, int(at)))
	return sorted[k] + (at-float64(k))*(sorted[k+1]-sorted[k])
}

func TestSeniorsEarnMore(t *testing.T) {
	w := build(t, 20_000, 2, 2)
	var sum, n [sim.Stages]float64
	for i := range w.People {
		if w.Creatives.State[i] == sim.Employed {
			sum[w.Creatives.Stage[i]] += num.Log(w.Creatives.Pay[i])
			n[w.Creatives.Stage[i]]++
		}
	}
	junior, mid, senior := sum[0]/n[0], sum[1]/n[1], sum[2]/n[2]
	if mid-junior < 0.1 || senior-mid < 0.1 {
		t.Errorf("mean logs of pay are %.2f, %.2f, %.2f for juniors, mids and seniors", junior, mid, senior)
	}
}

func TestFifthsOfPayAreFifths(t *testing.T) {
	w := build(t, 50_000, 4, 2)
	var n [5]float64
	highest := 0.0
	for i := range w.People {
		q := w.Creatives.Quintile[i]
		n[q]++
		if q == 0 {
			highest = max(highest, w.Creatives.Pay[i])
		}
	}
	for q, x := range n {
		if math.Abs(x/50_000-0.2) > 0.002 {
			t.Errorf("fifth %d holds %.2f %% of people", q+1, x/500)
		}
	}
	if highest >= w.QuintileUSD[0] {
		t.Errorf("pay of %v in the lowest fifth, whose edge is %v", highest, w.QuintileUSD[0])
	}
}
