package sim

import (
	"math"
	"testing"
)

func never() bool { return false }

// settled is a lab world after its burn-in.
func settled(t *testing.T, options ...option) *World {
	t.Helper()
	w := lab(700, append([]option{spare(70)}, options...)...)
	if !w.PlayBurnIn(never) {
		t.Fatal("the burn-in stopped by itself")
	}
	return w
}

// The years before history hold no AI, no policy and no trend, and end in the
// start: nobody has left, nothing has changed its price.
func TestBurnInEndsInAStartWithoutAI(t *testing.T) {
	w := settled(t, ruled(everyRule(1)...))
	if err := w.Check(); err != nil {
		t.Error(err)
	}
	if w.Month != 0 || w.BurnIn {
		t.Errorf("month %d, burn-in %v", w.Month, w.BurnIn)
	}
	for i, f := range w.Creatives.Flags {
		if f != 0 || w.Creatives.Depth[i] != 0 {
			t.Fatalf("person %d has flags %b and depth %v", w.Creatives.ID[i], f, w.Creatives.Depth[i])
		}
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for _, x := range []float64{o.LnOrderPrice, o.LnWage, o.Bypass, o.Awareness, o.HouseBypass, float64(o.Left), float64(o.Came), o.Missing, w.Domains[o.Domain].LnPrice} {
			within(t, o.Name, x, 0, 0)
		}
		if o.Start != w.inState(i, Employed) || o.Start == 0 || o.EntrantsBase <= 0 || o.EntrantsBase < o.EntryBase {
			t.Errorf("%s starts with %d employees of %d, %v and %v entrants a month", o.Name, o.Start, w.inState(i, Employed), o.EntryBase, o.EntrantsBase)
		}
		within(t, "accounts", whole(o.Account[0]+o.Account[1]+o.Account[2]+o.Account[3]), 0, 0)
	}
	people := int64(0)
	for _, s := range w.Creatives.State {
		if s != Vacant {
			people++
		}
	}
	if people != w.StartPeople {
		t.Errorf("%d people, the start says %d", people, w.StartPeople)
	}
}

// A burnt-in world depends on nothing that AI or policy may be, so that it can
// be played once and shared: whatever the burn-in was told about them, one and
// the same future follows.
func TestBurnInIsCommonToAllFutures(t *testing.T) {
	want := settled(t)
	run(want, 24)
	for _, world := range Worlds {
		w := settled(t, tuned(func(p *Params) {
			if err := p.SetWorld(world); err != nil {
				t.Fatal(err)
			}
			p.Technology.ShiftRelate, p.Technology.AccessMonths = 1, 6
			p.Clients.Own, p.Clients.Fit, p.Clients.Innovation = 6, 20, 0.1
			p.Production.Saving, p.Markets.Automated = 0.5, 0.45
		}), ruled(everyRule(1)...))
		w.Params, w.Rules = want.Params, nil
		run(w, 24)
		same(t, "after a burn-in in the "+world+" world", want, w)
	}
}

// Month 0 has the pay of the tables: employees hold its quantiles by rank.
func TestPayAtTheStartHasThePercentilesOfTheTable(t *testing.T) {
	w := settled(t)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for k, share := range payPoints {
			want := o.PayQuantile(share)
			below, all := 0.0, 0.0
			for r, s := range w.Creatives.State {
				if s == Employed && int(w.Creatives.Occupation[r]) == i {
					all++
					if w.Creatives.Pay[r] < want {
						below++
					}
				}
			}
			within(t, "share paid less than the table's percentile "+[...]string{"10", "25", "50", "75", "90"}[k], below/all, share, 0.51/all)
		}
	}
}

// A burn-in can be broken off, and says so.
func TestBurnInStopsWhenAsked(t *testing.T) {
	w := lab(300)
	months := 0
	if w.PlayBurnIn(func() bool { months++; return months > 7 }) {
		t.Error("a burn-in that was broken off says that it was played")
	}
	if w.Month != -BurnInMonths+7 {
		t.Errorf("stopped after month %d", w.Month)
	}
	if w = lab(300); !w.PlayBurnIn(nil) || w.Month != 0 {
		t.Errorf("a burn-in that nobody can stop stands at month %d", w.Month)
	}
}

