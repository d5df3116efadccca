package index

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/draw"
)

// A known function has shares of variance in closed form.
type known struct {
	name           string
	k              int
	at             func(design.Point) float64
	first, total   []float64
	mean, variance float64
	second         map[[2]int]float64 // of the pairs that are not zero
}

// ishigami is the function of Ishigami and Homma (1990) with a = 7 and b = 0.1.
func ishigami() known {
	const a, b = 7.0, 0.1
	four := math.Pow(math.Pi, 4)
	variance := a*a/8 + b*four/5 + b*b*four*four/18 + 0.5
	one, two, both := 0.5*math.Pow(1+b*four/5, 2), a*a/8, 8*b*b*four*four/225
	return known{
		name: "Ishigami", k: 3, mean: a / 2, variance: variance,
		at: func(p design.Point) float64 {
			x := func(j int) float64 { return math.Pi * (2*p[j] - 1) }
			return math.Sin(x(0)) + a*math.Pow(math.Sin(x(1)), 2) + b*math.Pow(x(2), 4)*math.Sin(x(0))
		},
		first:  []float64{one / variance, two / variance, 0},
		total:  []float64{(one + both) / variance, two / variance, both / variance},
		second: map[[2]int]float64{{0, 2}: both / variance},
	}
}

// weights are those of the g-function, the smaller the more important.
var weights = []float64{0, 1, 4.5, 9, 99, 99, 99, 99}

// gFunction is that of Saltelli and Sobol (1995).
func gFunction() known {
	part := func(j int) float64 { return 1 / (3 * (1 + weights[j]) * (1 + weights[j])) }
	all := 1.0
	for j := range weights {
		all *= 1 + part(j)
	}
	g := known{
		name: "g", k: len(weights), mean: 1, variance: all - 1, second: map[[2]int]float64{},
		at: func(p design.Point) float64 {
			y := 1.0
			for j, x := range p {
				y *= (math.Abs(4*x-2) + weights[j]) / (1 + weights[j])
			}
			return y
		},
	}
	for j := range weights {
		g.first = append(g.first, part(j)/(all-1))
		g.total = append(g.total, part(j)*all/(1+part(j))/(all-1))
		for i := range j {
			g.second[[2]int{i, j}] = part(i) * part(j) / (all - 1)
		}
	}
	return g
}

// play is the output at all points.
func play(points []design.Point, at func(design.Point) float64) []float64 {
	y := make([]float64, len(points))
	for i, p := range points {
		y[i] = at(p)
	}
	return y
}

// worst is the largest error of the estimates.
func worst(estimates []finding.Estimate, truth []float64) float64 {
	largest := 0.0
	for i, e := range estimates {
		largest = max(largest, math.Abs(e.Value-truth[i]))
	}
	return largest
}

func TestSharesAreThoseOfTheClosedForms(t *testing.T) {
	for _, f := range []known{ishigami(), gFunction()} {
		for _, second := range []bool{false, true} {
			first, total, pair := 0.0, 0.0, 0.0
			for seed := range uint64(5) {
				points, err := design.Saltelli(1<<14, design.Singles(f.k), second, seed)
				if err != nil {
					t.Fatal(err)
				}
				s, err := Sobol(play(points, f.at), f.k, second, Bootstrap{})
				if err != nil {
					t.Fatal(err)
				}
				first, total = max(first, worst(s.First, f.first)), max(total, worst(s.Total, f.total))
				for j := range s.Second {
					for i := range j {
						pair = max(pair, math.Abs(s.Second[i][j].Value-f.second[[2]int{i, j}]))
					}
				}
				if math.Abs(s.Variance/f.variance-1) > 0.01 || math.Abs(s.Mean/f.mean-1) > 0.002 {
					t.Errorf("%s: mean %v and variance %v, want %v and %v", f.name, s.Mean, s.Variance, f.mean, f.variance)
				}
			}
			t.Logf("%s, second %v: worst error of 5 seeds %.5f first, %.5f total, %.5f pairs", f.name, second, first, total, pair)
			if first > 0.01 || total > 0.01 || pair > 0.02 {
				t.Errorf("%s: errors %v, %v and %v", f.name, first, total, pair)
			}
		}
	}
}

