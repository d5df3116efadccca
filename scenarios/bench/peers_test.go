package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/network"
)

// loop is the model as plain slices and one loop, written from PEERS.md, with the luck of the
// world.
type loop struct {
	seed    uint64
	step    int
	peers   []uint32
	was, is []float32
	adopted []uint8
}

func newLoop(n int, seed uint64) *loop {
	l := &loop{seed: seed, was: make([]float32, n), is: make([]float32, n), adopted: make([]uint8, n)}
	const forever = -1 << 20
	links, start := draw.New(seed, draw.Named("peers of the trust model"), forever), draw.New(seed, draw.Named("first trust of the trust model"), forever)
	l.peers = network.SmallWorld(n, 8, nil, 1, func(i, k int) uint64 { return links.Bits(uint64(i*network.Draws(8) + k)) })
	for i := range l.was {
		l.was[i] = float32(start.Uniform(uint64(i + 1)))
	}
	return l
}

func (l *loop) play(m *trustModel) {
	noise := draw.New(l.seed, draw.Named("noise of the trust model"), l.step)
	luck := draw.New(l.seed, draw.Named("adoption of the trust model"), l.step)
	for i, mine := range l.was {
		p := l.peers[i*8 : i*8+8]
		mean := mine
		if math.IsInf(m.Bound, 1) {
			mean = (((l.was[p[0]] + l.was[p[1]]) + (l.was[p[2]] + l.was[p[3]])) + ((l.was[p[4]] + l.was[p[5]]) + (l.was[p[6]] + l.was[p[7]]))) / 8
		} else {
			var even, odd, heard float32
			for k, j := range p {
				if theirs := l.was[j]; float32(math.Abs(float64(theirs-mine))) <= float32(m.Bound) {
					if heard++; k%2 == 0 {
						even += theirs
					} else {
						odd += theirs
					}
				}
			}
			if heard > 0 {
				mean = (even + odd) / heard
			}
		}
		id := uint64(i + 1)
		t := float64(mine) + float64(m.Pull*float64(mean-mine)) + float64(m.Noise*noise.Noise(id))
		t = min(1, max(0, t))
		l.is[i] = float32(t)
		t = float64(l.is[i])
		u := luck.Uniform(id)
		switch {
		case l.adopted[i] == 0 && u < float64(m.Adoption*t):
			l.adopted[i] = 1
		case l.adopted[i] == 1 && u < float64(m.Abandoned*(1-t)):
			l.adopted[i] = 0
		}
	}
	l.was, l.is = l.is, l.was
	l.step++
}

// The engine plays what the plain loop plays, to the bit, with any number of workers.
func TestTrustModelIsThePlainLoop(t *testing.T) {
	for name, m := range map[string]*trustModel{"plain": &plain, "bounded": &bounded} {
		const n = 5000
		l := newLoop(n, 7)
		var worlds []*sim.World
		for _, workers := range []int{1, 2, 5} {
			w, err := m.newTrust(n, 7, workers)
			if err != nil {
				t.Fatal(err)
			}
			worlds = append(worlds, w)
		}
		for range 40 {
			l.play(m)
			for _, w := range worlds {
				w.Step()
			}
		}
		for _, w := range worlds {
			for i := range n {
				if x := trustWas(w)[i]; x != l.was[i] || w.Creatives.Flags[i] != l.adopted[i] {
					t.Fatalf("%s, %d workers: agent %d has trust %v and adopted %d, want %v and %d", name, w.Workers, i+1, x, w.Creatives.Flags[i], l.was[i], l.adopted[i])
				}
			}
		}
	}
}

