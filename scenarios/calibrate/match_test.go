package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// known is a simulator of six outputs by five factors, of which the last does nothing.
func known(p design.Point) []float64 {
	return []float64{
		float64(3*p[0]) + p[1], p[1] - float64(2*p[2]), float64(2*p[3]) + float64(p[0]*p[1]), float64(2*p[2]) + float64(p[3]*p[3]),
		num.Exp(p[0]) - p[3], p[1] + p[2],
	}
}

// knownProblem is that simulator with luck, held against what it says of a truth.
func knownProblem(truth design.Point) Problem {
	p := Problem{Names: []string{"a", "b", "c", "d", "nothing"}}
	for f, v := range known(truth) {
		p.Figures = append(p.Figures, Figure{ID: fmt.Sprint("F", f+1), Value: v, Variance: 0.01, Fitted: f < 5})
	}
	p.Play = func(_ context.Context, s Set) (Said, error) {
		said, stream := Said{Figures: known(s.Point)}, draw.New(s.Seed, draw.Named("test"), 0)
		for f := range said.Figures {
			said.Figures[f] += float64(0.05 * stream.Normal(uint64(f)))
		}
		return said, nil
	}
	return p
}

var small = Effort{Starts: 3, Waves: 2, First: 40, Sets: 20, Last: 24, Lucks: 4, Fitted: 40, Seed: 1, Across: 2}

// Members come from every start, lie about the truth, and are those whose own run is not
// ruled out; what does nothing is drawn from its whole range.
func TestMembersLieAboutTheTruth(t *testing.T) {
	truth := design.Point{0.3, 0.7, 0.5, 0.6, 0.5}
	told := 0
	found, err := Match(context.Background(), knownProblem(truth), small, func(done int) {
		if told++; done != told {
			t.Errorf("told of %d sets after %d", done, told-1)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if told != small.Total() || found.Played != told {
		t.Errorf("%d sets told of, %d counted, %d expected", told, found.Played, small.Total())
	}
	if len(found.Waves) != 9 || !found.Waves[8].Last {
		t.Errorf("%d waves", len(found.Waves))
	}
	by := map[int]int{}
	means, squares, least, most := make([]float64, 5), make([]float64, 5), 1.0, 0.0
	for _, m := range found.Members {
		by[m.Start]++
		if m.Worst > Cut || !m.Set.Last {
			t.Errorf("%+v is a member", m)
		}
		for j, x := range m.Set.Point {
			means[j] += x / float64(len(found.Members))
			squares[j] += x * x / float64(len(found.Members))
		}
		least, most = min(least, m.Set.Point[4]), max(most, m.Set.Point[4])
	}
	if len(found.Members) < 50 || len(by) != 3 {
		t.Errorf("%d members, by start %v", len(found.Members), by)
	}
	for j := range 4 {
		sd := math.Sqrt(squares[j] - means[j]*means[j])
		if math.Abs(means[j]-truth[j]) > 0.7*sd || sd > 0.2 {
			t.Errorf("members' mean of %s is %.3f with sd %.3f, the truth %.3f", knownProblem(truth).Names[j], means[j], sd, truth[j])
		}
	}
	if least > 0.1 || most < 0.9 {
		t.Errorf("what does nothing is drawn from %.2f to %.2f", least, most)
	}
	for _, c := range found.Choices {
		if c.Fitted == (c.Name == "nothing") {
			t.Errorf("%+v", c)
		}
	}
}

// The same seed gives the same to the bit with any number of workers, another seed
// something else.
func TestMatchIsTheSameByAnyWorkers(t *testing.T) {
	p := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5})
	one, three, other := small, small, small
	one.Across, three.Across, other.Seed = 1, 3, 2
	list := make([]*Matched, 3)
	for i, e := range []Effort{one, three, other} {
		e.Waves, e.Last = 1, 6
		var err error
		if list[i], err = Match(context.Background(), p, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(list[0], list[1]) {
		t.Error("one worker and three find different things")
	}
	if reflect.DeepEqual(list[0].Members, list[2].Members) {
		t.Error("another seed finds the same members")
	}
}

// A set that does not show two patterns is ruled out, one that lacks one is not; and what
// later waves draw keeps away from where emulators say that a run lies out of the bands.
func TestPatternsRuleOut(t *testing.T) {
	p, e := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5}), small
	play := p.Play
	for _, c := range []struct {
		bands []Band
		want  bool
	}{
		{[]Band{{"P1.1", "P1", 5, 9}, {"P1.2", "P1", 5, 9}}, true},
		{[]Band{{"P1.1", "P1", 5, 9}, {"P2.1", "P2", 5, 9}}, false},
		{[]Band{{"P1.1", "P1", math.Inf(-1), 9}, {"P2.1", "P2", -9, math.Inf(1)}}, true},
	} {
		p.Bands = c.bands
		p.Play = func(ctx context.Context, s Set) (Said, error) {
			said, err := play(ctx, s)
			said.Bands = []float64{s.Point[0], s.Point[1]}
			return said, err
		}
		found, err := Match(context.Background(), p, e, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Members) > 0 != c.want {
			t.Errorf("%d members of bands %v", len(found.Members), c.bands)
		}
	}
	p.Bands = []Band{{"P1.1", "P1", 0.45, 9}, {"P2.1", "P2", -9, 0.55}} // beside the truth
	found, err := Match(context.Background(), p, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	high, low := 0, 0
	for _, m := range found.Last {
		if m.Set.Point[0] > 0.4 {
			high++
		}
		if m.Set.Point[1] < 0.6 {
			low++
		}
	}
	if n := len(found.Last); high+low < n/2 {
		t.Errorf("of %d sets %d and %d were drawn toward the bands", n, high, low)
	}
}

// Of what is asked is told which parameter it hangs on, and luck is none of it.
func TestUnknownsAreRanked(t *testing.T) {
	p, e := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5}), small
	play := p.Play
	p.Asked = []string{"by what does nothing", "luck", "still"}
	p.Play = func(ctx context.Context, s Set) (Said, error) {
		said, err := play(ctx, s)
		luck := draw.New(s.Seed, draw.Named("test: asked"), 0)
		said.Asked = []float64{float64(10*s.Point[4]) + float64(0.5*luck.Normal(1)), luck.Normal(2), 7}
		return said, err
	}
	found, err := Match(context.Background(), p, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	k := found.Known
	if len(k) != 3 || len(k[0].Unknowns) == 0 || k[0].Unknowns[0].Path != "nothing" || k[0].Unknowns[0].Share < 0.9 || k[0].Low > 2 || k[0].High < 8 || k[0].Emulated < 0.8 {
		t.Errorf("%+v", k)
	}
	if k[2].Emulated != 0 || len(k[2].Unknowns) > 0 || k[1].Emulated > 0.3 {
		t.Errorf("%+v", k[1:])
	}
}

// What cannot be met is met by nobody, and the waves say how near they came.
func TestNothingIsLeftOfWhatCannotBe(t *testing.T) {
	p, e := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5}), small
	for f := range 3 {
		p.Figures[f].Value += 20
	}
	found, err := Match(context.Background(), p, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Members) > 0 || found.Waves[8].Cut <= Cut {
		t.Errorf("%d members, drawn below %.1f", len(found.Members), found.Waves[8].Cut)
	}
}

