package sim

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// sound is a world in the middle of things, and the first row of a kind in it.
func sound(t *testing.T) *World {
	t.Helper()
	w := busy(1500)
	play(t, w, 10)
	return w
}

func (w *World) someone(state uint8) int {
	for i, s := range w.Creatives.State {
		if s == state {
			return i
		}
	}
	panic("lab: nobody in this state")
}

// Check finds each fault that is planted, and names it.
func TestCheckFindsPlantedFaults(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	first := sound(t)
	for _, f := range []struct {
		name, says string
		plant      func(w *World)
	}{
		{"employed without a job", "has state 1 and cell -1", func(w *World) { w.Creatives.Cell[w.someone(Employed)] = -1 }},
		{"unemployed with a job", "has state 3 and cell 0", func(w *World) { w.Creatives.Cell[w.someone(Unemployed)] = 0 }},
		{"no such state", "state 7", func(w *World) { w.Creatives.State[w.someone(Unemployed)] = 7 }},
		{"job of another occupation", "has a job of occupation", func(w *World) { w.Creatives.Occupation[w.someone(Employed)]++ }},
		{"a person vanished", "rows are vacant", func(w *World) { w.Creatives.State[w.someone(Freelancing)] = Vacant }},
		{"a vacant row forgotten", "rows are vacant", func(w *World) {
			for h := range w.hiring.free {
				if n := len(w.hiring.free[h]); n > 0 {
					w.hiring.free[h] = w.hiring.free[h][:n-1]
					return
				}
			}
		}},
		{"a head too many", "heads and has", func(w *World) { w.Cells.Staff[3]++ }},
		{"a head too few", "heads and has", func(w *World) { w.Cells.Staff[3]-- }},
		{"wish is no number", "wants NaN heads", func(w *World) { w.Cells.Star[2] = float32(nan) }},
		{"wish is infinite", "wants +Inf heads", func(w *World) { w.Cells.Star[2] = float32(inf) }},
		{"wish is negative", "wants -1 heads", func(w *World) { w.Cells.Star[2] = -1 }},
		{"craft above one", "craft is 1.5", func(w *World) { w.Creatives.Craft[w.someone(Employed)] = 1.5 }},
		{"skill is no number", "skill is NaN", func(w *World) { w.Creatives.Skill[w.someone(Employed)] = float32(nan) }},
		{"trust below zero", "trust is -0.1", func(w *World) { w.Creatives.Trust[w.someone(Employed)] = -0.1 }},
		{"attitude above one", "attitude is 2", func(w *World) { w.Creatives.Attitude[w.someone(Employed)] = 2 }},
		{"fear is no number", "fear is NaN", func(w *World) { w.Creatives.Fear[w.someone(Unemployed)] = float32(nan) }},
		{"depth above one", "depth is 1.25", func(w *World) { w.Creatives.Depth[w.someone(Freelancing)] = 1.25 }},
		{"evidence is no number", "evidence NaN", func(w *World) { w.Creatives.Alpha[w.someone(Employed)] = float32(nan) }},
		{"negative pay", "pay is -1", func(w *World) { w.Creatives.Pay[w.someone(Employed)] = -1 }},
		{"infinite pay", "pay is +Inf", func(w *World) { w.Creatives.Pay[w.someone(Employed)] = inf }},
		{"no potential", "potential 0", func(w *World) { w.Creatives.Potential[w.someone(Employed)] = 0 }},
		{"depth of an organisation above one", "depth is 1.5", func(w *World) { w.Orgs.Depth[2] = 1.5 }},
		{"value of works is no number", "value is NaN", func(w *World) { w.Orgs.LnValue[2] = float32(nan) }},
		{"a client of nobody's occupation", "has occupation 250", func(w *World) { w.Clients.Occupation[3] = 250 }},
		{"a client without a channel", "channel 9", func(w *World) { w.Clients.Channel[3] = 9 }},
		{"a supplier beyond the rows", "commissions row", func(w *World) { w.Clients.Supplier[3] = int32(w.Rows()) }},
		{"a commission to nobody", "commissions row -1", func(w *World) { w.Clients.Channel[3], w.Clients.Supplier[3] = ToPerson, -1 }},
		{"a client's skill above one", "AI skill 1.5", func(w *World) { w.Clients.Skill[3] = 1.5 }},
		{"a client's evidence is none", "evidence 0", func(w *World) { w.Clients.Alpha[3] = 0 }},
		{"a client needs less than nothing", "needs -1 orders", func(w *World) { w.Clients.Volume[3] = -1 }},
		{"a need lost", "are asked for, made or left", func(w *World) { w.Occupations[1].Sales[0].Latent-- }},
		{"capability above one", "quality is 1.1", func(w *World) { w.Occupations[1].Quality = 1.1 }},
		{"reliability is no number", "reliability is NaN", func(w *World) { w.Occupations[1].Reliability = nan }},
		{"awareness below zero", "awareness is -0.5", func(w *World) { w.Occupations[1].Awareness = -0.5 }},
		{"bypass above one", "bypass is 2", func(w *World) { w.Occupations[1].Bypass = 2 }},
		{"unemployment is no number", "unemployment is NaN", func(w *World) { w.Occupations[1].Unemployment = nan }},
		{"order price is no number", "order price is NaN", func(w *World) { w.Occupations[1].LnOrderPrice = nan }},
		{"infinite orders", "orders is +Inf", func(w *World) { w.Occupations[1].Orders = inf }},
		{"wage is no number", "wage is NaN", func(w *World) { w.Occupations[1].LnWage = nan }},
		{"an effect of AI without heads", "the trend is +Inf", func(w *World) { w.Effects[len(w.Effects)-1][1] = 0 }},
		{"domain price is no number", "price of the domain is NaN", func(w *World) { w.Domains[0].LnPrice = nan }},
		{"dollars lost", "dollars do not add up", func(w *World) { w.Occupations[1].OrderPriceUSD = nan }},
		{"an exit uncounted", "rows of people are here", func(w *World) { w.Occupations[2].Left-- }},
		{"an entrant uncounted", "rows of people are here", func(w *World) { w.Occupations[2].Came-- }},
	} {
		w := first.Clone()
		if err := w.Check(); err != nil {
			t.Fatalf("before planting: %v", err)
		}
		f.plant(w)
		err := w.Check()
		switch {
		case err == nil:
			t.Errorf("%s: not found", f.name)
		case !strings.Contains(err.Error(), f.says):
			t.Errorf("%s: found as %q, which does not say %q", f.name, err, f.says)
		case !strings.HasPrefix(err.Error(), "month 39: "):
			t.Errorf("%s: %q does not name the month", f.name, err)
		}
	}
}