// Without noise all come to one trust, and adopters to what it says of them; with it the
// variance of trust is that of the equation in PEERS.md, while trust stays away from its ends.
func TestTrustModelSettlesWhereItIsKnownTo(t *testing.T) {
	const n = 40_000
	settled := func(m trustModel, steps int) State {
		w, err := m.newTrust(n, 3, 2)
		if err != nil {
			t.Fatal(err)
		}
		for range steps {
			w.Step()
		}
		return stateOf(w)
	}
	for _, m := range []trustModel{plain, {Pull: 0.3, Bound: math.Inf(1), Adoption: 0.2, Abandoned: 0.3}} {
		m.Noise = 0
		s := settled(m, 300)
		up, down := m.Adoption*s.MeanTrust, m.Abandoned*(1-s.MeanTrust)
		want := up / (up + down)
		if s.SDTrust > 1e-6 || math.Abs(s.MeanTrust-0.5) > 0.01 || math.Abs(s.Adopters-want) > 4*math.Sqrt(want*(1-want)/n) {
			t.Errorf("without noise: %+v, want adopters %v", s, want)
		}
	}
	for _, m := range []trustModel{plain, {Pull: 0.8, Noise: 0.04, Bound: math.Inf(1), Adoption: 0.1, Abandoned: 0.1}, {Pull: 0.3, Noise: 0.03, Bound: math.Inf(1), Adoption: 0.1, Abandoned: 0.1}} {
		keeps, x := m.Pull*(1-m.Pull), 1-(1-m.Pull)*(1-m.Pull)-m.Pull*m.Pull/sim.Degree
		want := m.Noise / math.Pow(x*x-4*keeps*keeps/sim.Degree, 0.25)
		if s := settled(m, 120); math.Abs(s.SDTrust/want-1) > 0.015 {
			t.Errorf("pull %v, noise %v: trust has a standard deviation of %v, want %v", m.Pull, m.Noise, s.SDTrust, want)
		}
	}
	if s := settled(bounded, 12); s.SDTrust < 0.15 {
		t.Errorf("who is out of reach is heard: %+v", s)
	}
}

var update = flag.Bool("update", false, "write what the trust model gives into PEERS.md")

