package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A Problem is a simulator, what is varied in it, and what is known of its outputs.
type Problem struct {
	Names   []string // of what is varied, each over its whole range
	Figures []Figure
	Bands   []Band
	Asked   []string // outputs of which nothing is known, that are to be told of
	// Steadier is the variance of a run at full size over that of one before the last
	// wave; 0 is the same.
	Steadier float64
	// Play runs one set of values. It is called by several goroutines at once and must
	// say the same of the same set.
	Play func(ctx context.Context, s Set) (Said, error)
}

// A Set is one set of values to play.
type Set struct {
	Number int          // from 0, in the order of play
	Point  design.Point // by name, in parts of the range
	Seed   uint64       // of its luck
	Last   bool         // at full size
}

// Said is what came of a set: outputs, NaN where they are not defined.
type Said struct {
	Figures []float64 // by figure, on its scale
	Bands   []float64 // by band
	Asked   []float64 // by what is asked
}

// outputs are all of them in one list.
func (s Said) outputs() []float64 { return slices.Concat(s.Figures, s.Bands, s.Asked) }

// said are outputs in one list as they were.
func (p Problem) said(outputs []float64) Said {
	figures, bands := len(p.Figures), len(p.Figures)+len(p.Bands)
	return Said{outputs[:figures:figures], outputs[figures:bands:bands], outputs[bands:]}
}

// outputs counts those of a set.
func (p Problem) outputs() int { return len(p.Figures) + len(p.Bands) + len(p.Asked) }

// failed are the patterns of which a run leaves some band.
func (p Problem) failed(said Said) (patterns []string) {
	for i, b := range p.Bands {
		if v := said.Bands[i]; !(v >= b.Low && v <= b.High) && !slices.Contains(patterns, b.Pattern) {
			patterns = append(patterns, b.Pattern)
		}
	}
	return patterns
}

// Effort is how much is played.
type Effort struct {
	Starts int // separate, each with a hypercube and luck of its own
	Waves  int // before the last
	First  int // sets of a start in the first wave, in which everything is varied
	Sets   int // in each of the other waves
	Last   int // in the last
	Lucks  int // sets of a start played twice in the first wave, and runs of one set at full size: they tell what luck does to a single run
	Fresh  int // runs by which the centre is held against the figures, for who does so
	Fitted int // parameters at most
	Seed   uint64
	Across int // sets side by side
}

// Total is how many sets are played at most.
func (e Effort) Total() int {
	return e.Starts*(e.First+min(e.First, e.Lucks)+(e.Waves-1)*e.Sets+e.Last) + e.Lucks
}

// check refuses an effort in which nothing can be found.
func (e Effort) check() error {
	switch {
	case e.Starts < 1 || e.Waves < 1 || e.Last < 1 || e.Fitted < 1 || e.Across < 1:
		return errors.New("a calibration needs at least one start, one wave, one set in the last wave and one parameter")
	case e.First < fewest || e.Waves > 1 && e.Sets < 1:
		return fmt.Errorf("a calibration needs at least %d sets in the first wave, and one in each other", fewest)
	case e.Lucks < 2:
		return errors.New("a calibration needs at least two runs of one set, which tell what luck does")
	}
	return nil
}

// A Wave is what came of one.
type Wave struct {
	Start     int      `json:"start"` // from 1
	Number    int      `json:"wave"`  // from 1; the last is the one at full size
	Last      bool     `json:"last"`
	Sets      int      `json:"sets"`
	Within    int      `json:"not_ruled_out_by_their_runs"`
	Cut       float64  `json:"drawn_below"`         // implausibility by emulators; infinite for the first wave
	Open      float64  `json:"share_of_cube_drawn"` // roughly
	Emulators []Judged `json:"emulators"`           // of it and the waves before; none for the last
}

// Judged is an emulator that passed its check, or did not.
type Judged struct {
	Output string `json:"output"`
	Check
	Used bool `json:"used"`
}

