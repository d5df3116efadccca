package sim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// near is a graph in which everybody sees the next rows: an occupation sees itself.
func near(i, k, n int) uint32 { return uint32((i + k + 1) % n) }

// ablated is a busy world in which something was taken out.
func ablated(t *testing.T, name string, options ...option) *World {
	t.Helper()
	w := busy(1500, append([]option{peers(near), at(40)}, options...)...)
	if err := w.Ablate(name); err != nil {
		t.Fatal(err)
	}
	return w
}

// Whatever is taken out, months add up, a clone goes the same way on any number of
// workers, and the world that it was cloned from knows nothing of it.
func TestAblationsAreExact(t *testing.T) {
	first := busy(1500, peers(near), at(40))
	plain := first.Clone()
	run(plain, 15)
	for _, a := range Ablations {
		w, before := first.Clone(), first.Digest()
		if err := w.Ablate(a.Name); err != nil {
			t.Fatal(err)
		}
		play(t, w, 9)
		twin := w.Clone()
		twin.SetWorkers(3)
		run(w, 6)
		run(twin, 6)
		same(t, a.Name+", cloned", w, twin)
		if first.Digest() != before || len(first.Ablated) > 0 {
			t.Errorf("%s: it shows in the world that was cloned", a.Name)
		}
		if w.Digest() == plain.Digest() {
			t.Errorf("%s changes nothing", a.Name)
		}
	}
	run(first, 15)
	same(t, "a world whose clones were ablated", first, plain)
}

// A shock is one to AI: without AI it changes no bit.
func TestShocksNeedAI(t *testing.T) {
	for _, a := range Ablations {
		if a.Kind != Shock {
			continue
		}
		w := busy(800, at(40)).Frozen()
		plain := w.Clone()
		if err := w.Ablate(a.Name); err != nil {
			t.Fatal(err)
		}
		run(w, 15)
		run(plain, 15)
		w.Ablated = nil
		same(t, a.Name+" without AI", w, plain)
	}
}

func TestUnknownAblationsAreRefused(t *testing.T) {
	w := lab(200)
	got := fmt.Sprint(w.Ablate("peers"))
	if !strings.HasPrefix(got, `there is no ablation "peers": there are peers shuffled, clients' learning frozen, `) || len(w.Ablated) > 0 {
		t.Errorf("got %q", got)
	}
}

func TestShuffledPeersAreFromEverywhere(t *testing.T) {
	w := ablated(t, "peers shuffled")
	own, n := 0, len(w.Creatives.Peers)
	seen := map[uint32]bool{}
	for k, j := range w.Creatives.Peers {
		seen[j] = true
		if int(j) == k/Degree {
			t.Fatalf("row %d is its own peer", j)
		}
		if w.home(int32(j)) == w.home(int32(k/Degree)) {
			own++
		}
	}
	chance := 1.0 / 4
	if z := (float64(own) - float64(n)*chance) / math.Sqrt(float64(n)*chance*(1-chance)); math.Abs(z) > bar {
		t.Errorf("%d of %d peers are of the own occupation of four, %.1f standard deviations off", own, n, z)
	}
	if !seen[0] || !seen[uint32(w.Rows()-1)] {
		t.Error("nobody sees the first row or the last")
	}
}

// What stands behind a mechanism runs before the next, and instead of one the others run.
func TestHooksStandAlone(t *testing.T) {
	w := busy(600, at(40))
	before, order := w.Clone(), ""
	moved := func(a, b []float32) string {
		for i := range a {
			if a[i] != b[i] {
				return "+"
			}
		}
		return "-"
	}
	look := func(name string) func(w *World) {
		return func(w *World) {
			a, b := &w.Creatives, &before.Creatives
			order += name + moved(a.Trust, b.Trust) + moved(a.Attitude, b.Attitude) + moved(a.Fear, b.Fear) + " "
		}
	}
	w.Ablated = []*Ablation{{Hooks: []hook{{"trust", false, look("trust")}, {"attitude", true, look("attitude")}, {"fear", false, look("fear")}}}}
	w.Step()
	if order != "trust+-- attitude+-- fear+-+ " {
		t.Errorf("trust, attitude and fear had moved: %s", order)
	}
}

