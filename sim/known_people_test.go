package sim

import (
	"math"
	"testing"
)

// affine is x after n months of x -> (1 - rate) x + rate goal.
func affine(x, rate, goal float64, n int) float64 {
	return goal + (x-goal)*math.Pow(1-rate, float64(n))
}

// Learning by use: decay, then gain toward the ceiling, is an affine map, whose
// fixed point lies under the ceiling of use.
func TestSkillFromUseAloneStopsUnderItsCeiling(t *testing.T) {
	w := lab(200, only("training"))
	p := w.Params.Training
	for i := range 100 {
		w.Creatives.Flags[i] |= Uses
	}
	rate := 1 - (1-p.Decay)*(1-p.UseGain)
	goal := ((1-p.UseGain)*p.Decay*p.Floor + p.UseGain*p.UseCeiling) / rate
	if goal >= p.UseCeiling {
		t.Fatalf("fixed point %v is not under the ceiling %v", goal, p.UseCeiling)
	}
	for month := 1; month <= 240; month++ {
		w.Step()
		if month == 1 || month == 24 || month == 240 {
			within(t, "skill of a user", float64(w.Creatives.Skill[0]), affine(p.Floor, rate, goal, month), 2e-6)
			within(t, "skill of a non-user", float64(w.Creatives.Skill[150]), p.Floor, 1e-6)
		}
	}
}

// Courses: with a chance e of a course a month the mean of K is affine, with a
// fixed point above what use alone gives, and nobody's K passes 1.
func TestSkillFromCoursesFollowsItsMeanAndStaysUnderOne(t *testing.T) {
	const n, e = 8000, 0.4
	w := lab(n, only("training"), capable(0.5), tuned(func(p *Params) {
		p.Training.Enrol, p.Training.Base = e/logistic(2), 2
		p.Training.Fear, p.Training.FearSquared, p.Training.Cost = 0, 0, 0
		p.Training.Provision, p.Training.Repeat = 0, 1
	}))
	p := w.Params.Training
	rate := 1 - (1-p.Decay)*(1-e*p.CourseGain)
	goal := ((1-e*p.CourseGain)*p.Decay*p.Floor + e*p.CourseGain) / rate
	for month := 1; month <= 60; month++ {
		w.Step()
		if month != 3 && month != 60 {
			continue
		}
		sample := make([]float64, n)
		for i, k := range w.Creatives.Skill[:n] {
			sample[i] = float64(k)
			if !(k >= 0 && k < 1) {
				t.Fatalf("skill %v of person %d", k, i)
			}
		}
		mean, se := meanAndError(sample)
		unsurprising(t, "mean skill", mean, affine(p.Floor, rate, goal, month), se)
	}
	if goal <= p.UseCeiling {
		t.Errorf("courses end at %v, no higher than use alone", goal)
	}
}

// Nobody can take a course in AI before there is AI.
func TestNobodyTrainsBeforeRelease(t *testing.T) {
	w := lab(2000)
	play(t, w, 19)
	for i, f := range w.Creatives.Flags {
		if f&(Trained|Uses) != 0 {
			t.Fatalf("person %d has flags %b before the first release", i, f)
		}
	}
	play(t, w, 20)
	users, trained := 0, 0
	for _, f := range w.Creatives.Flags {
		users, trained = users+int(f&Uses), trained+int(f&Trained)
	}
	if users == 0 || trained == 0 {
		t.Error("nobody uses or trains 17 months after text models came out")
	}
}

// V settles at L(base + z + trust (T - T0) - fear (F - F0) - supply).
func TestAttitudeSettlesAtItsFixedPoint(t *testing.T) {
	w := lab(300, only("attitude"))
	for o := range w.Occupations {
		w.Occupations[o].Bypass = 0.1 * float64(o)
	}
	c, p := &w.Creatives, &w.Params.Attitude
	for i := range w.People {
		c.Trust[i], c.Fear[i] = float32(i%10)/10, float32(i%9)/9
	}
	first := append([]float32(nil), c.Attitude...)
	run(w, 200)
	for i := range w.People {
		b := 0.1 * float64(c.Occupation[i])
		supply := w.Params.Clients.Flood * b / (w.Params.Clients.Flood*b + 1 - b)
		goal := logistic(p.Base + float64(c.Disposition[i]) + p.Trust*(float64(c.Trust[i])-w.Params.Trust.PriorMean) -
			p.Fear*(float64(c.Fear[i])-logistic(w.Params.Fear.Base)) - p.AISupply*supply)
		within(t, "attitude", float64(c.Attitude[i]), affine(float64(first[i]), p.Inertia, goal, 200), 2e-6)
	}
}

// Without AI fear settles at L(base + z - skill); a new capability
// raises it at once, habituation takes half of the step back, no more.
func TestFearRisesWithCapabilityAndHabituates(t *testing.T) {
	w := lab(300, only("fear"))
	p := w.Params.Fear
	lasting := w.Trait(drawFearful)
	settled := func(q, reference float64) float64 {
		sum := 0.0
		for i := range w.People {
			sum += logistic(p.Base+fearfulness(lasting, w.Creatives.ID[i])-
				p.Skill*(float64(w.Creatives.Skill[i])-w.Params.Training.Floor)+p.Quality*(q-p.Reference*reference)) / float64(w.People)
		}
		return sum
	}
	mean := func() float64 {
		sum := 0.0
		for _, f := range w.Creatives.Fear[:w.People] {
			sum += float64(f) / float64(w.People)
		}
		return sum
	}
	run(w, 200)
	calm := mean()
	within(t, "fear without AI", calm, settled(0, 0), 1e-6)
	for o := range w.Occupations {
		w.Occupations[o].Quality = 0.6
	}
	run(w, 200)
	alarm := mean()
	within(t, "fear of a new capability", alarm, settled(0.6, 0), 1e-6)
	for o := range w.Occupations {
		w.Occupations[o].Reference = 0.6
	}
	run(w, 200)
	used := mean()
	within(t, "fear of a familiar capability", used, settled(0.6, 0.6), 1e-6)
	if !(calm < used && used < alarm) {
		t.Errorf("fear without AI %v, of familiar AI %v, of new AI %v", calm, used, alarm)
	}
}

// Craft: H -> ceiling - erosion m/(practice (1 - m)) at work, to nothing but
// its floor without work.
func TestCraftSettlesWherePracticeMeetsErosion(t *testing.T) {
	w := lab(400, only("craft"))
	c, p := &w.Creatives, &w.Params.Craft
	first := make([]float64, w.People)
	for i := range first {
		c.Depth[i] = float32(i%4) / 5
		first[i] = float64(c.Craft[i])
	}
	for month := 1; month <= 1200; month++ {
		w.Step()
		if month != 24 && month != 1200 {
			continue
		}
		for i := range first {
			m, known := float64(c.Depth[i]), 0.0
			if c.State[i] == Unemployed {
				known = affine(first[i], p.Idleness, 0, month)
			} else {
				known = affine(first[i], p.Practice*(1-m), w.craftCeiling(i)-p.Erosion*m/(p.Practice*(1-m)), month)
			}
			within(t, "craft", float64(c.Craft[i]), max(0.05, known), 1e-5)
		}
	}
}
