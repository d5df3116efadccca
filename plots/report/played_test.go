package report

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// play plays a contest and returns what its folder would hold.
func play(c *scenarios.Contest) (Run, error) {
	study, futures, err := infer.PlayContest(context.Background(), c, nil, nil)
	if err != nil {
		return Run{}, err
	}
	study.Digest, err = c.Digest()
	if err != nil {
		return Run{}, err
	}
	if c.Kind != scenarios.KindRun {
		study.Title = c.Title()
	}
	study.Tell()
	run := Run{Study: study, Command: "atelier run baseline"}
	if run.Manifest, err = manifest(c, futures); err != nil || c.Kind != scenarios.KindRun {
		return run, err
	}
	result, err := futures.Run(c.Against, false)
	if err != nil {
		return run, err
	}
	run.Series, run.Contrast = result.Series, result.Contrast
	return run, nil
}

// manifest says what was played, at a time that is always the same.
func manifest(c *scenarios.Contest, f *ensemble.Futures) (store.Manifest, error) {
	s := c.Scenario()
	if c.Kind != scenarios.KindRun {
		s = c.Alone(c.Against, c.Worlds[0])
	}
	values, err := s.Values()
	if err != nil {
		return store.Manifest{}, err
	}
	record, err := c.Record()
	m := store.Manifest{
		Scenario: c.Name(), Parameters: values, Options: record, Seeds: store.Seeds{Master: store.Seed(c.Options.Seed)}, Sets: f.Sets(),
		Versions: store.Versions{Module: "atelier@test", Revision: "0123abc", Go: "go1"},
		Started:  time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
	for _, seed := range f.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return m, err
}

// small is the baseline for few creatives.
func small() *scenarios.Scenario {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		panic(err)
	}
	s.Options.Population, s.Options.Replicates = 600, 4
	return s
}

// compared is a contest of presets and policies for few creatives, the reference
// first.
func compared(worlds, replicates int, arms ...string) *scenarios.Contest {
	c, _, err := scenarios.Ask{Arms: arms}.Resolve()
	if err != nil {
		panic(err)
	}
	c.Worlds = []string{"expected", "slow", "fast"}[:worlds]
	c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 600, 108, replicates, scenarios.Central
	return c
}

var presets = []string{"laissez-faire", "skills-first", "rights-first", "safety-net", "supportive-ecosystem"}

// contests are what a page has to cope with.
var contests = map[string]func() *scenarios.Contest{
	"run": func() *scenarios.Contest { return scenarios.RunContest(small()) },
	"one run": func() *scenarios.Contest {
		s := small()
		s.Options.Replicates, s.Options.Months = 1, 60
		return scenarios.RunContest(s)
	},
	"policies":      func() *scenarios.Contest { return scenarios.RunContest(ecosystem()) },
	"comparison":    func() *scenarios.Contest { return compared(3, 4, presets...) },
	"one of each":   func() *scenarios.Contest { return compared(2, 1, presets...) },
	"one world":     func() *scenarios.Contest { return compared(1, 3, presets[:3]...) },
	"one policy":    func() *scenarios.Contest { return compared(2, 3, presets[:2]...) },
	"levy":          func() *scenarios.Contest { return compared(1, 3, "laissez-faire", "ai_levy") },
	"nothing comes": func() *scenarios.Contest { return compared(2, 3, "laissez-faire", "safety-net", "ai_levy=0") },
	"six": func() *scenarios.Contest {
		return compared(2, 3, append(append([]string{}, presets...), "basic_income", "training_subsidy")...)
	},
}

// ecosystem is a run with policies in force, some of them of assumed effect.
func ecosystem() *scenarios.Scenario {
	s, err := scenarios.Preset("supportive-ecosystem")
	if err != nil {
		panic(err)
	}
	s.Options.Population, s.Options.Replicates, s.Options.Months = 600, 3, 108
	return s
}

var (
	playing sync.Mutex
	plays   = map[string]Run{}
)

// played is a contest by its name, played once. Its study is not to be changed.
func played(t *testing.T, name string) Run {
	t.Helper()
	playing.Lock()
	defer playing.Unlock()
	if run, done := plays[name]; done {
		return run
	}
	run, err := play(contests[name]())
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", name, err))
	}
	plays[name] = run
	return run
}

// reported is the report of a contest, its study changed.
func reported(t *testing.T, name string, changes ...func(s *scenarios.Study)) *Report {
	t.Helper()
	run := played(t, name)
	study := *run.Study
	run.Study = &study
	for _, change := range changes {
		change(run.Study)
	}
	return New(run)
}

// html is the page of a report.
func html(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteHTML(&b, 2, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var pages = map[string]string{}

// page is the page of a contest, made once.
func page(t *testing.T, name string) string {
	t.Helper()
	if pages[name] == "" {
		pages[name] = html(t, reported(t, name))
	}
	return pages[name]
}

// figure is a figure of a report.
func (r *Report) figure(t *testing.T, id string) Figure {
	t.Helper()
	for _, f := range r.Figures() {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("the report has no figure %s", id)
	return Figure{}
}

// table is a table of a report.
func (r *Report) table(t *testing.T, id string) Table {
	t.Helper()
	for _, s := range r.Sections {
		for _, table := range s.Tables {
			if table.ID == id {
				return table
			}
		}
	}
	t.Fatalf("the report has no table %s", id)
	return Table{}
}

// tables are all tables of a report, those under figures among them.
func (r *Report) tables() []Table {
	var list []Table
	for _, s := range r.Sections {
		for _, f := range s.Figures {
			list = append(list, f.Tables...)
		}
		list = append(list, s.Tables...)
	}
	return list
}
