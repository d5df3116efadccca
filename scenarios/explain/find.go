package explain

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// person is what is looked at of everybody.
type person struct {
	id                              uint64
	occupation, state, stage, flags uint8
	aid                             uint8
	pay                             float64 // USD a month; 0 without work
}

// event is something that may befall a creative within a month, or, of a yearly one, from
// one December to the next.
type event struct {
	said    string // of several people, in a sentence: "lost their job"
	yearly  bool
	befalls func(before, after *person) bool // of somebody who is there before
}

// Steps of income that are told of, from one December to the next, at work in both, and
// the least of an income that can take one.
const (
	incomeFell  = 3.0 / 4
	incomeRose  = 4.0 / 3
	incomeLeast = 500 // USD a month
)

// events are what may be looked for, by scenarios.Finds.
var events = map[string]event{
	"lost-income": {"earned less than three quarters of what they had a year before, of USD 500 a month or more", true, func(a, b *person) bool {
		return bothWork(a, b) && a.pay >= incomeLeast && b.pay < a.pay*incomeFell
	}},
	"gained-income": {"earned more than four thirds of what they had a year before, of USD 500 a month or more", true, func(a, b *person) bool {
		return bothWork(a, b) && a.pay >= incomeLeast && b.pay > a.pay*incomeRose
	}},
	"lost-job":  {"lost their job", false, func(a, b *person) bool { return remains(a, b) && a.state == sim.Employed && b.state == sim.Unemployed }},
	"found-job": {"found a job", false, func(a, b *person) bool { return remains(a, b) && a.state != sim.Employed && b.state == sim.Employed }},
	"lost-work": {"lost work to AI", false, func(a, b *person) bool { return remains(a, b) && b.flags&^a.flags&sim.LostWork != 0 }},
	"became-freelance": {"became freelancers", false, func(a, b *person) bool {
		return remains(a, b) && a.state != sim.Freelancing && b.state == sim.Freelancing
	}},
	"retrained": {"began a retraining", false, func(a, b *person) bool {
		return remains(a, b) && a.state == sim.Unemployed && a.aid == 0 && b.state == sim.Unemployed && b.aid > 0
	}},
	"began-ai":   {"began to use AI", false, func(a, b *person) bool { return remains(a, b) && b.flags&^a.flags&sim.Uses != 0 }},
	"gave-up-ai": {"gave AI up", false, func(a, b *person) bool { return remains(a, b) && a.flags&^b.flags&sim.Uses != 0 }},
	"left":       {"left creative work", false, func(a, b *person) bool { return !remains(a, b) }},
}

// remains tells whether the second is the same person, still there.
func remains(a, b *person) bool { return a.id == b.id && b.state != sim.Vacant }

func bothWork(a, b *person) bool {
	return remains(a, b) && a.state != sim.Unemployed && b.state != sim.Unemployed
}

// hit is what befell a creative, first of all under an arm.
type hit struct {
	month         int
	before, after person
}

// far is how much a hit says: of incomes how far they moved.
func (h *hit) far() float64 {
	return max(h.after.pay, h.before.pay) / max(1, min(h.after.pay, h.before.pay))
}

// search is what is looked for under one arm, and what was found.
type search struct {
	asked  *scenarios.Life
	event  event
	world  *sim.World
	there  map[uint64]bool // whoever is ever in creative work
	looked map[uint64]bool
	hits   map[uint64]hit
	years  map[int]int // hits of the groups that are asked for, by year
	others int         // hits of other groups in the year that is asked for
}

// Found is what a search came upon.
type Found struct {
	Text   string      `json:"text"`      // how many, and what of it is the same under both arms
	Looked int         `json:"looked_at"` // creatives under the arm that is told of
	Same   int         `json:"same"`      // whom it befell under both arms
	Only   []int       `json:"only"`      // under one arm alone, in the order of the arms
	Lives  []FoundLife `json:"lives"`     // some of them, those first who fare otherwise under the other arm

	first *Life // the first of them in full
}

// FoundLife is one life that was found.
type FoundLife struct {
	Creative uint64 `json:"creative"`
	Month    string `json:"month"`
	Text     string `json:"text"`
}

// mostFound is how many lives a search lists.
const mostFound = 5

