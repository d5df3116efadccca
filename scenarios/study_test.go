package scenarios_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim"
)

// played is a contest as it was told, small enough for a test.
func played(c *scenarios.Contest) *scenarios.Study {
	c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Workers, c.Options.Parameters = 300, 90, 3, 2, scenarios.Central
	s, _, err := infer.PlayContest(context.Background(), c, nil, nil)
	if err != nil {
		panic(err)
	}
	s.Tell()
	return s
}

// tinyRun is a run with its frozen twin, tinyContest policies in two worlds. Who
// changes them takes a copy.
var tinyRun = sync.OnceValue(func() *scenarios.Study {
	s := scenarios.Default()
	s.Name = "tiny"
	return played(scenarios.RunContest(s))
})

var tinyContest = sync.OnceValue(func() *scenarios.Study {
	c, _, err := scenarios.Ask{Arms: []string{"laissez-faire", "skills-first", "safety-net", "rights-first"}}.Resolve()
	if err != nil {
		panic(err)
	}
	c.Worlds = []string{"expected", "slow"}
	return played(c)
})

// written is a study as JSON.
func written(t *testing.T, s *scenarios.Study) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := s.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// copyOf is a study that may be changed.
func copyOf(t *testing.T, s *scenarios.Study) *scenarios.Study {
	t.Helper()
	c, err := scenarios.ReadStudy(bytes.NewReader(written(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// textOf is what the terminal shows, and the same on one line.
func textOf(t *testing.T, s *scenarios.Study) (text, line string) {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteText(&b, 80); err != nil {
		t.Fatal(err)
	}
	return b.String(), strings.Join(strings.Fields(b.String()), " ")
}

// with is the tiny run in which n runs had this effect on people at work, in
// per cent and ten persons for each of it.
func with(t *testing.T, n int, value, low, high float64) *scenarios.Study {
	t.Helper()
	s := copyOf(t, tinyRun())
	s.Replicates = n
	e := s.Effect(s.World(), "tiny", sim.AtWork, finding.AtEnd)
	for i, x := range []*finding.Estimate{&e.PerCent, &e.Estimate} {
		x.N, x.Value, x.Low, x.High = n, value, low, high
		*x = x.Scaled([]float64{1, 10}[i])
	}
	s.Tell()
	return s
}

// The line below the table says what its brackets hold, and nothing of brackets where
// there are none.
func TestTheLastLineSpeaksOfBracketsThatAreThere(t *testing.T) {
	for _, c := range []struct {
		replicates int
		sets       []int
		against    string
		want       string // before what was simulated
	}{
		{1, nil, "tiny-frozen", ""},
		{1, []int{7}, "tiny-frozen", ""},
		{1, nil, "", ""},
		{4, nil, "", "In brackets: all 4 runs. "},
		{4, nil, "tiny-frozen", "In brackets 95% intervals; ~ could be luck, all futures of a row looked at. "},
		{4, []int{7, 8, 9, 10}, "tiny-frozen", "In brackets all 4 parameter sets; ~ could be either sign. "},
	} {
		s := copyOf(t, tinyRun())
		s.Replicates, s.Sets, s.Against = c.replicates, c.sets, c.against
		s.Tell()
		_, line := textOf(t, s)
		before, _, ok := strings.Cut(line, finding.Count(s.Population)+" simulated creatives")
		if k := strings.LastIndex(before, "In brackets"); !ok || k < 0 && c.want != "" || k >= 0 && before[k:] != c.want {
			t.Errorf("%d runs, sets %v, against %q: the text ends in %q, want %q before it", c.replicates, c.sets, c.against, before[max(0, len(before)-120):], c.want)
		}
	}
}

// The headline rule: what is said depends on where the interval lies.
func TestTheHeadlineSaysNoMoreThanItsInterval(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name             string
		n                int
		value, low, high float64
		want             string
	}{
		{"clear", 4, -12, -13, -11, "By June 2028 there are about 12% fewer people at work than without AI (11 to 13%)†."},
		{"clear and up", 4, 12, 11, 13, "By June 2028 there are about 12% more people at work than without AI (11 to 13%)†."},
		{"wide", 4, -4.5, -8, -1, "By June 2028 there are between 1 and 8% fewer people at work than without AI†."},
		{"luck", 4, -0.5, -4, 3, "By June 2028 there is no difference in people at work that could be told from luck (−4.0 to +3.0%)†."},
		{"one run", 1, -12, nan, nan, "By June 2028 there are 12% fewer people at work than without AI in the one run played†."},
		{"nothing", 3, 0, 0, 0, "By June 2028 there is no difference in people at work in any run."},
		{"undefined", 3, nan, nan, nan, "By June 2028 people at work cannot be compared."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := with(t, c.n, c.value, c.low, c.high)
			if s.Headline[0] != c.want || s.Headline[1] != scenarios.NotCalibrated {
				t.Errorf("headline %q\nwant %q", s.Headline, c.want)
			}
			said := slices.ContainsFunc(s.Sentences, func(said string) bool {
				return strings.HasPrefix(said, "That is ") && strings.Contains(said, " people")
			})
			if said != (c.name == "clear" || c.name == "clear and up" || c.name == "wide") {
				t.Errorf("sentences %q", s.Sentences)
			}
		})
	}
}

// Whatever the estimate: sentence, table and JSON say one number, to one place,
// and nothing that is not zero is said to be.
func TestSentenceTableAndJSONAgree(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		size := math.Pow(10, float64(rapid.IntRange(-4, 3).Draw(r, "size")))
		value := rapid.Float64Range(-9, 9).Draw(r, "value") * size
		half := rapid.Float64Range(0, 20).Draw(r, "half") * size
		n := rapid.IntRange(1, 30).Draw(r, "n")
		if n == 1 {
			half = math.NaN() // one run has no interval
		}
		s := with(t, n, value, value-half, value+half)
		e := s.Effect(s.World(), "tiny", sim.AtWork, finding.AtEnd)
		shown := e.Shown()
		spelt, text := shown.Spell(finding.Size), shown.Text(finding.Signed)
		back := copyOf(t, s).Effect(s.World(), "tiny", sim.AtWork, finding.AtEnd)
		if d := cmp.Diff(e, back, cmpopts.EquateNaNs()); d != "" {
			r.Fatal(d)
		}
		_, said := textOf(t, s)
		row := said[strings.Index(said, "People at work"):strings.Index(said, "People in creative work")]
		switch shown.Verdict() {
		case finding.Clear:
			if want := "about " + spelt.Value + "% "; !strings.Contains(s.Headline[0], want) || !strings.Contains(s.Headline[0], "("+spelt.Interval()+"%)") || !strings.Contains(row, " "+text) {
				r.Fatalf("%+v: %q beside %q", shown, s.Headline[0], row)
			}
		case finding.Wide:
			if want := "between " + spelt.Low + " and " + spelt.High + "% "; !strings.Contains(s.Headline[0], want) || !strings.Contains(row, " "+text) {
				r.Fatalf("%+v: %q beside %q", shown, s.Headline[0], row)
			}
		case finding.Luck:
			if !strings.Contains(s.Headline[0], "("+shown.Spell(finding.Signed).Interval()+"%)") || !strings.Contains(row, "~"+text) {
				r.Fatalf("%+v: %q beside %q", shown, s.Headline[0], row)
			}
		}
		if math.Abs(shown.Value) > 1e-8 && shown.Verdict() != finding.Luck && strings.Trim(spelt.Value, "0.") == "" {
			r.Fatalf("%+v is said to be zero: %q", shown, text)
		}
		if sure := strings.Contains(s.Headline[0], " fewer ") || strings.Contains(s.Headline[0], " more "); n > 1 && sure != shown.Sure() {
			r.Fatalf("%+v: %q", shown, s.Headline[0])
		}
	})
}

