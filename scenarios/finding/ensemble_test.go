package finding

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

// over is an estimate over 21 parameter sets, five of them played again.
func over(value, low, high, dice float64) Estimate {
	e := Estimate{Value: value, Low: low, High: high, N: 26, Sets: 21, Pairs: 5, Dice: dice, Above: 21}
	if low < 0 && high > 0 {
		e.Above, e.Below = 15, 6
	}
	return e
}

func TestBothPartsOfAnEstimateAreInOneUnit(t *testing.T) {
	if e := over(2, -1, 4, 0.5).Scaled(-10); e.Value != -20 || e.Low != -40 || e.High != 10 || e.Dice != 5 || e.Above != 6 || e.Below != 15 {
		t.Errorf("turned: %+v", e)
	}
	if e := over(2, 1, 4, 0.5).PerCentOf(50); e.Dice != 1 || e.Low != 2 {
		t.Errorf("per cent: %+v", e)
	}
	if e := over(2, 1, 4, 0.5).PerCentOf(0); !math.IsNaN(e.Dice) || e.Sets != 21 {
		t.Errorf("per cent of nothing: %+v", e)
	}
	if e := over(5, 5, 5, 0).AtLeast(2); e.Low != 4 || e.High != 6 || e.Dice != 1 {
		t.Errorf("at least a row: %+v", e)
	}
}

func TestTheDiceAreNeverWiderThanWhatIsNotKnown(t *testing.T) {
	for _, c := range []struct {
		e         Estimate
		low, high float64
	}{
		{over(2, 1, 4, 0.5), 1.5, 2.5}, {over(2, 1, 4, 9), 1, 4}, {over(2, 1, 4, 1.5), 1, 3.5}, {over(5, 1, 4, 0.5), 3.5, 4}, // a mean beyond the middle nine tenths
		{over(2, 1, 4, math.NaN()), nan, nan}, {est(2, 1, 4), nan, nan}, {over(2, nan, nan, 1), nan, nan},
	} {
		low, high := c.e.DiceEnds()
		if low != c.low && !math.IsNaN(c.low) || high != c.high && !math.IsNaN(c.high) || math.IsNaN(low) != math.IsNaN(c.low) {
			t.Errorf("%+v: %v to %v, should be %v to %v", c.e, low, high, c.low, c.high)
		}
	}
}

func TestWhatMayBeSaidOfAnEnsemble(t *testing.T) {
	few := over(2, 1, 4, 0.1)
	few.Sets = 5
	enough := few
	enough.Sets = 6
	for _, c := range []struct {
		what   string
		e      Estimate
		looks  int
		want   Verdict
		byLuck bool
	}{
		{"one sign", over(2, 1, 2.5, 0.1), 1, Clear, false}, {"far apart", over(2, 1, 4, 0.1), 1, Wide, false}, {"either sign", over(2, -1, 4, 0.1), 1, Luck, false},
		{"either sign, by the dice", over(2, -1, 4, 3), 1, Luck, true}, {"nobody knows the dice", over(2, -1, 4, nan), 1, Luck, true},
		{"many looked at", over(2, 1, 2.5, 0.1), 1000, Clear, false}, {"more than sets can tell", over(2, 1, 2.5, 0.1), 100_000, Luck, true},
		{"five sets", few, 1, Luck, true}, {"six sets", enough, 1, Wide, false}, {"six sets, two looks", enough, 2, Luck, true},
		{"nothing", over(0, 0, 0, 0), 1, Absent, true}, {"without an interval", over(2, nan, nan, 0.1), 1, Single, true},
	} {
		if got := c.e.VerdictAmong(c.looks); got != c.want || c.e.ByLuck(c.looks) != c.byLuck {
			t.Errorf("%s: %v and by luck %v, should be %v and %v", c.what, got, c.e.ByLuck(c.looks), c.want, c.byLuck)
		}
	}
}

func TestSurenessInWords(t *testing.T) {
	one := over(2, nan, nan, 0.1)
	for _, c := range []struct {
		e     Estimate
		looks int
		want  string
	}{
		{est(2, 1, 2.5), 1, "sign known"}, {est(2, 1, 4), 1, "sign known"}, {est(2, -1, 4), 1, "could be luck"}, {est(2, 0.1, 3.9), 20, "could be luck"},
		{est(2, nan, nan), 1, "one run"}, {est(0, 0, 0), 1, "no difference"}, {est(nan, nan, nan), 1, "not defined"},
		{over(-2, -4, -1, 0.1), 1, "sign known"}, {over(2, -1, 4, 0.5), 1, "could be either sign"}, {over(2, -1, 4, 3), 1, "could be luck"}, {one, 1, "one parameter set"},
	} {
		if got := c.e.Sureness(c.looks); got != c.want {
			t.Errorf("%+v among %d is %q, should be %q", c.e, c.looks, got, c.want)
		}
	}
}

func TestTheDiceInWords(t *testing.T) {
	for _, c := range []struct {
		dice float64
		want string
	}{{0.31, "0.3"}, {0.147, "0.15"}, {0.96, "0.96"}, {nan, ""}, {4200, "4,000"}, {0, "0"}} {
		if got := over(1e4, -1e5, 1e5, c.dice).SpellDice(); got != c.want {
			t.Errorf("%v is %q, should be %q", c.dice, got, c.want)
		}
	}
}

func TestOnlyAnEnsembleHasItsPartsInJSON(t *testing.T) {
	for _, e := range []Estimate{est(2, 1, 4), over(2, 1, 4, 0.5), over(2, 1, 4, nan)} {
		var b bytes.Buffer
		if err := WriteJSON(&b, e); err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{`"sets"`, `"pairs"`, `"dice"`, `"above"`} {
			if strings.Contains(b.String(), field) != e.Ensemble() {
				t.Errorf("%s in %s", field, b.String())
			}
		}
		var back Estimate
		if err := ReadJSON(&b, &back); err != nil || back.Low != e.Low || back.Sets != e.Sets || back.Dice != e.Dice && !math.IsNaN(e.Dice) || math.IsNaN(back.Dice) != math.IsNaN(e.Dice) {
			t.Errorf("%+v became %+v, %v", e, back, err)
		}
	}
}

// Over an ensemble the ends are not rounded so far that they say something else.
func TestEndsOfAnEnsembleKeepTheirFigures(t *testing.T) {
	of := func(value, low, high float64) Estimate {
		return Estimate{Value: value, Low: low, High: high, N: 27, Sets: 21, Pairs: 6, Dice: 0.2}
	}
	for _, c := range []struct {
		e    Estimate
		want string
	}{
		{of(14.6, 8.2, 31.3), "15 (8 to 31)"}, {of(4.48, 0.02, 8.84), "4 (0.02 to 9)"}, {of(-3.6, -10.3, 8.2), "−4 (−10 to 8)"},
		{of(-252_028, -315_769, -153_360), "−250,000 (−320,000 to −150,000)"}, {of(14.3, -5.2, 20.1), "14 (−5 to 20)"},
	} {
		if got := c.e.Text(Unsigned); got != c.want {
			t.Errorf("%v (%v to %v) is %q, should be %q", c.e.Value, c.e.Low, c.e.High, got, c.want)
		}
	}
	one := of(14.5, 8.2, 31.3)
	one.Sets, one.Pairs = 0, 0
	if got := one.Text(Unsigned); one.Ensemble() || got != "10 (10 to 30)" {
		t.Errorf("of runs with one parameter set: %q", got)
	}
}
