package explain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// labPrinted is the lab's table as a folder has it.
func labPrinted(t *testing.T) *table.Series {
	s, err := labTable()
	return printed(t, s, err)
}

// Both replicates play again to the printed digits of the run's table, and the
// life is the one that was watched among everybody's.
func TestAReplayIsTheRun(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a whole run")
	}
	c := all(t)
	want := c.stories[slices.IndexFunc(c.stories, func(s *story) bool { return s.life.uses > 50 })]
	q := ofLab(want.id)
	q.Series = []*table.Series{nil, labPrinted(t)}
	life, err := Replay(context.Background(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(life.Events, want.events) {
		t.Errorf("the life of creative %d differs when it is watched alone", want.id)
	}
	q.Replicate, q.Contest.Options.Workers = 2, 1
	q.Creative = someone(t, q)
	if _, err = Replay(context.Background(), q, nil); err != nil {
		t.Error(err)
	}
}

// Lives that are told from one stage, one after another, are those that are told alone.
func TestAStageTellsTheSameLives(t *testing.T) {
	c := all(t)
	var told []*story
	for _, s := range c.stories {
		if s.first.Here && s.life.uses > 50 && len(told) < 2 {
			told = append(told, s)
		}
	}
	stage, err := NewStage(context.Background(), ofLab(0))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range told {
		life, err := stage.Replay(context.Background(), ofLab(want.id))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(life.Events, want.events) {
			t.Errorf("the life of creative %d differs when it is told from a stage", want.id)
		}
	}
	if len(told) < 2 {
		t.Errorf("%d lives were told", len(told))
	}
}

// someone finds an ID in the answer to one that nobody has.
func someone(t *testing.T, q Question) (id uint64) {
	t.Helper()
	q.Creative = 1 << 62
	_, err := Replay(context.Background(), q, nil)
	if err == nil {
		t.Fatal("everybody is there")
	}
	found := regexp.MustCompile(`([0-9]+) \(graphic_designers\)`).FindStringSubmatch(err.Error())
	if found == nil {
		t.Fatalf("%v names no graphic designer", err)
	}
	if err := json.Unmarshal([]byte(found[1]), &id); err != nil {
		t.Fatal(err)
	}
	return id
}

// A table that the replay does not give is not explained.
func TestAReplayThatDiffersIsRefused(t *testing.T) {
	s := labPrinted(t)
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Replicate == "1" && r.By == table.All && r.Month == 2 {
			r.Values[s.Index("employed")]++
		}
	}
	q := ofLab(all(t).stories[0].id)
	q.Series = []*table.Series{nil, s}
	_, err := Replay(context.Background(), q, nil)
	if err == nil || err.Error() != "March 2021 of replicate 1 plays out otherwise than the run's table says, so its lives cannot be told; play the scenario again into a new folder" {
		t.Error(err)
	}
}

func TestWrongQuestionsGetOneSentence(t *testing.T) {
	gone := uint64(0)
	for _, s := range all(t).stories { // in order of rows; the first hole is somebody who left
		if s.id == gone {
			gone++
		}
	}
	for _, c := range []struct {
		creative  uint64
		replicate int
		want      string
	}{
		{gone, 1, `^creative [0-9]+: nobody in replicate 1 has this ID any more: of 0 to 399, who begin before the burn-in, many have left by January 2021; ask for one of the [0-9]{3} creatives of January 2021, by occupation for instance [0-9]+ \(fine_artists_illustrators\), .*[0-9]+ \(art_directors\)$`},
		{400, 1, `^creative 400: nobody in replicate 1 has this ID; ask for one of the [0-9]{3} creatives of January 2021, by occupation for instance `},
		{1<<64 - 1, 2, `^creative 18446744073709551615: nobody in replicate 2 has this ID; ask for one of `},
		{(121+3)<<40 | 99<<32, 1, `nobody in replicate 1 has this ID; ask for one of `},
		{0, 3, `^there is no replicate 3: use 1 to 2$`},
		{0, 0, `^there is no replicate 0: use 1 to 2$`},
	} {
		q := ofLab(c.creative)
		q.Replicate = c.replicate
		_, err := Replay(context.Background(), q, nil)
		if err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) || !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("creative %d, replicate %d: %v, want %s", c.creative, c.replicate, err, c.want)
		}
	}
}

// Without a frozen world none is told of, and AI that never comes is not used.
func TestAFrozenRunTellsNoAI(t *testing.T) {
	sc := lab().Scenario().Clone()
	sc.World, sc.Options.Counterfactual, sc.Options.Months = "frozen", false, 60
	q := Question{Contest: scenarios.RunContest(sc), Arms: []int{0}, World: "frozen", Replicate: 1}
	q.Creative = someone(t, q)
	life, err := Replay(context.Background(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range life.Events {
		if e.Kind == Decided || strings.Contains(e.Text, "without AI") || e.Values["months_used"] != 0 {
			t.Errorf("%s. %s", finding.Month(e.Month), e.Text)
		}
	}
}

func TestAReplayCanBeStoppedAndTellsItsProgress(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	last, total := int64(0), int64(0)
	q := ofLab(all(t).stories[0].id)
	_, err := Replay(ctx, q, func(done, of int64) {
		if done != last+1 {
			t.Errorf("progress goes from %d to %d", last, done)
		}
		if last, total = done, of; done == 200 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || last != 200 || total != 120+evidence.LastObserved+2*180 {
		t.Errorf("%v after %d of %d months", err, last, total)
	}
}

func TestEventsAreWrittenAsTextAndJSON(t *testing.T) {
	s := all(t).stories[0]
	life := &Life{Question: ofLab(s.id), People: 4936.2, Events: s.events}
	var text, data bytes.Buffer
	if err := errors.Join(life.WriteText(&text), life.WriteJSON(&data)); err != nil {
		t.Fatal(err)
	}
	sides := strings.Count(text.String(), "\n    without AI: ")
	sides += strings.Count(text.String(), "\n    lab: ")
	if lines := strings.Split(strings.TrimSpace(text.String()), "\n"); sides == 0 || len(lines) != 3+len(s.events)+sides || !strings.HasPrefix(lines[3], "January 2021. Creative ") || !strings.Contains(lines[0], "4,936 people") {
		t.Errorf("%s", text.String())
	}
	var events []struct {
		Month, Kind, Text string
		Values            map[string]float64
	}
	if err := json.Unmarshal(data.Bytes(), &events); err != nil || len(events) != len(s.events) || events[0].Month != "2021-01" || events[0].Kind != Start || events[0].Values["craft"] == 0 {
		t.Errorf("%v: %s", err, data.String())
	}
}
