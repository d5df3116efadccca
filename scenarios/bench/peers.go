package bench

import (
	"math"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/network"
)

// trustModel is the small model of trust and adoption that PEERS.md states, with which
// other frameworks are compared: its numbers, as there.
type trustModel struct {
	Pull      float64 // s: how far trust moves toward the mean of peers in a step
	Noise     float64 // sigma: standard deviation of what chance adds to trust in a step
	Bound     float64 // epsilon: whose trust is further away is not heard; +Inf: all are
	Adoption  float64 // a: chance to adopt in a step of who trusts fully
	Abandoned float64 // b: chance to give up in a step of who does not trust at all
}

// plain hears all peers, bounded those within reach.
var (
	plain   = trustModel{Pull: 0.5, Noise: 0.05, Bound: math.Inf(1), Adoption: 0.08, Abandoned: 0.04}
	bounded = trustModel{Pull: 0.5, Noise: 0.05, Bound: 0.2, Adoption: 0.08, Abandoned: 0.04}
)

// Two columns hold trust: that of the step before, which peers see, and that of this
// step. They change places from step to step, so nothing is copied.
var trustColumns = [2]string{"trust at even steps", "trust at odd steps"}

// trustWas and trustIs are the columns of the step before and of this one.
func trustWas(w *sim.World) []float32 { return w.Column(trustColumns[w.Month&1]) }
func trustIs(w *sim.World) []float32  { return w.Column(trustColumns[1-w.Month&1]) }

// newTrust is a world of n agents before the first step.
func (m *trustModel) newTrust(n int, seed uint64, workers int) (*sim.World, error) {
	w, err := sim.Bare(n, seed, m.month(), "Flags", "PeersTrust", "Peers")
	if err != nil {
		return nil, err
	}
	for _, name := range trustColumns {
		if err := w.AddColumn(name, 0); err != nil {
			return nil, err
		}
	}
	links := w.Trait(draw.Named("peers of the trust model"))
	words := uint64(network.Draws(sim.Degree))
	copy(w.Creatives.Peers, network.SmallWorld(n, sim.Degree, nil, 1, func(i, k int) uint64 { return links.Bits(uint64(i)*words + uint64(k)) }))
	start := w.Trait(draw.Named("first trust of the trust model"))
	for i := range trustWas(w) {
		trustWas(w)[i] = float32(start.Uniform(w.Creatives.ID[i]))
	}
	w.SetWorkers(workers)
	return w, nil
}

// month is a step: three mechanisms that share one pass over the rows. Hearing is apart,
// since reads of the whole memory wait for each other the less the less is done between.
func (m *trustModel) month() []sim.Mechanism {
	hear := m.hear
	if math.IsInf(m.Bound, 1) {
		hear = hearAll
	}
	return []sim.Mechanism{
		{Name: "hear", Asks: "What do my peers trust?", Writes: []string{"PeersTrust"}, Rows: hear},
		{Name: "trust", Asks: "What do I trust?", Writes: trustColumns[:], Rows: m.trust},
		{Name: "adopt", Asks: "Do I use it?", Writes: []string{"Flags"}, Rows: m.adopt},
	}
}

// hearAll takes the mean of all peers.
func hearAll(w *sim.World, c *sim.Rows, _ int) {
	was := trustWas(w)
	for i := range c.Len() {
		p := (*[sim.Degree]uint32)(c.Peers[i*sim.Degree:])
		sum := ((was[p[0]] + was[p[1]]) + (was[p[2]] + was[p[3]])) + ((was[p[4]] + was[p[5]]) + (was[p[6]] + was[p[7]]))
		c.PeersTrust[i] = sum / sim.Degree
	}
}

// hear takes the mean of the peers within reach, one's own trust where there is none.
func (m *trustModel) hear(w *sim.World, c *sim.Rows, _ int) {
	was, bound := trustWas(w), int32(math.Float32bits(float32(m.Bound)))
	for i, mine := range was[c.At(0):c.At(c.Len())] {
		p := (*[sim.Degree]uint32)(c.Peers[i*sim.Degree:])
		var even, odd float32
		heard := int32(0)
		for k := 0; k < sim.Degree; k += 2 {
			a, b := was[p[k]], was[p[k+1]]
			nearA, nearB := near(a, mine, bound), near(b, mine, bound)
			even += math.Float32frombits(math.Float32bits(a) & uint32(nearA))
			odd += math.Float32frombits(math.Float32bits(b) & uint32(nearB))
			heard -= nearA + nearB
		}
		if c.PeersTrust[i] = mine; heard > 0 {
			c.PeersTrust[i] = (even + odd) / float32(heard)
		}
	}
}

// near is -1, all ones, where two numbers are within a bound, and 0 where not. The bound is
// given by its bits, which order as numbers do. That nearly random question is not
// asked, for a processor would guess it wrong half the time.
func near(a, b float32, bound int32) int32 {
	away := int32(math.Float32bits(a-b) & math.MaxInt32)
	return ^((bound - away) >> 31)
}

// trust moves toward what was heard, and by chance.
func (m *trustModel) trust(w *sim.World, c *sim.Rows, _ int) {
	was, is := trustWas(w)[c.At(0):c.At(c.Len())], trustIs(w)[c.At(0):c.At(c.Len())]
	luck := w.Stream(draw.Named("noise of the trust model"))
	for i, mine := range was {
		t := float64(mine) + float64(m.Pull*float64(c.PeersTrust[i]-mine)) + float64(m.Noise*luck.Noise(c.ID[i]))
		if t < 0 {
			t = 0
		}
		if t > 1 {
			t = 1
		}
		is[i] = float32(t)
	}
}

// adopt draws whether who has not adopted does, and whether who has gives up.
func (m *trustModel) adopt(w *sim.World, c *sim.Rows, _ int) {
	is := trustIs(w)[c.At(0):c.At(c.Len())]
	luck := w.Stream(draw.Named("adoption of the trust model"))
	// who has not adopted adopts with a T, who has gives up with b (1 - T): a chance times how
	// far trust is from 0 or from 1
	chance, from := [2]float64{m.Adoption, m.Abandoned}, [2]float64{0, 1}
	for i, t := range is {
		uses := c.Flags[i] & sim.Uses
		turned := uint8(0)
		if luck.Uniform(c.ID[i]) < float64(chance[uses]*math.Abs(float64(t)-from[uses])) {
			turned = sim.Uses
		}
		c.Flags[i] = uses ^ turned
	}
}