// Every row of the table, whatever the kind, carries the dagger of its measure.
func TestWhatRestsOnAnAssumptionIsMarked(t *testing.T) {
	for _, s := range []*scenarios.Study{tinyRun(), tinyContest()} {
		_, said := textOf(t, s)
		for _, m := range s.Measures {
			if m.Main && strings.Contains(said, m.Label+finding.Dagger) != m.Assumed {
				t.Errorf("%s: %s is assumed %v", s.Kind, m.Label, m.Assumed)
			}
		}
		for _, want := range []string{"see atelier parameters", "Not calibrated"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the text does not say %q:\n%s", s.Kind, want, said)
			}
		}
	}
}

// The headline always carries its dagger; sentences say what rests on assumptions once
// for all, or each for itself where only some do.
func TestAssumptionsAreSaidOnceWhereAllRestOnThem(t *testing.T) {
	marked := func(s *scenarios.Study, noun string) bool {
		return slices.ContainsFunc(s.Sentences, func(said string) bool {
			return strings.Contains(said, noun) && strings.Contains(said, finding.Dagger+".")
		})
	}
	for _, all := range []bool{true, false} {
		s := copyOf(t, tinyRun())
		s.Effect(s.World(), "tiny", "variety", finding.AtEnd).Assumed = all
		s.Tell()
		if !strings.HasSuffix(s.Headline[0], finding.Dagger+".") {
			t.Errorf("the headline rests on nothing: %q", s.Headline[0])
		}
		for _, noun := range []string{"employees", "freelance orders"} {
			if marked(s, noun) == all {
				t.Errorf("all rest on assumptions: %v; %s: %q", all, noun, s.Sentences)
			}
		}
		want := finding.Dagger + " rests on an assumed effect: see"
		if all {
			want = "All these differences rest on assumed effects" + finding.Dagger + ": see"
		}
		if marked(s, "Variety") || !slices.ContainsFunc(s.Sentences, func(said string) bool { return strings.HasPrefix(said, want) }) {
			t.Errorf("all rest on assumptions: %v; %q", all, s.Sentences)
		}
	}
}