// A Member is a set that nothing known rules out.
type Member struct {
	Start int
	Set   Set
	Said  Said
	// Worst is the largest implausibility over the figures that are fitted, but for as many
	// as may be beyond.
	Worst  float64
	Failed []string // patterns that the run does not show
}

// Matched is what a calibration found.
type Matched struct {
	Choices []Choice
	Waves   []Wave
	Members []Member
	Last    []Member  // every set of the last wave, members or not
	Luck    []float64 // variance of one run at full size, by output
	Played  int
	// Known is what is asked of, by the share of its variance over what is left that each
	// parameter makes.
	Known []evidence.Known
}

// start is one of the separate searches.
type start struct {
	number int
	points []design.Point
	said   [][]float64 // by output, then set
	sets   []Set
}

// matcher is a calibration at work.
type matcher struct {
	Problem
	Effort
	fit    []int     // of Names
	small  []float64 // variance of one run before the last wave, by output
	starts []*start
	region region // that emulators of all runs so far leave
	out    *Matched
	report func(done int)
}

// Match seeks sets that nothing known rules out, in waves from separate starts (Vernon,
// Goldstein and Bower 2010; Andrianakis et al. 2015, PLoS Computational Biology 11). The
// first wave varies everything; by it is chosen what is fitted, for all starts alike.
// In later waves what is fitted is drawn from what emulators do not rule out yet, and
// the rest anew from its whole range; the emulators are made of the runs of all starts, while
// hypercube, luck and walk of a start are its own. The last wave is gathered about what fits and
// played at full size; its sets that their own run does not rule out are the members.
// report, told of sets that were played, may be nil. The same seed gives the same members
// for any number of workers.
func Match(ctx context.Context, p Problem, e Effort, report func(done int)) (*Matched, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if len(fittedOf(p.Figures)) == 0 {
		return nil, errors.New("a calibration needs at least one figure that is fitted")
	}
	if report == nil {
		report = func(int) {}
	}
	m := &matcher{Problem: p, Effort: e, out: &Matched{}, report: report}
	for i := range e.Starts {
		m.starts = append(m.starts, &start{number: i + 1, said: make([][]float64, p.outputs())})
	}
	if err := m.first(ctx); err != nil {
		return nil, err
	}
	for wave := 2; wave <= e.Waves; wave++ {
		for _, s := range m.starts {
			if err := m.wave(ctx, s, wave); err != nil {
				return nil, err
			}
		}
		m.emulate(wave)
	}
	if err := m.last(ctx); err != nil {
		return nil, err
	}
	m.out.Known = m.known()
	return m.out, nil
}

// fittedOf are the places of figures that are fitted.
func fittedOf(figures []Figure) (list []int) {
	for i, f := range figures {
		if f.Fitted {
			list = append(list, i)
		}
	}
	return list
}

// first plays the first wave of every start and chooses what is fitted.
func (m *matcher) first(ctx context.Context) error {
	var all []design.Point
	said := make([][]float64, m.outputs())
	for _, s := range m.starts {
		points, err := design.LatinHypercube(m.First, len(m.Names), m.luck(s.number, 1))
		if err != nil {
			return err
		}
		if err := m.play(ctx, s, 1, points, drawn{reached: math.Inf(1), open: 1}); err != nil {
			return err
		}
		all = append(all, s.points...)
		for f := range said {
			said[f] = append(said[f], s.said[f]...)
		}
	}
	var fitted [][]float64
	var ids []string
	for _, f := range m.ruling() {
		fitted, ids = append(fitted, said[f]), append(ids, m.id(f))
	}
	m.out.Choices = Choose(all, fitted, m.Names, ids, m.Fitted)
	for _, c := range m.out.Choices {
		if c.Fitted {
			m.fit = append(m.fit, c.Factor)
		}
	}
	if len(m.fit) == 0 {
		return scenarios.Mistake("none of the parameters %s moves a figure that is fitted: free others, or play more sets", strings.Join(m.Names, ", "))
	}
	if err := m.twice(ctx); err != nil {
		return err
	}
	m.emulate(1)
	return nil
}

