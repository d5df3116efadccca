package plots

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// overEnsembles are all figures over an ensemble: of a run and of a comparison.
func overEnsembles() []Figure { return append(All(knownData()), All(compared(overSets))...) }

// ofOneSet are words of intervals and differences where all runs have the same
// parameters.
var ofOneSet = regexp.MustCompile(`95%? ?%? interval|paired runs|(could be|more than|told from|apart by) luck|Not calibrated|of \d+ runs|looked at|errors of the model`)

func TestAFigureOverAnEnsembleSaysWhatIsKnown(t *testing.T) {
	for _, f := range overEnsembles() {
		if f.Err() != nil {
			t.Errorf("%s: %v", f.ID, f.Err())
			continue
		}
		texts := []string{f.Title, f.Subtitle, f.Caption, f.Alt, f.Footer}
		for _, e := range f.Key {
			texts = append(texts, e.Text)
		}
		for _, text := range texts {
			if found := ofOneSet.FindString(text); found != "" {
				t.Errorf("%s says %q in %q", f.ID, found, text)
			}
		}
		if n := strings.Count(strings.Join(texts, " "), scenarios.ThatFit); n != 1 {
			t.Errorf("%s says %d times what the sets are: %q", f.ID, n, texts)
		}
		if words(f.Title) > longest {
			t.Errorf("%s: %q is long", f.ID, f.Title)
		}
	}
}

// Values over an ensemble say so and hold their dice; what a key explains is drawn.
func TestBothPartsOfAnIntervalAreDrawn(t *testing.T) {
	bands, bars := 0, 0
	for _, f := range overEnsembles() {
		for _, e := range f.Values {
			low, high := e.DiceEnds()
			if e.Method != Observed && (!e.Ensemble() || !strings.HasPrefix(e.Method, "ensemble: ")) || finding.Defined(low) && (low < e.Low || high > e.High) {
				t.Errorf("%s: %+v", f.ID, e)
			}
		}
		svg, err := f.SVG(canvas.Wide)
		if err != nil {
			t.Fatal(err)
		}
		keyed := func(s canvas.Sample) bool {
			return slices.ContainsFunc(f.Key, func(e canvas.Entry) bool { return e.Sample == s })
		}
		pale, deep := bytes.Count(svg, []byte(`fill-opacity="0.15"`)), bytes.Count(svg, []byte(`fill-opacity="0.3"`))
		if keyed(canvas.DeepSample) {
			bands++
			if !keyed(canvas.PaleSample) || deep < 2 || pale < 3 { // one of each is the key's
				t.Errorf("%s has %d pale and %d dark bands", f.ID, pale, deep)
			}
		}
		if keyed(canvas.ThickSample) {
			bars++
			if thick := bytes.Count(svg, []byte(`stroke-width="4"`)); !keyed(canvas.ThinSample) || thick < 2 {
				t.Errorf("%s has %d thick lines", f.ID, thick)
			}
		}
	}
	if bands < 10 || bars < 7 {
		t.Errorf("%d figures with bands and %d with bars", bands, bars)
	}
}

// With one parameter set nothing of it is there.
func TestWithOneSetThereIsOneInterval(t *testing.T) {
	for _, f := range append(All(usualData()), All(usualComparison())...) {
		twoParts := slices.ContainsFunc(f.Key, func(e canvas.Entry) bool { return e.Sample == canvas.DeepSample || e.Sample == canvas.ThickSample })
		if twoParts || strings.Contains(f.Caption+f.Footer, "parameter sets") || slices.ContainsFunc(f.Values, finding.Estimate.Ensemble) {
			t.Errorf("%s tells of an ensemble", f.ID)
		}
	}
}

func TestFiguresOverEnsemblesLookAsTheyDid(t *testing.T) {
	for name, size := range map[string]canvas.Size{"adoption": canvas.Wide, "seeds": canvas.Narrow, "employment-by-domain": canvas.Narrow} {
		f, err := One(knownData(), name)
		if err != nil {
			t.Fatal(err)
		}
		f.ID = "known-" + name
		looksAsItDid(t, f, size)
	}
	for name, size := range map[string]canvas.Size{"scorecard": canvas.Wide, "bands-work": canvas.Narrow} {
		f, err := One(usualComparison().with(planted).with(notKnown), name)
		if err != nil {
			t.Fatal(err)
		}
		f.ID = "known-" + name
		looksAsItDid(t, f, size)
	}
}

// notKnown makes a planted study one over an ensemble.
func notKnown(s *scenarios.Study) {
	s.Replicates, s.Sets = known.runs, known.numbers()
	over := func(e *finding.Estimate, half float64) {
		e.Sets, e.Pairs = s.SetsPlayed()
		e.N, e.Dice = s.Replicates, half
	}
	for i := range s.Effects {
		over(&s.Effects[i].PerCent, 0.15)
		over(&s.Effects[i].Estimate, 150)
		s.Effects[i].Runs = nil
		for r := range s.Replicates {
			s.Effects[i].Runs = append(s.Effects[i].Runs, s.Effects[i].Value+400*noise(i, s.Sets[r], 2, 2))
		}
	}
	for i := range s.Paths {
		p := &s.Paths[i]
		p.Dice = make([]float64, len(p.Mean))
		for m := range p.Dice {
			p.Dice[m] = 0.2
		}
	}
}