// Find looks for the lives that are asked for in a replicate of a question, which names no
// creative yet, and tells the first in full. Nothing found is bad input; the sentence says how many were looked at and
// what there is.
func Find(ctx context.Context, q Question, life scenarios.Life, report ensemble.Progress) (*Found, error) {
	if report == nil {
		report = func(int64, int64) {}
	}
	done, total := int64(0), 2*q.months()
	tick := func() { done++; report(done, total) }
	worlds, err := q.start(ctx, tick)
	if err != nil {
		return nil, err
	}
	var list []*search
	for i, w := range worlds {
		s := &search{asked: &life, event: events[life.Find], world: w, there: map[uint64]bool{}, looked: map[uint64]bool{}, hits: map[uint64]hit{}, years: map[int]int{}}
		if err := q.scan(ctx, s, i, tick); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	f, err := q.found(list)
	if err != nil {
		return nil, err
	}
	q.Creative = f.Lives[0].Creative
	f.first, err = Replay(ctx, q, func(played, _ int64) { report(total/2+played, total) })
	return f, err
}

// scan plays an arm and notes whom it befalls.
func (q *Question) scan(ctx context.Context, s *search, arm int, tick func()) error {
	last, december := people(s.world), people(s.world)
	same := q.comparison(arm)
	for month := range q.Contest.Options.Months {
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted before anybody was found: %w", context.Cause(ctx))
		}
		s.world.Step()
		if err := same(s.world); err != nil {
			return err
		}
		now := people(s.world)
		if !s.event.yearly {
			s.compare(last, now, month)
		} else if month%12 == 11 {
			s.compare(december, now, month)
			december = now
		}
		last = now
		tick()
	}
	return nil
}

// people are all rows of a world as they are now.
func people(w *sim.World) []person {
	c := &w.Creatives
	list := make([]person, len(c.ID))
	for i := range list {
		list[i] = person{id: c.ID[i], occupation: c.Occupation[i], state: c.State[i], stage: c.Stage[i], flags: c.Flags[i], aid: c.Aid[i]}
		if c.State[i] != sim.Vacant && c.State[i] != sim.Unemployed {
			list[i].pay = c.Pay[i]
		}
	}
	return list
}

// compare notes what befell people between two moments, the later at the end of a month.
// Rows may have been added since.
func (s *search) compare(before, after []person, month int) {
	year := finding.FirstYear + month/12
	for i := range before {
		a, b := &before[i], &after[i]
		if a.state == sim.Vacant {
			continue
		}
		s.there[a.id] = true
		inYear, inGroup := s.asked.Year == 0 || s.asked.Year == year, s.within(a)
		if inYear && inGroup {
			s.looked[a.id] = true
		}
		switch {
		case !s.event.befalls(a, b):
		case inGroup:
			s.years[year]++
			if _, known := s.hits[a.id]; inYear && !known {
				s.hits[a.id] = hit{month, *a, *b}
			}
		case inYear:
			s.others++
		}
	}
}

// within tells whether somebody is in all groups that are asked for.
func (s *search) within(p *person) bool {
	occ := &s.world.Occupations[p.occupation]
	for _, x := range [...][2]string{{s.asked.Occupation, occ.Name}, {s.asked.Domain, s.world.Domains[occ.Domain].Name},
		{s.asked.Contract, sim.ContractNames[p.state-sim.Employed]}, {s.asked.Stage, sim.StageNames[p.stage]}} {
		if x[0] != "" && x[0] != x[1] {
			return false
		}
	}
	return true
}

// found tells of the searches of all arms, the reference's first.
func (q *Question) found(list []*search) (*Found, error) {
	own, other := list[len(list)-1], (*search)(nil)
	if len(list) > 1 {
		other = list[0]
	}
	f := &Found{Looked: len(own.looked), Only: make([]int, len(list))}
	type candidate struct {
		hit
		id   uint64
		arm  int
		same bool
		both bool // there under both arms
	}
	var all []candidate
	for arm, s := range list {
		for id, h := range s.hits {
			same := len(list) > 1 && list[1-arm].has(id)
			switch {
			case same && arm == len(list)-1:
				f.Same++
			case !same:
				f.Only[arm]++
			}
			if arm == len(list)-1 || !same && !q.alone() {
				all = append(all, candidate{h, id, arm, same, same || len(list) > 1 && list[1-arm].there[id]})
			}
		}
	}
	if len(all) == 0 {
		return nil, own.nobody(q)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(one(b.both), one(a.both)), cmp.Compare(one(a.same), one(b.same)), cmp.Compare(b.arm, a.arm), cmp.Compare(float64(one(own.event.yearly))*b.far(), float64(one(own.event.yearly))*a.far()),
			cmp.Compare(a.month, b.month), cmp.Compare(a.id, b.id))
	})
	for _, c := range all[:min(mostFound, len(all))] {
		text := list[c.arm].line(&c.hit)
		if other != nil {
			text += "; " + q.elsewhere(list[1-c.arm], 1-c.arm, c.id, &c.hit)
		}
		if c.arm == 0 && !q.alone() {
			text = "under " + q.name(0) + ": " + text
		}
		f.Lives = append(f.Lives, FoundLife{c.id, finding.Date(c.month), text})
	}
	f.Text = q.summed(f, own)
	return f, nil
}

// has tells whether it befell somebody.
func (s *search) has(id uint64) bool { _, is := s.hits[id]; return is }

