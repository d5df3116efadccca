package sim

import (
	"math"
	"testing"
)

// noEffects are the effects of AI in months without any.
func noEffects(months int) Effects {
	e := make(Effects, months)
	for m := range e {
		for o := range e[m] {
			e[m][o] = 1
		}
	}
	return e
}

// observed is a record of some months that swings, in every occupation otherwise.
func observed(months int) option {
	return with(func(w *World) {
		w.Observed = months - 1
		for o := range w.Occupations {
			for m := range months + 24 {
				x := 1 + 0.1*math.Sin(float64(m+5*o)/7) - 0.1*math.Sin(float64(5*o)/7)
				w.Occupations[o].Trend = append(w.Occupations[o].Trend, x)
			}
		}
	})
}

// Without AI the trend is the observed index, to the bit, whatever employment
// does on it: up to the end of the record and beyond.
func TestWithoutAITheTrendIsTheObservedIndexToTheBit(t *testing.T) {
	const months = 20
	w := busy(3000, at(0), observed(months), with(func(w *World) { w.Effects, w.Rules, w.Params.Technology.Access = nil, nil, 0 }))
	for range months + 12 {
		for o := range w.Occupations {
			if got, want := w.trend(o), w.Occupations[o].Trend[w.Month]; math.Float64bits(got) != math.Float64bits(want) {
				t.Fatalf("month %d, occupation %d: the trend is %v, the index %v", w.Month, o, got, want)
			}
		}
		w.Step()
	}
	if len(w.Effects) != months-1 {
		t.Errorf("%d months of effects were found, want %d", len(w.Effects), months-1)
	}
}

// What organisations want is what the observed index says, whatever AI does: off by
// no more than AI changed it in one month, and once the record is over by what AI
// does from then on.
func TestWantedHeadsFollowTheObservedIndexWhateverAIDoes(t *testing.T) {
	const months = 24
	kept := func(month int) float32 { // labour that AI leaves; never falling, so that nobody is in excess
		return [...]float32{0.7, 0.7, 0.7, 0.75, 0.82, 0.9}[min(month, 29)/5]
	}
	w := factory(func(int) float64 { return 0 }, only("demand"), observed(months))
	for k := range w.Cells.Star {
		w.Cells.Star[k] *= kept(0)
	}
	last := float32(1)
	for month := range months + 6 {
		for f := range w.Orgs.Automated {
			w.Orgs.Automated[f] = 1 - kept(month)
		}
		w.Step()
		var heads, base [Occupations]float64
		for k, o := range w.Cells.Occupation {
			heads[o] += float64(w.Cells.Star[k])
			base[o] += float64(w.Cells.Base[k])
		}
		for o := range w.Occupations {
			within(t, "heads over those of the start", heads[o]/base[o], w.Occupations[o].Trend[month]*float64(kept(month)/last), 1e-5)
		}
		if month < months-1 {
			last = kept(month)
		}
	}
	if last == kept(0) || last == kept(months+5) {
		t.Error("AI changes nothing within the record, or nothing after it")
	}
}

