// Package madeup makes up comparisons of policies for tests of figures and
// reports, and for looking at them. No number in them was simulated: they have
// the shape, the size and the doubts of a real comparison, and the same call
// gives the same numbers.
package madeup

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
)

// Shape is the size of a comparison and what is wrong with it.
type Shape struct {
	Worlds     int  // 1 to 3
	Replicates int  // 1 or more
	Arms       int  // policies besides the reference, 1 to 6
	Idle       bool // the last of them changes nothing
}

// Usual is the shape that most comparisons have.
var Usual = Shape{Worlds: 3, Replicates: 12, Arms: 4}

const (
	months = 180
	start  = 72 // January 2027
	people = 2160000
)

var worlds = []string{"expected", "slow", "fast"}

// strength is how much of an effect there is in a world.
var strength = map[string]float64{"expected": 1, "slow": 0.55, "fast": 1.5}

// arm is a policy and its true effects: in per cent of the reference, and in
// points for shares, in the expected world.
type arm struct {
	name, title, question string
	assumed               bool
	effects               map[string]float64
	public, firms, levy   float64 // billion USD over the period
	policies              []scenarios.PolicyLine
}

// Comparison is a comparison of a shape.
func Comparison(s Shape) *scenarios.Comparison {
	c := &scenarios.Comparison{
		Version: scenarios.ComparisonVersion, Title: "Five futures of creative work",
		Digest:     "7c1d27be03fa95b4e8806f1a2d9c44be17c3a5f00e9b6d2784c1f3e5a6b70819",
		Population: 10000, Months: months, Start: start, Seed: 1, Replicates: s.Replicates, People: people,
		Exposure: "consensus", Worlds: worlds[:s.Worlds], Titles: titles(),
		Files: []string{"report.html", "comparison.json", "effects.csv", "manifest.json"},
	}
	c.Arms = append(c.Arms, scenarios.Arm{Name: "laissez-faire", Title: "Laissez-faire", Question: "What if nobody intervenes?", Scale: 1})
	list := arms()[:s.Arms]
	if s.Idle {
		last := &list[len(list)-1]
		*last = arm{name: last.name, title: last.title, question: last.question, policies: last.policies}
	}
	for i, a := range list {
		idle := ""
		if s.Idle && i == len(list)-1 {
			idle = a.title + " changed nothing: its one policy starts in January 2037, after the last month."
		}
		c.Arms = append(c.Arms, scenarios.Arm{Name: a.name, Title: a.title, Question: a.question, Policies: a.policies, Assumed: a.assumed, Idle: idle, Scale: 1})
	}
	m := maker{c: c, arms: list}
	m.effects()
	m.paths()
	m.money()
	m.regrets()
	m.words()
	return c
}

// maker fills in a comparison.
type maker struct {
	c    *scenarios.Comparison
	arms []arm
}

// estimate is mean and interval of some runs.
func (m maker) estimate(runs []float64, method string, assumed bool) scenarios.Estimate {
	n := float64(len(runs))
	mean, square := 0.0, 0.0
	for _, v := range runs {
		mean += v / n
	}
	for _, v := range runs {
		square += (v - mean) * (v - mean)
	}
	e := scenarios.Estimate{Value: scenarios.Number(mean), N: len(runs), Method: method, Assumed: assumed}
	half := math.NaN()
	if n > 1 {
		half = student(len(runs)-1) * math.Sqrt(square/(n-1)/n)
	}
	e.Low, e.High = scenarios.Number(mean-half), scenarios.Number(mean+half)
	return e
}

// student is the 97.5th percentile of Student's t, within a per cent.
func student(df int) float64 {
	exact := []float64{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179}
	if df <= len(exact) {
		return exact[df-1]
	}
	return 1.96 + 2.6/float64(df)
}

// noise is a number of mean zero and spread about one that a few whole numbers
// decide.
func noise(of ...int) float64 {
	h, sum := uint64(0x9E3779B97F4A7C15), 0.0
	for _, v := range of {
		h = (h ^ uint64(v+1)) * 0xBF58476D1CE4E5B9
		h ^= h >> 27
	}
	for range 4 {
		h = (h ^ h>>31) * 0x94D049BB133111EB
		sum += float64(h>>11) / (1 << 53)
	}
	return (sum - 2) * math.Sqrt(3)
}
