package calibrate

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Files of the folder of a calibration, beside those of a sweep.
const (
	calibrationFile = "calibration.yaml"
	reportFile      = "calibration.json"
	summaryFile     = "summary.txt"
	membersFile     = "members.csv"
	ensembleFile    = "ensemble.csv" // as a country's tables have it
	knownFile       = "known.csv"    // the same
	runsFile        = "runs.csv"
)

// Folder is where a calibration is played into unless it is said otherwise.
func (c *Calibration) Folder(digest string) string {
	return filepath.Join("atelier-runs", c.Name+"-"+digest[:8])
}

// Play plays a calibration into a folder, or goes on where a process was stopped, and
// writes members, log and summary at the end. When ctx ends, sets that were played are
// kept. report, which may be nil, is told often, one call at a time.
func Play(ctx context.Context, c *Calibration, dir, model string, report func(Progress)) (out *Report, err error) {
	digest, err := c.Digest()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if files[calibrationFile], err = c.YAML(); err == nil {
		files[scenarios.ScenarioFile], err = c.Scenario.YAML()
	}
	if err != nil {
		return nil, err
	}
	p, e := c.problem(), c.Effort
	folder, err := store.CreateSweep(cmp.Or(dir, c.Folder(digest)), c.stored(digest, model, headsOf(p)), files)
	if err != nil {
		return nil, store.Mistaken(err)
	}
	defer folder.Close()
	across := c.Scenario.Options
	across.Replicates = e.Total() // there are more sets than workers
	e.Across, _ = ensemble.Spread(across)
	if c.Truth > 0 {
		if err := c.hide(ctx, &p, e); err != nil {
			return nil, err
		}
	}
	out, k, err := search(ctx, folder, p, e, report)
	if err != nil {
		return nil, err
	}
	out.Dir, out.Name, out.Digest = folder.Dir(), c.Name, digest
	if err := c.judge(ctx, out); err != nil {
		return nil, err
	}
	return out, c.finish(ctx, k, out)
}

// search is Match of sets that a folder keeps.
func search(ctx context.Context, folder *store.Sweep, p Problem, e Effort, report func(Progress)) (*Report, *kept, error) {
	k := &kept{folder: folder, heads: folder.Plan.Columns, of: p, said: map[int]Said{}}
	damaged, err := k.read()
	if err != nil {
		return nil, nil, err
	}
	progress := Progress{Sets: e.Total(), Before: len(k.said)}
	p.Play = k.through(p.Play)
	found, err := Match(ctx, p, e, func(done int) {
		if progress.Done = done; report != nil {
			report(progress)
		}
	})
	if lost := k.flush(); err == nil { // where the disk failed before, that is said
		err = lost
	}
	if err != nil {
		return nil, nil, err
	}
	return &Report{Damaged: damaged, Before: progress.Before, found: found}, k, nil
}

// finish writes what came of it.
func (c *Calibration) finish(ctx context.Context, k *kept, r *Report) (err error) {
	for name, write := range map[string]func(io.Writer) error{
		reportFile: func(w io.Writer) error { return finding.WriteJSON(w, r) }, summaryFile: r.WriteText,
		membersFile:  func(w io.Writer) error { return c.writeMembers(w, r.found.Members) },
		ensembleFile: func(w io.Writer) error { return c.writeEnsemble(w, r.found.Members) },
		knownFile:    func(w io.Writer) error { return writeKnown(w, r.Known) },
		runsFile:     func(w io.Writer) error { return k.csv(w, r.found.Played) },
	} {
		if err := k.folder.Write(ctx, name, write); err != nil {
			return err
		}
	}
	r.Results, err = k.folder.Finish([]string{calibrationFile, scenarios.ScenarioFile}, []string{reportFile, summaryFile, membersFile, ensembleFile, knownFile, runsFile}, 0)
	return err
}

// csv writes the sets that were played.
func (k *kept) csv(w io.Writer, sets int) error { return writeCSV(w, k.rows(0, sets)) }

