package explain

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// What is noted of everybody adds up to the run's own measures, month by month
// and cause by cause: nothing is missed, and nothing made up.
func TestWhatIsNotedAddsUpToTheMeasures(t *testing.T) {
	c := all(t)
	sums := map[string][]float64{}
	add := func(column string, m *Month, x float64) {
		if sums[column] == nil {
			sums[column] = make([]float64, labMonths)
		}
		sums[column][m.Number] += x * c.world.Weight
	}
	for _, s := range c.stories {
		for i := range s.months {
			m := &s.months[i]
			if m.After.Here {
				add("people", m, 1)
				add("users", m, float64(one(m.After.Uses)))
				add([]string{sim.Employed: "employed", sim.Freelancing: "freelancing", sim.Unemployed: "unemployed"}[m.After.State], m, 1)
			}
			if !m.Before.Here {
				continue
			}
			add("exits", m, float64(one(!m.After.Here)))
			add("exits_unemployed", m, float64(one(!m.After.Here && m.Before.State == sim.Unemployed)))
			add("exits_income", m, float64(one(!m.After.Here && m.Before.State == sim.Freelancing && !m.Retires)))
			laidOff := m.Before.State == sim.Employed && m.Between.State == sim.Unemployed && m.LaidOff
			add("displaced_automation", m, float64(one(laidOff))*m.Automation)
			add("displaced_clients", m, float64(one(laidOff))*m.Clients)
			add("displaced_other", m, float64(one(laidOff))*(1-m.Automation-m.Clients))
		}
	}
	for column, sum := range sums {
		want := c.table.Line("1", "all", "all", column)
		if column == "users" {
			people, use := c.table.Line("1", "all", "all", "people"), c.table.Line("1", "all", "all", "ai_use")
			want = make([]float64, len(people))
			for i := range want {
				want[i] = people[i] * use[i]
			}
		}
		total := 0.0
		for at := range sum {
			total += sum[at]
			if math.Abs(sum[at]-want[at]) > 1e-3*c.world.Weight {
				t.Errorf("%s in %s: noted %.1f, measured %.1f persons", column, finding.Month(at), sum[at], want[at])
				break
			}
		}
		if total == 0 {
			t.Errorf("%s: nobody was noted", column)
		}
	}
}

// The terms told are those that decided.
func TestTheWeightsToldDecideUse(t *testing.T) {
	decided, users := 0, 0
	for _, s := range all(t).stories {
		for i := range s.months {
			m := &s.months[i]
			if !m.Before.Here {
				continue
			}
			if !m.Again {
				if m.Mind.Uses != m.Before.Uses {
					t.Fatalf("creative %d in %s: use changes without a decision", s.id, finding.Month(m.Number))
				}
				continue
			}
			decided++
			users += one(m.Mind.Uses)
			if m.Mind.Uses != (m.Weighing.Sum()+m.Mood > 0) {
				t.Fatalf("creative %d in %s: weights are %v and mood %v, uses AI is %v", s.id, finding.Month(m.Number), m.Terms, m.Mood, m.Mind.Uses)
			}
			if m.Mind.Uses && m.Mind.Barrier != -1 || m.Mind.Barrier >= sim.Barriers {
				t.Fatalf("creative %d in %s: barrier %d", s.id, finding.Month(m.Number), m.Mind.Barrier)
			}
		}
	}
	if decided < 1000 || users < 100 || users == decided {
		t.Errorf("%d decisions, %d for AI: too few to tell", decided, users)
	}
}

// A success adds evidence for AI, a failure against it, and nothing else does.
func TestSuccessesToldAreThoseThatTrustLearntFrom(t *testing.T) {
	p := sim.DefaultParams().Trust
	tried, succeeded := 0, 0
	for _, s := range all(t).stories {
		for i := range s.months {
			m := &s.months[i]
			if !m.Before.Here {
				continue
			}
			sum := m.Before.Alpha + m.Before.Beta
			got := m.Mind.Alpha + m.Mind.Beta - sum - p.Forgetting*(p.PriorStrength-sum)
			want := 0.0
			if m.Tried {
				tried++
				want = p.FailureRatio
			}
			if m.Success {
				succeeded++
				want = 1
			}
			if math.Abs(got-want) > 1e-4 {
				t.Fatalf("creative %d in %s: evidence grows by %v, want %v", s.id, finding.Month(m.Number), got, want)
			}
		}
	}
	if succeeded == 0 || succeeded == tried || p.FailureRatio == 1 {
		t.Errorf("%d successes in %d months of use tell nothing", succeeded, tried)
	}
}

// Watching moves no bit.
func TestAWatchedWorldIsTheSame(t *testing.T) {
	c := all(t)
	want, err := labTable()
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range want.Columns {
		a, b := c.table.Line("1", "all", "all", column), want.Line("1", "all", "all", column)
		for at := range b {
			if a[at] != b[at] && !(math.IsNaN(a[at]) && math.IsNaN(b[at])) {
				t.Fatalf("%s in %s is %v when watched, %v when not", column, finding.Month(at), a[at], b[at])
			}
		}
	}
}
