package ensemble

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// memory is a depot of a test.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
	full  error // why nothing can be put
}

func newMemory() *memory { return &memory{files: map[string][]byte{}} }

func (m *memory) Names() ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Keys(m.files)), nil
}

func (m *memory) Open(name string) (io.ReadCloser, int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.files[name]
	if !ok {
		return nil, 0, errors.New("there is no " + name)
	}
	return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
}

func (m *memory) Put(ctx context.Context, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.full != nil {
		return m.full
	}
	m.files[name] = b.Bytes()
	return nil
}

func (m *memory) Remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name)
	return nil
}

// copied is the depot as a kill leaves it now.
func (m *memory) copied() *memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &memory{files: maps.Clone(m.files)}
}

// worlds is how many worlds lie in the depot.
func (m *memory) worlds() (n int) {
	for name := range m.files {
		if strings.HasSuffix(name, worldEnd) {
			n++
		}
	}
	return n
}

// checkpointed are futures of several kinds for checkpoints: one past or several, a trend that is found
// or played, sets of parameters, several worlds, tables that are kept.
func checkpointed() map[string]func(t *testing.T) *Futures {
	run := func(change func(p *Plan)) func(t *testing.T) *Futures {
		return func(t *testing.T) *Futures {
			p := small()
			p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 30, 3
			change(&p)
			c := p.Contest()
			f, err := New(c.Arms, c.Worlds, c.Options)
			if err != nil {
				t.Fatal(err)
			}
			f.Keep, f.cellar = true, &cellar{most: 50 << 10, scratches: func() (Scratch, error) { return onDisk(t), nil }}
			return f
		}
	}
	return map[string]func(t *testing.T) *Futures{
		"a run":            run(func(*Plan) {}),
		"without a twin":   run(func(p *Plan) { p.Options.Counterfactual = false }),
		"sets":             run(func(p *Plan) { p.Options.Parameters = scenarios.Ensemble }),
		"a policy":         run(func(p *Plan) { p.Scenario.Policies = parsed("basic_income=100,start=2021-08") }),
		"a policy at once": run(func(p *Plan) { p.Scenario.Policies = parsed("ai_levy=0.1,start=2021-01") }),
		"a choice": func(t *testing.T) *Futures {
			return move{world: "expected", months: 80, seed: 3, policies: []string{"training_subsidy=1"}}.prepared(t, nil)
		},
		"worlds": func(t *testing.T) *Futures {
			f := move{world: "expected", months: 16, seed: 3, of: scenarios.Ensemble, policies: []string{"training_subsidy=1,start=2021-06"}}.prepared(t, nil)
			g, err := New(f.Arms, []string{"expected", "frozen"}, f.Options)
			if err != nil {
				t.Fatal(err)
			}
			return g
		},
	}
}

// parsed are policies of a test.
func parsed(texts ...string) []policy.Setting {
	list, err := scenarios.ParsePolicies(texts)
	if err != nil {
		panic(err)
	}
	return list
}