// The share of a group is that of its factors together: x1 and x3 of Ishigami leave out x2 alone.
func TestGroupsHaveTheSharesOfTheirFactorsTogether(t *testing.T) {
	f := ishigami()
	points, err := design.Saltelli(1<<13, []int{0, 1, 0}, false, 1)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Sobol(play(points, f.at), 2, false, Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{1 - f.first[1], f.first[1]}
	if worst(s.First, want) > 0.01 || worst(s.Total, want) > 0.01 {
		t.Errorf("first %v and total %v, want %v", s.First, s.Total, want)
	}
}

func TestIntervalsOfSharesHoldTheTruthAndShrink(t *testing.T) {
	f, b := ishigami(), Bootstrap{Resamples: 200, Level: 0.95, Seed: 1}
	width := map[int]float64{}
	for _, n := range []int{1 << 8, 1 << 12} {
		held, all := 0, 0
		for seed := range uint64(20) {
			points, err := design.Saltelli(n, design.Singles(f.k), false, seed)
			if err != nil {
				t.Fatal(err)
			}
			s, err := Sobol(play(points, f.at), f.k, false, b)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for _, e := range s.First {
				sum += e.Value
			}
			if math.Abs(s.Sum.Value-sum) > 1e-12 || !(s.Sum.Low < sum && sum < s.Sum.High) {
				t.Fatalf("the sum of first orders is %v, and is told as %+v", sum, s.Sum)
			}
			for i, e := range append(slices.Clone(s.First), s.Total...) {
				truth := append(slices.Clone(f.first), f.total...)[i]
				if all++; e.Low <= truth && truth <= e.High {
					held++
				}
				width[n] += e.High - e.Low
			}
		}
		if t.Logf("%d blocks: %d of %d intervals hold", n, held, all); float64(held) < 0.9*float64(all) {
			t.Errorf("%d blocks: %d of %d intervals hold the truth", n, held, all)
		}
	}
	if fall := width[1<<8] / width[1<<12]; fall < 3 || fall > 5.5 {
		t.Errorf("sixteen times the blocks make intervals narrower by %v, want about 4", fall)
	}
}

func TestMorrisRanksTheFactorsOfG(t *testing.T) {
	f := gFunction()
	points, err := design.Morris(200, f.k, 8, 3)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Morris(points, play(points, f.at), design.Singles(f.k), Bootstrap{Resamples: 300, Level: 0.95, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	for j := range 3 {
		if list[j].MuStar.Low <= list[j+1].MuStar.High {
			t.Errorf("mu* of factor %d is %v, of factor %d %v", j, list[j].MuStar, j+1, list[j+1].MuStar)
		}
	}
	for j := 4; j < f.k; j++ {
		if list[j].MuStar.High >= list[3].MuStar.Low {
			t.Errorf("mu* of factor %d is %v, of factor 3 %v", j, list[j].MuStar, list[3].MuStar)
		}
	}
	if list[0].Sigma.Value < list[3].Sigma.Value {
		t.Error("the factor with most interactions has less sigma")
	}
}

// Of a linear function every effect is the slope.
func TestMorrisOfALinearFunctionIsItsSlopes(t *testing.T) {
	slopes := []float64{3, -2, 0}
	at := func(p design.Point) float64 { return slopes[0]*p[0] + slopes[1]*p[1] + slopes[2]*p[2] }
	points, err := design.Morris(20, 3, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Morris(points, play(points, at), design.Singles(3), Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	for j, s := range list {
		if math.Abs(s.Mu.Value-slopes[j]) > 1e-12 || math.Abs(s.MuStar.Value-math.Abs(slopes[j])) > 1e-12 || s.Sigma.Value > 1e-12 {
			t.Errorf("factor %d: %v, want the slope %v", j, s, slopes[j])
		}
	}
	points, err = design.MorrisGroups(20, []int{0, 0, 1}, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err = Morris(points, play(points, at), []int{0, 0, 1}, Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(list[0].Mu.Value) || list[0].MuStar.Value < 1 || list[0].MuStar.Value > 5 || math.IsNaN(list[1].Mu.Value) {
		t.Errorf("groups: %v", list)
	}
}

func TestMainEffectsOfGridAndHypercube(t *testing.T) {
	at := func(p design.Point) float64 { return 4*p[0] + p[1]*p[1] }
	grid, err := design.Grid([]int{4, 5, 3})
	if err != nil {
		t.Fatal(err)
	}
	list, err := MainEffects(grid, play(grid, at), []int{4, 5, 3}, Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	for l, e := range list[0].Level {
		if math.Abs(e.Value-(float64(l)-1.5)) > 1e-12 || e.N != 15 {
			t.Errorf("level %d: %v", l, e)
		}
	}
	if sum := list[0].Share.Value + list[1].Share.Value; math.Abs(sum-1) > 1e-12 || list[2].Share.Value > 1e-12 {
		t.Errorf("an additive function has shares that add up to %v; a factor without effect has %v", sum, list[2].Share.Value)
	}
	f := ishigami()
	cube, err := design.LatinHypercube(20000, f.k, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err = MainEffects(cube, play(cube, f.at), []int{40, 40, 40}, Bootstrap{Resamples: 50, Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	for j, e := range list {
		if math.Abs(e.Share.Value-f.first[j]) > 0.01 {
			t.Errorf("factor %d has a share of %v, want %v", j, e.Share, f.first[j])
		}
	}
}

// A constant added to the output moves its mean and no share, however large it is.
func TestSharesDoNotDependOnTheLevelOfTheOutput(t *testing.T) {
	f := ishigami()
	points, err := design.Saltelli(1<<10, design.Singles(f.k), true, 1)
	if err != nil {
		t.Fatal(err)
	}
	low, err := Sobol(play(points, f.at), f.k, true, Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	high, err := Sobol(play(points, func(p design.Point) float64 { return f.at(p) + 1e4 }), f.k, true, Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.k {
		if math.Abs(low.First[i].Value-high.First[i].Value) > 1e-9 || math.Abs(low.Total[i].Value-high.Total[i].Value) > 1e-9 {
			t.Errorf("factor %d: first %v and %v, total %v and %v", i, low.First[i].Value, high.First[i].Value, low.Total[i].Value, high.Total[i].Value)
		}
	}
	if math.Abs(high.Mean-low.Mean-1e4) > 1e-8 {
		t.Errorf("means %v and %v", low.Mean, high.Mean)
	}
}

// Of x1 x2 the effect of one is the level of the other: 0, 1/3, 2/3 or 1.
func TestSigmaIsTheSpreadOfEffects(t *testing.T) {
	points, err := design.Morris(3000, 2, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Morris(points, play(points, func(p design.Point) float64 { return p[0] * p[1] }), design.Singles(2), Bootstrap{})
	if err != nil {
		t.Fatal(err)
	}
	for j, s := range list {
		if math.Abs(s.Mu.Value-0.5) > 0.03 || math.Abs(s.Sigma.Value-math.Sqrt(5.0/36)) > 0.01 {
			t.Errorf("factor %d: mu %v and sigma %v, want 0.5 and %v", j, s.Mu.Value, s.Sigma.Value, math.Sqrt(5.0/36))
		}
	}
}

// The interval of a mean of independent numbers is that of textbooks.
func TestBootstrapOfAMeanIsTheIntervalOfTextbooks(t *testing.T) {
	const n = 400
	x, sum, squares := make([]float64, n), 0.0, 0.0
	for i := range x {
		x[i] = draw.New(1, 2, 3).Uniform(uint64(i))
		sum, squares = sum+x[i], squares+x[i]*x[i]
	}
	half := 1.96 * math.Sqrt((squares/n-sum*sum/n/n)/n)
	e := Bootstrap{Resamples: 4000, Level: 0.95, Seed: 1}.estimates("mean", "numbers", n, func(sample []int) []float64 {
		mean := 0.0
		for _, i := range sample {
			mean += x[i] / n
		}
		return []float64{mean}
	})[0]
	if math.Abs(e.High-e.Low-2*half) > 0.08*half || math.Abs((e.High+e.Low)/2-sum/n) > 0.08*half {
		t.Errorf("%v to %v, want %v +- %v", e.Low, e.High, sum/n, half)
	}
	if want := "mean; 95 % interval, bootstrap of numbers, 4000 times"; e.Method != want {
		t.Errorf("method %q, want %q", e.Method, want)
	}
}
