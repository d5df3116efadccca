package sim

import (
	"flag"
	"fmt"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

var scenariosPlayedTwice = flag.Int("second", 12, "random scenarios that both models play")

// The second model plays random small scenarios beside the first: all bits are the same,
// month by month.
func TestTheSecondModelGivesTheSameBits(t *testing.T) {
	for n := range *scenariosPlayedTwice {
		t.Run(fmt.Sprintf("scenario %d", n), func(t *testing.T) {
			d := dice{stream: draw.New(20210101, draw.Named("second model"), n)}
			w, months := d.scenario(t)
			sideBySide(t, w, months)
		})
	}
}

// sideBySide plays both models from one world. Where they differ at the end of a month, it is
// played again with a look behind each mechanism.
func sideBySide(t *testing.T, w *World, months int) {
	t.Helper()
	s := secondOf(w)
	for range months {
		before := w.Clone()
		w.Step()
		s.month(func(string) {})
		if s.difference(w, true) == "" {
			continue
		}
		w, s = before.Clone(), secondOf(before)
		w.openBooks()
		k := 0
		s.month(func(mechanism string) {
			w.run(k, k+1, nil)
			k++
			w.Month += k / len(Schedule)
			if found := s.difference(w, k == len(Schedule)); found != "" {
				t.Fatalf("month %d, %s: %s", before.Month, mechanism, found)
			}
		})
		t.Fatalf("month %d: the difference is not within a mechanism", before.Month)
	}
}

// dice are the luck of a scenario, in the order in which it is asked for.
type dice struct {
	stream draw.Stream
	thrown uint64
}

// below is an even number 0 to n-1, between one of low to high, and one in n is true so often.
func (d *dice) below(n int) int {
	d.thrown++
	return int(d.stream.Below(d.thrown, uint64(n)))
}

func (d *dice) between(low, high float64) float64 {
	d.thrown++
	return low + float64((high-low)*d.stream.Uniform(d.thrown))
}

func (d *dice) oneIn(n int) bool { return d.below(n) == 0 }

// scenario is a random small world, and months to play it: its parameters anywhere in their
// ranges, before, within and after the arrival of AI, found or given a trend, with rules of all
// kinds and without some mechanisms.
func (d *dice) scenario(t *testing.T) (*World, int) {
	month, burnIn := 15+d.below(60), d.oneIn(12)
	if burnIn {
		month = -50 + d.below(20)
	}
	employed, kinds := d.between(0.3, 0.85), 1+d.below(6)
	options := []option{seed(uint64(d.below(1 << 30))), at(month), spare(d.below(40)), occupations(kinds), domains(1 + d.below(min(4, kinds))), firms(8 + d.below(60)),
		people(employed, d.between(0.05, 0.95-employed)), tuned(d.parameters), with(d.facts), with(func(w *World) { w.BurnIn = burnIn })}
	if !burnIn {
		options = append(options, with(d.rules))
	}
	w := lab(250+d.below(350), options...)
	for _, m := range Schedule {
		if d.oneIn(20) && m.Name != "policy" && m.Name != "measure" && m.Name != "orders" {
			if err := w.LeaveOut(m.Name); err != nil {
				t.Fatal(err)
			}
		}
	}
	return w, 12 + d.below(19)
}

// parameters takes some of the worlds, and moves every third parameter.
func (d *dice) parameters(p *Params) {
	_ = p.SetWorld(Worlds[d.below(len(Worlds)-1)])
	for _, q := range parameters {
		if d.oneIn(3) && q.Path != "technology.access" {
			*p.field(q) = d.between(q.Low, q.High)
		}
	}
	if d.oneIn(4) {
		p.Technology.Access = d.between(0, 1)
	}
	p.Liability.Firm = min(p.Liability.Firm, 1-p.Liability.Worker)
	p.Liability.Start, p.Feedback.Start = float64(d.below(90)), float64(d.below(90))
}

// facts makes a world uneven: other occupations, demand, flows and people.
func (d *dice) facts(w *World) {
	w.Weight = []float64{1, 37.5, 1234.56}[d.below(3)]
	for k := range w.Occupations {
		o := &w.Occupations[k]
		o.UseOffset, o.Automation, o.Digital = d.between(-0.5, 0.5), d.between(0.2, 0.8), d.between(0.3, 1)
		o.EntryBase, o.PoolBase, o.PoolIn = o.EntryBase*d.between(0, 4), d.between(0, 8), d.between(0, 0.3)
		o.Pool = o.PoolBase * d.between(0, 1.5)
		image, text := d.between(0, 1), d.between(0, 0.5)
		o.Modality = [Modalities]float64{text, image * (1 - text), 0, (1 - image) * (1 - text) / 2, (1 - image) * (1 - text) / 2}
		for range 120 {
			o.Trend = append(o.Trend, d.between(0.8, 1.2))
		}
	}
	for k := range w.Sectors {
		w.Sectors[k].Base, w.Sectors[k].Gain = d.between(-3, 0), d.between(1, 3.5)
	}
	for i := range w.Creatives.Flags {
		if w.Creatives.State[i] != Vacant && d.oneIn(9) {
			w.Creatives.Flags[i] |= LostWork
		}
	}
	if w.Month > 0 && d.oneIn(2) {
		w.Observed, w.Effects = w.Month+d.below(24), noEffects(w.Month-d.below(2))
	}
}

// rules puts up to eight rules in force, which may be two of one policy: each pulls one lever or
// two, for some, from some month on, up to some other.
func (d *dice) rules(w *World) {
	for range d.below(9) {
		l := Lever(d.below(int(NLevers)))
		r := pulling(l, doses[l]*d.between(0, 1))
		if second := Lever(d.below(int(NLevers))); d.oneIn(3) && second != l {
			r.Design.Pulls = append(r.Design.Pulls, Pull{Lever: second, Scale: d.between(0, 1) * doses[second] / doses[l]})
		}
		r.Start, r.Ramp = w.Month-2+d.below(12), d.below(3)*d.below(9)
		if d.oneIn(3) {
			r.End = r.Start + d.below(12)
		}
		if d.oneIn(2) {
			r.Compliance = d.between(0, 1)
		}
		r.Design.CoveredOnly = r.Design.CoveredOnly && d.oneIn(2)
		r.UnitCost *= d.between(0, 2)
		d.target(&r)
		w.Rules = append(w.Rules, r)
		if d.oneIn(4) {
			r.Dose *= d.between(0, 1)
			r.Strongest, r.Compliance = d.oneIn(2), d.between(0, 1)
			d.target(&r)
			w.Rules = append(w.Rules, r)
		}
	}
}

// target leaves some out.
func (d *dice) target(r *Rule) {
	for _, bits := range []*uint8{&r.Target.Domains, &r.Target.Sizes, &r.Target.Contracts, &r.Target.Stages} {
		if d.oneIn(3) {
			*bits &= uint8(d.below(256))
		}
	}
}
