package sim

import (
	"math"
	"testing"
)

// outsideOnly is a world that takes people from outside only, one in two a junior.
func outsideOnly(n int, q float64, m [2]Minds) *World {
	w := lab(n, people(1, 0), capable(q), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.OutsideFill, p.Employees.JuniorPosts = 1, 0.5
	}))
	for o := range w.Occupations {
		w.Occupations[o].Present = m
	}
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 200
	}
	return w
}

// Newcomers are people of their own year: as many use AI, with as much skill and
// evidence, and they fear and think of it as those of their level who are there.
func TestNewcomersArePeopleOfTheirOwnYear(t *testing.T) {
	m := [2]Minds{
		{People: 100, Users: 0.6, UserSkill: 0.5, Skill: 0.2, Good: 12, Bad: 2, Depth: 0.3, Fear: 0.7, Attitude: 0.45},
		{People: 100, Users: 0.3, UserSkill: 0.4, Skill: 0.15, Good: 20, Bad: 1, Depth: 0.1, Fear: 0.5, Attitude: 0.6},
	}
	const people = 4000
	w := outsideOnly(people, 0.5, m)
	run(w, 1)
	c, p := &w.Creatives, w.Params
	var n, users, fear, attitude [2]float64
	for i := people; i < w.Rows(); i++ {
		if c.State[i] != Employed {
			continue
		}
		l := level(c.Stage[i])
		n[l]++
		_, mean := p.Trust.innate(w.Trait(drawInnate), c.ID[i])
		want := [5]float64{m[l].Skill, 0, p.Trust.PriorStrength * mean, p.Trust.PriorStrength * (1 - mean), mean}
		if c.Flags[i]&Uses != 0 {
			users[l]++
			a, b := want[2]+m[l].Good, want[3]+p.Trust.FailureRatio*m[l].Bad
			want = [5]float64{m[l].UserSkill, m[l].Depth, a, b, a / (a + b)}
			if taste := w.Trait(drawTaste).Uniform(c.ID[i]); taste < 1-m[l].Users {
				t.Fatalf("of %v users somebody at %v of taste is one", m[l].Users, taste)
			}
		}
		for k, x := range [5]float32{c.Skill[i], c.Depth[i], c.Alpha[i], c.Beta[i], c.Trust[i]} {
			within(t, [5]string{"skill", "depth", "alpha", "beta", "trust"}[k], float64(x), want[k], 1e-5)
		}
		fear[l] += float64(c.Fear[i])
		attitude[l] += float64(c.Attitude[i])
		odds := math.Sqrt(1+math.Pi/8*1.05*1.05)*math.Log(m[l].Fear/(1-m[l].Fear)) + fearfulness(w.Trait(drawFearful), c.ID[i])
		within(t, "fear", float64(c.Fear[i]), logistic(odds), 1e-5)
	}
	for l := range m {
		if n[l] < 1500 {
			t.Fatalf("%v newcomers", n)
		}
		unsurprising(t, "users", users[l]/n[l], m[l].Users, math.Sqrt(m[l].Users*(1-m[l].Users)/n[l]))
		within(t, "mean fear", fear[l]/n[l], m[l].Fear, 0.02)
		within(t, "mean attitude", attitude[l]/n[l], m[l].Attitude, 0.02)
	}
}

// Where there is no AI, or nobody of the level to be like, they are as in 2021.
func TestNewcomersBeforeAIAreAsInTheBeginning(t *testing.T) {
	full := Minds{People: 100, Users: 0.6, UserSkill: 0.5, Skill: 0.2, Good: 12, Bad: 2, Depth: 0.3, Fear: 0.7, Attitude: 0.45}
	for _, x := range []struct {
		q float64
		m [2]Minds
	}{{0, [2]Minds{full, full}}, {0.5, [2]Minds{}}} {
		const people = 600
		w := outsideOnly(people, x.q, x.m)
		run(w, 1)
		c := &w.Creatives
		for i := people; i < w.Rows(); i++ {
			if c.State[i] != Employed {
				continue
			}
			got := [4]float32{c.Skill[i], c.Alpha[i], c.Fear[i], c.Attitude[i]}
			stage, cell := c.Stage[i], c.Cell[i]
			w.InitPerson(i)
			c.Stage[i], c.Cell[i] = stage, cell
			if want := [4]float32{c.Skill[i], c.Alpha[i], c.Fear[i], c.Attitude[i]}; got != want || c.Flags[i] != 0 {
				t.Fatalf("with AI of %v: %v, want %v", x.q, got, want)
			}
		}
	}
}

// What newcomers are like is what a count of those present gives.
func TestThePresentIsCountedByLevel(t *testing.T) {
	w := busy(1500)
	run(w, 30)
	c := &w.Creatives
	for o := range w.Occupations {
		var m [2]Minds
		for i := range c.State {
			if c.State[i] == Vacant || int(c.Occupation[i]) != o {
				continue
			}
			x := &m[level(c.Stage[i])]
			x.People++
			x.Fear += float64(c.Fear[i])
			x.Attitude += float64(c.Attitude[i])
			if c.Flags[i]&Uses == 0 {
				x.Skill += float64(c.Skill[i])
				continue
			}
			_, mean := w.Params.Trust.innate(w.Trait(drawInnate), c.ID[i])
			good, bad := w.Params.Trust.tries(c.Alpha[i], c.Beta[i], mean)
			x.Users++
			x.UserSkill, x.Good, x.Bad, x.Depth = x.UserSkill+float64(c.Skill[i]), x.Good+good, x.Bad+bad, x.Depth+float64(c.Depth[i])
		}
		for l, x := range m {
			got := w.Occupations[o].Present[l]
			u, n := x.Users, x.People
			for k, pair := range [][2]float64{{got.People, n}, {got.Users, u / n}, {got.UserSkill, x.UserSkill / u}, {got.Skill, x.Skill / (n - u)},
				{got.Good, x.Good / u}, {got.Bad, x.Bad / u}, {got.Depth, x.Depth / u}, {got.Fear, x.Fear / n}, {got.Attitude, x.Attitude / n}} {
				if u < 5 || n-u < 5 {
					t.Fatalf("too few people to count: %v of %v", u, n)
				}
				within(t, []string{"people", "users", "skill of users", "of others", "good", "bad", "depth", "fear", "attitude"}[k], pair[0], pair[1], 1e-4)
			}
		}
	}
}
