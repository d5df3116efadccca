package sim

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// clientGroupings split clients; no creative belongs to them.
var clientGroupings = []string{"client_kind", "order_source", "order_length"}

// belongs says whether a creative is in a group of a grouping.
func (w *World) belongs(i int, by, name string) bool {
	c := &w.Creatives
	f := -1
	if k := c.Cell[i]; k >= 0 {
		f = int(w.Cells.Organisation[k])
	}
	o := int(c.Occupation[i])
	switch by {
	case "all":
		return true
	case "domain":
		return w.Domains[w.Occupations[o].Domain].Name == name
	case "occupation":
		return w.Occupations[o].Name == name
	case "contract":
		return [...]string{"", "employed", "freelancing", "unemployed"}[c.State[i]] == name
	case "stage":
		return [...]string{"junior", "mid", "senior"}[c.Stage[i]] == name
	case "income":
		return fmt.Sprintf("q%d", c.Quintile[i]+1) == name
	case "size":
		if f < 0 {
			return name == "none"
		}
		return [...]string{"1-9", "10-49", "50-249", "250+"}[w.Orgs.Size[f]] == name
	case "sector":
		return f >= 0 && w.Sectors[w.Orgs.Sector[f]].Name == name
	}
	if slices.Contains(clientGroupings, by) {
		return false
	}
	panic("lab: no grouping " + by)
}

// A recount adds up one measure: of a creative it gives whether the creative
// counts below the line, and what is above it.
type recount func(w *World, i int) (counts bool, x float64)

