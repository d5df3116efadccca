package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// Question is a contest to be played into a folder.
type Question struct {
	Contest *scenarios.Contest
	Out     string            // folder, "" for that of the contest's digest
	Formats []string          // files of each figure
	Files   string            // which files it gets, one of scenarios.FileChoices, "" for all
	Report  ensemble.Progress // told of months, may be nil
	// Again: it is played again, in a folder of its own, whatever was played before.
	Again bool
	// Before, if not nil, is told about what it takes before anything is played.
	Before func(cost.Estimate)
	// Larder keeps burnt-in worlds for later; nil for nowhere.
	Larder ensemble.Larder
	// Force: it is played even if it seems that memory or disk does not hold it.
	Force bool
	// Every is how often a checkpoint is left in the folder, 0 for never. From those that are
	// there it goes on in any case.
	Every time.Duration
	// Say, if not nil, is told in sentences what becomes of checkpoints, Found how many months
	// they have; by several goroutines.
	Say   func(string)
	Found func(months int)
}

// Unfinished is why a question was not played to its end, whose folder keeps checkpoints.
type Unfinished struct {
	Dir   string
	cause error
}

func (u *Unfinished) Error() string {
	return fmt.Sprintf("%v; %s keeps checkpoints, from which the same command goes on", u.cause, finding.Named(u.Dir))
}

// Unwrap is the cause.
func (u *Unfinished) Unwrap() error { return u.cause }

// Answer is a finished folder.
type Answer struct {
	Dir   string
	Study *scenarios.Study
	// Before is when it was played, if it was there already; zero if it was
	// played now.
	Before time.Time
	// Notes are sentences on what was asked for and is otherwise in the folder.
	Notes []string
}

// Tell writes what came of a question: as JSON and nothing else, or, unless
// quiet, for reading at a screen's width.
func (a *Answer) Tell(w io.Writer, r *scenarios.Run, width int) error {
	switch {
	case r.JSON:
		return a.Study.WriteJSON(w)
	case r.Quiet:
		return nil
	}
	if !a.Before.IsZero() {
		fmt.Fprintf(w, "%s already holds this %s, played on %s: it is told again, not played again.\n\n", finding.Named(a.Dir), a.Study.Kind, a.Before.Format(time.DateOnly))
	}
	if err := a.Study.WriteText(w, width); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n%s\n", a.Study.Written(a.Dir), finding.Results(a.Study.Results))
	return err
}

// Play plays a question into its folder, or reads it where the same model played
// it before. When ctx ends, no file is kept.
func Play(ctx context.Context, q Question) (a *Answer, err error) {
	begun := time.Now()
	digest, err := q.Contest.Digest()
	if err != nil {
		return nil, err
	}
	out := cmp.Or(q.Out, q.Contest.Folder(digest))
	if q.Again && q.Out == "" {
		out = unused(out)
	}
	folder, err := layout.Create(out, store.Key{Digest: digest, Model: atelier.Fingerprint()})
	if err != nil {
		return nil, store.Mistaken(err)
	}
	defer func() {
		if err = errors.Join(err, folder.Abort()); err != nil && folder.KeepsCheckpoints() {
			err = &Unfinished{folder.Dir(), err}
		}
	}()
	if found := folder.Existing(); found != nil {
		return again(ctx, q, found)
	}
	if err := q.size(folder); err != nil {
		return nil, err
	}
	if folder.KeepsCheckpoints() && q.Say != nil {
		q.Say(finding.Named(folder.Dir()) + " holds checkpoints: it goes on from them.")
	}
	w := &writer{ctx: ctx, question: q, digest: digest, folder: folder, begun: begun}
	played := time.Now()
	study, futures, err := infer.PlayContest(ctx, q.Contest, w.prepare, q.Report)
	w.times.PlayingClock = time.Since(played).Seconds()
	if err = errors.Join(err, w.failed); err != nil {
		return nil, err
	}
	return &Answer{Dir: folder.Dir(), Study: study}, w.write(study, futures)
}

