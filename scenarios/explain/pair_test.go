package explain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// alone is what a preset plays.
func alone(t *testing.T, preset string) ensemble.Plan {
	q := paired(t, preset, 0)
	return q.plan(1)
}

// partOf is the first month in which anything of a creative's own differs
// between two arms, found from the columns of the worlds alone.
func partOf(t *testing.T, preset string) map[uint64]int {
	t.Helper()
	var worlds [2]*sim.World
	for i, name := range [2]string{reference, preset} {
		w, _, err := ensemble.StartReplicate(context.Background(), alone(t, name), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		worlds[i] = w
	}
	parts := map[uint64]int{}
	for m := range pairedMonths {
		var rows [2]map[uint64]any
		for k, w := range worlds {
			w.Step()
			rows[k] = map[uint64]any{}
			c := &w.Creatives
			for i, id := range c.ID {
				if c.State[i] == sim.Vacant {
					continue
				}
				pay := c.Pay[i]
				if c.State[i] == sim.Unemployed {
					pay = 0
				}
				clients := ""
				if c.State[i] == sim.Freelancing {
					clients = fmt.Sprint(w.ClientsOf(i), c.Book[i]&(1<<32-1), c.Output[i])
				}
				rows[k][id] = [...]any{clients, c.Occupation[i], c.State[i], c.Stage[i], c.Flags[i] &^ sim.Retrained, c.Cell[i], c.Craft[i], c.Skill[i], c.Alpha[i], c.Beta[i],
					c.Trust[i], c.Attitude[i], c.Fear[i], c.Depth[i], c.Aid[i], pay, c.Months[i], c.LowMonths[i], c.PeersTrust[i], c.PeersUse[i], c.PeersLost[i]}
			}
		}
		for k := range rows {
			for id, mine := range rows[k] {
				if _, known := parts[id]; !known && mine != rows[1-k][id] {
					parts[id] = m
				}
			}
		}
	}
	return parts
}

// The first difference told is the first difference: the columns of the worlds,
// compared without any watching, part in the same month. Payments and what an
// employer does are no columns of a creative, so a life may part before.
func TestTheFirstDifferenceToldIsTheFirst(t *testing.T) {
	if testing.Short() {
		t.Skip("watches everybody of several worlds")
	}
	for _, preset := range []string{"skills-first", "safety-net"} {
		parts := partOf(t, preset)
		told, same := 0, 0
		for _, id := range everyone(t, preset).order {
			p, events := pairOf(t, preset, id)
			if p.absent() != nil {
				continue
			}
			at, apart := parts[id]
			if p.split == never {
				same++
				if apart {
					t.Errorf("%s, creative %d: said to be the same, differs in %s", preset, id, finding.Month(at))
				}
				continue
			}
			told++
			a, b := &p.arms[0].months[p.split], &p.arms[1].months[p.split]
			column := a.After.Job == b.After.Job && a.paid() == b.paid()
			if p.split > at && apart || column && at != p.split && a.After.Here && b.After.Here {
				t.Errorf("%s, creative %d: told to part in %s, parts in %s", preset, id, finding.Month(p.split), finding.Month(at))
			}
			if p.split < firstPolicy {
				t.Errorf("%s, creative %d: parts before the first policy", preset, id)
			}
			for i, e := range events {
				if e.Kind == First && (e.Month != p.split || strings.Contains(e.Text, "not alike")) {
					t.Errorf("%s, creative %d: %s. %s", preset, id, finding.Month(e.Month), e.Text)
				}
				if (e.Kind == Since || e.Kind == Year || e.Kind == Left) && e.Month < p.split || i > 0 && e.Month < events[i-1].Month {
					t.Errorf("%s, creative %d: %s. %s comes too early", preset, id, finding.Month(e.Month), e.Text)
				}
			}
		}
		if told < 100 || same < 20 {
			t.Errorf("%s: %d lives part and %d do not", preset, told, same)
		}
	}
}

// Every sentence of every pair is whole and has numbers, and all kinds come up.
func TestEveryPairReadsFromStartToEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("watches everybody of several worlds")
	}
	kinds := map[string]int{}
	for _, preset := range []string{"skills-first", "safety-net", "rights-first", "supportive-ecosystem"} {
		for _, id := range everyone(t, preset).order {
			_, events := pairOf(t, preset, id)
			for i, e := range events {
				kinds[e.Kind]++
				if !sentences.MatchString(e.Text) || mangled.MatchString(e.Text) {
					t.Errorf("%s, creative %d in %s: %q is no sentence", preset, id, finding.Month(e.Month), e.Text)
				}
				for _, side := range e.Arms {
					if mangled.MatchString(side.Text) {
						t.Errorf("%s, creative %d in %s: %q", preset, id, finding.Month(e.Month), side.Text)
					}
					for name, x := range side.Values {
						if math.IsNaN(x) || math.IsInf(x, 0) {
							t.Errorf("%s, creative %d: %s is %v", preset, id, name, x)
						}
					}
				}
				if (e.Kind == Start) != (i == 0) || (e.Kind == End) != (i == len(events)-1) {
					t.Errorf("%s, creative %d: event %d of %d is of kind %s", preset, id, i+1, len(events), e.Kind)
				}
			}
		}
	}
	for _, kind := range []string{Start, Reached, Same, First, Since, Left, Year, End} {
		if kinds[kind] == 0 {
			t.Errorf("no pair has an event of kind %s", kind)
		}
	}
}