// Heads that are no longer wanted because of AI count to the effect as long as they
// are expected to be there, which is as long as they are: counted in many small
// teams. When they are wanted again they do not count twice.
func TestHeadsInExcessForAICountAsLongAsTheyAreThere(t *testing.T) {
	const n, falls = 30000, 30
	w := lab(n, people(1, 0), firms(8000), only("demand", "employees"), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.JobToJob = 0, 0
	}), with(func(w *World) {
		w.Observed = falls + 1
		for o := range w.Occupations {
			w.Occupations[o].Trend = []float64{1}
		}
	}))
	excess := func() (expected, counted float64) {
		for k, over := range w.Cells.Over {
			expected += float64(over)
			counted += float64(max(0, w.Cells.Staff[k]-w.Cells.Desired[k]))
		}
		return expected, counted
	}
	for month := range falls {
		for f := range w.Orgs.Automated { // in a half of organisations
			w.Orgs.Automated[f] = 0.012 * float32(month) * float32(f/2%2)
		}
		w.Step()
	}
	expected, counted := excess()
	if !(counted > n/100) || math.Abs(expected/counted-1) > 0.15 {
		t.Errorf("%.0f heads are expected in excess, %.0f are", expected, counted)
	}
	wanted, there := 0.0, 0.0
	for k, o := range w.Cells.Occupation {
		wanted += float64(w.Cells.Star[k])
		there += float64(w.Cells.Base[k]) * w.Effects[falls-1][o] * math.Exp(w.Occupations[o].LnTrend)
	}
	if gone := there - wanted - expected; !(gone > 0 && gone < 0.2*expected) { // those who left this month
		t.Errorf("%.0f heads are wanted and %.0f expected in excess: the effect has %.0f", wanted, expected, there)
	}
	clear(w.Orgs.Automated)
	w.Step()
	if expected, _ := excess(); expected > 0.02*counted {
		t.Errorf("%.0f heads are expected in excess though AI is gone", expected)
	}
}

// A world that is given what another found goes the same way, to the bit; so its
// twin and a world with rules have the very trend of the world that found it.
func TestAGivenTrendIsTheFoundOne(t *testing.T) {
	const months = 20
	start := busy(3000, observed(months), with(func(w *World) { w.Effects, w.Observed, w.Rules = noEffects(30), 30+months-1, nil }))
	found := start.Clone()
	run(found, months)
	given, twin, ruled := start.Clone(), start.Clone(), start.Clone()
	given.Effects, twin.Effects, ruled.Effects = found.Effects, found.Effects, found.Effects
	twin.Params.Technology.Access = 0
	ruled.Rules = everyRule(1)
	again, moved := start.Clone(), 0.0
	for range months {
		for o := range start.Occupations {
			x := again.trend(o)
			moved = math.Max(moved, math.Abs(math.Log(x/again.Occupations[o].Trend[again.Month])))
			for _, w := range []*World{given, twin, ruled} {
				if math.Float64bits(w.trend(o)) != math.Float64bits(x) {
					t.Fatalf("month %d, occupation %d: trends %v and %v", w.Month, o, w.trend(o), x)
				}
			}
		}
		for _, w := range []*World{again, given, twin, ruled} {
			w.Step()
		}
	}
	copy(given.Cells.Over, again.Cells.Over) // whom only a world that finds keeps count of
	same(t, "given and found", again, given)
	if !(moved > 0.01) {
		t.Errorf("AI moves the trend by %v only", moved)
	}
	if twin.Digest() == given.Digest() || ruled.Digest() == given.Digest() {
		t.Error("the twin or the world with rules is the world itself")
	}
}

// Clones find their trends by themselves: what one finds is not the other's.
func TestClonesDoNotShareWhatTheyFind(t *testing.T) {
	a := busy(2000)
	run(a, 2)
	b := a.Clone()
	b.Rules = nil
	run(b, 3)
	want := append(Effects(nil), b.Effects...)
	run(a, 3)
	for m := range want {
		if want[m] != b.Effects[m] {
			t.Fatalf("the effects of month %d became those of a clone", m)
		}
	}
	if a.Effects[34] == b.Effects[34] {
		t.Error("two futures find the same: the test sees nothing")
	}
}

// What is told of the trend is the one that the month had, on the employees of the
// start, in persons.
func TestTheTrendIsToldAsItWas(t *testing.T) {
	w := busy(1500, with(func(w *World) { w.Weight = 7 }))
	run(w, 3)
	want := 0.0
	for o := range w.Occupations {
		want += 7 * float64(w.Occupations[o].Start) * w.trend(o)
	}
	w.Step()
	if got := w.Now.Groups[0].Values[ColumnIndex("trend_staff")]; math.Abs(got/want-1) > 1e-12 {
		t.Errorf("the trend is told as %v, it was %v", got, want)
	}
	if w.Month > w.Observed || w.Effects[w.Month-2] == w.Effects[w.Month-1] {
		t.Error("AI does not move the trend: the test sees nothing")
	}
}
