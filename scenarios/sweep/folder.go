package sweep

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// experimentFile is where a folder keeps its experiment.
const experimentFile = "experiment.yaml"

// Progress is how far a sweep is.
type Progress struct {
	Runs   int // in all
	Before int // that were done before this process began
	Done   int // those included
	Failed int
	Months int64  // played by this process
	All    int64  // that it has to play, as estimated
	Jobs   string // of a batch system, in words
}

// Outcome is what came of a sweep.
type Outcome struct {
	Dir     string   `json:"folder"`
	Name    string   `json:"experiment"`
	Digest  string   `json:"digest"`
	Results string   `json:"results"` // digest of the numbers, the same whenever and wherever they are played
	Points  int      `json:"points"`
	Runs    int      `json:"runs"`
	Before  int      `json:"before"` // done when this process began
	Failed  int      `json:"failed"`
	Damaged []string `json:"damaged"` // parts that were not used, and whose runs were played again
	Mode    string   `json:"mode"`    // how runs were spread over workers
	Seconds float64  `json:"seconds"`
	Files   []string `json:"files"`
}

// Folder is where an experiment is swept into unless it is said otherwise.
func (e *Experiment) Folder(digest string) string {
	return filepath.Join("atelier-runs", e.Name+"-"+digest[:8])
}

// Play plays an experiment into a folder, or goes on where a process was stopped, and
// writes the tables at the end. When ctx ends, finished runs are kept. report, which
// may be nil, is told often, one call at a time.
func Play(ctx context.Context, e *Experiment, dir, model string, report func(Progress)) (*Outcome, error) {
	p, err := NewPlan(e)
	if err != nil {
		return nil, err
	}
	return p.play(ctx, dir, model, report)
}

// play is Play of a plan.
func (p *Plan) play(ctx context.Context, dir, model string, report func(Progress)) (out *Outcome, err error) {
	begun, e := time.Now(), p.Experiment
	if e.Change != nil {
		return nil, scenarios.Mistake("an experiment with a change of its own cannot be kept in a folder, which could not say what it does: play it with sweep.Run")
	}
	digest, dir, files, err := p.ground(dir)
	if err := cmp.Or(err, p.affordable()); err != nil {
		return nil, err
	}
	folder, err := store.CreateSweep(dir, p.stored(digest, model, 0), files)
	if err != nil {
		return nil, store.Mistaken(err)
	}
	defer folder.Close()
	w, damaged, err := newWork(p, folder, stretch{0, p.Runs()}, report)
	if err != nil {
		return nil, err
	}
	out = &Outcome{Dir: folder.Dir(), Name: e.Name, Digest: digest, Points: p.Points.Count(), Runs: p.Runs(), Before: w.progress.Before, Damaged: damaged}
	if err := w.play(ctx); err != nil {
		return nil, err
	}
	if out.Files, out.Results, err = w.finish(ctx); err != nil {
		return nil, err
	}
	out.Mode = w.mode
	out.Failed, out.Seconds = w.progress.Failed, time.Since(begun).Seconds()
	return out, nil
}

// ground is what a folder of the plan begins with: the digest, where it is, "" for where
// that of the digest is, and the files that say what is played. A disk that is too small
// is refused.
func (p *Plan) ground(dir string) (digest, place string, files map[string][]byte, err error) {
	if digest, err = p.Digest(); err != nil {
		return "", "", nil, err
	}
	place = cmp.Or(dir, p.Folder(digest))
	if files, err = p.files(); err != nil {
		return "", "", nil, err
	}
	return digest, place, files, p.fits(place)
}

// stored is the plan as its folder keeps it.
func (p *Plan) stored(digest, model string, shards int) store.Plan {
	return store.Plan{Experiment: p.Name, Title: p.Title, Digest: digest, Model: model, Runs: p.Runs(), Points: p.Points.Count(), Replicates: p.Replicates, Shards: shards, Columns: p.heads}
}

// files say what is played: the experiment and its scenario.
func (e *Experiment) files() (map[string][]byte, error) {
	experiment, err := e.YAML()
	if err != nil {
		return nil, err
	}
	scenario, err := e.Scenario.YAML()
	return map[string][]byte{experimentFile: experiment, scenarios.ScenarioFile: scenario}, err
}

// work is what of a sweep, or of a shard of it, is yet to be played.
type work struct {
	*Plan
	folder  *store.Sweep                                                     // nil where runs are kept in memory
	keep    func(ctx context.Context, from, bad int, rows table.Frame) error // finished runs
	parts   []piece
	missing []stretch     // in order
	least   time.Duration // that finished runs may wait to be written
	begun   time.Time
	across  int
	mode    string

	mu       sync.Mutex // guards what follows
	next     stretch    // what of the first missing stretch is not handed out
	behind   []stretch  // the missing stretches after it
	left     int        // runs that are not handed out
	progress Progress
	report   func(Progress)
}

// newWork looks at which runs of some places there are, and names the parts that were
// found damaged.
func newWork(p *Plan, folder *store.Sweep, within stretch, report func(Progress)) (*work, []string, error) {
	parts, damaged, err := folder.Parts(within.from, within.to)
	if err != nil {
		return nil, nil, err
	}
	w, err := workOf(p, folder, parts, within, report)
	if err != nil {
		return nil, nil, err
	}
	w.keep = w.writePart
	return w, damaged, nil
}