func TestStuckClientsLearnNothing(t *testing.T) {
	w := ablated(t, "clients' learning frozen", with(func(w *World) { w.Rules = nil }), tuned(func(p *Params) { p.Clients.Imitation = 0 }))
	full := w.Clone()
	full.Ablated = nil
	first := w.Clone()
	run(w, 30)
	run(full, 30)
	tried := 0
	for j, f := range w.Clients.Flags {
		if f&TriedAI != 0 {
			tried++
		}
		if w.Clients.Skill[j] > first.Clients.Skill[j] {
			t.Fatalf("client %d learnt", j)
		}
		within(t, "evidence", float64(w.Clients.Alpha[j]+w.Clients.Beta[j]), float64(first.Clients.Alpha[j]+first.Clients.Beta[j]), 1e-3)
	}
	if tried == 0 {
		t.Error("nobody tries AI")
	}
	if full.Digest() == w.Digest() {
		t.Error("learning changes nothing")
	}
}

func TestEqualTraitsAreTheMedian(t *testing.T) {
	full := lab(300)
	if err := full.Ablate("traits equal"); err != nil {
		t.Fatal(err)
	}
	for i, x := range full.Creatives.Autonomy {
		within(t, "autonomy", float64(x), 0.5, 1e-6)
		within(t, "published trust", float64(full.Creatives.Published[i]&trustMask)/trustUnit, full.Params.Trust.PriorMean, 1e-4)
	}
	w := ablated(t, "traits equal")
	run(w, 20)
	c := &w.Creatives
	newcomers, luck := 0, w.newTraits()
	for i, s := range c.State {
		if s == Vacant {
			continue
		}
		if c.ID[i] > 1500 {
			newcomers++
		}
		id := c.ID[i]
		s, mean := w.Params.Trust.innate(w.Trait(drawInnate), id)
		privacy, openness := draw.Halves(luck.privacy.Bits(id))
		talent, more := draw.Halves(w.Trait(drawTalent).Bits(id))
		p := &w.Params
		for _, x := range [][2]float64{
			{float64(c.Autonomy[i]), 0.5}, {float64(c.Disposition[i]), 0}, {mean, p.Trust.PriorMean},
			{s, (p.Trust.SusceptibilityLow + p.Trust.SusceptibilityHigh) / 2}, {privacy, 0.5}, {openness, 0.5},
			{luck.taste.Logistic(id), 0}, {w.threshold(id, &luck), p.Use.Threshold},
			{w.Trait(drawReservation).Uniform(id), 0.5}, {ceilingOf(0.5, talent, more), 0.5},
		} {
			within(t, "a trait", x[0], x[1], 1e-6)
		}
	}
	if newcomers == 0 {
		t.Error("nobody came")
	}
	if a, b := w.Trait(drawPotential), draw.New(w.Seed, drawPotential, forever); a != b {
		t.Error("potential is none of them")
	}
}

// Under a mean field the occupation together sees what it shows, and nobody sees
// anything that is an eighth away from it.
func TestTheMeanFieldIsTheMean(t *testing.T) {
	w := ablated(t, "mean field")
	w.Params.Trust.Confidence = 0.1
	c := &w.Creatives
	run(w, 6)
	for i := range c.Flags {
		if i%3 == 0 && c.State[i] != Vacant {
			c.Flags[i] |= LostWork
		}
	}
	run(w, 2)
	var n, trust, shown, lost [Occupations]float64
	for i, v := range c.Published {
		if o := c.Occupation[i]; c.State[i] != Vacant {
			n[o]++
			trust[o] += float64(v&trustMask) / trustUnit
			if v&seenUses != 0 {
				shown[o]++
			}
			if v&seenLost != 0 {
				lost[o]++
			}
		}
	}
	w.seeTheMean()
	var seen, seenLoss [Occupations]float64
	far := 0
	for i, s := range c.State {
		if s == Vacant {
			continue
		}
		o := c.Occupation[i]
		if x, y := float64(c.PeersUse[i])-8*shown[o]/n[o], float64(c.PeersLost[i])-8*lost[o]/n[o]; math.Abs(x) >= 1 || math.Abs(y) >= 1 {
			t.Fatalf("%v and %v eighths off", x, y)
		}
		seen[o] += float64(c.PeersUse[i])
		seenLoss[o] += float64(c.PeersLost[i])
		want := trust[o] / n[o]
		if math.Abs(want-float64(c.Trust[i])) > 0.1 {
			want, far = float64(c.Trust[i]), far+1
		}
		within(t, "trust of peers", float64(c.PeersTrust[i]), want, 1e-4)
	}
	for o := range w.Occupations {
		if shown[o] == 0 || lost[o] == 0 {
			t.Error("nobody uses AI, or lost work to it")
		}
		// rounding has a standard deviation of at most half an eighth
		within(t, "use seen in the occupation, eighths", seen[o]/n[o], 8*shown[o]/n[o], bar*0.5/math.Sqrt(n[o]))
		within(t, "loss seen in the occupation, eighths", seenLoss[o]/n[o], 8*lost[o]/n[o], bar*0.5/math.Sqrt(n[o]))
	}
	if far == 0 {
		t.Error("nobody is beyond confidence")
	}
}

