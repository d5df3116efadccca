package ask

import (
	"errors"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// folder writes a finished folder of what a contest played: of a run, or of a
// comparison with the table of each arm in each world.
func folder(t *testing.T, c *scenarios.Contest) *store.Run {
	t.Helper()
	digest, err := c.Digest()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	f, err := store.Create(dir, store.Key{Digest: digest, Model: strings.Repeat("0a", 32)})
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, s *scenarios.Scenario) {
		result, err := ensemble.Play(t.Context(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
		if err == nil {
			err = f.Write(t.Context(), name, func(w io.Writer) error {
				if strings.HasSuffix(name, ".csv") {
					return result.Series.WriteCSV(w)
				}
				return store.WriteParquet(w, result.Series, nil, store.About{})
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if c.Kind == scenarios.KindRun {
		write(store.SeriesFile, c.Scenario())
	} else {
		for _, world := range c.Worlds {
			for i, arm := range c.Arms {
				write(store.ArmFile(world, arm.Name), c.Alone(i, world))
			}
		}
	}
	record, err := c.Record()
	if err != nil {
		t.Fatal(err)
	}
	values, err := c.Scenario().Values()
	if err != nil {
		t.Fatal(err)
	}
	m := store.Manifest{Scenario: c.Name(), Parameters: values, Options: record, Seeds: store.Seeds{Master: store.Seed(c.Options.Seed)}, Versions: store.CurrentVersions()}
	for _, seed := range ensemble.Seeds(c.Options.Seed, c.Options.Replicates) {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	if err := f.Finish(m); err != nil {
		t.Fatal(err)
	}
	found, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// small sets the options of a small contest: two replicates of 300 creatives over
// 84 months.
func small(o *scenarios.Options) { o.Population, o.Months, o.Replicates = 300, 84, 2 }

// flagged is what was asked for on the command line of explain.
func flagged(t *testing.T, flags string) *scenarios.Run {
	t.Helper()
	given := map[string][]string{}
	words := strings.Fields(flags)
	for i := 0; i < len(words); i += 2 {
		given[strings.TrimPrefix(words[i], "--")] = words[i+1 : i+2]
	}
	r, err := scenarios.Resolve(nil, scenarios.Layers{Command: "explain", Flags: given})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// named are the IDs in a sentence that refuses one which nobody has.
var named = regexp.MustCompile(`([0-9]+) \([a-z_]+\)`)

// someone is a creative of the replicate that a question is about.
func someone(t *testing.T, q explain.Question) uint64 {
	t.Helper()
	q.Creative = 1 << 62
	_, err := explain.Replay(t.Context(), q, nil)
	if !errors.Is(err, scenarios.ErrInput) || !named.MatchString(err.Error()) {
		t.Fatalf("%v names nobody", err)
	}
	id, err := strconv.ParseUint(named.FindStringSubmatch(err.Error())[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Of a comparison any two arms are told in any of its worlds; who is meant
// otherwise gets one sentence.
func TestAComparisonIsAskedForTwoArms(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a comparison")
	}
	c := &scenarios.Contest{Worlds: []string{"expected", "slow"}}
	for _, name := range []string{"laissez-faire", "safety-net", "skills-first"} {
		s, err := scenarios.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		small(&s.Options)
		c.Arms, c.Options = append(c.Arms, s), s.Options
	}
	found := folder(t, c)
	_, err := Of(found, flagged(t, ""))
	if err == nil || !strings.HasPrefix(err.Error(), "--creative: whose life? give the ID of a creative") || !errors.Is(err, scenarios.ErrInput) {
		t.Error(err)
	}
	q, err := Of(found, flagged(t, "--creative 4000000"))
	if err != nil {
		t.Fatal(err)
	}
	id := someone(t, q)
	for _, x := range []struct{ flags, want string }{
		{"", "under safety-net beside laissez-faire, in replicate 1 of 2 of the expected world."},
		{"--arm skills-first", "under skills-first beside laissez-faire, in replicate 1 of 2 of the expected world."},
		{"--against skills-first", "under laissez-faire beside skills-first, in replicate 1 of 2 of the expected world."},
		{"--against skills-first --arm safety-net --world slow --replicate 2", "under safety-net beside skills-first, in replicate 2 of 2 of the slow world."},
	} {
		q, err := Of(found, flagged(t, "--creative 0 "+x.flags))
		if err != nil {
			t.Fatal(err)
		}
		if q.Creative = id; q.Replicate == 2 {
			q.Creative = someone(t, q)
		}
		life, err := explain.Replay(t.Context(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		if err := life.WriteText(&text); err != nil || !strings.Contains(text.String(), " "+x.want) {
			t.Errorf("%s: told %q (%v)", x.flags, text.String(), err)
		}
	}
	for _, x := range []struct{ flags, want string }{
		{"--arm skils-first", `--arm: the comparison has no policy "skils-first"; did you mean "skills-first"?`},
		{"--against everything-else", `--against: the comparison has no policy "everything-else"; it has laissez-faire, safety-net, skills-first`},
		{"--arm laissez-faire", "--arm: laissez-faire is told beside itself; choose another with --arm or --against"},
		{"--world slwo", `--world: the comparison has no world "slwo"; did you mean "slow"?`},
		{"--replicate 3", "--replicate: value 3: the run in " + found.Dir + " has 2; use 1 to 2"},
	} {
		if _, err := Of(found, flagged(t, "--creative 0 "+x.flags)); err == nil || err.Error() != x.want || !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%s: said %v, want %q", x.flags, err, x.want)
		}
	}
}

// A run is told beside its frozen twin, and takes no flags of comparisons.
func TestARunIsAskedForNoArm(t *testing.T) {
	s := scenarios.Default()
	s.Name = "mine"
	small(&s.Options)
	found := folder(t, scenarios.RunContest(s))
	for _, flag := range []string{"arm", "against", "world"} {
		want := "--" + flag + ": " + found.Dir + " holds the run of one scenario, not a comparison; leave --" + flag + " out, or give the folder of atelier compare"
		if _, err := Of(found, flagged(t, "--creative 0 --"+flag+" slow")); err == nil || err.Error() != want || !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("--%s: said %v", flag, err)
		}
	}
	q, err := Of(found, flagged(t, "--creative 0"))
	if err != nil {
		t.Fatal(err)
	}
	q.Creative = someone(t, q)
	life, err := explain.Replay(t.Context(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	end := life.Events[len(life.Events)-1]
	if len(end.Arms) != 2 || end.Arms[0].Arm != "frozen" || end.Arms[1].Arm != "mine" || end.Arms[0].Text == "" || end.Arms[1].Text == "" {
		t.Errorf("the end has %+v", end.Arms)
	}
}

// The manifest of a run gives its plan back, and one that was played otherwise
// is refused.
func TestAManifestGivesThePlanBack(t *testing.T) {
	s := scenarios.Default()
	s.Name, s.World, s.Parameters = "mine", "fast", map[string]float64{"trust.failure_ratio": 4}
	s.Options.Population, s.Options.Replicates, s.Options.Seed, s.Options.Without = 300, 3, 7, []string{"fear"}
	manifest := func() store.Manifest {
		values, _ := s.Values()
		digest, err := s.Digest()
		if err != nil {
			t.Fatal(err)
		}
		m := store.Manifest{Scenario: s.Name, Digest: digest, Parameters: values, Options: s.Record(), Seeds: store.Seeds{Master: 7}}
		for _, seed := range []uint64{0, 0, 0} {
			m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
		}
		for i, seed := range ensemble.Seeds(7, 3) {
			m.Seeds.Replicates[i] = store.Seed(seed)
		}
		return m
	}
	c, err := Contest(manifest())
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Scenario().Options; !reflect.DeepEqual(got, s.Options) || len(c.Arms) != 2 {
		t.Errorf("%d arms, options %+v, want %+v", len(c.Arms), got, s.Options)
	}
	a, _ := c.Scenario().Params()
	b, _ := s.Params()
	if a != b {
		t.Error("parameters differ")
	}
	for name, change := range map[string]func(m *store.Manifest){
		"a parameter":         func(m *store.Manifest) { m.Parameters["trust.failure_ratio"] = 3 },
		"a parameter missing": func(m *store.Manifest) { m.Parameters["trust.of_another_model"] = 3 },
		"a seed":              func(m *store.Manifest) { m.Seeds.Replicates[2]++ },
		"an option":           func(m *store.Manifest) { m.Options["population"] = "301" },
		"no number":           func(m *store.Manifest) { m.Options["months"] = "many" },
	} {
		m := manifest()
		change(&m)
		if _, err := Contest(m); err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.HasPrefix(err.Error(), `the run of "mine" was played by another version of the model; explain it with`) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