// line is what befell somebody, in short.
func (s *search) line(h *hit) string {
	who := strings.TrimPrefix(strings.TrimPrefix(newStory(s.world, nil, 0, Facts{}).rank(Facts{Occupation: h.before.occupation, Stage: h.before.stage}), "a "), "an ")
	text := who + ", " + standingAs(&h.before)
	if remains(&h.before, &h.after) {
		return text + ", then " + standingAs(&h.after)
	}
	return text + ", then gone"
}

// standingAs is how somebody stands: "freelancing at USD 3,000 a month".
func standingAs(p *person) string {
	switch p.state {
	case sim.Employed:
		return "employed at " + usd(p.pay)
	case sim.Freelancing:
		return "freelancing at " + usd(p.pay)
	}
	return "without a job"
}

// elsewhere is what becomes of somebody under the other arm.
func (q *Question) elsewhere(s *search, arm int, id uint64, h *hit) string {
	under := "under " + q.name(arm)
	if q.alone() {
		under = "without AI"
	}
	other, is := s.hits[id]
	switch {
	case !is && !s.there[id]:
		return "never there " + under
	case !is:
		return "not so " + under
	case other == *h:
		return "the same " + under
	case other.month == h.month:
		return under + " in that month too, then " + standingAs(&other.after)
	}
	return under + " in " + finding.Month(other.month)
}

// whom are those who are looked for: "creatives", or the groups that they are in.
func (s *search) whom() string {
	var said []string
	for _, key := range []string{s.asked.Stage, s.asked.Contract, s.asked.Occupation, s.asked.Domain} {
		if key != "" {
			said = append(said, finding.Lower(scenarios.GroupOf(key).Title))
		}
	}
	if len(said) == 0 {
		return "creatives"
	}
	return "creatives (" + strings.Join(said, ", ") + ")"
}

// when is the year that is asked for, behind a sentence.
func (s *search) when() string {
	if s.asked.Year == 0 {
		return ""
	}
	return fmt.Sprintf(" in %d", s.asked.Year)
}

// summed says how many were looked at, whom it befell, and what of it is the same under
// both arms.
func (q *Question) summed(f *Found, own *search) string {
	n := len(own.hits)
	text := fmt.Sprintf("Of %s %s looked at%s (%s, replicate %d of %d) %s %s", finding.Count(f.Looked), own.whom(), own.when(),
		q.name(len(q.Arms)-1), q.Replicate, q.Contest.Options.Replicates, finding.Count(n), own.event.said)
	switch {
	case len(q.Arms) < 2:
		return text + "."
	case q.alone():
		return text + fmt.Sprintf(": %s of them without AI too, %s with AI only. Without AI only: %s.", finding.Count(f.Same), finding.Count(f.Only[1]), finding.Count(f.Only[0]))
	case f.Only[0]+f.Only[1] == 0:
		return text + fmt.Sprintf(". It is the same under %s: there it befell the same creatives and nobody else.", q.name(0))
	}
	return text + fmt.Sprintf(": %s of them under both policies, %s under %s only. Under %s only: %s.",
		finding.Count(f.Same), finding.Count(f.Only[1]), q.name(1), q.name(0), finding.Count(f.Only[0]))
}

// nobody is the sentence for a search that found nobody: how many were looked at, and what
// there is nearest.
func (s *search) nobody(q *Question) error {
	text := fmt.Sprintf("--find: of %s %s looked at%s in replicate %d nobody %s", finding.Count(len(s.looked)), s.whom(), s.when(), q.Replicate, s.event.said)
	nearest, most := 0, 0
	for year := finding.FirstYear; year <= finding.FirstYear+q.Contest.Options.Months/12; year++ {
		if n := s.years[year]; n > 0 && (nearest == 0 || apartYears(year, s.asked.Year) < apartYears(nearest, s.asked.Year)) {
			nearest, most = year, n
		}
	}
	var near []string
	if nearest > 0 {
		near = append(near, fmt.Sprintf("%s in %d", finding.Count(most), nearest))
	}
	if s.others > 0 {
		near = append(near, fmt.Sprintf("%s of other groups%s", finding.Count(s.others), s.when()))
	}
	if len(near) > 0 {
		text += "; there are " + finding.And(near)
	} else if q.Contest.Options.Replicates > 1 {
		text += "; look in another replicate with --replicate"
	}
	return scenarios.Mistake("%s", text)
}

func apartYears(a, b int) int { return max(a-b, b-a) }

// WriteText writes what was found, a life a line, and the first of them in full.
func (f *Found) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString(f.Text + "\n\n")
	for _, x := range f.Lives {
		fmt.Fprintf(&b, "%s  creative %d: %s.\n", x.Month, x.Creative, x.Text)
	}
	fmt.Fprintf(&b, "\nThe first in full; --creative ID tells another.\n\n")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	return f.first.WriteText(w)
}

// WriteJSON writes what was found, and the events of the first life.
func (f *Found) WriteJSON(w io.Writer) error {
	return file.WriteJSON(w, struct {
		*Found
		Life []Event `json:"life"`
	}{f, f.first.Events})
}
