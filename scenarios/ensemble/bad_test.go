package ensemble

import (
	"context"
	"fmt"
	"github.com/atelier-sim/atelier/sim"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// What cannot be played is refused in one sentence, before anything is played.
func TestBadInputGivesOneSentence(t *testing.T) {
	for _, c := range []struct {
		change func(s *scenarios.Scenario, o *scenarios.Options)
		says   string
	}{
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Without = []string{"fer"} }, `there is no mechanism "fer": the month has policy, technology`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Without = []string{"trust", "measure"} }, `mechanism "measure" cannot be left out`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Without = []string{""} }, `there is no mechanism ""`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Population = 199 }, "a population of 199 is out of range: use 200 to 50000000"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Population = -1 }, "a population of -1 is out of range"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Population = 50_000_001 }, "a population of 50000001 is out of range"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Replicates = 0 }, "use at least one replicate"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Replicates = -1 }, "use at least one replicate"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Months = 0 }, "use at least one month"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { o.Months, o.Counterfactual = -5, false }, "use at least one month"},
		{func(s *scenarios.Scenario, o *scenarios.Options) { s.World = "warm" }, `there is no world "warm": use slow, expected, fast or frozen`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { s.Exposure = "gpt5" }, `there is no index of exposure "gpt5"`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { s.Parameters["fear.bse"] = 1 }, `there is no parameter "fear.bse"`},
		{func(s *scenarios.Scenario, o *scenarios.Options) { s.Parameters["liability.firm"] = 2 }, "use 0 to 1"},
		{func(s *scenarios.Scenario, o *scenarios.Options) {
			s.Parameters["liability.worker"], s.Parameters["liability.firm"] = 0.5, 0.6
		}, "the shares of liability add up to 1.1, creatives 0.5 and organisations 0.6: they may add up to at most 1"},
	} {
		p := small()
		p.Options.Replicates = 3
		c.change(p.Scenario, &p.Options)
		r, err := refused(p)
		switch {
		case r != nil || err == nil:
			t.Errorf("went through, want %q", c.says)
		case !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n"):
			t.Errorf("got %q, want one sentence with %q", err, c.says)
		}
	}
}

// refused plays what should not play a month.
func refused(p Plan) (r *Result, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("it panicked: %v", v)
		}
	}()
	played := false
	r, err = Play(context.Background(), p, func(int64, int64) { played = true })
	if played {
		err = fmt.Errorf("months were played before the error: %w", err)
	}
	return r, err
}

// A check that fails in one replicate ends the play with the month and what is
// wrong; without checks nobody looks.
func TestFailedChecksEndTheRun(t *testing.T) {
	p := small()
	p.Options.Check = true
	for _, check := range []bool{true, false} {
		p.Options.Check = check
		w, _, err := StartReplicate(context.Background(), p, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		w.StartPeople++ // as if somebody had vanished
		c := p.Contest()
		f, err := New(c.Arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		err = (&party{c: f, clock: newClock(nil), within: 1}).advance(context.Background(), w, &recorder{watch: func(*sim.World) {}}, p.Options.Months, nil)
		if says := fmt.Sprint(err); check != strings.HasPrefix(says, "month 0: ") || check != strings.Contains(says, "rows of people") {
			t.Errorf("checks %v: %s", check, says)
		}
	}
}
