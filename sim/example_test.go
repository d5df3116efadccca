package sim_test

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
)

// creatives is a thousand creatives of the United States, ten years of whose
// lives without AI were played: a world in January 2021.
func creatives(p sim.Params) (*sim.World, error) {
	w, err := population.Build(evidence.US(), population.Spec{People: 1000, Seed: 1, Params: p})
	if err != nil {
		return nil, err
	}
	w.PlayBurnIn(func() bool { return false })
	return w, nil
}

// A population is made, three years are played, and who trusts AI is read.
func Example() {
	w, err := creatives(sim.DefaultParams())
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 36 {
		w.Step()
	}
	for _, name := range w.GroupNames("occupation")[:4] {
		fmt.Printf("%-22s %.2f\n", name, w.Now.Value("occupation", name, "trust"))
	}
	// Output:
	// fine_artists_illustrators 0.46
	// special_effects_artists 0.47
	// photographers          0.47
	// graphic_designers      0.47
}

// A parameter has a path, a unit, a range and a source, and is changed by its path
// before the world is made.
func ExampleParams_Set() {
	q, _ := sim.Lookup("trust.failure_ratio")
	fmt.Printf("%s: %v, from %v to %v (%s)\n", q.Path, q.Default, q.Low, q.High, q.Unit)
	p := sim.DefaultParams()
	if err := p.Set(q.Path, 4); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Set("trust.failure_ratio", 600))
	for _, p := range []sim.Params{sim.DefaultParams(), p} {
		w, err := creatives(p)
		if err != nil {
			fmt.Println(err)
			return
		}
		for range 48 {
			w.Step()
		}
		fmt.Printf("trust at the end of 2024: %.2f\n", w.Now.Value("all", "all", "trust"))
	}
	// Output:
	// trust.failure_ratio: 2.5, from 1.5 to 4 (ratio)
	// parameter trust.failure_ratio = 600 is outside its range: use 1.5 to 4 (ratio)
	// trust at the end of 2024: 0.49
	// trust at the end of 2024: 0.48
}

// A mechanism of one's own: whoever uses AI tires of it, each at their own pace, and
// who is tired trusts it less. It keeps a column of its own. Beside it the world goes
// on without it, with the same people and the same luck.
func ExampleWorld_Insert() {
	base, err := creatives(sim.DefaultParams())
	if err != nil {
		fmt.Println(err)
		return
	}
	tired := base.Clone()
	if err := tired.AddColumn("fatigue", 0); err != nil {
		fmt.Println(err)
		return
	}
	err = tired.Insert(sim.Mechanism{
		Name: "fatigue", Asks: "Am I tired of it?", Writes: []string{"fatigue", "Trust"},
		Rows: func(w *sim.World, c *sim.Rows, _ int) {
			fatigue, pace := w.Column("fatigue"), w.Trait(draw.Named("pace of fatigue"))
			for i := range c.Len() {
				if c.State[i] == sim.Vacant {
					continue
				}
				f := &fatigue[c.At(i)]
				if c.Flags[i]&sim.Uses != 0 {
					*f += float32(0.01 * pace.Uniform(c.ID[i]))
				}
				c.Trust[i] *= 1 - min(*f, 0.5)
			}
		},
	}, "trust")
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 96 {
		base.Step()
		tired.Step()
	}
	for _, column := range []string{"trust", "ai_use"} {
		fmt.Printf("%s at the end of 2028: %.2f, and %.2f where people tire\n", column,
			base.Now.Value("all", "all", column), tired.Now.Value("all", "all", column))
	}
	fmt.Println("nothing is broken:", tired.Check() == nil)
	// Output:
	// trust at the end of 2028: 0.58, and 0.47 where people tire
	// ai_use at the end of 2028: 0.67, and 0.66 where people tire
	// nothing is broken: true
}
