// Package studytest helps tests to hold texts against the study that they tell of.
package studytest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Untraced are the numbers of a sentence that the study does not hold, as they are
// written there: none of a sentence that says what the numbers are. Both ends of a range
// must be those of one estimate, rounded as they are written; that estimate must be of a
// policy, a measure and a group that the sentence names, where it names any. Dates must
// be those of the study. Numbers within titles of policies are nobody's.
func Untraced(s *scenarios.Study, sentence string) []string {
	t := &text{study: s, left: sentence}
	t.named()
	t.forms = t.possible()
	t.plain()
	for _, x := range ranges {
		t.left = x.words.ReplaceAllStringFunc(t.left, func(found string) string {
			n := x.words.FindStringSubmatch(found)
			t.look(n[1:3], x.unit(n))
			return "so"
		})
	}
	t.left = single.ReplaceAllStringFunc(t.left, func(found string) string {
		n := single.FindStringSubmatch(found)
		t.look(n[2:3], n[1]+n[3])
		return "so"
	})
	return t.untraced
}

// text is a sentence from which numbers are taken away as they are looked for.
type text struct {
	study    *scenarios.Study
	left     string
	arms     []string // that it names, without the reference
	columns  []string // of measures that it names
	groups   []string // that it names, and "all"
	forms    []form   // what the sentence may be about
	untraced []string
}

// number is how numbers of findings are written.
const number = `[−+]?(\d[\d,]*(?:\.\d+)?)`

// ranges are the two ends of one estimate, by how they are said.
var ranges = []struct {
	words *regexp.Regexp
	unit  func(found []string) string
}{
	{regexp.MustCompile(`up to ` + number + `% [^,]*, or [a-z]+ up to ` + number + `%`), func([]string) string { return "%" }},
	{regexp.MustCompile(`between ` + number + `(?:%| points)? [a-z]+ and ` + number + `(%| points)?`), func(n []string) string { return n[3] }},
	{regexp.MustCompile(`USD ` + number + ` (?:to|and) ` + number), func([]string) string { return "USD " }},
	{regexp.MustCompile(`between ` + number + ` and ` + number + `(%| points| million)?`), func(n []string) string { return n[3] }},
	{regexp.MustCompile(number + ` to ` + number + `(%| points| million)?`), func(n []string) string { return n[3] }},
}

// single is a number by itself, with its unit.
var single = regexp.MustCompile(`(USD )?` + number + `(%| points| million| billion)?`)

// month finds a date, policies how many there are, and portion a share that has a name.
var (
	month    = regexp.MustCompile(`(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}`)
	policies = regexp.MustCompile(`\b([\d,]+) (?:policy|policies|assumptions?|futures?)\b`)
	portion  = regexp.MustCompile(`about ([a-z ]+?) of AI's`)
)

// named finds what the sentence is about.
func (t *text) named() {
	s := t.study
	for i := range s.Arms {
		a := &s.Arms[i]
		title := regexp.MustCompile("(?i)" + regexp.QuoteMeta(a.Title))
		if title.MatchString(t.left) {
			t.left = title.ReplaceAllString(t.left, "Title")
			if a.Name != s.Against {
				t.arms = append(t.arms, a.Name)
			}
		}
	}
	said := strings.ToLower(t.left)
	for _, m := range s.Measures {
		if m.Noun != "" && strings.Contains(said, m.Noun) {
			t.columns = append(t.columns, m.Column)
		}
	}
	if strings.Contains(said, "of work") || strings.Contains(said, "at work") {
		t.columns = append(t.columns, finding.AtWork)
	}
	if t.groups = []string{"all"}; len(t.columns) == 1 && t.columns[0] == "employed" {
		for _, stage := range []string{"junior", "senior"} {
			if strings.Contains(said, stage+" employees") {
				t.groups = []string{stage}
			}
		}
	}
	for _, by := range []string{"occupation", "client_kind"} {
		for _, g := range t.groupsOf(by) {
			if strings.Contains(said, strings.ToLower(s.GroupTitle(g))) {
				t.groups = append(t.groups, g)
			}
		}
	}
}

// groupsOf are the groups of a grouping that the study tells of.
func (t *text) groupsOf(by string) []string {
	groups := t.study.Groups(by)
	for _, l := range t.study.Levels {
		if l.By == by && !slices.Contains(groups, l.Group) {
			groups = append(groups, l.Group)
		}
	}
	return groups
}

