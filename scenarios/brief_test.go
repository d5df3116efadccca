package scenarios_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/sim"
)

// estimates are all of a study that its words are made from.
func estimates(s *scenarios.Study) []*finding.Estimate {
	var list []*finding.Estimate
	for _, effects := range [][]scenarios.Effect{s.Effects, s.Losses} {
		for i := range effects {
			list = append(list, &effects[i].Estimate, &effects[i].PerCent)
		}
	}
	for i := range s.Levels {
		list = append(list, &s.Levels[i])
	}
	for _, ratios := range [][]scenarios.Ratio{s.Ratios, s.Undone} {
		for i := range ratios {
			list = append(list, &ratios[i].Estimate)
		}
	}
	for i := range s.Bills {
		list = append(list, &s.Bills[i].Estimate)
	}
	return list
}

// overSets is a study as 27 replicates of 21 parameter sets tell it.
func overSets(s *scenarios.Study) *scenarios.Study {
	s.Replicates, s.Sets = 27, sets(27)
	for _, e := range estimates(s) {
		e.N, e.Sets, e.Pairs, e.Dice = 27, 21, 6, math.Abs(e.Value)/100
		if e.Above = 21; e.Value < 0 {
			e.Above, e.Below = 0, 21
		}
	}
	return s
}

// ofOne is a study of one replicate, which knows no interval.
func ofOne(s *scenarios.Study) *scenarios.Study {
	s.Replicates, s.Sets = 1, nil
	for _, e := range estimates(s) {
		e.N, e.Low, e.High = 1, math.NaN(), math.NaN()
	}
	return s
}

// spread makes all effects and losses of a study as wide as this, in parts of their
// size, and says that policies undo between so much of AI's loss.
func spread(s *scenarios.Study, part, low, high float64) *scenarios.Study {
	for _, effects := range [][]scenarios.Effect{s.Effects, s.Losses} {
		for i := range effects {
			for _, e := range []*finding.Estimate{&effects[i].Estimate, &effects[i].PerCent} {
				half := part * math.Abs(e.Value)
				e.Low, e.High = e.Value-half, e.Value+half
			}
		}
	}
	for i := range s.Undone {
		r := &s.Undone[i]
		shift := float64(i%7) / 50
		r.Why, r.N, r.Value, r.Low, r.High = "", s.Replicates, (low+high)/2+shift, low+shift, high+shift
	}
	return s
}

// many is a comparison with every policy ten times.
func many(s *scenarios.Study) {
	arms, effects, undone, ratios, bills := s.Others(), slices.Clone(s.Effects), slices.Clone(s.Undone), slices.Clone(s.Ratios), slices.Clone(s.Bills)
	all := slices.Clone(s.Arms)
	for k := range 9 {
		again := func(name string) string { return name + string(rune('a'+k)) }
		for _, a := range arms {
			b := *a
			b.Name, b.Title = again(b.Name), again(b.Title)
			all = append(all, b)
		}
		for _, e := range effects {
			e.Arm = again(e.Arm)
			s.Effects = append(s.Effects, e)
		}
		for _, r := range undone {
			r.Arm = again(r.Arm)
			s.Undone = append(s.Undone, r)
		}
		for _, r := range ratios {
			r.Arm = again(r.Arm)
			s.Ratios = append(s.Ratios, r)
		}
		for _, b := range bills {
			b.Arm = again(b.Arm)
			s.Bills = append(s.Bills, b)
		}
	}
	s.Arms = all
}

// changed is a copy of a study, changed. What changes may touch is not shared.
func changed(s *scenarios.Study, change ...func(*scenarios.Study)) *scenarios.Study {
	c := *s
	c.Arms, c.Effects, c.Losses, c.Levels = slices.Clone(s.Arms), slices.Clone(s.Effects), slices.Clone(s.Losses), slices.Clone(s.Levels)
	c.Ratios, c.Undone, c.Bills = slices.Clone(s.Ratios), slices.Clone(s.Undone), slices.Clone(s.Bills)
	for _, change := range change {
		change(&c)
	}
	c.Tell()
	return &c
}

