package lesson

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/badtest"
)

// stakes are bets that come out in each way in which a bet can, given what the run says.
func stakes(b *Bet, o Outcome) map[string]Stake {
	switch b.Type {
	case choose:
		all := map[string]Stake{}
		for _, option := range b.Options {
			all[option.ID] = Stake{Choice: option.ID}
		}
		return all
	case draw:
		moved := func(by float64) Stake {
			s := Stake{Curve: slices.Clone(o.Curve)}
			for i := range s.Curve {
				s.Curve[i] += by
			}
			return s
		}
		return map[string]Stake{"near": moved(0), "above": moved(b.Tolerance + 1), "below": moved(-b.Tolerance - 1)}
	case place:
		far := slices.Clone(o.Places)
		far[0][1] += b.Tolerance + 1
		return map[string]Stake{"near": {Places: o.Places}, "far": {Places: far}}
	case order:
		back := slices.Clone(o.Order)
		slices.Reverse(back)
		return map[string]Stake{"right": {Order: o.Order}, "wrong": {Order: back}}
	}
	other := slices.Clone(o.Bins)
	other[0] = b.Bins[(slices.IndexFunc(b.Bins, func(o Option) bool { return o.ID == other[0] })+1)%len(b.Bins)].ID
	return map[string]Stake{"right": {Bins: o.Bins}, "wrong": {Bins: other}}
}

// Every lesson says what is so: its checks hold, whatever is bet is answered, in few words,
// and no number in it is missing.
func TestLessonsSayWhatIsSo(t *testing.T) {
	if testing.Short() {
		t.Skip("plays twenty futures")
	}
	desk := page.NewDesk("model", "test", 256<<20)
	for _, l := range All() {
		t.Run(l.ID, func(t *testing.T) {
			r := Tell(context.Background(), desk, l, nil)
			held, err := r.Checks()
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range held {
				if !h.Holds {
					t.Errorf("%s:%d: no longer so: %s", l.Source, h.Line, h.Says)
				}
			}
			parts, err := r.Parts()
			if err != nil {
				t.Fatal(err)
			}
			words := 0
			for _, p := range parts {
				if whole(t, r, p.Text); p.Step != stepTeacher {
					words += len(strings.Fields(p.Text))
				}
			}
			for _, b := range l.Bets {
				r.Stakes = nil
				truth, err := r.Outcome(b)
				if err != nil {
					t.Fatal(err)
				}
				told := 0
				for want, s := range stakes(b, truth) {
					r.Stakes = map[string]Stake{b.Name: s}
					got, err := r.Outcome(b)
					if err != nil || got.Verdict != want || got.Gap == "" {
						t.Errorf("bet %s came out %q (%v), not %q", b.Name, got.Verdict, err, want)
					}
					said, err := l.answer(b.Name, want).fill(r)
					if err != nil || said == "" {
						t.Errorf("nothing is said to %s = %s: %v", b.Name, want, err)
					}
					whole(t, r, said)
					told = max(told, len(strings.Fields(said)))
				}
				words += told
			}
			if t.Logf("%d words", words); words > 600 {
				t.Errorf("a lesson has at most 600 words, this one %d", words)
			}
		})
	}
}

// whole complains about a text in which a number is missing.
func whole(t *testing.T, r *Reading, text string) {
	t.Helper()
	out, err := html(r.Lesson.Futures, text)
	if err != nil {
		t.Error(err)
	}
	said := regexp.MustCompile(`not defined(,\s+since| where)`).ReplaceAllString(string(out), "") // with the reason
	for _, odd := range []string{"not defined", "NaN", "no value", "{{", "%!", "<!--"} {
		if strings.Contains(said, odd) {
			t.Errorf("%q in %s", odd, said)
		}
	}
}

// example is the lesson in FORMAT.md.
func example(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)````markdown\n(.*?)````").FindStringSubmatch(string(doc))
	if found == nil {
		t.Fatal("FORMAT.md has no whole lesson")
	}
	return found[1]
}

// small is a lesson on a world that is played at once.
func small(t *testing.T, text string) *Lesson {
	t.Helper()
	l, err := Read("small.md", []byte(strings.Replace(text, "replicates: 2", "replicates: 2\npopulation: 200\nmonths: 36", 1)))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFormatIsAsDocumented(t *testing.T) {
	l := small(t, example(t))
	r := Tell(context.Background(), page.NewDesk("model", "test", 64<<20), l, nil)
	if all, err := r.WriteChecks(&strings.Builder{}); err != nil || !all {
		t.Errorf("the example's checks: %v, %v", all, err)
	}
	doc, _ := os.ReadFile("FORMAT.md")
	for _, name := range functionNames() {
		if !regexp.MustCompile("(?m)`" + name + "[` ]").Match(doc) {
			t.Errorf("FORMAT.md does not tell of %s", name)
		}
	}
	for _, k := range append(slices.Clone(frontMatter.Children), betKeys.Children...) {
		if !strings.Contains(string(doc), "`"+k.Name) {
			t.Errorf("FORMAT.md does not tell of the key %s", k.Name)
		}
	}
	for _, step := range append(slices.Clone(Steps), checking) {
		if !strings.Contains(string(doc), "`## "+step+"`") {
			t.Errorf("FORMAT.md does not tell of the section %s", step)
		}
	}
}

// Every lesson that cannot be told gets the exact message that stands beside it.
func TestMistakesAreToldWithLineAndNearestName(t *testing.T) {
	whole := example(t)
	badtest.Check(t, "../../../scenarios/testdata/bad/lessons.txt", func(t *testing.T, c badtest.Case) error {
		_, err := Read("bad.md", []byte(badtest.Edited(t, whole, c.Input)))
		return err
	})
}

// A group that is not known is only found when the lesson is played; it has its line too.
func TestMistakesOfARunHaveTheirLine(t *testing.T) {
	l := small(t, strings.Replace(example(t), "Can a policy", `{{level "ai_use" "end" "occupation:translater"}} a policy`, 1))
	_, err := Tell(context.Background(), page.NewDesk("model", "test", 64<<20), l, nil).Part(stepSandbox, 0)
	if want := `small.md:56:1: "translater": there is no such occupation; did you mean "translators"?`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, not %s", err, want)
	}
}

