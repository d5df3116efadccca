package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A Problem is a simulator, what is varied in it, and what is known of its outputs.
type Problem struct {
	Names   []string // of what is varied, each over its whole range
	Figures []Figure
	// Play runs one set of values. It is called by several goroutines at once and must
	// say the same of the same set.
	Play func(ctx context.Context, s Set) (Said, error)
}

// A Set is one set of values to play.
type Set struct {
	Number int          // from 0, in the order of play
	Point  design.Point // by name, in parts of the range
	Seed   uint64       // of its luck
	Last   bool         // at full size, and with patterns
}

// Said is what came of a set.
type Said struct {
	Figures []float64 // by figure, on its scale; NaN where it is not defined
	Failed  []string  // what else is known and does not hold, which only the last wave asks
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
	Figure string `json:"figure"`
	Check
	Used bool `json:"used"`
}

// A Member is a set that nothing known rules out.
type Member struct {
	Start int
	Set   Set
	Said  Said
	// Second is the second largest implausibility over the figures that are fitted.
	Second float64
}

// Matched is what a calibration found.
type Matched struct {
	Choices []Choice
	Waves   []Wave
	Members []Member
	Last    []Member  // every set of the last wave, members or not
	Luck    []float64 // variance of one run at full size, by figure
	Played  int
}

// start is one of the separate searches.
type start struct {
	number int
	points []design.Point
	said   [][]float64 // by figure, then set
	sets   []Set
	region region
}

// matcher is a calibration at work.
type matcher struct {
	Problem
	Effort
	fit    []int     // of Names
	small  []float64 // variance of one run before the last wave, by figure
	starts []*start
	out    *Matched
	report func(done int)
}

// Match seeks sets that nothing known rules out, in waves from separate starts (Vernon,
// Goldstein and Bower 2010; Andrianakis et al. 2015, PLoS Computational Biology 11). The
// first wave varies everything; by it is chosen what is fitted, for all starts alike.
// In later waves what is fitted is drawn from what emulators do not rule out yet, and
// the rest anew from its whole range. The last wave is gathered about what fits and
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
		m.starts = append(m.starts, &start{number: i + 1, said: make([][]float64, len(p.Figures))})
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
	}
	return m.out, m.last(ctx)
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
	said := make([][]float64, len(m.Figures))
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
	for _, f := range fittedOf(m.Figures) {
		fitted, ids = append(fitted, said[f]), append(ids, m.Figures[f].ID)
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
	for i, s := range m.starts {
		m.out.Waves[i].Emulators = m.emulate(s)
	}
	return nil
}

// twice plays some sets of the first wave again with other luck: half the mean square of
// what they differ by is the variance of one run.
func (m *matcher) twice(ctx context.Context) error {
	m.small = make([]float64, len(m.Figures))
	pairs := make([]float64, len(m.Figures))
	for _, s := range m.starts {
		points := s.points[:min(m.First, m.Lucks)]
		_, said, err := m.run(ctx, points, ensemble.Seeds(m.luck(s.number, 0), len(points)), false)
		if err != nil {
			return err
		}
		for i, x := range said {
			for f, v := range x.Figures {
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

// wave plays a later wave of a start.
func (m *matcher) wave(ctx context.Context, s *start, wave int) error {
	points, of, err := m.propose(s, wave, m.Sets, false)
	if err != nil {
		return err
	}
	if err := m.play(ctx, s, wave, points, of); err != nil {
		return err
	}
	m.out.Waves[len(m.out.Waves)-1].Emulators = m.emulate(s)
	return nil
}

// propose draws n sets of what is not ruled out yet.
func (m *matcher) propose(s *start, wave, n int, refine bool) ([]design.Point, drawn, error) {
	seed := m.luck(s.number, wave)
	points, err := design.LatinHypercube(n, len(m.Names), seed)
	if err != nil {
		return nil, drawn{}, err
	}
	of, err := s.region.draw(n, len(m.fit), seed, fmt.Sprintf("start %d, wave %d", s.number, wave), refine)
	for i, p := range of.points {
		for k, j := range m.fit {
			points[i][j] = p[k]
		}
	}
	return points, of, err
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
		for f, v := range x.Figures {
			s.said[f] = append(s.said[f], v)
		}
		if m.second(x, nil) <= Cut {
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
		if err == nil && len(said[i].Figures) != len(m.Figures) {
			err = fmt.Errorf("a set says %d figures and not %d", len(said[i].Figures), len(m.Figures))
		}
		mu.Lock()
		defer mu.Unlock()
		m.out.Played++
		m.report(m.out.Played)
		return err
	})
	return sets, said, err
}

// emulate makes the emulators of a start from all that it has played, side by side, and
// lets those rule out that pass their check.
func (m *matcher) emulate(s *start) []Judged {
	points := make([]design.Point, len(s.points))
	for i, p := range s.points {
		for _, j := range m.fit {
			points[i] = append(points[i], p[j])
		}
	}
	s.region = region{m.Figures, make([]*Emulator, len(m.Figures)), m.small}
	fitted := fittedOf(m.Figures)
	list := make([]Judged, len(fitted))
	_ = ensemble.SideBySide(context.Background(), m.Across, len(fitted), func(_ context.Context, i int) error {
		f := fitted[i]
		list[i].Figure = m.Figures[f].ID
		if e, ok := Emulate(defined(points, s.said[f])); ok {
			list[i].Check, list[i].Used = e.Check(), e.Check().Passed()
			if list[i].Used {
				s.region.emulators[f] = e
			}
		}
		return nil
	}) // tasks that cannot fail
	return list
}

// mostFailed are the patterns from which on a set is ruled out: as with figures, one that
// luck or a mistake broke rules nothing out.
const mostFailed = 2

// last plays the last wave of every start at full size and keeps what is not ruled out.
func (m *matcher) last(ctx context.Context) error {
	for i, s := range m.starts {
		points, of, err := m.propose(s, m.Waves+1, m.Last, true)
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
			one := Member{s.number, sets[i], x, m.second(x, m.out.Luck)}
			m.out.Last = append(m.out.Last, one)
			if one.Second <= Cut && len(x.Failed) < mostFailed {
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
	m.out.Luck = make([]float64, len(m.Figures))
	for f := range m.Figures {
		var values []float64
		for _, x := range said {
			if v := x.Figures[f]; !math.IsNaN(v) && !math.IsInf(v, 0) {
				values = append(values, v)
			}
		}
		if len(values) > 1 {
			m.out.Luck[f] = table.Variance(values)
		}
	}
	return nil
}

// second is the second largest implausibility of what a run says over the figures that
// are fitted; luck is the variance of one run, by figure, or nil.
func (m *matcher) second(x Said, luck []float64) float64 {
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
	return secondLargest(list)
}