// plain takes away dates, numbers of runs and sets, and shares that have a name.
func (t *text) plain() {
	s := t.study
	known := []string{finding.Month(s.Start), finding.Month(s.Last()), finding.Month(evidence.LastObserved), "January 2027"}
	for _, m := range s.Milestones() {
		known = append(known, finding.Month(m))
	}
	t.left = month.ReplaceAllStringFunc(t.left, func(found string) string {
		if !slices.Contains(known, found) {
			t.untraced = append(t.untraced, found)
		}
		return "then"
	})
	t.left = portion.ReplaceAllStringFunc(t.left, func(found string) string {
		name := portion.FindStringSubmatch(found)[1]
		if !slices.ContainsFunc(t.forms, func(f form) bool { return f.unit == "%" && finding.Portion(f.Value/100) == name }) {
			t.untraced = append(t.untraced, name)
		}
		return "so"
	})
	t.left = policies.ReplaceAllStringFunc(t.left, func(found string) string {
		if n, err := strconv.Atoi(policies.FindStringSubmatch(found)[1]); err != nil || n > len(s.Arms) {
			t.untraced = append(t.untraced, found)
		}
		return "so"
	})
	sets, again := s.SetsPlayed()
	for _, words := range []string{
		s.Span(), s.Runs(), finding.Runs(s.Replicates), finding.Count(s.Replicates) + " paired runs", finding.Spread(s.Replicates),
		finding.Counted(again, "set", "sets") + " played twice", finding.Count(sets) + " parameter sets", "95% interval", "scale of 0 to 1", "from 2021", "dollars of 2024",
	} {
		t.left = strings.ReplaceAll(t.left, words, "so")
	}
	for i := range s.Effects {
		if e := &s.Effects[i]; e.Ensemble() && t.about(e.Place) {
			t.left = strings.ReplaceAll(t.left, e.Sides("that there are more", "that there are fewer"), "so")
		}
	}
}

// form is an estimate in a unit in which a sentence may say it.
type form struct {
	finding.Estimate
	unit string // "%", " points", "USD ", or "" of persons, orders and years of work
}

// about tells whether an estimate is of what the sentence names.
func (t *text) about(p finding.Place) bool {
	return (len(t.arms) == 0 || p.Arm == t.study.Against || slices.Contains(t.arms, p.Arm)) && (p.Group == "" || slices.Contains(t.groups, p.Group)) &&
		(len(t.columns) == 0 || p.Column == "" || slices.Contains(t.columns, p.Column))
}

// possible are the estimates that the sentence may be about, as it may say them.
func (t *text) possible() []form {
	s := t.study
	var list []form
	add := func(e finding.Estimate, of finding.Place, unit string) {
		if t.about(of) {
			list = append(list, form{e, unit})
		}
	}
	for _, effects := range [][]scenarios.Effect{s.Effects, s.Losses} {
		for i := range effects {
			e := &effects[i]
			shown := e.Shown()
			add(shown, e.Place, shown.Unit)
			if e.Unit == "persons" {
				add(e.Estimate, e.Place, "")
			}
			if e.Column == finding.AtWork && e.When == finding.OverPeriod {
				add(e.Scaled(s.Years()), e.Place, "")
			}
		}
	}
	for _, l := range s.Levels {
		shown := l.Shown(false)
		if add(l, l.Place, ""); l.Unit == "share" {
			add(shown, l.Place, "%")
		}
	}
	for i := range s.Undone {
		r := &s.Undone[i]
		shown := r.Estimate.Shown(false)
		add(shown, r.Place, "%")
		add(shown, r.Place, " points")
	}
	for i := range s.Ratios {
		add(s.Ratios[i].Estimate, finding.Place{Arm: s.Ratios[i].Arm}, "USD ")
	}
	for i := range s.Bills {
		add(s.Bills[i].Estimate, finding.Place{Arm: s.Bills[i].Arm}, "USD ")
	}
	add(finding.Certain(s.Precision.Widest), finding.Place{}, "%")
	add(finding.Certain(s.Precision.Target), finding.Place{}, "%")
	return list
}

// look notes numbers that no estimate has together, in their unit.
func (t *text) look(numbers []string, unit string) {
	factor := 1.0
	for word, of := range map[string]float64{" million": 1e-6, " billion": 1e-9} {
		if left, is := strings.CutSuffix(unit, word); is {
			unit, factor = left, of
		}
	}
	for _, f := range t.forms {
		e := f.Estimate.Scaled(factor)
		switch {
		case f.unit != unit:
		case len(numbers) == 2 && (reads(e.Low, numbers[0]) && reads(e.High, numbers[1]) || reads(e.High, numbers[0]) && reads(e.Low, numbers[1])):
			return
		case len(numbers) == 1 && (reads(e.Value, numbers[0]) || reads(e.Low, numbers[0]) && reads(e.High, numbers[0]) || e.SpellDice() == numbers[0]):
			return
		}
	}
	t.untraced = append(t.untraced, strings.Join(numbers, " and "))
}

// reads tells whether a number is written so, without its sign, at some place: that of
// its last decimal, or of any zero at its end.
func reads(v float64, written string) bool {
	if _, decimals, found := strings.Cut(written, "."); found {
		return finding.At(math.Abs(v), -len(decimals)) == written
	}
	digits := strings.ReplaceAll(written, ",", "")
	for place := range len(digits) - len(strings.TrimRight(digits, "0")) + 1 {
		if finding.At(math.Abs(v), place) == written {
			return true
		}
	}
	return false
}