// StudyOf reads the study of a finished folder.
func StudyOf(found *store.Run) (*scenarios.Study, error) {
	name := comparisonFile
	if _, run := found.Manifest.Files[summaryFile]; run {
		name = summaryFile
	}
	file, err := os.Open(found.Path(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s, err := scenarios.ReadStudy(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// writer writes the folder of one question.
type writer struct {
	ctx      context.Context
	question Question
	digest   string
	folder   *store.Folder
	begun    time.Time
	written  []string        // files that are written
	failed   error           // why the preview could not be
	panel    *ensemble.Panel // nil where none is asked for
	scratch  *store.Scratch  // nil where all fits in memory
	sets     []int           // of parameters, by replicate; nil with central ones
	times    store.Times     // as far as they are the writer's own
}

// prepare lets the writer see what is about to be played.
func (w *writer) prepare(f *ensemble.Futures) {
	f.First, f.Times, f.Larder = w.preview, &ensemble.Times{}, w.question.Larder
	f.Scratch = func() (_ ensemble.Scratch, err error) {
		w.scratch, err = w.folder.Scratch()
		return w.scratch, err
	}
	c := w.question.Contest
	f.Checkpoints = &ensemble.Checkpoints{Depot: w.folder.Checkpoints(), Model: atelier.Fingerprint(), Every: w.question.Every, Told: w.question.Say, Found: w.question.Found}
	if n := c.Scenario().Options.Panel; c.Kind == scenarios.KindRun && n > 0 {
		worlds := []string{"frozen", "run"}
		w.panel = ensemble.NewPanel(n, c.Options.Seed, worlds[2-len(c.Arms):]...)
		f.Watch = w.panel.Watch
		if w.question.Every > 0 && w.question.Say != nil {
			w.question.Say("No checkpoint is left, for none holds a panel.")
		}
	}
}

// preview draws the first look of a run from its first replicate.
func (w *writer) preview(first *ensemble.Futures) {
	looks := w.question.Contest.Kind == scenarios.KindRun && w.question.Contest.Options.Replicates > 1
	if !looks || !wanted(w.question.Files, "figures/") {
		return
	}
	m, err := w.manifest(first)
	if err != nil {
		w.failed = err
		return
	}
	result, err := first.Run(-1, false)
	if err != nil {
		w.failed = err
		return
	}
	s := infer.Study(w.question.Contest, first)
	s.Digest, s.Replicates = w.digest, w.question.Contest.Options.Replicates
	w.failed = w.put(firstLook(report.Run{Manifest: m, Study: s, Series: result.Series}))
}

// write writes every file: first the tables that were played, then what is drawn
// from them as they stand in the folder, so that the folder alone gives the same
// drawings again, and the manifest last. Those already written stay.
func (w *writer) write(s *scenarios.Study, f *ensemble.Futures) error {
	c, begun := w.question.Contest, time.Now()
	m, err := w.manifest(f)
	if err != nil {
		return err
	}
	s.Digest = w.digest
	if s.Kind == scenarios.KindComparison {
		s.Title = c.Title()
	}
	s.Tell()
	run := report.Run{Manifest: m, Study: s}
	played, err := w.tables(f, m)
	if err != nil {
		return err
	}
	if run.Command, err = command(m); err != nil {
		return err
	}
	if err := w.put(played); err != nil {
		return err
	}
	for i := range played {
		played[i].write = nil // lets go of the tables, which are read again
	}
	f.Forget()
	if err := w.scratch.Close(); err != nil {
		return err
	}
	if err := w.reread(&run); err != nil {
		return err
	}
	w.times.TablesClock, begun = time.Since(begun).Seconds(), time.Now()
	how := pictures{formats: w.question.Formats, size: canvas.Wide}
	drawings := slices.DeleteFunc(drawn(report.New(run), how, m.Workers), func(p part) bool { return !wanted(w.question.Files, p.name) })
	results := slices.DeleteFunc(slices.Clone(drawings), func(p part) bool { return !isResult(p.name) })
	if err := w.put(results); err != nil {
		return err
	}
	s.Model, s.Results = atelier.Fingerprint(), w.folder.Sum(isResult)
	m.Results = s.Results
	s.Files = listed(slices.Concat(played, drawings, []part{{studyFile(s.Kind), nil}}))
	if err := w.put(append(drawings, part{studyFile(s.Kind), s.WriteJSON})); err != nil {
		return err
	}
	w.times.FiguresClock = time.Since(begun).Seconds()
	m.Times = timesOf(w.times, f.Times)
	return w.folder.Finish(m)
}

// timesOf are the times of a manifest: the writer's own, and those of what was played, with
// every mechanism of a month, whether it was played or left out.
func timesOf(own store.Times, t *ensemble.Times) *store.Times {
	seconds := func(d time.Duration) float64 { return d.Round(time.Microsecond).Seconds() }
	span := func(s ensemble.Span) store.Span { return store.Span{Months: s.Months, Seconds: seconds(s.Took)} }
	own.BurnIn, own.Months, own.Collecting = span(t.BurnIn), span(t.Played), span(t.Collecting)
	own.Traced = store.Traced{Every: ensemble.TracedEvery, Span: span(t.Traced)}
	own.Mechanisms = map[string]store.Timed{}
	for _, m := range sim.Schedule {
		took := t.Mechanisms[m.Name]
		share := float64(took) / max(1, float64(t.Traced.Took))
		own.Mechanisms[m.Name] = store.Timed{Seconds: seconds(took), Share: math.Round(1e4*share) / 1e4}
	}
	return &own
}

// tables are the files of what was played: the scenario of a run, those of the arms of a
// comparison, and the tables, of a run also their rows of all creatives as CSV.
func (w *writer) tables(f *ensemble.Futures, m store.Manifest) ([]part, error) {
	c := w.question.Contest
	w.sets = f.Sets()
	made := tablesOf(c, f)
	if !c.Scenario().Options.Full { // of groups statistics were made, and nothing else will be
		f.ForgetGroups()
	}
	var parts []part
	for _, t := range made {
		if t.plain != "" {
			parts = append(parts, part{t.plain, func(out io.Writer) error {
				rows := table.NewCSV(out, f.Columns)
				if err := t.each(func(some []table.Row) error { return rows.Write(ofAll(some)) }); err != nil {
					return err
				}
				return rows.Close()
			}})
		}
		parts = append(parts, part{t.name, func(out io.Writer) error {
			about := w.about(t.name)
			if t.played != nil { // an arm is the same in whatever comparison
				digest, err := t.played.Digest()
				if err != nil {
					return err
				}
				about.Digest = digest
			}
			return t.write(out, about)
		}})
	}
	if w.panel != nil {
		parts = append(parts, part{panelTable, w.writePanel})
	}
	if rows := f.SetTable(); rows != nil {
		parts = append(parts, part{setsFile, rows.WriteCSV})
	}
	if c.Kind == scenarios.KindRun {
		s, err := scenarios.Recorded(m.Options, m.Parameters)
		if err != nil {
			return nil, err
		}
		text, err := s.YAML()
		return append(parts, textPart(scenarios.ScenarioFile, text)), err
	}
	for _, arm := range c.Arms {
		parts = append(parts, textPart(scenarios.ArmFile(arm.Name), []byte(m.Options["arm:"+arm.Name])))
	}
	return parts, nil
}

// ofAll are the rows of all creatives among some.
func ofAll(rows []table.Row) []table.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r table.Row) bool { return r.By != table.All })
}

// made is a table of what was played: the file that holds every group, which is Parquet, a
// third of the size of CSV and without loss; that which holds all creatives as CSV, which
// opens everywhere, "" for none; and what makes it.
type made struct {
	name, plain string
	played      *scenarios.Scenario // in its world; nil for that of a run
	of          *ensemble.Futures
	make        func() *ensemble.Table
}

// each hands on the rows of a table.
func (t *made) each(put func([]table.Row) error) error { return cmp.Or(t.make().Each(put), t.of.Err()) }

// write writes a table as Parquet that says what it is.
func (t *made) write(out io.Writer, about store.About) error {
	units := map[string]string{}
	for _, m := range sim.Measures {
		units[m.Name] = m.Unit
	}
	rows, err := store.NewTableWriter(out, t.of.Columns, units, about)
	if err != nil {
		return err
	}
	if err := t.each(rows.Write); err != nil {
		return err
	}
	return rows.Close()
}

// tablesOf are the tables of what was played: of a run its series and contrast, of a
// comparison its arms in each world.
func tablesOf(c *scenarios.Contest, f *ensemble.Futures) []made {
	if c.Kind == scenarios.KindRun {
		levels, gaps := f.Tables(0, len(f.Arms)-1, c.Against, c.Scenario().Options.Full)
		list := []made{{seriesTable, store.SeriesFile, nil, f, func() *ensemble.Table { return levels }}}
		if gaps != nil {
			list = append(list, made{contrastTable, contrastFile, nil, f, func() *ensemble.Table { return gaps }})
		}
		return list
	}
	var list []made
	for i, world := range c.Worlds {
		for a, arm := range c.Arms {
			list = append(list, made{store.ArmFile(world, arm.Name), "", c.Alone(a, world), f, func() *ensemble.Table {
				levels, _ := f.Tables(i, a, -1, false)
				return levels
			}})
		}
	}
	return list
}

// writePanel writes the panel as Parquet.
func (w *writer) writePanel(out io.Writer) error {
	f, err := store.NewFrameWriter(out, ensemble.PanelHeads(), w.about(panelTable))
	if err != nil {
		return err
	}
	return errors.Join(w.panel.Frames(f.Write), f.Close())
}

// about is what a table says of itself.
func (w *writer) about(name string) store.About {
	return store.About{Digest: w.digest, Note: report.Holds(w.question.Contest.Kind, name), Sets: w.sets}
}

// reread reads the tables of a run back from its folder, as far as figures are made of them.
func (w *writer) reread(run *report.Run) error {
	if w.question.Contest.Kind != scenarios.KindRun {
		return nil
	}
	return excerpts(run, w.question.Contest.Against >= 0, func(name string, columns []string) (*table.Series, *table.Lines, error) {
		return store.ReadExcerpt(filepath.Join(w.folder.Dir(), name), columns)
	})
}

// put writes parts side by side, but for those that are written. While the disk makes one
// file safe, which takes no processor, another is made.
func (w *writer) put(parts []part) error {
	parts = inTurn(slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return slices.Contains(w.written, p.name) }))
	failed, makers := make([]error, len(parts)), make(chan bool, w.workers())
	par.Each(2*w.workers(), len(parts), func(_, i int) {
		failed[i] = w.folder.Write(w.ctx, parts[i].name, func(out io.Writer) error {
			makers <- true
			defer func() { <-makers }()
			return parts[i].write(out)
		})
	})
	for i, err := range failed {
		if err != nil {
			return err
		}
		w.written = append(w.written, parts[i].name)
	}
	return nil
}