// The digest sees a change of any column and any number of a market.
func TestDigestSeesEveryState(t *testing.T) {
	w := sound(t)
	want := w.Digest()
	moves := []func(w *World){
		func(w *World) { w.Occupations[1].Reference += 1e-9 },
		func(w *World) { w.Occupations[0].Realised[causeDemand]++ },
		func(w *World) { w.Occupations[2].Left++ },
		func(w *World) { w.Domains[1].LnShares += 1e-12 },
		func(w *World) { w.Sectors[0].Share += 1e-12 },
		func(w *World) { w.Typical[2] += 1e-9 },
		func(w *World) { w.LostShare += 1e-12 },
		func(w *World) { w.Idle[1] += 1e-12 },
		func(w *World) { w.IdleSum[2] += 1e-12 },
		func(w *World) { w.Occupations[1].Sales[3].Posts++ },
		func(w *World) { w.Occupations[1].Used[1].hours += 1e-9 },
		func(w *World) { w.Effects[7][3] += 1e-12 },
		func(w *World) { w.Month++ },
		func(w *World) { // who comes next finds another neighbourhood
			free := &w.hiring.free
			for o := range w.Occupations {
				free[o], free[Occupations] = nil, append(free[Occupations], free[o]...)
			}
			slices.Reverse(free[Occupations])
		},
	}
	visit := func(c column) {
		if c.name != "Peers" {
			moves = append(moves, func(w *World) { flip(w, c.name) })
		}
	}
	w.each(visit)
	for k, move := range moves {
		c := w.Clone()
		move(c)
		if c.Digest() == want {
			t.Errorf("the digest does not see move %d", k)
		}
	}
	if w.Digest() != want {
		t.Error("moving clones moved the world")
	}
}

// flip changes the last value of a column. Peers never change after the start,
// so clones share them, and they are not flipped.
func flip(w *World, name string) {
	last := func(c column) {
		if c.name != name {
			return
		}
		switch x := c.data.Index(c.data.Len() - 1); {
		case x.CanFloat():
			x.SetFloat(x.Float() + 0.125)
		case x.CanInt():
			x.SetInt(x.Int() + 1)
		default:
			x.SetUint(x.Uint() + 1)
		}
	}
	w.each(last)
}