// Where nothing moves what is fitted, or nothing is fitted, or a run fails, that is said.
func TestMatchRefusesWhatFindsNothing(t *testing.T) {
	still := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5})
	unfitted, broken := still, still
	still.Play = func(context.Context, Set) (Said, error) { return Said{Figures: make([]float64, 6)}, nil }
	unfitted.Figures = []Figure{{ID: "F1"}}
	broken.Play = func(context.Context, Set) (Said, error) { return Said{}, errors.New("no luck") }
	none := small
	none.Starts = 0
	for _, c := range []struct {
		problem Problem
		effort  Effort
		want    string
	}{
		{still, small, "none of the parameters a, b, c, d, nothing moves a figure"},
		{unfitted, small, "at least one figure that is fitted"},
		{broken, small, "no luck"},
		{still, none, "at least one start"},
	} {
		if _, err := Match(context.Background(), c.problem, c.effort, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// A tenth of the figures may be beyond the cut, of a few one, and never all of them.
func TestOneFigureAloneRulesNothingOut(t *testing.T) {
	for _, c := range []struct {
		list []float64
		want float64
	}{{nil, 0}, {[]float64{4}, 4}, {[]float64{9, 2}, 2}, {[]float64{1, 9, 2, 5}, 5}} {
		if got := largestBut(c.list, mayBeBeyond(len(c.list))); got != c.want {
			t.Errorf("of %v it is %v, want %v", c.list, got, c.want)
		}
	}
	for n, want := range map[int]int{0: 0, 1: 0, 2: 1, 19: 1, 24: 2} {
		if got := mayBeBeyond(n); got != want {
			t.Errorf("of %d figures %d may be beyond, want %d", n, got, want)
		}
	}
}

// What small worlds add of luck is no reason to keep a point: it is known by what is played
// twice, and taken from the nugget.
func TestLuckOfSmallWorldsKeepsNoPoint(t *testing.T) {
	points, values := sampled(t, 100, 2, 1, 0.5, func(p design.Point) float64 { return 4 * p[0] })
	e, _ := Emulate(points, values)
	f := Figure{ID: "F1", Value: 2, Variance: 0.01, Fitted: true}
	for _, c := range []struct {
		luck float64
		kept bool
	}{{0, true}, {e.Nugget(), false}} {
		r := newRegion(Problem{Figures: []Figure{f}}, []*Emulator{e}, []float64{c.luck})
		if worst, _ := r.implausibility(design.Point{0.8, 0.5}, math.Inf(1)); worst <= Cut != c.kept {
			t.Errorf("luck %.2f of a nugget of %.2f: implausibility %.1f", c.luck, e.Nugget(), worst)
		}
	}
	m := &matcher{Problem: knownProblem(design.Point{0, 0, 0, 0}), Effort: small, out: &Matched{}, report: func(int) {}}
	m.Names = m.Names[:4]
	m.Lucks = 30
	s := &start{number: 1, said: make([][]float64, 6)}
	m.starts = []*start{s}
	many, _ := design.LatinHypercube(40, 4, 1)
	if err := m.play(context.Background(), s, 1, many, drawn{}); err != nil {
		t.Fatal(err)
	}
	if err := m.twice(context.Background()); err != nil {
		t.Fatal(err)
	}
	for f, v := range m.small {
		if v < 0.0025*0.5 || v > 0.0025*1.8 {
			t.Errorf("luck of F%d is found to be %.5f, and is 0.0025", f+1, v)
		}
	}
}

// Of 200 truths, each seen with luck, the middle 90 of 100 of what is gathered through
// the emulator hold as many as they say.
func TestTruthIsRecoveredThroughTheEmulator(t *testing.T) {
	const truths, walkers, k = 200, 40, 4
	points, _ := design.LatinHypercube(40, k, 1)
	emulators := make([]*Emulator, 6)
	for f := range emulators {
		values := make([]float64, len(points))
		for i, p := range points {
			values[i] = known(p)[f]
		}
		emulators[f], _ = Emulate(points, values)
	}
	hidden, _ := design.LatinHypercube(truths, k, 2)
	stream := draw.New(3, draw.Named("test: seen"), 0)
	var held [truths]int
	err := ensemble.SideBySide(context.Background(), 2, truths, func(_ context.Context, i int) error {
		truth := hidden[i]
		p := Problem{Names: make([]string, k)}
		for f, v := range known(truth) {
			p.Figures = append(p.Figures, Figure{Value: v + float64(0.2*stream.Normal(uint64(6*i+f))), Variance: 0.04, Fitted: true})
		}
		of, err := newRegion(p, emulators, make([]float64, 6)).draw(walkers, []int{0, 1, 2, 3}, uint64(i), "recovery", 1)
		for j := range k {
			if low, high := ends(of.points, j); low <= truth[j] && truth[j] <= high {
				held[i]++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range held {
		sum += n
	}
	share := float64(sum) / (truths * k)
	t.Logf("%.1f %% of the truths lie in their intervals", 100*share)
	if share < 0.84 || share > 0.95 {
		t.Errorf("%.1f %% of the truths lie in intervals of 90 %%", 100*share)
	}
}

// A band is far in standard deviations outside it and not inside, and costs a set what a
// normal run would lose by lying out of it; far out it still tells nearer from farther.
func TestBandsCostWhatARunWouldLose(t *testing.T) {
	normal := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	for _, b := range []Band{{Low: -1, High: 2}, {Low: 1, High: math.Inf(1)}, {Low: math.Inf(-1), High: 0.5}, {Low: 3, High: 3}} {
		last := 0.0
		for _, mean := range []float64{-60, -8, -3, -1, 0, 0.5, 1, 2, 4, 9, 70} {
			const sd = 0.8
			square, unlikely := b.far(mean, sd*sd)
			off := max(b.Low-mean, mean-b.High, 0) / sd
			if math.Abs(square-off*off) > 1e-6*(1+off*off) {
				t.Errorf("%v at %v: square %v, want %v", b, mean, square, off*off)
			}
			within := normal((b.High-mean)/sd) - normal((b.Low-mean)/sd)
			if got := math.Exp(-unlikely / 2); math.Abs(got-within) > 0.021 || math.IsNaN(unlikely) || math.IsInf(unlikely, 0) || unlikely < 0 {
				t.Errorf("%v at %v: a run lies in it with %v, want %v", b, mean, got, within)
			}
			if mean > b.High && unlikely < last {
				t.Errorf("%v at %v: farther out it costs less", b, mean)
			}
			last = unlikely
		}
	}
}
