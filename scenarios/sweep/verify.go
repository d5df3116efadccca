package sweep

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Verified is the folder of a sweep that was looked at.
type Verified struct {
	Plan     store.Plan
	Outcome  *store.Outcome // nil where it cannot be read
	Files    int            // that were found as they were written, parts among them
	Problems []error        // a sentence each

	*work // nil unless the same model played it and it is whole
}

// Verify checks the folder of a sweep and changes nothing in it: every file by its
// checksum, that each run lies in a part and in several of them as the same, and, where this model played it, that
// the parts hold the runs of the experiment and the tables are what the parts give. A
// folder that holds no sweep, or one that is being played, is bad input.
func Verify(dir, model string) (*Verified, error) {
	folder, err := store.OpenSweep(dir)
	if errors.Is(err, store.ErrChanged) {
		return &Verified{Problems: []error{err}}, nil
	}
	if err != nil {
		return nil, store.Mistaken(err)
	}
	if store.Played(dir) {
		return nil, scenarios.Mistake("%s: the sweep is being played; wait for it, or look with atelier sweep status %s", dir, dir)
	}
	v := &Verified{Plan: folder.Plan}
	outcome, parts, problems, err := folder.Verify()
	if err != nil {
		return nil, err
	}
	v.Outcome, v.Files, v.Problems = outcome, len(parts)+1, problems
	if outcome != nil {
		v.Files += len(outcome.Files) + 1
	}
	all, err := store.PartsOf(dir)
	if err != nil {
		return nil, err
	}
	lost := length(missing(all, stretch{0, folder.Plan.Runs}))
	if lost > 0 {
		v.Problems = slices.DeleteFunc(v.Problems, func(err error) bool { // it is not finished, and that is said
			return outcome == nil && errors.Is(err, store.ErrMissing)
		})
	}
	if lost > 0 {
		runs := finding.Counted(folder.Plan.Runs, "run is", "runs are")
		v.Problems = append(v.Problems, fmt.Errorf("%s: %s of %s in no part; give the same atelier sweep again, and they are played", dir, finding.Count(lost), runs))
	}
	if len(v.Problems) > 0 || folder.Plan.Model != model || v.Searched() {
		return v, nil
	}
	return v, v.recount(folder, parts)
}

// Searched tells whether the folder is of a search, as calibrations are, and not of an
// experiment: what is played in it follows from what was found, and its files are held
// against their checksums alone.
func (v *Verified) Searched() bool {
	if v.Outcome == nil {
		return false
	}
	_, experiment := v.Outcome.Files[experimentFile]
	return !experiment
}

// recount holds the parts against the experiment and the tables against the parts.
func (v *Verified) recount(folder *store.Sweep, parts []store.Part) error {
	e, err := experimentOf(folder.Dir(), &v.Plan)
	if err != nil {
		v.Problems = append(v.Problems, err)
		return nil
	}
	plan, err := NewPlan(e)
	if err != nil {
		return err
	}
	if plan.Runs() != v.Plan.Runs || !slices.Equal(plan.heads, v.Plan.Columns) {
		v.Problems = append(v.Problems, fmt.Errorf("%s: the plan in sweep.json is not that of the experiment", folder.Dir()))
		return nil
	}
	w, err := workOf(plan, folder, parts, plan.whole()[0], nil)
	if errors.Is(err, scenarios.ErrInput) { // two parts do not agree
		v.Problems = append(v.Problems, err)
		return nil
	}
	if err != nil {
		return err
	}
	for _, p := range parts {
		rows, err := folder.ReadPart(p)
		if err != nil {
			return err
		}
		if column := w.misplaced(rows, p.From); column != "" {
			v.Problems = append(v.Problems, fmt.Errorf("%s: the runs of part %s are not those of the experiment: column %s", folder.Dir(), p.Name, column))
		}
	}
	if len(v.Problems) > 0 {
		return nil
	}
	for _, t := range w.finals() {
		same, err := t.is(filepath.Join(folder.Dir(), t.name), &folder.Plan)
		if err != nil {
			return err
		}
		if !same {
			v.Problems = append(v.Problems, fmt.Errorf("%s is not what the parts give; give the same atelier sweep again, and it is written anew", filepath.Join(folder.Dir(), t.name)))
		}
	}
	if len(v.Problems) == 0 {
		v.work = w
	}
	return nil
}