// What a link says of bets is never trusted.
func TestBetsThatCannotBeAreNoBets(t *testing.T) {
	for _, l := range All() {
		for _, b := range l.Bets {
			for _, value := range []string{"", "x", "1", "NaN", "1e999", "1,2,3", "1/2/3", "-5,5", "0/0,0/0,0/0,1e9/0", strings.Repeat("1,", 900), "<script>", "a~b:c"} {
				s, ok := l.Stakes(b.Name + ":" + value)[b.Name]
				if ok && (b.Type != draw || len(s.Curve) == 0 || math.IsNaN(s.Curve[0])) {
					t.Errorf("%s: %q is taken for the bet %s: %+v", l.ID, value, b.Name, s)
				}
			}
		}
	}
}

func TestShapesOverFear(t *testing.T) {
	nan := math.NaN()
	for want, rates := range map[string][tenths]float64{
		"hump":    {.1, .12, .15, .16, .18, .17, .16, .14, .13, .11},
		"rising":  {.1, .11, .12, .13, .14, .15, .16, .17, .18, .19},
		"falling": {.19, .18, .17, .16, .15, .14, .13, .12, .11, .1},
		"flat":    {.10, .10, .11, .1, .11, .1, .11, .1, .1, nan},
	} {
		if got := (&fearful{rates}).shape(); got != want {
			t.Errorf("%v is %s, not %s", rates, got, want)
		}
	}
}

// Slides and sheets are written once, whole, and over nothing.
func TestPrintingWritesNothingOver(t *testing.T) {
	l := small(t, strings.Replace(example(t), "title: Who is first?", "title: 'Who <i>is</i> first?'", 1))
	r := Tell(context.Background(), page.NewDesk("model", "test", 64<<20), l, nil)
	dir := filepath.Join(t.TempDir(), "talk")
	paths, err := r.Print(dir, true, true)
	if err != nil || len(paths) != 2 {
		t.Fatal(paths, err)
	}
	slides, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	text := string(slides)
	if n := strings.Count(text, "<section>"); n != 4 {
		t.Errorf("%d pages, not three slides and the questions", n)
	}
	if n := strings.Count(text, "<svg"); n != 4 {
		t.Errorf("%d figures, not two and two", n)
	}
	for _, odd := range []string{"<i>", "<script", "http-equiv=\"refresh", "src=", "<button"} {
		if strings.Contains(text, odd) {
			t.Errorf("%s in the slides", odd)
		}
	}
	if strings.Count(text, "<li>") < 5 || !strings.Contains(text, l.say[2]) {
		t.Error("the questions are missing")
	}
	if _, err := r.Print(dir, false, true); err == nil || !strings.Contains(err.Error(), "there is such a file already") {
		t.Errorf("written over: %v", err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A desk tells each step of a lesson, before the run nothing that the run says.
func TestADeskTellsStepByStep(t *testing.T) {
	d := page.NewDesk("model", "test", 64<<20)
	Teach(d, []*Lesson{small(t, example(t))})
	ask := func(what, body string) (string, error) {
		out, err := d.Do(context.Background(), what, []byte(body))
		return string(out), err
	}
	if list, err := ask("lessons", "{}"); err != nil || !strings.Contains(list, `"early-or-late"`) {
		t.Error(list, err)
	}
	bet, err := ask("lesson", `{"id":"early-or-late","step":1}`)
	if err != nil || !strings.Contains(bet, `"type":"choose"`) || !strings.Contains(bet, `"choice":""`) {
		t.Errorf("the bet: %s, %v", bet, err)
	}
	reveal, err := ask("lesson", `{"id":"early-or-late","step":3,"bet":"first:people"}`)
	if err != nil || !strings.Contains(reveal, `"verdict":"people"`) || !strings.Contains(reveal, "So it is.") {
		t.Errorf("the reveal: %s, %v", reveal, err)
	}
	for _, body := range []string{`{"id":"../x"}`, `{"id":"early-or-late","step":99}`, `{"id":"early-or-late","step":-1}`, `[]`, `{`} {
		if _, err := ask("lesson", body); !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%s is answered", body)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := d.Do(ctx, "lesson", []byte(`{"id":"early-or-late","step":4}`)); err == nil {
		t.Error("a lesson goes on for who is gone")
	}
	if _, err := ReadDir("no-such-folder"); err == nil || !strings.Contains(err.Error(), "there is no such folder") {
		t.Error(err)
	}
	if _, err := Find(All(), "s-curv"); err == nil || !strings.Contains(err.Error(), `did you mean "s-curve"?`) {
		t.Error(err)
	}
}