// No job has less than nobody, layoffs are no more than separations, and their
// causes are shares of them.
func TestLossOfJobsIsNeverNegative(t *testing.T) {
	w := busy(2000)
	v := func(name string) float64 { return w.Now.Groups[0].Values[ColumnIndex(name)] }
	laidOff := 0.0
	for range 36 {
		w.Step()
		for k, n := range w.Cells.Staff {
			if n < 0 || w.Cells.Desired[k] < 0 {
				t.Fatalf("job %d has %d heads and wants %d", k, n, w.Cells.Desired[k])
			}
		}
		sum := v("displaced_automation") + v("displaced_clients") + v("displaced_other")
		for _, name := range []string{"displaced_automation", "displaced_clients", "displaced_other", "entrants", "exits", "openings", "hires"} {
			if !(v(name) >= 0) {
				t.Errorf("month %d: %s is %v", w.Month, name, v(name))
			}
		}
		if sum > v("separations")+1e-9 || v("exits_unemployed")+v("exits_income") > v("exits") {
			t.Errorf("month %d: %v laid off of %v separations, exits %v", w.Month, sum, v("separations"), v("exits"))
		}
		laidOff += sum
	}
	if laidOff < 20 {
		t.Errorf("only %v people were laid off", laidOff)
	}
}

// The flows that the tables hold are all that moves people between a job, freelancing,
// being without either, and the outside.
func TestPeopleMoveOnlyByTheFlowsOfTheTables(t *testing.T) {
	w := busy(2000)
	v := func(name string) float64 { return w.Now.Groups[0].Values[ColumnIndex(name)] }
	states := []string{"employed", "freelancing", "unemployed"}
	w.Step()
	seen := map[string]float64{}
	for range 36 {
		was := map[string]float64{}
		for _, state := range states {
			was[state] = v(state)
		}
		w.Step()
		hired, gone := v("entrants")-v("entrants_freelance"), v("exits")-v("exits_employed")-v("exits_unemployed")
		for state, moved := range map[string]float64{
			"employed":    hired + v("jobs_found") - v("jobs_lost") - v("exits_employed"),
			"freelancing": v("entrants_freelance") + v("turned_freelance") - v("stopped_freelance") - gone,
			"unemployed":  v("jobs_lost") + v("stopped_freelance") - v("jobs_found") - v("turned_freelance") - v("exits_unemployed"),
		} {
			if got := v(state) - was[state]; math.Abs(got-moved) > 1e-6 {
				t.Errorf("month %d: %s changes by %v, flows say %v", w.Month, state, got, moved)
			}
		}
		for _, name := range []string{"jobs_found", "jobs_lost", "exits_employed", "turned_freelance", "stopped_freelance", "entrants_freelance"} {
			seen[name] += v(name)
		}
	}
	for name, n := range seen {
		if n == 0 {
			t.Errorf("%s: nobody, so that nothing was tested", name)
		}
	}
}

// Under a staff floor a covered organisation wants no fewer heads than that
// share of the start's, and the others may.
func TestStaffFloorBindsCoveredOrganisationsOnly(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, only("policy", "demand"), ruled(pulling(StaffFloor, 0.8)))
	for o := range w.Occupations {
		w.Occupations[o].Trend = []float64{0.3}
	}
	run(w, 1)
	fewer := 0
	for k, wish := range w.Cells.Desired {
		floor := 0.8*float64(w.Cells.Base[k]) - 1
		if w.Orgs.Covered[w.Cells.Organisation[k]] != 0 && float64(wish) < floor {
			t.Errorf("job %d wants %d heads of %v", k, wish, w.Cells.Base[k])
		} else if w.Orgs.Covered[w.Cells.Organisation[k]] == 0 && float64(wish) < floor {
			fewer++
		}
	}
	if fewer == 0 {
		t.Error("no organisation without an agreement wants fewer")
	}
}