// told are studies of every kind that words have to stand: of one parameter set and of
// several, of one run, clear, wide and of either sign, idle, many, hostile.
var told = sync.OnceValue(func() map[string]*scenarios.Study {
	run, contest := tinyRun(), tinyContest()
	over, one := func(s *scenarios.Study) { overSets(s) }, func(s *scenarios.Study) { ofOne(s) }
	clear, wide, either := func(s *scenarios.Study) { spread(s, 0.1, 0.14, 0.16) }, func(s *scenarios.Study) { spread(s, 0.7, 0.02, 0.24) }, func(s *scenarios.Study) { spread(s, 3, -0.04, 0.2) }
	hostile := func(s *scenarios.Study) {
		for i := range s.Arms {
			s.Arms[i].Title = "<b>" + strings.Repeat("Title of 99 words. ", 30) + string(rune('A'+i))
		}
	}
	idle := func(s *scenarios.Study) {
		for _, a := range s.Others() {
			a.Idle = scenarios.Idle(&scenarios.Scenario{}, s.Worlds, s.Months)
		}
	}
	assumptions := func(s *scenarios.Study) {
		for _, a := range s.Others() {
			a.Policies, a.Changes = nil, "clients.own is 0.7"
		}
	}
	some := func(s *scenarios.Study) { // of an arm it is not known, by what rests on an assumption
		s.Effect(s.World(), s.Others()[0].Name, sim.AtWork, s.When()).Assumed = false
		s.Precision = scenarios.Precision{Target: 0.5, Widest: 1.237}
		s.Others()[0].ScaleNote = "doses of its publicly paid policies are multiplied by 2.35 for a public outlay of USD 5.0 billion."
	}
	return map[string]*scenarios.Study{
		"run": changed(run), "run, clear": changed(run, clear), "run, wide": changed(run, wide), "run of one": changed(run, one), "run, partly assumed": changed(run, clear, some),
		"run over sets": changed(run, over), "run over sets, clear": changed(run, over, clear), "run over sets, wide": changed(run, over, wide), "run over sets, either": changed(run, over, either),
		"run, hostile": changed(run, clear, hostile), "idle run": changed(run, idle),
		"comparison": changed(contest), "comparison, clear": changed(contest, clear), "comparison, wide": changed(contest, wide), "comparison, either": changed(contest, either),
		"comparison of one": changed(contest, one), "comparison over sets": changed(contest, over), "comparison over sets, clear": changed(contest, over, clear),
		"comparison over sets, wide": changed(contest, over, wide), "comparison over sets, either": changed(contest, over, either), "partly assumed": changed(contest, clear, some),
		"hostile": changed(contest, over, clear, hostile), "idle": changed(contest, idle), "assumptions": changed(contest, over, clear, assumptions),
		"many": changed(contest, over, clear, many), "many, wide": changed(contest, wide, many),
		"worlds disagree": changed(contest, clear, func(s *scenarios.Study) {
			for i := range s.Effects {
				if e := &s.Effects[i]; e.Column == sim.AtWork {
					e.Value, e.Low, e.High = 100, 90, 110
					if e.World == "slow" {
						e.Estimate = e.Scaled(-1)
					}
				}
			}
		}),
		"no loss": changed(contest, clear, func(s *scenarios.Study) { s.Losses, s.Undone = nil, nil }),
	}
})

// longest is the most words of a sentence that a reader could say aloud. A title of an
// arm, which is whatever its author wrote, counts as one.
const longest = 25

// spoken are the sentences of a text, with titles as one word.
func spoken(s *scenarios.Study, text string) []string {
	for _, a := range s.Arms {
		text = regexp.MustCompile("(?i)"+regexp.QuoteMeta(a.Title)).ReplaceAllString(text, "Title")
	}
	return strings.SplitAfter(text, ". ")
}