func TestShocksLastAYear(t *testing.T) {
	for _, c := range []struct {
		name  string
		share float64
		of    func(w *World, known map[uint64]bool) float64
	}{
		{"nobody uses AI in 2025", 0, usersAmong}, {"everybody uses AI in 2025", 1, usersAmong},
		{"no organisation has AI in 2025", 0, adopting}, {"all organisations have AI in 2025", 1, adopting},
	} {
		w := ablated(t, c.name, at(30), with(func(w *World) { w.Rules = nil }))
		run(w, 17)
		for month := range 20 { // from December 2024
			known := map[uint64]bool{}
			for i, s := range w.Creatives.State {
				known[w.Creatives.ID[i]] = s != Vacant
			}
			w.Step()
			x, shocked := c.of(w, known), month >= 1 && month <= 12
			if shocked && x != c.share || month == 0 && x == c.share {
				t.Errorf("%s: %v, month %d from December 2024", c.name, x, month)
			}
			if month == 19 && x == c.share {
				t.Errorf("%s: the rules do not act again", c.name)
			}
		}
	}
}

// usersAmong is the share of users among those who were there when the month began: newcomers have not
// decided yet.
func usersAmong(w *World, known map[uint64]bool) float64 {
	n, users := 0.0, 0.0
	for i, s := range w.Creatives.State {
		if s != Vacant && known[w.Creatives.ID[i]] {
			n++
			users += float64(w.Creatives.Flags[i] & Uses)
		}
	}
	return users / n
}

// adopting is the share of organisations that have generative AI.
func adopting(w *World, _ map[uint64]bool) float64 {
	return w.Now.Groups[0].Values[ColumnIndex("org_adoption")]
}

// Who must use AI comes to the depth that one wishes for, and who may not has none.
func TestDepthFollowsAShock(t *testing.T) {
	for name, want := range map[string]float64{"nobody uses AI in 2025": 0, "everybody uses AI in 2025": 1} {
		w := ablated(t, name, at(48), with(func(w *World) { w.Rules = nil }), tuned(func(p *Params) { p.Use.DepthRate = 1 }))
		run(w, 5)
		full := w.Creatives.rows(0, w.Rows())
		for i := range full.n {
			if full.State[i] != Vacant && full.Months[i] > 3 {
				depth := float64(full.Depth[i])
				if within(t, name, depth, want*depth, 0); want > 0 && depth <= 0.01 {
					t.Fatalf("%s: depth %v", name, depth)
				}
			}
		}
	}
}

// While all organisations have AI, each sector sees that they do.
func TestSectorsSeeAShock(t *testing.T) {
	for name, want := range map[string]func(*Sector) float64{
		"all organisations have AI in 2025": func(*Sector) float64 { return 1 },
		"no organisation has AI in 2025":    func(s *Sector) float64 { return s.Share2021 },
	} {
		w := ablated(t, name, at(50))
		run(w, 2)
		for s := range w.Sectors {
			within(t, name, w.Sectors[s].Share, want(&w.Sectors[s]), 0)
		}
	}
}