// writeCSV writes a frame whole.
func writeCSV(w io.Writer, f table.Frame) error {
	out, err := table.NewFrameCSV(w, f.Heads())
	if err != nil {
		return err
	}
	return errors.Join(out.Write(f), out.Close())
}

// writeMembers writes a row for each member: where it comes from, its parameters in their
// units, and what its run says of each figure in the figure's unit.
func (c *Calibration) writeMembers(w io.Writer, members []Member) error {
	heads := []table.Head{{Name: "member", Content: table.Whole}, {Name: "start", Content: table.Whole}, {Name: "set", Content: table.Whole},
		{Name: "seed", Content: table.Text}, {Name: "implausibility"}, {Name: "failed", Content: table.Text}}
	for _, f := range c.Free {
		heads = append(heads, table.Head{Name: f.Path})
	}
	figures := infer.Figures()
	for _, f := range figures {
		heads = append(heads, table.Head{Name: f.ID})
	}
	rows := table.NewFrame(heads, len(members))
	for i, m := range members {
		numbers := append([]float64{float64(i + 1), float64(m.Start), float64(m.Set.Number), 0, m.Worst, 0}, c.values(m.Set.Point)...)
		for f, v := range m.Said.Figures {
			numbers = append(numbers, figures[f].Off(v))
		}
		for column := range rows {
			if rows[column].Content != table.Text {
				rows[column].Numbers[i] = numbers[column]
			}
		}
		rows[3].Texts[i], rows[5].Texts[i] = strconv.FormatUint(m.Set.Seed, 10), strings.Join(m.Failed, " ")
	}
	return writeCSV(w, rows)
}

// writeEnsemble writes the members as the table of a country that runs take their sets
// from: starts take turns, so that the first of them are of all.
func (c *Calibration) writeEnsemble(w io.Writer, members []Member) error {
	heads := []table.Head{{Name: "set", Content: table.Whole}, {Name: "start", Content: table.Whole}}
	for _, f := range c.Free {
		heads = append(heads, table.Head{Name: f.Path})
	}
	rows := table.NewFrame(heads, len(members))
	for i, m := range inTurn(members) {
		for column, v := range append([]float64{float64(i + 1), float64(m.Start)}, c.values(m.Set.Point)...) {
			rows[column].Numbers[i] = v
		}
	}
	return writeCSV(w, rows)
}

// writeKnown writes a row for each outcome and each parameter that it hangs on; a row without
// a parameter where there is none.
func writeKnown(w io.Writer, list []evidence.Known) error {
	heads := []table.Head{{Name: "outcome", Content: table.Text}, {Name: "low"}, {Name: "middle"}, {Name: "high"}, {Name: "emulated"}, {Name: "parameter", Content: table.Text}, {Name: "share"}}
	var rows []evidence.Unknown
	var of []evidence.Known
	for _, k := range list {
		for _, u := range append(slices.Clone(k.Unknowns), evidence.Unknown{Share: math.NaN()})[:max(1, len(k.Unknowns))] {
			rows, of = append(rows, u), append(of, k)
		}
	}
	f := table.NewFrame(heads, len(rows))
	for i, u := range rows {
		f[0].Texts[i], f[5].Texts[i] = of[i].Outcome, u.Path
		for column, v := range map[int]float64{1: of[i].Low, 2: of[i].Middle, 3: of[i].High, 4: of[i].Emulated, 6: u.Share} {
			f[column].Numbers[i] = v
		}
	}
	return writeCSV(w, f)
}

// inTurn are members, one of each start after the other.
func inTurn(members []Member) []Member {
	list, place := slices.Clone(members), map[int]int{}
	turn := make(map[uint64]int, len(members)) // by seed, which is of one set alone
	for _, m := range members {
		turn[m.Set.Seed] = place[m.Start]
		place[m.Start]++
	}
	slices.SortStableFunc(list, func(a, b Member) int { return cmp.Compare(turn[a.Set.Seed], turn[b.Set.Seed]) })
	return list
}
