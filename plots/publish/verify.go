package publish

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain/ask"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/sweep"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Verdict is what a folder was found to be. Its JSON has the fields in this order.
type Verdict struct {
	Dir      string   `json:"folder"`
	Kind     string   `json:"kind"` // "run", "comparison" or "sweep"; "" where the manifest cannot be read
	Name     string   `json:"name"` // of the scenario or experiment
	Results  string   `json:"results"`
	Files    int      `json:"files"`    // that the folder holds by its manifest
	Pictures int      `json:"pictures"` // drawn of a sweep later, as somebody asked, which are not checked
	Problems []string `json:"problems"` // a sentence each; none where the folder is whole
	Replayed []int    `json:"replayed"` // replicates, or runs of a sweep by their line in runs.csv, from 1
	Of       int      `json:"of"`       // so many there are
	Differs  string   `json:"differs"`  // where what was played again first differs, "" if nowhere

	refused error // why nothing could be played again
}

// Verify checks the folder of a run, a comparison or a sweep, and, as replay says, plays
// some of it again: "" for nothing, "all", or how many replicates or runs, those of
// scenarios.Sample. Nothing in the folder is changed. What is wrong with the folder is in
// the verdict; an error is that there is none, which is bad input where the folder is not
// one of these.
func Verify(ctx context.Context, dir, replay string, workers int, report ensemble.Progress) (*Verdict, error) {
	n, err := sampleSize(replay)
	if err != nil {
		return nil, err
	}
	v := &Verdict{Dir: dir, Problems: []string{}, Replayed: []int{}}
	found, problems, strange, err := store.Verify(dir, isResult, isDrawing)
	switch {
	case errors.Is(err, store.ErrNotARun):
		if _, other := store.ReadPlan(dir); errors.Is(other, store.ErrNotASweep) {
			return nil, scenarios.Mistake("%v", err)
		}
		return v, v.sweep(ctx, n, workers, report)
	case errors.Is(err, store.ErrChanged):
		v.add(err)
		return v, nil
	case err != nil:
		return nil, scenarios.Mistake("%v", err)
	}
	m := &found.Manifest
	v.Kind, v.Name, v.Results, v.Files, v.Of = kindOf(m), m.Scenario, m.Results, len(m.Files)+1, len(m.Seeds.Replicates)
	v.add(problems...)
	if err := v.strangers(found, strange, workers); err != nil {
		return nil, err
	}
	if n == 0 || len(v.Problems) > 0 {
		return v, nil
	}
	if v.refused = found.PlayedBy(atelier.Fingerprint(), otherwise); v.refused != nil {
		return v, nil
	}
	return v, v.replay(ctx, found, n, workers, report)
}

// otherwise is what to do where another model played.
const otherwise = "play it again with that version, or leave --replay out"

// sampleSize is how many are to be played again, by the words for it.
func sampleSize(replay string) (int, error) {
	switch n, err := strconv.Atoi(replay); {
	case replay == "":
		return 0, nil
	case replay == "all":
		return math.MaxInt, nil
	case err == nil && n > 0:
		return n, nil
	}
	return 0, scenarios.Mistake("--replay: value %s: must be a whole number, 1 or more, or all", file.Shown(replay, true))
}

// add notes problems.
func (v *Verdict) add(problems ...error) {
	for _, err := range problems {
		v.Problems = append(v.Problems, err.Error())
	}
}

// strangers notes what lies in a folder and is not its own, but for figures that were
// drawn of it later and are as this program draws them.
func (v *Verdict) strangers(found *store.Run, strange []string, workers int) error {
	var parts []part
	if len(strange) > 0 && len(v.Problems) == 0 && found.Manifest.Model == atelier.Fingerprint() {
		run, err := reread(found)
		if err != nil {
			return err
		}
		for _, how := range drawnLater(strange) {
			parts = append(parts, drawn(report.New(run), how, workers)...)
		}
	}
	for _, name := range strange {
		at := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		if at >= 0 {
			same, err := draws(parts[at], found.Path(name))
			if err != nil {
				return err
			}
			if same {
				continue
			}
		}
		v.add(found.Strange(name))
	}
	return nil
}

// draws tells whether a part is what a file holds.
func draws(p part, path string) (bool, error) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, err
	}
	before, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	var now bytes.Buffer
	err = p.write(&now)
	return bytes.Equal(before, now.Bytes()), err
}

// replay plays replicates of a run or comparison again and holds them against the tables
// as they are stored. Of all of them the statistics over replicates are compared too.
func (v *Verdict) replay(ctx context.Context, found *store.Run, n, workers int, report ensemble.Progress) error {
	c, err := ask.Contest(found.Manifest)
	if err != nil {
		v.add(fmt.Errorf("%s: %w", found.Path(manifestFile), unrecorded(&found.Manifest)))
		return nil
	}
	c.Options.Workers = workers
	for _, i := range scenarios.Sample(v.Results, n, v.Of) {
		v.Replayed = append(v.Replayed, i+1)
	}
	if len(v.Replayed) == v.Of {
		v.Differs, err = differs(ctx, found, c, 0, v.Of, report)
		return err
	}
	for _, i := range v.Replayed {
		if v.Differs, err = differs(ctx, found, c, i-1, i, report); err != nil || v.Differs != "" {
			return err
		}
	}
	return nil
}

