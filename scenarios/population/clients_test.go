package population

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
)

// clientsOf an occupation, as rows.
func clientRows(w *sim.World, o int) (from, to int) {
	return int(w.ClientStart[o]), int(w.ClientStart[o+1])
}

// Clients of an occupation are three for two freelancers, and never fewer than a
// dozen; their needs add up to what freelancers have orders for, over the shares
// that are left and that organisations have.
func TestNeedsOfClientsAddUp(t *testing.T) {
	for _, people := range []int{500, 5000, 60_000} {
		w := build(t, people, 3, 2)
		p := w.Params.Clients
		for o := range w.Occupations {
			occ := &w.Occupations[o]
			from, to := clientRows(w, o)
			if n, want := to-from, max(12, int(math.Ceil(1.5*float64(occ.FreelanceTarget)))); n != want {
				t.Errorf("%s has %d clients for %d freelancers, want %d", occ.Name, n, occ.FreelanceTarget, want)
			}
			sum, most := 0.0, 0.0
			for j := from; j < to; j++ {
				if int(w.Clients.Occupation[j]) != o {
					t.Fatalf("client %d stands among those of %s", j, occ.Name)
				}
				v := float64(w.Clients.Volume[j])
				sum, most = sum+v, max(most, v)
			}
			want := float64(occ.FreelanceTarget) / ((1 - p.Latent) * (1 - p.Houses))
			if math.Abs(sum-want) > 0.002*want {
				t.Errorf("clients of %s need %v, want %v", occ.Name, sum, want)
			}
			if to-from >= 100 && most > 0.02*want*1.0001 || most > max(0.02, 2/float64(to-from))*want*1.0001 {
				t.Errorf("a client of %s has %.2f %% of the needs of %d", occ.Name, 100*most/want, to-from)
			}
			if occ.NeedScale != 1 {
				t.Errorf("%s begins with needs times %v", occ.Name, occ.NeedScale)
			}
		}
		if int(w.ClientStart[0]) != 0 || int(w.ClientStart[len(w.Occupations)]) != len(w.Clients.Kind) {
			t.Errorf("clients begin at %d and end at %d of %d", w.ClientStart[0], w.ClientStart[len(w.Occupations)], len(w.Clients.Kind))
		}
	}
}

// A few buy most: volumes are lognormal with the spread of the parameter, so that
// the tenth with the largest needs has the share of them that this says.
func TestAFewClientsNeedMost(t *testing.T) {
	w := build(t, 100_000, 5, 2)
	s := w.Params.Clients.Spread
	want := 0.5 * math.Erfc(-(s-1.2815515655446004)/math.Sqrt2)
	for o := range w.Occupations {
		from, to := clientRows(w, o)
		if to-from < 500 {
			continue
		}
		v := slices.Clone(w.Clients.Volume[from:to])
		slices.Sort(v)
		slices.Reverse(v)
		sum, most, mean, square := 0.0, 0.0, 0.0, 0.0
		for k, x := range v {
			if sum += float64(x); k < len(v)/10 {
				most += float64(x)
			}
			mean, square = mean+math.Log(float64(x)), square+math.Log(float64(x))*math.Log(float64(x))
		}
		n := float64(len(v))
		if got := most / sum; math.Abs(got-want) > 0.02 {
			t.Errorf("%s: a tenth of clients has %v of needs, want %v", w.Occupations[o].Name, got, want)
		}
		if sd := math.Sqrt(square/n - mean/n*mean/n); math.Abs(sd-s) > 0.03 {
			t.Errorf("%s: logs of needs have the spread %v, want %v", w.Occupations[o].Name, sd, s)
		}
	}
}

// Kinds, habits and where suppliers were found are the shares that the parameters
// say, of clients and of their needs, in every occupation and with each other: what
// is even in one respect is even within another.
func TestKindsAndHabitsOfClientsAreEven(t *testing.T) {
	w := build(t, 100_000, 7, 2)
	c, p := &w.Clients, w.Params.Clients
	for o := range w.Occupations {
		from, to := clientRows(w, o)
		if to-from < 500 {
			continue
		}
		var kinds, bound [sim.ClientKinds]float64
		var needs [sim.ClientKinds]float64
		all, long, referred, both, boundNeeds := 0.0, 0.0, 0.0, 0.0, 0.0
		for j := from; j < to; j++ {
			k, v := c.Kind[j], float64(c.Volume[j])
			kinds[k]++
			needs[k] += v
			all += v
			if c.Flags[j]&sim.HouseBound != 0 {
				bound[k]++
				boundNeeds += v
				if c.Channel[j] != sim.ToHouse {
					t.Fatalf("a client whose habit is an organisation begins in channel %d", c.Channel[j])
				}
			} else if c.Channel[j] != sim.ToPerson {
				t.Fatalf("a client begins in channel %d", c.Channel[j])
			}
			if c.Flags[j]&sim.LongOrders != 0 {
				long += v
			}
			if c.Flags[j]&sim.Referred != 0 {
				referred++
				if c.Flags[j]&sim.HouseBound != 0 {
					both++
				}
			}
			if c.Supplier[j] != -1 || c.Flags[j]&(sim.KnowsAI|sim.TriedAI|sim.LooksAgain) != 0 {
				t.Fatalf("client %d begins with supplier %d and flags %b", j, c.Supplier[j], c.Flags[j])
			}
		}
		n := float64(to - from)
		near := func(what string, got, want, tolerance float64) {
			if math.Abs(got-want) > tolerance {
				t.Errorf("%s: %s %v, want %v", w.Occupations[o].Name, what, got, want)
			}
		}
		boundAll := 0.0
		for k := range kinds {
			name := sim.KindNames[k]
			near("clients that are a "+name, kinds[k]/n, 1.0/3, 0.01)
			near("needs of a "+name, needs[k]/all, 1.0/3, 0.025)
			near("of a "+name+" with an organisation", bound[k]/kinds[k], p.Houses, 0.03)
			boundAll += bound[k]
		}
		near("with an organisation", boundAll/n, p.Houses, 0.006)
		near("needs of those with an organisation", boundNeeds/all, p.Houses, 0.025)
		near("found by word of mouth", referred/n, p.Referral, 0.006)
		near("of those with an organisation", both/boundAll, p.Referral, 0.03)
		if long < 0.5*all || long > 0.9*all {
			t.Errorf("%s: long orders are %v of needs", w.Occupations[o].Name, long/all)
		}
	}
}

