package infer

import (
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/studytest"
)

// Juniors who are not hired are missed years later. Without AI and without junior
// posts from 2027 to 2031 experienced people run out: jobs are empty in the end,
// hardly any at first, and the pool outside is low for years.
func TestJuniorsNotHiredAreMissedYearsLater(t *testing.T) {
	studytest.Unraced(t)
	p := insidePlan()
	p.Options.Population = 5000
	const seeds, from, to = 3, 72, 132
	p.Options.Replicates = seeds
	var jobs, pool [2][180]float64
	for i := range seeds {
		start, _, err := ensemble.StartReplicate(context.Background(), p, i+1, nil)
		if err != nil {
			t.Fatal(err)
		}
		for k := range jobs {
			w := start.Frozen()
			posts := w.Params.Employees.JuniorPosts
			for m := range 180 {
				w.Params.Employees.JuniorPosts = posts
				if k == 1 && m >= from && m < to {
					w.Params.Employees.JuniorPosts = 0
				}
				w.Step()
				for o := range w.Occupations {
					jobs[k][m] += float64(w.Occupations[o].Employed)
					pool[k][m] += w.Occupations[o].Pool
				}
			}
		}
	}
	loss := func(x *[2][180]float64, m int) float64 { return 100 * (1 - x[1][m]/x[0][m]) }
	first, last := loss(&jobs, from+11), loss(&jobs, to-1)
	if !(first < 1.5 && last > 2 && last > 3*first) {
		t.Errorf("employees are fewer by %.1f %% after a year without junior posts, by %.1f %% after five", first, last)
	}
	if five, after := loss(&pool, to-1), loss(&pool, to+24); !(five > 50 && after > 20) {
		t.Errorf("experienced people outside are fewer by %.0f %% after five years without junior posts, by %.0f %% two years later", five, after)
	}
}