// differs plays the replicates of a contest behind the first ones that are skipped, up to
// the last, and says where a stored table first differs from them.
func differs(ctx context.Context, found *store.Run, c *scenarios.Contest, skip, last int, report ensemble.Progress) (where string, err error) {
	f, err := ensemble.New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		return "", err
	}
	all := skip == 0 && last == len(found.Manifest.Seeds.Replicates)
	f.Skip, f.Keep = skip, c.Kind == scenarios.KindRun && (all || c.Scenario().Options.Full)
	var scratch *store.Scratch
	f.Scratch = func() (_ ensemble.Scratch, err error) {
		scratch, err = store.TempScratch()
		return scratch, err
	}
	defer func() { err = errors.Join(err, scratch.Close()) }()
	w, err := f.Work(last)
	if err != nil {
		return "", err
	}
	if err := cost.This.Fit(cost.Of(w, cost.Files{}), ""); err != nil {
		return "", err
	}
	if err := f.Play(ctx, last, report); err != nil {
		return "", err
	}
	for _, t := range tablesOf(c, f) {
		played, err := t.make().Series()
		if err = cmp.Or(err, f.Err()); err != nil {
			return "", err
		}
		for _, name := range []string{t.name, t.plain} {
			if _, kept := found.Manifest.Files[name]; name == "" || name == t.plain && !kept {
				continue
			}
			stored, err := found.Series(name)
			if err != nil {
				return "", err
			}
			now := played
			if name == t.plain {
				now = &table.Series{Columns: played.Columns, Rows: ofAll(played.Rows)}
			}
			if !all {
				stored, now = stored.OfReplicate(last), now.OfReplicate(last)
			}
			if text := table.Differ(stored, now, store.IsParquet(name)); text != "" {
				return name + ": " + text, nil
			}
		}
	}
	return "", nil
}

// sweep is Verify of the folder of a sweep.
func (v *Verdict) sweep(ctx context.Context, n, workers int, report ensemble.Progress) error {
	s, err := sweep.Verify(v.Dir, atelier.Fingerprint())
	if err != nil {
		return err
	}
	v.Kind, v.Name, v.Files, v.Of = "sweep", s.Plan.Experiment, s.Files, s.Plan.Runs
	v.add(s.Problems...)
	if s.Outcome != nil {
		v.Results = s.Outcome.Results
	}
	if s.Searched() {
		v.Kind = "calibration"
		if n > 0 {
			return scenarios.Mistake("%s: a calibration is not replayed in part; give the same atelier calibrate with another --out, and compare", v.Dir)
		}
	}
	pictures, err := os.ReadDir(filepath.Join(v.Dir, "figures"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	v.Pictures = len(pictures)
	if n == 0 || len(v.Problems) > 0 {
		return nil
	}
	if v.refused = s.Plan.PlayedBy(atelier.Fingerprint(), v.Dir, otherwise); v.refused != nil {
		return nil
	}
	rows, differs, err := s.Replay(ctx, n, workers, report)
	for _, row := range rows {
		v.Replayed = append(v.Replayed, row+1)
	}
	v.Differs = differs
	return err
}

// Tell writes the verdict: as JSON and nothing else, or, unless quiet, a line for each
// problem, and if there is none what was found.
func (v *Verdict) Tell(w io.Writer, json, quiet bool) error {
	if json {
		return file.WriteJSON(w, v)
	}
	if quiet {
		return nil
	}
	for _, line := range v.lines() {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// lines are the verdict in words, but for what Wrong says.
func (v *Verdict) lines() []string {
	lines := slices.Clone(v.Problems)
	switch {
	case v.Differs != "":
		return append(lines, v.played()+" differs from what is stored: "+v.Differs)
	case len(lines) > 0:
		return lines
	case len(v.Replayed) > 0:
		lines = append(lines, v.played()+": identical.")
	}
	what := v.Kind + " of " + v.Name
	if v.Kind == scenarios.KindComparison {
		what = v.Kind
	}
	whole := fmt.Sprintf("%s is as it was written: the %s, %s", finding.Named(v.Dir), what, finding.Counted(v.Files, "file", "files"))
	if v.Pictures > 0 {
		whole += "; " + finding.Counted(v.Pictures, "picture", "pictures") + " drawn of it later not checked"
	}
	return append(lines, whole+".", finding.Results(v.Results))
}

// played says what was played again.
func (v *Verdict) played() string {
	one, several := "replicate", "replicates"
	if v.Kind == "sweep" {
		one, several = "run", "runs"
	}
	if len(v.Replayed) == v.Of {
		return "All " + finding.Counted(v.Of, one, several) + " played again"
	}
	names := finding.Each(v.Replayed, strconv.Itoa)
	return finding.Capital(map[bool]string{true: one, false: several}[len(names) == 1]) + " " + finding.And(names) + " of " + finding.Count(v.Of) + " played again"
}

// Wrong is an error where the folder is not as it was written or plays out otherwise, and
// bad input where it was to be played again and cannot be.
func (v *Verdict) Wrong() error {
	switch {
	case len(v.Problems) > 0:
		return fmt.Errorf("%s is not as it was written: %s", v.Dir, finding.Counted(len(v.Problems), "problem", "problems"))
	case v.Differs != "":
		return fmt.Errorf("%s is as it was written, but what is stored is not what this program plays", v.Dir)
	case v.refused != nil:
		return scenarios.Mistake("%v", v.refused)
	}
	return nil
}