// What jobs ask is even between nothing and one over reach, automation and digital
// share: of short ones as it is, of long ones as the harder of two.
func TestWhatJobsAskIsEven(t *testing.T) {
	w := build(t, 100_000, 7, 2)
	c := &w.Clients
	for o := range w.Occupations {
		from, to := clientRows(w, o)
		if to-from < 500 {
			continue
		}
		occ := &w.Occupations[o]
		var asks [2][]float64
		mean := 0.0
		for j := from; j < to; j++ {
			mean += float64(c.Volume[j]) / float64(to-from)
		}
		for j := from; j < to; j++ {
			k := 0
			if c.Flags[j]&sim.LongOrders != 0 {
				k = 1
			}
			if math.Abs(float64(c.Volume[j])-mean) > 0.01*mean && (float64(c.Volume[j]) > mean) != (k == 1) {
				t.Fatalf("a client of %s that needs %v, where the mean is %v, has long orders: %d", occ.Name, c.Volume[j], mean, k)
			}
			asks[k] = append(asks[k], float64(c.Ask[j])*w.Params.Clients.Reach*occ.Automation*occ.Digital)
		}
		for k, a := range asks {
			slices.Sort(a)
			for i, x := range a {
				share := math.Pow(x, float64(k+1))
				if want := (float64(i) + 0.5) / float64(len(a)); math.Abs(share-want) > 0.04 {
					t.Fatalf("%s, length %d: a share %v of %d jobs asks less than %v, want %v", occ.Name, k, want, len(a), x, share)
				}
			}
		}
	}
}

// Needs of an occupation come evenly: no month has more of them than another,
// beyond some orders, whatever the seed.
func TestNeedsComeEvenly(t *testing.T) {
	for seed := range uint64(3) {
		w := build(t, 20_000, seed, 2)
		w.Params.Technology.Access = 0
		low, high := make([]float64, len(w.Occupations)), make([]float64, len(w.Occupations))
		for o := range low {
			low[o] = math.Inf(1)
		}
		w.Month, w.BurnIn = 0, false
		for range 18 {
			w.Step()
			for o := range w.Occupations {
				needs := 0.0
				for _, s := range w.Occupations[o].Sales {
					needs += float64(s.Needs) / 13 / w.Occupations[o].Trend[w.Month-1]
				}
				low[o], high[o] = min(low[o], needs), max(high[o], needs)
			}
		}
		for o := range low {
			from, to := clientRows(w, o)
			if n := float64(to - from); to-from >= 100 && high[o]-low[o] > 4+0.8*math.Sqrt(n) {
				t.Errorf("seed %d: the %d clients of %s need %v orders in one month and %v in another", seed, to-from, w.Occupations[o].Name, low[o], high[o])
			}
		}
	}
}

// Other parameters make other clients, other seeds too; more workers do not.
func TestClientsFollowSeedAndParameters(t *testing.T) {
	one := build(t, 5000, 1, 1)
	if !reflect.DeepEqual(one.Clients, build(t, 5000, 1, 3).Clients) {
		t.Error("three workers make other clients than one")
	}
	if reflect.DeepEqual(one.Clients, build(t, 5000, 2, 1).Clients) {
		t.Error("seeds 1 and 2 make the same clients")
	}
	p := sim.DefaultParams()
	p.Clients.Houses, p.Clients.Referral, p.Clients.Spread = 0, 1, 0
	w, err := Build(evidence.US(), Spec{People: 5000, Seed: 1, Params: p, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for j, f := range w.Clients.Flags {
		o := w.Clients.Occupation[j]
		first := w.Clients.Volume[w.ClientStart[o]]
		if f&sim.HouseBound != 0 || f&sim.Referred == 0 || math.Abs(float64(w.Clients.Volume[j]/first-1)) > 1e-5 {
			t.Fatalf("client %d has flags %b and needs %v, the first of the occupation %v", j, f, w.Clients.Volume[j], first)
		}
	}
}