// twice plays some sets of the first wave again with other luck: half the mean square of
// what they differ by is the variance of one run.
func (m *matcher) twice(ctx context.Context) error {
	m.small = make([]float64, m.outputs())
	pairs := make([]float64, m.outputs())
	for _, s := range m.starts {
		points := s.points[:min(m.First, m.Lucks)]
		_, said, err := m.run(ctx, points, ensemble.Seeds(m.luck(s.number, 0), len(points)), false)
		if err != nil {
			return err
		}
		for i, x := range said {
			for f, v := range x.outputs() {
				if d := v - s.said[f][i]; !math.IsNaN(d) && !math.IsInf(d, 0) {
					m.small[f] += float64(float64(d*d) / 2)
					pairs[f]++
				}
			}
		}
	}
	for f := range m.small {
		m.small[f] /= max(1, pairs[f])
	}
	return nil
}

// luck is the seed of a start's wave.
func (m *matcher) luck(start, wave int) uint64 {
	return ensemble.Seeds(m.Seed, start*(m.Waves+2))[(start-1)*(m.Waves+2)+wave]
}

// midway is how far sets of the waves between the first and the last are gathered about
// what fits: a simulator is to be known best where its sets are sought, and not only there.
const midway = 0.5

// wave plays a later wave of a start.
func (m *matcher) wave(ctx context.Context, s *start, wave int) error {
	points, of, err := m.propose(s, wave, m.Sets, midway)
	if err != nil {
		return err
	}
	return m.play(ctx, s, wave, points, of)
}

// propose draws n sets of what is not ruled out yet, the denser the nearer to what is
// known: as normal errors would have it with weight 1, evenly with 0.
func (m *matcher) propose(s *start, wave, n int, weight float64) ([]design.Point, drawn, error) {
	of, err := m.region.draw(n, m.fit, m.luck(s.number, wave), fmt.Sprintf("start %d, wave %d", s.number, wave), weight)
	return of.points, of, err
}

// play runs sets and notes what they say.
func (m *matcher) play(ctx context.Context, s *start, wave int, points []design.Point, of drawn) error {
	sets, said, err := m.run(ctx, points, ensemble.Seeds(m.luck(s.number, wave), len(points)), false)
	if err != nil {
		return err
	}
	w := Wave{Start: s.number, Number: wave, Sets: len(points), Cut: of.reached, Open: of.open}
	for i, x := range said {
		s.points, s.sets = append(s.points, sets[i].Point), append(s.sets, sets[i])
		for f, v := range x.outputs() {
			s.said[f] = append(s.said[f], v)
		}
		if m.worst(x, nil) <= Cut {
			w.Within++
		}
	}
	m.out.Waves = append(m.out.Waves, w)
	return nil
}

// run plays points side by side.
func (m *matcher) run(ctx context.Context, points []design.Point, seeds []uint64, last bool) ([]Set, []Said, error) {
	sets, said := make([]Set, len(points)), make([]Said, len(points))
	var mu sync.Mutex
	first := m.out.Played
	err := ensemble.SideBySide(ctx, m.Across, len(points), func(ctx context.Context, i int) (err error) {
		sets[i] = Set{Number: first + i, Point: points[i], Seed: seeds[i] >> 11, Last: last} // a seed as options have it
		said[i], err = m.Play(ctx, sets[i])
		if got := len(said[i].outputs()); err == nil && got != m.outputs() {
			err = fmt.Errorf("a set says %d outputs and not %d", got, m.outputs())
		}
		if err == nil {
			said[i] = m.said(said[i].outputs())
		}
		mu.Lock()
		defer mu.Unlock()
		m.out.Played++
		m.report(m.out.Played)
		return err
	})
	return sets, said, err
}

// ruling are the outputs that may rule a set out: figures that are fitted, and bands.
func (p Problem) ruling() []int {
	list := fittedOf(p.Figures)
	for i := range p.Bands {
		list = append(list, len(p.Figures)+i)
	}
	return list
}

