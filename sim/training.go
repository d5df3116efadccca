package sim

import (
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/num"
)

// training is enrolment in courses, and learning by use (equations 7 and 8).
//
// A creative enrols with enrol x L(base + fear F - fear_squared F^2 + subsidy +
// provision - cost): insecurity raises the wish, great fear freezes. A course
// lifts K by course_gain (1 - K), use by use_gain max(0, use_ceiling - K), and
// unused skill decays to its floor. Two ceilings, or use alone would make
// everyone skilled within months and courses would do nothing. There are no
// courses in AI before there is AI.
//
// Source: Humlum and Vestergaard 2025 for who is trained, Noy and Zhang 2023 for
// the order of gains; the weights are assumed.
var training = Mechanism{
	Name: "training", Asks: "Do I learn?",
	Writes: []string{"Skill", "Flags", "Cells.Learners"},
	Rows: func(w *World, c *Rows, worker int) {
		p, t := &w.Params.Training, &w.tallies[worker]
		if onLists { // to the bit what follows
			w.trainingOnLists(c, t)
			return
		}
		luck, courses := &t.room.lists[0], w.offered()
		if courses != [Occupations]bool{} {
			c.uniforms(w.Stream(drawEnrol), luck)
		}
		gain := [2]float64{0, p.UseGain}
		for i := range c.n {
			if c.State[i] == Vacant {
				continue
			}
			k := toward(float64(c.Skill[i]), p.Floor, p.Decay)
			k += float64(gain[c.Flags[i]&Uses] * atLeast(0, p.UseCeiling-k)) // no branch: who uses AI is as good as random
			if courses[c.Occupation[i]%Occupations] {
				if u := luck[i]; u < p.Enrol && u < w.enrolment(c.At(i)) {
					k = toward(k, 1, p.CourseGain)
					w.enrol(c, i, t)
				}
			}
			c.Skill[i] = float32(k)
		}
	},
}

// offered tells in which occupations there are courses in AI.
func (w *World) offered() (courses [Occupations]bool) {
	for o := range w.Occupations {
		courses[o] = w.Occupations[o].Quality > 0
	}
	return courses
}

// enrol enters that a creative takes a course.
func (w *World) enrol(c *Rows, i int, t *tally) {
	c.Flags[i] |= Trained
	t.flows[c.Occupation[i]][FlowCourses]++
	w.billPerson(t.purse(), PerCourse, c.At(i), 1)
	if k := c.Cell[i]; k >= 0 && w.charged(PerLearner) {
		atomic.AddInt32(&w.Cells.Learners[k], 1)
	}
}

// enrolment is equation 7, the chance that a creative takes a course this month.
func (w *World) enrolment(i int) float64 {
	c, p := &w.Creatives, &w.Params.Training
	f, subsidy := float64(c.Fear[i]), w.lever(FeeSubsidy, i)
	x := p.Base + float64(p.Fear*f) - float64(p.FearSquared*float64(f*f)) + float64(p.Subsidy*subsidy)
	cost := p.FeeUSD * (1 - subsidy) / max(500, c.Pay[i])
	if k := c.Cell[i]; k >= 0 {
		f := w.Cells.Organisation[k]
		provided := max(float64(w.Orgs.Provision[f]), w.firmLever(Provision, int(f)))
		x += float64(p.Provision * provided)
		cost *= 1 - provided
	}
	rate := p.Enrol * num.Logistic(x-float64(p.Cost*min(3, cost)))
	if c.Flags[i]&Trained != 0 {
		rate *= p.Repeat
	}
	return rate
}