// misplaced is a column of a part, which begins at a place in the order of play, that does
// not say what the experiment plays there; "" for none.
func (w *work) misplaced(rows table.Frame, from int) string {
	want := table.NewFrame(w.heads, rows.Rows())
	for i := range rows.Rows() {
		w.enter(want, i, w.at(from+i), nil, nil)
	}
	for c := range w.lead() + len(w.Factors) {
		for i := range rows.Rows() {
			if cell(rows, c, i) != cell(want, c, i) {
				return rows[c].Name
			}
		}
	}
	return ""
}

// cell is a value of a frame in words, to the last bit; "nothing" where it is not defined.
func cell(f table.Frame, column, row int) string {
	switch x := &f[column]; {
	case x.Content == table.Text:
		return file.Short(x.Texts[row])
	case math.IsNaN(x.Numbers[row]):
		return "nothing"
	default:
		return file.Exact(x.Numbers[row] + 0)
	}
}

// is tells whether a file holds just what would be written.
func (t final) is(path string, of *store.Plan) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	c := &likeness{written: bufio.NewReader(f)}
	if err := t.write(c, of); err != nil && !errors.Is(err, errUnlike) {
		return false, err
	}
	_, end := c.written.Peek(1)
	return !c.differs && errors.Is(end, io.EOF), nil
}

// errUnlike ends what is written once it differs from what was.
var errUnlike = errors.New("it differs")

// likeness compares what is written with what was.
type likeness struct {
	written *bufio.Reader
	differs bool
}

// Write compares the next bytes.
func (l *likeness) Write(p []byte) (int, error) {
	was := make([]byte, len(p))
	if _, err := io.ReadFull(l.written, was); err != nil || string(was) != string(p) {
		l.differs = true
		return 0, errUnlike
	}
	return len(p), nil
}

// Replay plays n of the runs, those of scenarios.Sample, again and says which, from 0 by
// point and replicate, and where the first of them differs from what is stored: "" if
// none does. report, which may be nil, is told of about as many months as it takes.
func (v *Verified) Replay(ctx context.Context, n, workers int, report ensemble.Progress) (rows []int, differs string, err error) {
	rows = scenarios.Sample(v.Outcome.Results, n, v.Runs())
	var places []int
	var months []stretch
	for place := range v.Runs() {
		if _, chosen := slices.BinarySearch(rows, v.row(v.at(place))); chosen {
			places, months = append(places, place), append(months, stretch{place, place + 1})
		}
	}
	o := v.Scenario.Options
	o.Workers, o.Replicates = workers, len(places)
	across, within := ensemble.Spread(o)
	p := &player{Plan: v.work.Plan, within: within, tick: ticks(report, v.months(months)), need: func(from, to int) int {
		first, _ := slices.BinarySearch(places, from)
		last, _ := slices.BinarySearch(places, to)
		return last - first
	}}
	found := make([]string, v.Runs())
	err = ensemble.SideBySide(ctx, across, len(places), func(ctx context.Context, i int) error {
		text, err := v.again(ctx, p, places[i])
		found[v.row(v.at(places[i]))] = text
		return err
	})
	first := slices.IndexFunc(found, func(text string) bool { return text != "" })
	if err != nil || first < 0 {
		return rows, "", err
	}
	return rows, found[first], nil
}

// ticks tells of months out of about so many.
func ticks(report ensemble.Progress, total int64) func() {
	if report == nil {
		return func() {}
	}
	var mu sync.Mutex
	done := int64(0)
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done = min(done+1, total)
		report(done, total)
	}
}

// again plays the run at a place and says where it differs from what is stored of it.
func (v *Verified) again(ctx context.Context, p *player, place int) (string, error) {
	at := v.at(place)
	values, err := p.play(ctx, at)
	f, failed := failed(err)
	if err != nil && !failed {
		return "", err
	}
	played := table.NewFrame(v.heads, 1)
	v.enter(played, 0, at, values, f)
	part := v.parts[slices.IndexFunc(v.parts, func(part piece) bool { return place < part.use.to })]
	stored, err := v.folder.ReadPart(part.Part)
	if err != nil {
		return "", err
	}
	for c := range played {
		if was, now := cell(stored, c, place-part.From), cell(played, c, 0); was != now {
			return fmt.Sprintf("point %d, replicate %d, column %s: %s is stored and %s is played", at.point, at.replicate+1, played[c].Name, was, now), nil
		}
	}
	return "", nil
}