// id is the name of an output that may rule a set out.
func (p Problem) id(output int) string {
	if output < len(p.Figures) {
		return p.Figures[output].ID
	}
	return p.Bands[output-len(p.Figures)].ID
}

// runs are the points that were played so far, of all starts, and an output's values there.
func (m *matcher) runs(output int) (points []design.Point, values []float64) {
	for _, s := range m.starts {
		at, own := defined(s.points, s.said[output])
		points, values = append(points, at...), append(values, own...)
	}
	return points, values
}

// emulate makes the emulators that there are after a wave from all that was played, side by
// side, and lets those rule out that pass their check.
func (m *matcher) emulate(wave int) {
	emulators, list := make([]*Emulator, m.outputs()), make([]Judged, len(m.ruling()))
	_ = ensemble.SideBySide(context.Background(), m.Across, len(list), func(_ context.Context, i int) error {
		f := m.ruling()[i]
		list[i].Output = m.id(f)
		if e, ok := Emulate(m.runs(f)); ok {
			list[i].Check, list[i].Used = e.Check(), e.Check().Passed()
			if list[i].Used {
				emulators[f] = e
			}
		}
		return nil
	}) // tasks that cannot fail
	m.region = newRegion(m.Problem, emulators, m.small)
	for i := range m.out.Waves {
		if w := &m.out.Waves[i]; w.Number == wave {
			w.Emulators = list
		}
	}
}

// mostFailed are the patterns from which on a set is ruled out: as with figures, one that
// luck or a mistake broke rules nothing out.
const mostFailed = 2

// last plays the last wave of every start at full size and keeps what is not ruled out.
func (m *matcher) last(ctx context.Context) error {
	for i, s := range m.starts {
		points, of, err := m.propose(s, m.Waves+1, m.Last, 1)
		if err != nil {
			return err
		}
		if i == 0 {
			if err := m.lucky(ctx, points[0]); err != nil {
				return err
			}
		}
		sets, said, err := m.run(ctx, points, ensemble.Seeds(m.luck(s.number, m.Waves+1), len(points)), true)
		if err != nil {
			return err
		}
		w := Wave{Start: s.number, Number: m.Waves + 1, Last: true, Sets: len(points), Cut: of.reached, Open: of.open}
		for i, x := range said {
			one := Member{s.number, sets[i], x, m.worst(x, m.out.Luck), m.failed(x)}
			m.out.Last = append(m.out.Last, one)
			if one.Worst <= Cut && len(one.Failed) < mostFailed {
				w.Within++
				m.out.Members = append(m.out.Members, one)
			}
		}
		m.out.Waves = append(m.out.Waves, w)
	}
	return nil
}

// lucky plays one point with several seeds at full size.
func (m *matcher) lucky(ctx context.Context, p design.Point) error {
	points := make([]design.Point, m.Lucks)
	for i := range points {
		points[i] = p
	}
	_, said, err := m.run(ctx, points, ensemble.Seeds(m.luck(m.Starts+1, 0), m.Lucks), true)
	if err != nil {
		return err
	}
	m.out.Luck = make([]float64, m.outputs())
	for f := range m.out.Luck {
		var values []float64
		for _, x := range said {
			if v := x.outputs()[f]; !math.IsNaN(v) && !math.IsInf(v, 0) {
				values = append(values, v)
			}
		}
		if len(values) > 1 {
			m.out.Luck[f] = table.Variance(values)
		}
	}
	return nil
}

// worst is the largest implausibility of what a run says over the figures that are fitted
// but for as many as may be beyond; luck is the variance of one run, by figure, or nil.
func (m *matcher) worst(x Said, luck []float64) float64 {
	var list []float64
	for _, f := range fittedOf(m.Figures) {
		own := 0.0
		if luck != nil {
			own = luck[f]
		}
		if v := x.Figures[f]; !math.IsNaN(v) && !math.IsInf(v, 0) {
			list = append(list, math.Sqrt(m.Figures[f].far(v, own)))
		}
	}
	return largestBut(list, mayBeBeyond(len(list)))
}