// What policies do to somebody is told of somebody.
func TestPairsOfEveryKindAreTold(t *testing.T) {
	if testing.Short() {
		t.Skip("watches everybody of several worlds")
	}
	for _, c := range []struct{ preset, kind, text string }{
		{"skills-first", Same, "Up to "},
		{"skills-first", Reached, "Under skills-first policy now reaches them: training subsidy"},
		{"skills-first", Reached, "junior quota and apprenticeship (through their employer)"},
		{"skills-first", Since, "% of the fee paid by policy. Under laissez-faire they take none this month."},
		{"skills-first", Since, "they begin a retraining of 4 months, offered because they lost work to AI"},
		{"skills-first", Since, "What speaks more for it there: "},
		{"safety-net", First, " acts on it."},
		{"safety-net", Since, "they draw a basic income of USD 1,525 a month for as long as they freelance."},
		{"safety-net", Since, "on top of the pay in the new job, for two years at most."},
		{"rights-first", Since, "out of levies on AI."},
		{"rights-first", Since, "they keep their job; the chance of a layoff is "},
		{"rights-first", Since, "it stays: less speaks for leaving there, by "},
		{"rights-first", Since, "begins to order from them. It found them "},
		{"skills-first", First, "slight differences in clients and income."},
		{"supportive-ecosystem", Since, "their employer tries AI in a pilot"},
		{"safety-net", End, "They leave before the first policy starts, in January 2027."},
		{"skills-first", Start, "This creative is there under skills-first only: under laissez-faire there is no place for them."},
		{"skills-first", Start, "This creative is there under laissez-faire only"},
	} {
		told := false
	search:
		for _, name := range [2]string{c.preset, reference} { // each has newcomers of its own
			for _, id := range everyone(t, name).order {
				_, events := pairOf(t, c.preset, id)
				for _, e := range events {
					if e.Kind == c.kind && strings.Contains(e.Text, c.text) {
						told = true
						break search
					}
				}
			}
		}
		if !told {
			t.Errorf("%s: nobody is told %q", c.preset, c.text)
		}
	}
}

// A replay holds both arms against their tables, gives what was watched among
// everybody, and is the same on one worker and on two.
func TestAPairIsReplayedOnAnyNumberOfWorkers(t *testing.T) {
	const preset = "skills-first"
	id := everyone(t, preset).order[20]
	_, want := pairOf(t, preset, id)
	q := paired(t, preset, id)
	for i := range q.Arms {
		table, err := played(q.plan(i))
		q.Series = append(q.Series, printed(t, table, err))
	}
	for _, workers := range []int{1, 2} {
		q.Contest.Options.Workers = workers
		last, of := int64(0), int64(0)
		got, err := Replay(context.Background(), q, func(done, total int64) {
			if done != last+1 {
				t.Errorf("progress goes from %d to %d", last, done)
			}
			last, of = done, total
		})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Events, want) || last != of || of != 2*(sim.BurnInMonths+pairedMonths) {
			t.Errorf("%d workers: the pair of creative %d differs, or %d of %d months were played", workers, id, last, of)
		}
	}
	s := q.Series[1]
	for i := range s.Rows {
		if s.Rows[i].Month == 80 && s.Rows[i].Replicate == "1" {
			s.Rows[i].Values[s.Index("employed")]++
		}
	}
	if _, err := Replay(context.Background(), q, nil); err == nil || !strings.HasPrefix(err.Error(), "September 2027 of replicate 1 plays out otherwise") {
		t.Error(err)
	}
}

func TestAPairOfNobodyGetsOneSentence(t *testing.T) {
	for _, id := range []uint64{1 << 62, 600, (121+3)<<40 | 99<<32} {
		_, err := Replay(context.Background(), paired(t, "safety-net", id), nil)
		if err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "nobody in replicate 1 has this ID; ask for one of the ") {
			t.Errorf("creative %d: %v", id, err)
		}
	}
}

// Two arms without a policy are one life, and it is said why.
func TestArmsWithoutPolicyAreOneLife(t *testing.T) {
	p, events := pairOf(t, reference, everyone(t, reference).order[0])
	last := events[len(events)-1]
	if p.split != never || len(events) != 2 || !strings.Contains(last.Text, "both lives are the same to the last digit. No policy is in force in either arm before the run ends.") {
		t.Errorf("%d events, the last: %s", len(events), last.Text)
	}
}

// Text and JSON say the same in the same order.
func TestPairsAreWrittenAsTextAndJSON(t *testing.T) {
	_, events := pairOf(t, "safety-net", everyone(t, "safety-net").order[20])
	pair := &Life{Question: paired(t, "safety-net", 1), People: 4936.2, Events: events}
	var text, data bytes.Buffer
	if err := errors.Join(pair.WriteText(&text), pair.WriteJSON(&data)); err != nil {
		t.Fatal(err)
	}
	var read []struct {
		Month, Kind, Text string
		Values            map[string]float64
		Arms              []Side
	}
	if err := json.Unmarshal(data.Bytes(), &read); err != nil || len(read) != len(events) {
		t.Fatalf("%v: %s", err, data.String())
	}
	rest := text.String()
	for i, e := range read {
		at := strings.Index(rest, finding.Month(events[i].Month)+". "+e.Text+"\n")
		if at < 0 || len(e.Arms) != 2 || e.Arms[0].Arm != reference || e.Arms[1].Arm != "safety-net" {
			t.Fatalf("event %d, %q of %v is not in the text", i, e.Text, e.Arms)
		}
		rest = rest[at:]
		for _, side := range e.Arms {
			if side.Text != "" && !strings.Contains(rest, side.Text+"\n") {
				t.Errorf("event %d: %q is not in the text", i, side.Text)
			}
		}
		if x, both := e.Values["trust"]; both && math.Abs(x-(e.Arms[1].Values["trust"]-e.Arms[0].Values["trust"])) > 1e-12 {
			t.Errorf("event %d: trust differs by %v", i, x)
		}
	}
}