// What is sure by itself and could be luck among all that are compared is said to
// be that, in the sentence as in the table.
func TestLuckAmongManyIsSaidSo(t *testing.T) {
	s := copyOf(t, tinyContest())
	e := s.Effect(s.World(), "safety-net", sim.AtWork, finding.OverPeriod)
	for _, half := range []float64{10, 95, 110} {
		e.Value, e.Low, e.High, e.N = 100, 100-half, 100+half, 3
		e.PerCent = e.PerCentOf(10_000)
		s.Undone = nil // as where it is not known what AI does
		s.Tell()
		i := slices.IndexFunc(s.Sentences, func(said string) bool {
			said = strings.Replace(said, finding.Dagger, "", 1)
			return strings.HasPrefix(said, "Safety net keeps") || strings.HasPrefix(said, "Safety net makes")
		})
		if i < 0 {
			t.Fatalf("100 give or take %v: %q", half, s.Sentences)
		}
		_, line := textOf(t, s)
		row := line[strings.Index(line, "People at work"):strings.Index(line, "People in creative work")]
		keeps, among := strings.Contains(s.Sentences[i], "keeps "), strings.Contains(s.Sentences[i], "told from luck among three policies")
		if keeps != (half == 10) || among != (half == 95) || strings.Contains(row, "~+1") != (half > 10) {
			t.Errorf("100 give or take %v: %q beside %q", half, s.Sentences[i], row)
		}
	}
}

func TestWithoutACounterfactualNothingIsCompared(t *testing.T) {
	r := scenarios.Default()
	r.Name, r.Options.Counterfactual = "alone", false
	s := played(scenarios.RunContest(r))
	if text, _ := textOf(t, s); strings.Contains(text, "frozen") || strings.Contains(text, "compared") {
		t.Errorf("compares with a world that was not played:\n%s", text)
	}
	if !strings.HasPrefix(s.Headline[0], "By June 2028 ") || !strings.Contains(s.Headline[0], "of creatives use generative AI in a month") {
		t.Errorf("headline %q", s.Headline)
	}
}

// What is written is read back, with no number where there was none.
func TestAStudyReadsBackTheSame(t *testing.T) {
	for _, s := range []*scenarios.Study{tinyRun(), tinyContest()} {
		s.Files = []string{"series.csv"}
		text := written(t, s)
		if !json.Valid(text) || !bytes.Contains(text, []byte(`"low": null`)) && !bytes.Contains(text, []byte(`"pairing": null`)) {
			t.Errorf("%s: no number is undefined", s.Kind)
		}
		if d := cmp.Diff(s, copyOf(t, s), cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); d != "" {
			t.Error(d)
		}
	}
	for text, want := range map[string]string{
		"{":              "cannot be read",
		`{"version": 1}`: "layout 1",
		`{"version": 2}`: "0 arms",
		`{"version": 2, "arms": [{"name": "a"}], "worlds": ["fast"], "months": 3, "against": "b"}`: `"b" as its reference`,
	} {
		if _, err := scenarios.ReadStudy(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, should say %q", text, err, want)
		}
	}
}

func TestMilestonesEndWithTheRun(t *testing.T) {
	for months, want := range map[int][]int{
		1: {0}, 6: {5}, 12: {11}, 13: {11, 12}, 60: {11, 59}, 180: {11, 59, 119, 179}, 190: {11, 59, 119, 179, 189},
	} {
		if got := (&scenarios.Study{Months: months}).Milestones(); !slices.Equal(got, want) {
			t.Errorf("%d months: %v, want %v", months, got, want)
		}
	}
}

func TestParametersAreSelectedByMechanismOrPath(t *testing.T) {
	list, err := scenarios.SelectParameters([]string{"trust", "fear.base"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if p.Mechanism != "trust" && p.Path != "fear.base" {
			t.Errorf("%s was not asked for", p.Path)
		}
	}
	if _, err := scenarios.SelectParameters([]string{"trsut"}); err == nil || err.Error() != `"trsut": no parameter and no mechanism has this name; did you mean "trust"?` {
		t.Errorf("got %v", err)
	}
}

func TestAWorldLargerThanItsCountrySaysSo(t *testing.T) {
	s := *tinyRun()
	if s.Crowd() != "" {
		t.Errorf("%d simulated creatives stand for %.0f people, and it says %q", s.Population, s.People, s.Crowd())
	}
	s.Population = 50_000_000
	s.People = 1_973_000
	want := "More creatives are simulated than the 1.97 million that there are: all data are those of the United States."
	if s.Crowd() != want {
		t.Errorf("got %q, want %q", s.Crowd(), want)
	}
	var b strings.Builder
	if err := s.WriteText(&b, 80); err != nil || !strings.Contains(b.String(), want) {
		t.Errorf("%v: the text says nothing of it: %s", err, b.String())
	}
}
