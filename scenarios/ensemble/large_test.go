package ensemble

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"reflect"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Two hundred thousand creatives fill a hundred chunks of rows, and tens of
// jobs and organisations. A world is made and the first months of its burn-in
// are played on each number of workers. A whole burn-in and history until AI is
// in use are played once, on two; three more months then on each.
func TestLargeWorldsAreTheSameOnAnyNumberOfWorkers(t *testing.T) {
	long(t)
	p := small()
	p.Options = scenarios.Options{Population: withinFrom, Replicates: 1, Seed: 1}
	p.Options.Months, p.Options.Workers = 1, 2
	ctx := context.Background()
	start, _, err := StartReplicate(ctx, p, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bytes := float64(start.Bytes()) / float64(start.People); bytes >= 220 {
		t.Errorf("a creative takes %.1f bytes, more than 220", bytes)
	}
	for range release + 5 {
		start.Step()
	}
	var made, played uint64
	var first *table.Series
	for _, n := range []int{1, 2, 7} {
		w := start.Clone()
		w.SetWorkers(n)
		for range 3 {
			w.Step()
		}
		now := &table.Series{Columns: names()}
		for _, g := range w.Now.Groups {
			now.Rows = append(now.Rows, table.Row{Replicate: "1", Month: w.Now.Number, By: g.By, Group: g.Name, Values: g.Values})
		}
		young := firstMonths(t, p, n, 2)
		if first == nil {
			first, played, made = now, digest(w), young
		}
		if d := difference(now, first); d != "" {
			t.Errorf("%d workers: %s", n, d)
		}
		if digest(w) != played || young != made {
			t.Errorf("%d workers: columns differ after history (%x, on one worker %x) or in the burn-in (%x, %x)", n, digest(w), played, young, made)
		}
		if use := now.Rows[0].Values[now.Index("ai_use")]; !(use > 0.05) {
			t.Errorf("%d workers: %.3f of creatives use AI, too few to show anything", n, use)
		}
	}
}

// firstMonths makes the world anew, plays some months of its burn-in, and is
// its digest then.
func firstMonths(t *testing.T, p Plan, workers, months int) uint64 {
	t.Helper()
	s, err := setupOf(p.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	w, err := population.Build(country(), population.Spec{People: withinFrom, Seed: Seeds(1, 1)[0], Index: s.exposure, Params: s.params, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	played := 0
	w.PlayBurnIn(func() bool { played++; return played > months })
	return digest(w)
}

// digest is a hash of the columns and markets of a world.
func digest(w *sim.World) uint64 {
	h := fnv.New64a()
	for _, t := range []any{w.Creatives, w.Orgs, w.Cells} {
		for v, i := reflect.ValueOf(t), 0; i < v.NumField(); i++ {
			if !v.Type().Field(i).IsExported() {
				continue // columns of other programs, of which there are none
			}
			_ = binary.Write(h, binary.LittleEndian, v.Field(i).Interface()) // a sum takes all it is given
		}
	}
	fmt.Fprint(h, w.Occupations, w.Domains, w.Sectors)
	return h.Sum64()
}

// names are the columns of the model.
func names() []string {
	list := make([]string, len(sim.Columns))
	for i, c := range sim.Columns {
		list[i] = c.Name
	}
	return list
}

// BenchmarkPlay is a replicate of 25,000 creatives with its twin, the default
// size, on all workers.
func BenchmarkPlay(b *testing.B) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Workers = 25_000, 180, 1, 0
	for b.Loop() {
		play(b, p)
	}
}
