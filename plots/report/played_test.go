package report

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// play plays a scenario and returns what its folder would hold.
func play(s *scenarios.Scenario) (Run, error) {
	result, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		return Run{}, err
	}
	sum, err := scenarios.Summarise(s, result.Series, result.Contrast)
	if err != nil {
		return Run{}, err
	}
	sum.People, sum.Titles = result.People, result.Titles
	values, err := s.Values()
	if err != nil {
		return Run{}, err
	}
	m := store.Manifest{
		Scenario: s.Name, Parameters: values, Options: s.Record(), Seeds: store.Seeds{Master: store.Seed(s.Options.Seed)},
		Versions: store.Versions{Module: "atelier@test", Revision: "0123abc", Go: "go1"},
		Started:  time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
	for _, seed := range result.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return Run{Manifest: m, Summary: sum, Series: result.Series, Contrast: result.Contrast}, nil
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

// usual is a run of the baseline over its whole period, played once.
var usual = sync.OnceValues(func() (Run, error) { return play(small()) })

// reported is the report of a run that play made.
func reported(t *testing.T, run Run, err error) *Report {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return New(run)
}

// usualReport is the report of the usual run.
func usualReport(t *testing.T) *Report {
	t.Helper()
	run, err := usual()
	return reported(t, run, err)
}

// html is the page of a report.
func html(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteHTML(&b, 2); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
