package cost

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// heap is the memory in use, in bytes, after what nobody needs has gone.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// planned is a run of so many beside its twin.
func planned(people, months, replicates int) ensemble.Plan {
	s := scenarios.Default()
	s.Options = scenarios.Options{Population: people, Months: months, Seed: 1, Replicates: replicates, Workers: 1, Counterfactual: true}
	return ensemble.Plan{Scenario: s, Options: s.Options}
}

// near tells whether a figure is within 30 % of what is measured.
func near(t *testing.T, what string, estimated, measured float64) {
	t.Helper()
	if estimated < 0.7*measured || estimated > 1.3*measured {
		t.Errorf("%s: estimated %.2f MB, measured %.2f MB", what, estimated/1e6, measured/1e6)
	}
}

func TestMemoryIsAboutWhatWorldsAndTablesTake(t *testing.T) {
	if testing.Short() {
		t.Skip("left out of the short form")
	}
	if _, err := ensemble.Play(context.Background(), planned(200, 1, 1), nil); err != nil { // what is made once
		t.Fatal(err)
	}
	p := planned(15_000, 2, 1)
	idle, most := heap(), 0.0
	played, err := ensemble.Play(context.Background(), p, func(done, _ int64) {
		if done > sim.BurnInMonths {
			most = max(most, heap()-idle)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	w, err := p.Work()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "a world and its copy", Worlds(w), most)
	runtime.KeepAlive(played)

	p = planned(200, 24, 3)
	idle = heap()
	f, err := ensemble.New(p.Contest().Arms, p.Contest().Worlds, p.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Keep = true
	if w, err = f.Work(3); err != nil {
		t.Fatal(err)
	}
	if err := f.Play(context.Background(), 3, nil); err != nil {
		t.Fatal(err)
	}
	left := heap() - idle
	r, err := f.Run(0, true)
	if err != nil {
		t.Fatal(err)
	}
	told := heap() - idle
	runtime.KeepAlive(r)
	kept, _ := held(w, Files{})
	near(t, "what single replicates leave", Rows(float64(w.Kept)), left)
	if told < kept*0.7 {
		t.Errorf("with their differences to the twin and statistics tables take %.2f MB, and without statistics it was estimated that they take %.2f MB", told/1e6, kept/1e6)
	}
}

// While a large world is played little garbage is beside it, and what is said beforehand knows that.
func TestMemoryIsAboutWhatALargeWorldTakes(t *testing.T) {
	if testing.Short() {
		t.Skip("left out of the short form")
	}
	p := planned(250_000, 1, 1)
	p.Options.Counterfactual = false
	w, err := p.Work()
	if err != nil {
		t.Fatal(err)
	}
	idle, most := heap(), 0.0
	ctx, stop := context.WithCancel(context.Background())
	_, err = ensemble.Play(ctx, p, func(done, _ int64) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if most = max(most, float64(m.HeapAlloc)-idle); done == 18 {
			stop()
		}
	})
	if err == nil {
		t.Fatal("it was played to its end")
	}
	near(t, "a large world with what is beside it", float64(Of(w, Files{}).Memory)-bytesOfProgram, most)
	if said, usual := memory(w, Files{}), bytesOfProgram+slack*Worlds(w); said >= usual {
		t.Errorf("%.1f MB are said, as if the garbage of small worlds were beside it", said/1e6)
	}
}

// Each figure grows with what is asked for, and 50 million creatives are ten billion bytes; what
// replicates leave goes to the disk.
func TestEstimatesGrowWithWhatIsAsked(t *testing.T) {
	of := func(people, months, replicates int, full bool) Estimate {
		w, err := planned(people, months, replicates).Work()
		if err != nil {
			t.Fatal(err)
		}
		return Of(w, Files{Written: true, Drawn: true, Full: full, Tables: 2})
	}
	least := of(2_000, 60, 4, false)
	for what, e := range map[string]Estimate{"population": of(2_000_000, 60, 4, false), "months": of(2_000, 180, 4, false), "replicates": of(2_000, 60, 50, false)} {
		if e.Took(usual) <= least.Took(usual) || e.Memory <= least.Memory || e.Disk < least.Disk {
			t.Errorf("more %s: %+v, before %+v", what, e, least)
		}
	}
	if e := of(2_000, 60, 4, true); e.Disk <= least.Disk || e.Memory <= least.Memory {
		t.Errorf("with every group of every replicate: %+v, before %+v", e, least)
	}
	hundred, thousand := of(2_000, 180, 100, false), of(2_000, 180, 1_000, false)
	if thousand.Memory > 1e9 || float64(thousand.Memory) > 1.5*float64(hundred.Memory) || float64(thousand.Scratch) < 9*float64(hundred.Scratch) {
		t.Errorf("1,000 replicates take %s of memory and %s beside the folder, 100 take %s and %s", Bytes(thousand.Memory), Bytes(thousand.Scratch), Bytes(hundred.Memory), Bytes(hundred.Scratch))
	}
	if e := of(50_000_000, 180, 1, false); e.Memory < 15e9 || e.Memory > 40e9 || e.Took(usual) < time.Hour || e.Took(usual) > 48*time.Hour {
		t.Errorf("50 million creatives: %s of memory, %v", Bytes(e.Memory), e.Took(usual))
	}
}

// What a creative costs grows where others are far away in memory, and slowly.
func TestACreativeOfALargeWorldCostsSomewhatMore(t *testing.T) {
	each := func(people int) float64 { return usual.Month(people).Seconds() / float64(people) }
	of := each(100_000)
	for people, bounds := range map[int][2]float64{50_000: {0.99, 1.02}, 1_000_000: {1.05, 1.2}, 4_000_000: {1.1, 1.25}, 50_000_000: {1.2, 1.5}} {
		if ratio := each(people) / of; ratio < bounds[0] || ratio > bounds[1] {
			t.Errorf("one of %d costs %.2f times one of 100,000", people, ratio)
		}
	}
	w, err := planned(4_000_000, 180, 1).Work()
	if err != nil {
		t.Fatal(err)
	}
	if played, _ := Of(w, Files{}).smalls(); played < 1.1*4_000_000*(float64(w.BurnIn)*burnInCreative+float64(w.Months-w.BurnIn)*creative) {
		t.Errorf("%.0f months of the small world are said, and none dearer", played)
	}
}

// Work that is divided takes less time, and twice as slow a machine twice as long.
func TestTimeFollowsPaceAndWorkers(t *testing.T) {
	p := planned(10_000, 180, 8)
	took := func(workers int, pace Pace) float64 {
		p.Options.Workers = workers
		w, err := p.Work()
		if err != nil {
			t.Fatal(err)
		}
		return Of(w, Files{}).Took(pace).Seconds()
	}
	one := took(1, usual)
	for want, got := range map[float64]float64{2: took(1, 2*usual), 0.5: took(2, usual), 0.125: took(8, usual)} {
		if got < 0.99*want*one || got > 1.01*want*one {
			t.Errorf("%.3f times as long is wanted, it takes %.3f times", want, got/one)
		}
	}
	if pace, err := MeasurePace(); err != nil || pace <= 0 {
		t.Errorf("pace %v, %v", pace, err)
	}
}