func TestSentencesCanBeSaidAloud(t *testing.T) {
	for name, s := range told() {
		for _, text := range slices.Concat(s.Headline, s.Sentences) {
			for _, said := range spoken(s, text) {
				if n := len(strings.Fields(said)); n > longest {
					t.Errorf("%s: %d words: %s", name, n, said)
				}
				if strings.Count(said, ";") > 0 {
					t.Errorf("%s: two sentences in one: %s", name, said)
				}
			}
		}
	}
}

func TestTextsKeepToTheWordsAgreed(t *testing.T) {
	for name, s := range told() {
		text, _ := textOf(t, s)
		texts := append(slices.Concat(s.Headline, s.Sentences), text, scenarios.Idle(&scenarios.Scenario{}, s.Worlds, s.Months), scenarios.TwinTitle)
		for _, a := range s.Arms {
			for _, p := range a.Policies {
				texts = append(texts, p.Title, p.Dose, p.Claims, p.Known)
			}
		}
		for _, m := range s.Measures {
			texts = append(texts, m.Label, m.Doc, m.Noun, m.More, m.Fewer)
		}
		for _, r := range slices.Concat(s.Ratios, s.Undone) {
			texts = append(texts, r.Label, r.Why)
		}
		for _, text := range texts {
			if found := studytest.Never.FindString(text); found != "" {
				t.Errorf("%s says %q in %s", name, found, text)
			}
		}
	}
}

// The first page of every study has its points in their order, none of them empty, and
// the terminal says each thing once.
func TestTheFirstPageAnswersInOrder(t *testing.T) {
	order := []string{scenarios.PointSize, scenarios.PointSure, scenarios.PointWhom, scenarios.PointPays, scenarios.PointNot}
	for name, s := range told() {
		last := -1
		for _, p := range s.Brief.Points {
			at := slices.Index(order, p.Key)
			if at <= last || p.Title == "" || len(p.Sentences) == 0 || s.Kind == scenarios.KindRun && p.Key == scenarios.PointPays {
				t.Errorf("%s: %+v stands behind point %d", name, p, last)
			}
			last = at
		}
		if s.Brief.Finding == "" || last != len(order)-1 {
			t.Errorf("%s: %+v", name, s.Brief)
		}
		_, line := textOf(t, s)
		for _, said := range append(s.Sentences, s.Headline...) {
			if n := strings.Count(line, strings.Join(strings.Fields(said), " ")); n != 1 {
				t.Errorf("%s says %d times: %s", name, n, said)
			}
		}
	}
}

// tampered changes the first digit of the n-th number of a text; "" where it has no such.
func tampered(text string, n int) string {
	at := regexp.MustCompile(`\d[\d,]*(\.\d+)?`).FindAllStringIndex(text, -1)
	if n >= len(at) {
		return ""
	}
	i := at[n][0]
	return text[:i] + string('1'+(text[i]-'0')%9) + text[i+1:]
}

// Every number of the first page is one of the study, and a number that is not is found.
func TestNumbersOfTheFirstPageAreThoseOfTheStudy(t *testing.T) {
	numbers, missed := 0, 0
	for name, s := range told() {
		texts := []string{s.Brief.Finding}
		for _, p := range s.Brief.Points {
			texts = append(texts, p.Sentences...)
		}
		for _, said := range texts {
			if lost := studytest.Untraced(s, said); len(lost) > 0 {
				t.Errorf("%s: %q are of no estimate in: %s", name, lost, said)
			}
			for n := 0; ; n++ {
				wrong := tampered(said, n)
				if wrong == "" || !slices.Contains([]string{"run over sets", "comparison over sets", "comparison over sets, clear"}, name) {
					break
				}
				if numbers++; len(studytest.Untraced(s, wrong)) == 0 {
					missed++
					t.Logf("%s: believed: %s", name, wrong)
				}
			}
		}
	}
	if numbers < 100 || missed > numbers/20 {
		t.Errorf("of %d wrong numbers %d are believed", numbers, missed)
	}
}