func share01(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func everyone(x func(c *Creatives, i int) float64) recount {
	return func(w *World, i int) (bool, float64) { return true, x(&w.Creatives, i) }
}

func working(x func(w *World, i int) float64) recount {
	return func(w *World, i int) (bool, float64) {
		s := w.Creatives.State[i]
		return s == Employed || s == Freelancing, x(w, i)
	}
}

// recounts are means over people, in the plainest words.
var recounts = map[string]recount{
	"junior_share": func(w *World, i int) (bool, float64) {
		return w.Creatives.State[i] == Employed, share01(w.Creatives.Stage[i] == Junior)
	},
	"ai_use":     everyone(func(c *Creatives, i int) float64 { return share01(c.Flags[i]&Uses != 0) }),
	"ever_used":  everyone(func(c *Creatives, i int) float64 { return share01(c.Flags[i]&EverUsed != 0) }),
	"trust_high": everyone(func(c *Creatives, i int) float64 { return share01(c.Trust[i] > 0.5) }),
	"fear_high":  everyone(func(c *Creatives, i int) float64 { return share01(c.Fear[i] > 0.5) }),
	"depth": func(w *World, i int) (bool, float64) {
		return w.Creatives.Flags[i]&Uses != 0, float64(w.Creatives.Depth[i])
	},
	"trust":      everyone(func(c *Creatives, i int) float64 { return float64(c.Trust[i]) }),
	"attitude":   everyone(func(c *Creatives, i int) float64 { return float64(c.Attitude[i]) }),
	"fear":       everyone(func(c *Creatives, i int) float64 { return float64(c.Fear[i]) }),
	"skill":      everyone(func(c *Creatives, i int) float64 { return float64(c.Skill[i]) }),
	"craft":      everyone(func(c *Creatives, i int) float64 { return float64(c.Craft[i]) }),
	"belief":     func(w *World, i int) (bool, float64) { return true, beliefOf(w, i) },
	"over_trust": func(w *World, i int) (bool, float64) { return true, beliefOf(w, i) - truthOf(w, i) },
	"over_trusting_share": func(w *World, i int) (bool, float64) {
		return true, share01(beliefOf(w, i) > truthOf(w, i))
	},
	"bad_for_field_share": func(w *World, i int) (bool, float64) {
		return true, share01(float64(w.Creatives.Attitude[i]) < w.Params.Attitude.Bad)
	},
	"trained_share":   everyone(func(c *Creatives, i int) float64 { return share01(c.Flags[i]&Trained != 0) }),
	"lost_work_share": everyone(func(c *Creatives, i int) float64 { return share01(c.Flags[i]&LostWork != 0) }),
	"pay_usd": func(w *World, i int) (bool, float64) {
		return w.Creatives.State[i] == Employed, w.Creatives.Pay[i]
	},
	"freelance_income_usd": func(w *World, i int) (bool, float64) {
		return w.Creatives.State[i] == Freelancing, w.Creatives.Pay[i]
	},
	"quality":        working(func(w *World, i int) float64 { q, _ := workOf(w, i); return q }),
	"hours_per_work": working(func(w *World, i int) float64 { _, saved := workOf(w, i); return 1 - saved }),
	"barrier_cost":   barrierOf(barrierCost),
	"barrier_skill":  barrierOf(barrierSkill),
	"barrier_trust":  barrierOf(barrierTrust),
	"barrier_fear":   barrierOf(barrierFear),
	"barrier_rights": barrierOf(barrierRights), "barrier_culture": barrierOf(barrierCulture),
}

func barrierOf(b int) recount {
	return func(w *World, i int) (bool, float64) {
		f := w.Creatives.Flags[i]
		return f&Uses == 0, share01(int(f>>barrierShift) == b+1)
	}
}

// Every measure of people, in every group, is what a plain recount of the rows
// gives; a share of nobody is not a number.
func TestMeasuresAreWhatARecountGives(t *testing.T) {
	w := busy(3000)
	play(t, w, 18)
	groups := 0
	for _, g := range w.Now.Groups {
		var rows []int
		for i, s := range w.Creatives.State {
			if s != Vacant && w.belongs(i, g.By, g.Name) {
				rows = append(rows, i)
			}
		}
		groups++
		if people := g.Values[ColumnIndex("people")]; !slices.Contains(clientGroupings, g.By) {
			within(t, g.By+" "+g.Name+" people", people, float64(len(rows)), 1e-9)
		} else if !math.IsNaN(people) {
			t.Errorf("there are %v people of %s %s", people, g.By, g.Name)
		}
		for k, col := range Columns {
			f, ok := recounts[col.Name]
			if !ok {
				continue
			}
			n, sum := 0.0, 0.0
			for _, i := range rows {
				if counts, x := f(w, i); counts {
					n, sum = n+1, sum+x
				}
			}
			got := g.Values[k]
			if n == 0 {
				if !math.IsNaN(got) {
					t.Errorf("%s %s: %s of nobody is %v", g.By, g.Name, col.Name, got)
				}
				continue
			}
			within(t, g.By+" "+g.Name+": "+col.Name, got, sum/n, 2e-5*max(1, math.Abs(sum/n)))
		}
	}
	if groups < 25 {
		t.Errorf("%d groups only", groups)
	}
}

// workOf is the quality and the time saved of the creative in a row.
func workOf(w *World, i int) (quality, saved float64) {
	s := w.newWorkshop()
	return s.work(w.Creatives.rows(i, i+1), 0)
}

// beliefOf is the share of tries with AI that went well as far as the creative
// saw, what they were born with counting as one try.
func beliefOf(w *World, i int) float64 {
	p, c := w.Params.Trust, &w.Creatives
	_, mean := p.innate(w.Trait(drawInnate), c.ID[i])
	good := math.Max(0, float64(c.Alpha[i])-p.PriorStrength*mean)
	bad := math.Max(0, float64(c.Beta[i])-p.PriorStrength*(1-mean)) / p.FailureRatio
	return (mean + good) / (1 + good + bad)
}

// truthOf is how often AI succeeds in a creative's hands.
func truthOf(w *World, i int) float64 {
	return 1 - (1-w.Reliable)*(1-w.lever(Audit, i))
}
