package plots

import (
	"math"
	"testing"
)

func TestNumbersAreWrittenAsReadersExpect(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct{ got, want string }{
		{decimal(0, 0), "0"}, {decimal(-0.04, 1), "0.0"}, {decimal(-4.13, 1), "−4.1"}, {decimal(1234567.5, 0), "1,234,568"},
		{decimal(-1000, 2), "−1,000.00"}, {decimal(999, 0), "999"}, {decimal(nan, 2), "–"}, {decimal(math.Inf(-1), 0), "–"},
		{signed(2.5, 1), "+2.5"}, {signed(-2.5, 1), "−2.5"}, {signed(0.01, 1), "0.0"}, {signed(nan, 1), "–"},
		{atPlace(4130, 2), "4,100"}, {atPlace(4.13, -1), "4.1"}, {atPlace(-87, 1), "−90"}, {signedAt(4, 1), "0"},
		{share(0.614), "61%"}, {share(0.0543), "5.4%"}, {share(0.05), "5%"}, {share(0), "0%"}, {share(0.0001), "<0.1%"}, {share(nan), "–"}, {share(0.0999), "10%"},
		{million(2160000), "2.16 million"}, {million(2e6), "2 million"}, {million(16000), "16,000"},
		{cardinal(0), "none"}, {cardinal(6), "six"}, {cardinal(13), "13"}, {cardinal(-1), "−1"},
		{monthName(0), "January 2021"}, {monthName(179), "December 2035"}, {moment(179), "2035"}, {moment(65), "June 2026"},
		{list(nil), ""}, {list([]string{"a"}), "a"}, {list([]string{"a", "b", "c"}), "a, b and c"},
		{capital("éa"), "Éa"}, {capital(""), ""}, {sentence("a", "", "b"), "A b."}, {sentence(""), ""}, {lowerFirst("Fear"), "fear"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestNoMoreFiguresThanTheIntervalSupports(t *testing.T) {
	for _, c := range []struct {
		value, low, high float64
		signed, interval string
	}{
		{-4.13, -5.02, -3.31, "−4.1", "−5.0 to −3.3"},
		{-12.34, -12.6, -12.1, "−12", "−13 to −12"},
		{-22.71, -22.9, -22.6, "−22.7", "−22.9 to −22.6"}, // ends that would read alike get a figure more
		{4130, 3620, 4580, "+4,100", "+3,600 to +4,600"},
		{0.4, -5, 6, "0", "−5 to +6"},
		{-1.8, -3.4, -0.3, "−1.8", "−3.4 to −0.3"},
		{0, 0, 0, "0", "0 to 0"},
		{7, math.NaN(), math.NaN(), "+7.0", ""},
	} {
		e := Estimate{Value: c.value, Low: c.low, High: c.high, N: 20}
		if e.signed() != c.signed || e.interval() != c.interval {
			t.Errorf("%v: %q (%q), want %q (%q)", c.value, e.signed(), e.interval(), c.signed, c.interval)
		}
	}
}

func TestComparisonsFollowTheHeadlineRule(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want string
	}{
		{Estimate{Value: -4.1, Low: -5, High: -3.3, N: 20, Unit: "%"}, "4.1% lower (−5.0 to −3.3%)"},
		{Estimate{Value: 3000, Low: 1000, High: 5000, N: 8}, "between 1,000 and 5,000 higher (+1,000 to +5,000)"},
		{Estimate{Value: 350, Low: -800, High: 1500, N: 20}, "no difference that could be told from luck (−1,000 to +2,000)"},
		{Estimate{Value: 2, Low: math.NaN(), High: math.NaN(), N: 1, Unit: "%"}, "2.0% higher"},
		{Estimate{Value: -2, Low: math.NaN(), High: -1, N: 20, Unit: "%"}, "2.0% lower"},
		{Estimate{Value: 0, Low: 0, High: 0, N: 20}, "no difference at all"},
		{Estimate{Value: math.NaN(), N: 20}, "is not defined"},
	} {
		if got := comparison(c.e, "lower", "higher"); got != c.want {
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