// A play that is killed at any month, again and again, goes on from its checkpoints and leaves
// what one leaves that was never killed, whoever plays it with how many workers; progress ends at
// its total.
func TestAKilledPlayGoesOnFromItsCheckpoints(t *testing.T) {
	for name, futures := range checkpointed() {
		t.Run(name, func(t *testing.T) {
			if name != "a run" && name != "worlds" {
				long(t)
			}
			const n = 3
			alone := futures(t)
			if err := alone.Play(t.Context(), n, nil); err != nil {
				t.Fatal(err)
			}
			want, all := left(alone), alone.monthsOf(t)*n
			luck := rand.New(rand.NewPCG(7, uint64(len(name))))
			rounds := 3
			if testing.Short() {
				rounds = 1
			}
			for round := range rounds {
				disk, kills, played := newMemory(), 0, int64(0)
				for gently := range 2 * 40 {
					f := futures(t)
					f.Options.Workers = 1 + (round+kills)%2
					var told []string
					f.Checkpoints = &Checkpoints{Depot: disk, Model: "m", months: 3 + 5*round, Told: func(text string) { told = append(told, text) }}
					ctx, kill := context.WithCancel(context.Background())
					at, ended := played+1+luck.Int64N(all/2), int64(0)
					var after *memory
					err := f.Play(ctx, n, func(done, total int64) {
						ended = total - done
						if played++; played == at {
							if after = disk.copied(); gently%2 == 0 { // else what is left while it stops is there, too
								after = disk
							}
							kill()
						}
					})
					kill()
					if len(told) > 0 {
						t.Errorf("told %q", told)
					}
					if after != nil {
						disk = after
						kills++
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					sameLeft(t, fmt.Sprintf("round %d, %d kills", round, kills), f, want)
					if ended != 0 {
						t.Errorf("progress ended %d months from the end", ended)
					}
					if n := disk.worlds(); n > 0 {
						t.Errorf("%d worlds lie there still", n)
					}
					break
				}
				if kills == 0 {
					t.Errorf("round %d: nothing was killed", round)
				}
				t.Logf("round %d: %d kills, %d months of %d played", round, kills, played, all)
			}
		})
	}
}

// stopped is what a play left that was stopped after so many months.
func stopped(t *testing.T, f *Futures, n int, months int64) *memory {
	t.Helper()
	disk := newMemory()
	f.Checkpoints = &Checkpoints{Depot: disk, Model: "m", months: 3}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	if err := f.Play(ctx, n, func(done, _ int64) {
		if done == months {
			stop()
		}
	}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	return disk
}

// A checkpoint that is damaged anywhere, cut short or of another model is told of and not used:
// it is played from the one before or from the start, to the same bytes.
func TestADamagedCheckpointIsNotUsed(t *testing.T) {
	futures := checkpointed()["a run"]
	const n = 2
	alone := futures(t)
	if err := alone.Play(t.Context(), n, nil); err != nil {
		t.Fatal(err)
	}
	want := left(alone)
	cutShort := futures(t)
	cutShort.Options.Workers = 1
	disk := stopped(t, cutShort, n, alone.monthsOf(t)+sim.BurnInMonths+sim.FirstRelease+6) // in the run of the second replicate, with AI
	if disk.worlds() < 3 || disk.worlds() == len(disk.files) {
		t.Fatalf("%d worlds in %d files lie there", disk.worlds(), len(disk.files))
	}
	cut := func(share float64) func([]byte) []byte {
		return func(b []byte) []byte { return b[:int(share*float64(len(b)))] }
	}
	turned := func(at float64) func([]byte) []byte {
		return func(b []byte) []byte { b[int(at*float64(len(b)))] ^= 4; return b }
	}
	for name, damage := range map[string]func([]byte) []byte{
		"nothing": cut(0), "a head": cut(0.0002), "half": cut(0.5), "all but an end": cut(0.9999),
		"its first letter": turned(0), "its numbers": turned(0.3), "its end": turned(0.99999),
		"a length": func(b []byte) []byte { b[bytes.IndexByte(b[100:], '\n')+103] = 0xff; return b },
		"a model":  func(b []byte) []byte { return bytes.Replace(b, []byte("model m\n"), []byte("model n\n"), 1) },
	} {
		for _, kind := range []string{worldEnd, resultsEnd} {
			hurt := disk.copied()
			for name := range hurt.files {
				if strings.HasSuffix(name, kind) {
					hurt.files[name] = damage(slices.Clone(hurt.files[name]))
				}
			}
			var told []string
			f := futures(t)
			f.Options.Workers = 1
			f.Checkpoints = &Checkpoints{Depot: hurt, Model: "m", months: 3, Told: func(text string) { told = append(told, text) }}
			var ended int64
			if err := f.Play(t.Context(), n, func(done, total int64) { ended = total - done }); err != nil {
				t.Fatal(err)
			}
			sameLeft(t, name+" of "+kind, f, want)
			all := strings.Join(told, " ")
			if len(told) == 0 || strings.Contains(all, "\n") || (name == "a model") != strings.HasPrefix(all, "Checkpoints of another version of the model are not used") {
				t.Errorf("%s of %s: told %q", name, kind, told)
			}
			if ended != 0 {
				t.Errorf("%s of %s: progress ended %d months from its total", name, kind, ended)
			}
		}
	}
}

// Once a run and its twin are on their way, or the months that they share are left, their burn-in has
// gone from the disk and is not played again.
func TestWhatIsOnItsWayNeedsNoBurnInAgain(t *testing.T) {
	futures := checkpointed()["a run"]
	alone := futures(t)
	if err := alone.Play(t.Context(), 1, nil); err != nil {
		t.Fatal(err)
	}
	for _, months := range []int64{sim.FirstRelease - 4, sim.FirstRelease + 6, alone.monthsOf(t) - sim.BurnInMonths - 4} {
		cutShort := futures(t)
		cutShort.Options.Workers = 1
		disk := stopped(t, cutShort, 1, sim.BurnInMonths+months)
		f, times := futures(t), &Times{}
		f.Times, f.Checkpoints = times, &Checkpoints{Depot: disk, Model: "m", months: 3}
		if err := f.Play(t.Context(), 1, nil); err != nil {
			t.Fatal(err)
		}
		sameLeft(t, "a run that was stopped", f, left(alone))
		if whole := int(alone.monthsOf(t)) - sim.BurnInMonths; times.BurnIn.Months != 0 || times.Played.Months > whole-int(months)+1 {
			t.Errorf("stopped after %d months: %d of the burn-in and %d of %d are played", months, times.BurnIn.Months, times.Played.Months, whole)
		}
	}
}

// Where nothing can be left it is told once for each, and played to the end.
func TestAFullDiskEndsNoPlay(t *testing.T) {
	futures := checkpointed()["a run"]
	alone := futures(t)
	if err := alone.Play(t.Context(), 1, nil); err != nil {
		t.Fatal(err)
	}
	var told []string
	f := futures(t)
	f.Checkpoints = &Checkpoints{Depot: &memory{files: map[string][]byte{}, full: errors.New("the disk is full")}, months: 40, Told: func(text string) { told = append(told, text) }}
	if err := f.Play(t.Context(), 1, nil); err != nil {
		t.Fatal(err)
	}
	sameLeft(t, "a full disk", f, left(alone))
	if len(told) == 0 || len(told) > 10 || told[0] != "A checkpoint is missing: the disk is full. It is played on." {
		t.Errorf("told %d times: %q", len(told), told)
	}
}

// Of a world two images lie there at most, and one that is played to its end leaves none.
func TestCheckpointsTakeTheRoomOfAFewWorlds(t *testing.T) {
	f := checkpointed()["a run"](t)
	f.Options.Workers = 1
	disk, most := newMemory(), 0
	f.Checkpoints = &Checkpoints{Depot: disk, months: 1}
	if err := f.Play(t.Context(), 2, func(int64, int64) { most = max(most, disk.worlds()) }); err != nil {
		t.Fatal(err)
	}
	if most != 3 { // the one from which a run and its twin begin, as it stands, and two of what is played
		t.Errorf("up to %d worlds lie there", most)
	}
}

// empty is a larder that seems to have every world and has none.
type empty struct{}

func (empty) Has([16]byte) bool                  { return true }
func (empty) Take([16]byte, int) *sim.World      { return nil }
func (empty) Put(key [16]byte, world *sim.World) {}

// Checkpoints and a larder go together: whatever the larder has, or only seems to have, a play that
// is killed goes on to the same bytes, and progress ends at its total.
func TestCheckpointsBesideALarder(t *testing.T) {
	const n = 2
	futures := checkpointed()["a run"]
	alone := futures(t)
	if err := alone.Play(t.Context(), n, nil); err != nil {
		t.Fatal(err)
	}
	want := left(alone)
	full := &pantry{worlds: map[[16]byte]*sim.World{}}
	filling := futures(t)
	filling.Larder = full
	if err := filling.Play(t.Context(), n, nil); err != nil || full.puts != n {
		t.Fatalf("%d worlds were put, %v", full.puts, err)
	}
	for name, larder := range map[string]func() Larder{
		"nothing":    func() Larder { return &pantry{worlds: map[[16]byte]*sim.World{}} },
		"all":        func() Larder { return &pantry{worlds: full.worlds} },
		"all, later": func() Larder { return &pantry{worlds: full.worlds, late: true} },
		"only seems": func() Larder { return empty{} },
	} {
		for _, at := range []int64{0, 1, 10, 60, 125} { // 0: never
			disk := newMemory()
			for _, last := range []bool{false, true} {
				f := futures(t)
				f.Larder, f.Checkpoints = larder(), &Checkpoints{Depot: disk, Model: "m", months: 4}
				ctx, kill := context.WithCancel(t.Context())
				ended, played := int64(0), int64(0)
				err := f.Play(ctx, n, func(done, total int64) {
					ended = total - done
					if played++; !last && played == at {
						kill()
					}
				})
				kill()
				if err != nil && !last {
					continue
				}
				if err != nil {
					t.Fatalf("%s, killed in month %d: %v", name, at, err)
				}
				sameLeft(t, fmt.Sprintf("%s, killed in month %d", name, at), f, want)
				if p, ok := f.Larder.(*pantry); ok && at == 0 && !last && name == "nothing" && p.puts != n {
					t.Errorf("of %d burnt-in worlds %d are kept for later", n, p.puts)
				}
				if ended != 0 || disk.worlds() > 0 {
					t.Errorf("%s, killed in month %d: progress ended %d months from the end, and %d worlds lie there", name, at, ended, disk.worlds())
				}
			}
		}
	}
}

// What a kill left between a result and the removal of its world goes when all is played.
func TestWorldsOfWhatIsPlayedGo(t *testing.T) {
	futures := checkpointed()["a run"]
	disk := stopped(t, futures(t), 1, 130)
	later := disk.copied()
	if later.worlds() == 0 {
		t.Fatal("no world was left")
	}
	f := futures(t)
	f.Checkpoints = &Checkpoints{Depot: disk, Model: "m", months: 3}
	if err := f.Play(t.Context(), 1, nil); err != nil {
		t.Fatal(err)
	}
	for name, data := range disk.files { // results, beside the worlds that they are of
		later.files[name] = data
	}
	g := futures(t)
	g.Checkpoints = &Checkpoints{Depot: later, Model: "m"}
	if err := g.Play(t.Context(), 1, nil); err != nil {
		t.Fatal(err)
	}
	if n := later.worlds(); n > 0 {
		t.Errorf("%d worlds lie there still", n)
	}
}