// What PEERS.md says that the model must give is what it gives.
func TestPeersPageHasWhatTheModelGives(t *testing.T) {
	page, err := os.ReadFile("PEERS.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, begins := strings.Cut(string(page), "<!-- results -->\n")
	_, tail, ends := strings.Cut(rest, "<!-- end of results -->")
	want := head + "<!-- results -->\n" + results(t) + "<!-- end of results -->" + tail
	if !begins || !ends {
		t.Fatal("PEERS.md has no place for results")
	}
	if *update {
		if err := os.WriteFile("PEERS.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(page) != want {
		t.Errorf("PEERS.md says something else than the model, which gives\n%s\ngo test ./scenarios/bench -run PeersPage -update mends it", results(t))
	}
	for _, m := range []trustModel{plain, bounded} {
		for _, x := range []float64{m.Pull, m.Noise, m.Adoption, m.Abandoned, bounded.Bound} {
			if !strings.Contains(string(page), fmt.Sprintf(" | %v |\n", x)) {
				t.Errorf("PEERS.md does not state %v", x)
			}
		}
	}
}

// results are the rows of the table: means and standard deviations over seeds.
func results(t *testing.T) string {
	const seeds = 20
	var text strings.Builder
	text.WriteString("| rule | steps | adopters, % | mean of T | standard deviation of T |\n|---|---|---|---|---|\n")
	for k, m := range []*trustModel{&plain, &bounded} {
		var worlds []*sim.World
		for seed := range uint64(seeds) {
			w, err := m.newTrust(10_000, seed+1, 2)
			if err != nil {
				t.Fatal(err)
			}
			worlds = append(worlds, w)
		}
		for _, steps := range []int{12, 60, 120} {
			var sum, squares [3]float64
			for _, w := range worlds {
				for w.Month < steps {
					w.Step()
				}
				s := stateOf(w)
				for i, x := range []float64{100 * s.Adopters, s.MeanTrust, s.SDTrust} {
					sum[i] += float64(x / seeds)
					squares[i] += float64(x * x / seeds)
				}
			}
			fmt.Fprintf(&text, "| %s | %d |", Rules[k], steps)
			for i, digits := range []int{2, 4, 4} {
				sd := math.Sqrt(max(0, squares[i]-float64(sum[i]*sum[i])) * seeds / (seeds - 1))
				fmt.Fprintf(&text, " %.*f (%.*f) |", digits, sum[i], digits, sd)
			}
			text.WriteString("\n")
		}
	}
	return text.String()
}

// What is timed is told in units that agree, and what came of it is what the loop says.
func TestPeersAreMeasured(t *testing.T) {
	list, err := MeasurePeers(context.Background(), 5, 3000, 25, 2, []int{1, 2})
	if err != nil || len(list) != 4 {
		t.Fatalf("%d measured: %v", len(list), err)
	}
	for i, v := range list {
		l := newLoop(3000, 5)
		for range 25 {
			l.play([]*trustModel{&plain, &bounded}[i/2])
		}
		adopters, trust := 0.0, 0.0
		for k, a := range l.adopted {
			adopters += float64(a) / 3000
			trust += float64(l.was[k]) / 3000
		}
		if v.Rule != Rules[i/2] || v.Workers != 1+i%2 || v.Population != 3000 || v.Steps != 25 {
			t.Errorf("%d is %+v", i, v)
		}
		if math.Abs(v.Adopters-adopters) > 1e-9 || math.Abs(v.MeanTrust-trust) > 1e-9 {
			t.Errorf("%d gave %v and %v, the loop %v and %v", i, v.Adopters, v.MeanTrust, adopters, trust)
		}
		if !(v.Seconds > 0) || math.Abs(v.PerSecond*v.Seconds/75_000-1) > 1e-9 || math.Abs(v.PerSecond*v.Nanoseconds/1e9-1) > 1e-9 {
			t.Errorf("%v agent-steps a second in %v seconds, %v ns each", v.PerSecond, v.Seconds, v.Nanoseconds)
		}
		const columns = 53
		if v.BytesPerAgent < columns || v.BytesPerAgent > columns*(3000.+2048+64)/3000 {
			t.Errorf("%v bytes an agent", v.BytesPerAgent)
		}
	}
	var out bytes.Buffer
	if err := writePlayed(&out, list); err != nil || !strings.Contains(out.String(), "3,000 agents, 25 steps, ") {
		t.Errorf("%s (%v)", &out, err)
	}
	text, err := json.Marshal(list[0])
	if err != nil || !strings.Contains(string(text), `"Rule":"plain"`) || !strings.Contains(string(text), `"Adopters":`) {
		t.Errorf("%s (%v)", text, err)
	}
}

func TestPeersThatCannotBeMeasuredAreRefused(t *testing.T) {
	for _, c := range []struct {
		population, steps, rounds int
		workers                   []int
	}{{0, 3, 1, []int{1}}, {300, 0, 1, []int{1}}, {300, 3, 0, []int{1}}, {300, 3, 1, []int{0}}, {300, 3, 1, nil}} {
		if v, err := MeasurePeers(context.Background(), 1, c.population, c.steps, c.rounds, c.workers); err == nil {
			t.Errorf("%+v: measured %+v", c, v)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := MeasurePeers(ctx, 1, 300, 3, 1, []int{1}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// BenchmarkTrustModel times the engine and the plain loop in turn, on worlds that are the same.
func BenchmarkTrustModel(b *testing.B) {
	for _, n := range []int{10_000, 1_000_000} {
		w, err := plain.newTrust(n, 1, 1)
		if err != nil {
			b.Fatal(err)
		}
		v, _ := bounded.newTrust(n, 1, 1)
		l := newLoop(n, 1)
		steps := 2_000_000 / n
		per := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*steps*n), "ns/agent-step")
		}
		for range 5 {
			b.Run("engine", func(b *testing.B) {
				for b.Loop() {
					for range steps {
						w.Step()
					}
				}
				per(b)
			})
			b.Run("loop", func(b *testing.B) {
				for b.Loop() {
					for range steps {
						l.play(&plain)
					}
				}
				per(b)
			})
			b.Run("bounded", func(b *testing.B) {
				for b.Loop() {
					for range steps {
						v.Step()
					}
				}
				per(b)
			})
		}
	}
}