func (w *writer) workers() int {
	return cmp.Or(w.question.Contest.Options.Workers, runtime.GOMAXPROCS(0))
}

// manifest says what was played, from when on; the store adds the digest, the
// time taken and the checksums.
func (w *writer) manifest(f *ensemble.Futures) (store.Manifest, error) {
	c := w.question.Contest
	record, err := c.Record()
	if err != nil {
		return store.Manifest{}, err
	}
	s := c.Scenario()
	if c.Kind != scenarios.KindRun {
		s = c.Alone(c.Against, c.Worlds[0])
	}
	values, err := s.Values()
	if err != nil {
		return store.Manifest{}, err
	}
	m := store.Manifest{
		Scenario: c.Name(), Parameters: values, Options: record, Seeds: store.Seeds{Master: store.Seed(c.Options.Seed)}, Sets: f.Sets(),
		Workers: w.workers(), Parallel: f.Mode, Versions: store.CurrentVersions(), Started: w.begun,
	}
	for _, seed := range f.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return m, nil
}

// command is what repeats what a manifest records.
func command(m store.Manifest) (string, error) {
	if !scenarios.IsContest(m.Options) {
		return report.Command(m), nil
	}
	c, err := scenarios.ReadContest(m.Options, m.Parameters, len(m.Seeds.Replicates))
	if err != nil {
		return "", err
	}
	return c.Command(), nil
}
