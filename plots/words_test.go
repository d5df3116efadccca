package plots

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

func TestComparisonsFollowTheHeadlineRule(t *testing.T) {
	for _, c := range []struct {
		e    finding.Estimate
		want string
	}{
		{finding.Estimate{Value: -4.1, Low: -5, High: -3.3, N: 20, Place: finding.Place{Unit: "%"}}, "4.1% lower (−5.0 to −3.3%)"},
		{finding.Estimate{Value: 3000, Low: 1000, High: 5000, N: 8}, "between 1,000 and 5,000 higher (+1,000 to +5,000)"},
		{finding.Estimate{Value: 350, Low: -800, High: 1500, N: 20}, "no difference that could be told from luck (−800 to +1,500)"},
		{finding.Estimate{Value: 2, Low: math.NaN(), High: math.NaN(), N: 1, Place: finding.Place{Unit: "%"}}, "2.0% higher"},
		{finding.Estimate{Value: -2, Low: math.NaN(), High: -1, N: 20, Place: finding.Place{Unit: "%"}}, "2.0% lower"},
		{finding.Estimate{Value: 0, Low: 0, High: 0, N: 20}, "no difference at all"},
		{finding.Estimate{Value: math.NaN(), N: 20}, "is not defined"},
	} {
		if got := saying(c.e, 1, "lower", "higher"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestHeadlinesTakeTheFirstThatIsShortEnough(t *testing.T) {
	long := "one two three four five six seven eight nine ten eleven"
	if got := fitting(long, "short", "shorter"); got != "short" {
		t.Errorf("got %q", got)
	}
	if got := fitting(long); got != long {
		t.Errorf("got %q", got)
	}
}