// writePart keeps the runs from a place on, of which so many failed, as a part.
func (w *work) writePart(ctx context.Context, from, bad int, rows table.Frame) error {
	part, err := w.folder.WritePart(context.WithoutCancel(ctx), from, bad, rows)
	w.mu.Lock()
	w.parts = append(w.parts, piece{part, stretch{part.From, part.To}})
	w.mu.Unlock()
	return err
}

// workOf is what some whole parts leave of some places.
func workOf(p *Plan, folder *store.Sweep, parts []store.Part, within stretch, report func(Progress)) (w *work, err error) {
	if report == nil {
		report = func(Progress) {}
	}
	w = &work{Plan: p, folder: folder, begun: time.Now(), report: report, missing: missing(parts, within), least: 2 * time.Second}
	if w.parts, w.progress.Failed, err = p.pieces(folder, parts); err != nil {
		return nil, err
	}
	w.left = length(w.missing)
	w.progress.Runs = within.to - within.from
	w.progress.Before = w.progress.Runs - w.left
	w.progress.Done, w.progress.All = w.progress.Before, p.months(w.missing)
	w.behind = w.missing
	return w, nil
}

// need is how many runs of some places are missing.
func (w *work) need(from, to int) int {
	n := 0
	first, _ := slices.BinarySearchFunc(w.missing, from, func(m stretch, from int) int { return cmp.Compare(m.to, from+1) })
	for _, m := range w.missing[first:] {
		if m.from >= to {
			break
		}
		n += min(m.to, to) - max(m.from, from)
	}
	return n
}

// share is how many stretches a worker takes of what is left, and most how many runs
// one has at most: the last ones are short, so that no worker waits for another.
const (
	share = 8
	most  = 512
)

// take hands out the next runs; none when there is nothing left.
func (w *work) take() (s stretch, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.next.from == w.next.to {
		if len(w.behind) == 0 {
			return s, false
		}
		w.next, w.behind = w.behind[0], w.behind[1:]
	}
	n := min(most, max(1, w.left/(share*w.across)), w.next.to-w.next.from)
	s = stretch{w.next.from, w.next.from + n}
	w.next.from += n
	w.left -= n
	return s, true
}

// play plays what is missing.
func (w *work) play(ctx context.Context) error {
	o := w.Scenario.Options
	o.Replicates = max(2, w.left) // of one run alone, all workers would play its world
	across, within := ensemble.Spread(o)
	w.across, w.mode = across, ensemble.SpreadText(across, within)
	p := &player{Plan: w.Plan, within: within, need: w.need, tick: w.tick}
	return ensemble.SideBySide(ctx, across, across, func(ctx context.Context, _ int) error {
		for {
			s, ok := w.take()
			if !ok {
				return nil
			}
			if err := w.playStretch(ctx, p, s); err != nil {
				return err
			}
		}
	})
}

// tick notes a month that was played.
func (w *work) tick() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.progress.Months++
	w.report(w.progress)
}

// flush is how long finished runs may wait to be written: a moment, and of a long
// sweep a two-hundredth of the time it has taken, so that parts do not become many.
func (w *work) flush() time.Duration { return max(w.least, time.Since(w.begun)/200) }

// playStretch plays some runs and writes them in parts. When ctx ends, those that
// are finished are written.
func (w *work) playStretch(ctx context.Context, p *player, s stretch) error {
	rows := table.NewFrame(w.heads, s.to-s.from)
	start, bad, written := s.from, 0, time.Now()
	write := func(to int) error {
		if to == start {
			return nil
		}
		err := w.keep(ctx, start, bad, rows.Part(start-s.from, to-s.from))
		start, bad, written = to, 0, time.Now()
		return err
	}
	for place := s.from; place < s.to; place++ {
		at := w.at(place)
		values, err := p.play(ctx, at)
		f, failed := failed(err)
		if err != nil && !failed {
			if lost := write(place); lost != nil {
				return lost
			}
			return err
		}
		w.enter(rows, place-s.from, at, values, f)
		if failed {
			bad++
		}
		w.done(failed)
		if time.Since(written) > w.flush() {
			if err := write(place + 1); err != nil {
				return err
			}
		}
	}
	return write(s.to)
}

// enter writes a run into its row.
func (p *Plan) enter(rows table.Frame, row int, s spot, values []float64, f *failure) {
	rows[0].Numbers[row], rows[1].Numbers[row] = float64(s.point), float64(s.replicate+1)
	rows[2].Texts[row] = strconv.FormatUint(p.seeds[s.replicate], 10)
	if p.sets != nil {
		rows[3].Numbers[row] = float64(p.sets[s.replicate])
	}
	p.Points.fill(rows, row, p.lead(), s.point)
	first := p.lead() + len(p.Factors)
	for i, v := range values {
		rows[first+i].Numbers[row] = v
	}
	if f != nil {
		last := len(rows) - len(tail)
		rows[last].Numbers[row], rows[last+1].Texts[row], rows[last+2].Texts[row] = float64(f.month), f.mechanism, f.why
	}
}

// done notes a run that is finished.
func (w *work) done(failed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.progress.Done++
	if failed {
		w.progress.Failed++
	}
	w.report(w.progress)
}
