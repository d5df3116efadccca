// Package ask puts to a finished folder the question whose life is to be told: it reads
// which contest was played there, and finds the arms, the world and the tables that a
// command line means. Package explain tells the life and knows no folder.
package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Of is the question that was put to a finished folder. Every mistake in it is
// bad input.
func Of(found *store.Run, r *scenarios.Run) (q explain.Question, err error) {
	switch looks := r.Given("find"); {
	case looks && r.Given("creative"):
		return q, scenarios.Mistake("--find: looks for creatives, and --creative names one: keep one of the two")
	case looks:
	case r.Given("year") || r.Life.Domain+r.Life.Occupation+r.Life.Contract+r.Life.Stage != "":
		return q, scenarios.Mistake("--year, --domain, --occupation, --contract and --stage say among whom to look: say for what with --find, such as --find lost-income")
	case !r.Given("creative"):
		return q, scenarios.Mistake("--creative: whose life? give the ID of a creative, a whole number such as 0; if nobody has it, some who are there are named; or look for one with --find lost-income")
	}
	q.Creative, q.Replicate = uint64(r.Life.Creative), r.Life.Replicate
	if n := len(found.Manifest.Seeds.Replicates); q.Replicate > n {
		return q, scenarios.Mistake("--replicate: value %d: the run in %s has %d; use 1 to %d", q.Replicate, found.Dir, n, n)
	}
	if q.Contest, err = Contest(found.Manifest); err != nil {
		return q, err
	}
	if last := q.Contest.Options.Months - 1; r.Life.Year > finding.FirstYear+last/12 {
		return q, scenarios.Mistake("--year: value %d: the run in %s ends in %s", r.Life.Year, found.Dir, finding.Month(last))
	}
	if err = choose(&q, found.Dir, r); err != nil {
		return q, err
	}
	q.Series = make([]*table.Series, len(q.Arms))
	for i, arm := range q.Arms {
		name := store.ArmFile(q.World, q.Contest.Arms[arm].Name)
		if alone(q.Contest) {
			name = store.SeriesFile
		}
		if i == 0 && alone(q.Contest) && len(q.Arms) > 1 {
			continue // the table of the twin was not kept
		}
		if q.Series[i], err = found.Series(name); err != nil {
			return q, scenarios.Mistake("%v; play it again", err)
		}
	}
	return q, nil
}

// Contest is what a manifest records. It fails, in one sentence, on one that this
// version of the model would not have written: another set of options, parameters
// or seeds.
func Contest(m store.Manifest) (*scenarios.Contest, error) {
	c, err := scenarios.ReadContest(m.Options, m.Parameters, len(m.Seeds.Replicates))
	if err == nil && alone(c) { // its digest is taken over every parameter and option
		err = sameDigest(c, m.Digest)
	}
	if err != nil || c.Options.Seed != uint64(m.Seeds.Master) || !sameSeeds(m.Seeds, c.Options.Replicates) || !sameSets(m.Sets, c.Options) {
		return nil, scenarios.Mistake("the run of %q was played by another version of the model; explain it with that version, or play the scenario again with this one", m.Scenario)
	}
	return c, nil
}

// sameDigest fails unless a contest has that digest.
func sameDigest(c *scenarios.Contest, digest string) error {
	if own, err := c.Digest(); err != nil || own != digest {
		return scenarios.Mistake("the digest is %s", own)
	}
	return nil
}

// sameSeeds tells whether the replicates have the seeds that a run of n gives
// them.
func sameSeeds(s store.Seeds, n int) bool {
	return n > 0 && slices.EqualFunc(s.Replicates, ensemble.Seeds(uint64(s.Master), n), func(a store.Seed, b uint64) bool { return uint64(a) == b })
}

// sameSets tells whether the replicates played the sets of parameters that some options
// give them.
func sameSets(played []int, o scenarios.Options) bool {
	now, err := ensemble.SetNumbers(o, o.Replicates)
	return err == nil && slices.Equal(played, now)
}

// alone tells whether a contest is the run of one scenario.
func alone(c *scenarios.Contest) bool { return c.Kind == scenarios.KindRun }

// choose finds two arms, the one to tell beside first, and the world. A run has
// no choice.
func choose(q *explain.Question, dir string, r *scenarios.Run) (err error) {
	c := q.Contest
	if q.World = c.Worlds[0]; alone(c) {
		for _, flag := range []struct{ name, value string }{{"arm", r.Life.Arm}, {"against", r.Against}, {"world", r.Life.World}} {
			if flag.value != "" {
				return scenarios.Mistake("--%s: %s holds the run of one scenario, not a comparison; leave --%s out, or give the folder of atelier compare", flag.name, dir, flag.name)
			}
		}
		for i := range c.Arms {
			q.Arms = append(q.Arms, i)
		}
		return nil
	}
	names := c.Names()
	if len(names) < 2 {
		return scenarios.Mistake("the comparison has %s only, so there is nothing to tell it beside", names[0])
	}
	against, err := place("--against", "policy", r.Against, names, c.Against)
	if err != nil {
		return err
	}
	usual := 0
	if against == 0 {
		usual = 1
	}
	arm, err := place("--arm", "policy", r.Life.Arm, names, usual)
	if err != nil {
		return err
	}
	if arm == against {
		return scenarios.Mistake("--arm: %s is told beside itself; choose another with --arm or --against", names[arm])
	}
	world, err := place("--world", "world", r.Life.World, c.Worlds, 0)
	if err != nil {
		return err
	}
	q.Arms, q.World = []int{against, arm}, c.Worlds[world]
	return nil
}

// place finds a name among those of a comparison, or what is usual for "". The
// mistake names the nearest.
func place(flag, noun, name string, names []string, usual int) (int, error) {
	if name == "" {
		return usual, nil
	}
	if i := slices.Index(names, cmp.Or(scenarios.Called(name, names), name)); i >= 0 {
		return i, nil
	}
	meant := file.Meant(name, names)
	if meant == "" {
		meant = "; it has " + strings.Join(names, ", ")
	}
	return 0, scenarios.Mistake("%s: the comparison has no %s %q%s", flag, noun, name, meant)
}
