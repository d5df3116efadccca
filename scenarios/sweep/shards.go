package sweep

import (
	"sort"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// A shard is a stretch of the order of play, whatever processes there are. Where an
// experiment is cut follows from it and from the number of shards alone, so that every
// process knows every shard. What runs share is played once in each shard that asks for
// it: a cut moves to where a burn-in of a seed begins, or else a past, as long as shards
// become uneven by fewer months than would be played twice.

// Shard is one of so many, from 1.
type Shard struct{ Number, Of int }

// slack is by how much of a shard's length a cut may move at most: less than a half, so
// that cuts stay in order.
const slack = 0.4

// cut are the stretches of n shards, at most as many as there are runs, none empty.
func (p *Plan) cut(n int) []stretch {
	runs := p.Runs()
	before := p.monthsBefore()
	total := before[runs]
	list, at := make([]stretch, n), 0
	for k := range n {
		aim := int64(float64(total) * float64(k+1) / float64(n))
		to := min(max(p.cutNear(before, aim, int64(slack*float64(total)/float64(n))), at+1), runs-(n-1-k))
		if k == n-1 {
			to = runs
		}
		list[k] = stretch{at, to}
		at = to
	}
	return list
}

// monthsBefore is by place how many months are played before it, when all places are
// played in order; the last is of all.
func (p *Plan) monthsBefore() []int64 {
	before := make([]int64, p.Runs()+1)
	seen := counted{plan: p}
	for place := range p.Runs() {
		before[place+1] = before[place] + seen.months(place)
	}
	return before
}

// cutNear is the place at which to cut near an amount of months, at most so many off.
func (p *Plan) cutNear(before []int64, aim, most int64) int {
	runs := p.Runs()
	place := min(runs-1, sort.Search(runs, func(i int) bool { return before[i] >= aim }))
	s := p.at(place)
	past := int64(p.forks[s.kin])
	if p.twins {
		past *= 2
	}
	near := func(from, to int, twice int64) (int, bool) {
		best := from
		if before[to]-aim < aim-before[from] {
			best = to
		}
		off := before[best] - aim
		return best, max(off, -off) <= min(most, twice)
	}
	from, to := p.seat(s.family, s.replicate)
	if best, ok := near(from, to, sim.BurnInMonths+past); ok {
		return best
	}
	from, to = p.stretch(s)
	if best, ok := near(from, to, past); ok {
		return best
	}
	return place
}

// counted adds up months along the order of play, what runs share once.
type counted struct {
	plan      *Plan
	seat, kin stretch
}

// months is how many the run at a place asks for after those counted before.
func (c *counted) months(place int) (total int64) {
	p, worlds := c.plan, int64(1)
	if p.twins {
		worlds = 2
	}
	s := p.at(place)
	if place >= c.seat.to || place < c.seat.from {
		c.seat.from, c.seat.to = p.seat(s.family, s.replicate)
		total += sim.BurnInMonths
	}
	month := int64(p.forks[s.kin])
	if place >= c.kin.to || place < c.kin.from {
		c.kin.from, c.kin.to = p.stretch(s)
		total += worlds * month
	}
	return total + worlds*(int64(p.Months)-month)
}

// ParseShard reads "3/12". What stands alone is a number of so many as planned.
func ParseShard(text string, planned int) (Shard, error) {
	number, of, both := strings.Cut(text, "/")
	s := Shard{Of: planned}
	var err error
	if s.Number, err = strconv.Atoi(number); err == nil && both {
		s.Of, err = strconv.Atoi(of)
	}
	switch {
	case err != nil || both && s.Of < 1:
		return s, scenarios.Mistake("--shard: value %q: give its number and how many there are, such as 1/12", text)
	case s.Of < 1:
		return s, scenarios.Mistake("--shard: value %q: this sweep was not planned in shards: say of how many, such as %s/12, or plan it with atelier sweep plan --shards", text, text)
	case s.Number < 1 || s.Number > s.Of:
		return s, scenarios.Mistake("--shard: value %q: shards are numbered from 1 to %s", text, finding.Count(s.Of))
	}
	return s, nil
}

// The variables in which batch systems say which task of an array a process is: those
// of Slurm from 1, as submitted with --array=1-n, those of a Kubernetes Indexed Job from 0.
const (
	slurmTask       = "SLURM_ARRAY_TASK_ID"
	kubernetesIndex = "JOB_COMPLETION_INDEX"
)

// ShardOf is the shard that is asked for, or else that of the environment.
func ShardOf(text string, planned int, environment func(string) string) (Shard, error) {
	if text != "" {
		return ParseShard(text, planned)
	}
	name, from := slurmTask, 1
	if environment(name) == "" {
		name, from = kubernetesIndex, 0
	}
	value := environment(name)
	if value == "" {
		return Shard{}, scenarios.Mistake("--shard: say which shard to play, such as 1/12; neither %s nor %s says it", slurmTask, kubernetesIndex)
	}
	number, err := strconv.Atoi(value)
	s := Shard{number + 1 - from, planned}
	switch {
	case planned < 1:
		return s, scenarios.Mistake("%s is %q, and this sweep was not planned in shards: give --shard, or plan it with atelier sweep plan --shards", name, value)
	case err != nil || s.Number < 1 || s.Number > planned:
		return s, scenarios.Mistake("%s is %q: shards of this sweep are numbered there from %d to %s", name, value, from, finding.Count(planned+from-1))
	}
	return s, nil
}

// Ranges writes numbers in ascending order as batch systems do: "3,5-9".
func Ranges(numbers []int) string {
	var words []string
	for i := 0; i < len(numbers); {
		k := i
		for k+1 < len(numbers) && numbers[k+1] == numbers[k]+1 {
			k++
		}
		word := strconv.Itoa(numbers[i])
		if k > i {
			word += "-" + strconv.Itoa(numbers[k])
		}
		words, i = append(words, word), k+1
	}
	return strings.Join(words, ",")
}
