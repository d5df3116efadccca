package finding

import (
	"math"
	"strings"
	"testing"
)

func TestMonthsInWords(t *testing.T) {
	for _, c := range []struct {
		month              int
		date, word, moment string
		year               float64
	}{
		{0, "2021-01", "January 2021", "January 2021", 2021}, {11, "2021-12", "December 2021", "2021", 2021 + 11/12.0}, {12, "2022-01", "January 2022", "January 2022", 2022},
		{179, "2035-12", "December 2035", "2035", 2021 + 179/12.0}, {-1, "2020-12", "December 2020", "2020", 2021 - 1/12.0}, {-12, "2020-01", "January 2020", "January 2020", 2020},
		{-13, "2019-12", "December 2019", "2019", 2021 - 13/12.0}, {9, "2021-10", "October 2021", "October 2021", 2021.75}, {8, "2021-09", "September 2021", "September 2021", 2021 + 8/12.0},
	} {
		if Date(c.month) != c.date || Month(c.month) != c.word || Moment(c.month) != c.moment || Year(c.month) != c.year {
			t.Errorf("month %d is %s, %s, %s, %v", c.month, Date(c.month), Month(c.month), Moment(c.month), Year(c.month))
		}
	}
	if got := Span(72, 179); got != "January 2027 to December 2035" {
		t.Error(got)
	}
	if got := Span(5, 5); got != "June 2021" {
		t.Error(got)
	}
	if got := string(AppendDate([]byte("from "), 3)); got != "from 2021-04" {
		t.Error(got)
	}
}

func TestWordsAndSentences(t *testing.T) {
	words := strings.Fields
	for _, c := range []struct{ got, want string }{
		{And(nil), ""}, {And(words("a")), "a"}, {And(words("a b")), "a and b"}, {And(words("a b c")), "a, b and c"}, {Or(words("a b c d")), "a, b, c or d"}, {Or(words("a")), "a"},
		{Capital("été"), "Été"}, {Capital(""), ""}, {Capital("x"), "X"},
		{Lower("Basic income"), "basic income"}, {Lower("AI levy"), "AI levy"}, {Lower("A"), "a"}, {Lower(""), ""}, {Lower("Écran"), "écran"},
		{Sentence("of", "", "all"), "Of all."}, {Sentence("done."), "Done."}, {Sentence(""), ""}, {Sentence(), ""},
		{Paragraph("One.", "", "Two."), "One. Two."}, {Paragraph(), ""},
		{Marked("Orders", true), "Orders†"}, {Marked("Orders", false), "Orders"}, {Human("visual_art"), "Visual art"}, {Human(""), ""},
		{Count(1234567), "1,234,567"}, {Count(0), "0"}, {Count(9007199254740991), "9,007,199,254,740,991"}, {Count(-1500), "−1,500"}, {Counted(1, "run", "runs"), "1 run"}, {Counted(0, "run", "runs"), "0 runs"},
		{Counted(1200, "arm", "arms"), "1,200 arms"}, {Runs(1), "1 run"}, {Runs(8), "8 runs"},
		{Cardinal(0), "none"}, {Cardinal(1), "one"}, {Cardinal(12), "twelve"}, {Cardinal(13), "13"}, {Cardinal(-1), "−1"},
	} {
		if c.got != c.want {
			t.Errorf("%q, should be %q", c.got, c.want)
		}
	}
}

func TestAmountsInWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{People(2_160_000), "2.16 million"}, {People(2_000_000), "2 million"}, {People(2_100_000), "2.1 million"}, {People(16_000), "16,000"}, {People(2_163_456), "2.16 million"}, {People(12_500_000), "12.5 million"}, {People(999_999), "999,999"}, {People(1_000_000), "1 million"},
		{Dollars(1.23e9), "USD 1.2 billion"}, {Dollars(3.4e8), "USD 340 million"}, {Dollars(5600), "USD 5,600"}, {Dollars(0), "USD 0"}, {Dollars(7), "USD 7"},
		{Dollars(-1.23e9), "USD −1.2 billion"}, {Dollars(999_600), "USD 1.00 million"}, {Dollars(999_400), "USD 1,000,000"}, {Dollars(1e6), "USD 1.0 million"},
		{DollarsAt(1.23e9, 8), "USD 1.2 billion"}, {DollarsAt(1.23e9, 9), "USD 1 billion"}, {DollarsAt(5678, 2), "USD 5,700"}, {DollarsAt(5678, -2), "USD 5,678"},
	} {
		if c.got != c.want {
			t.Errorf("%q, should be %q", c.got, c.want)
		}
	}
}

// With n runs a coin falls on one side n times once in 2^(n-1) throws.
func TestLuckAndSpreadInWords(t *testing.T) {
	for n, want := range map[int]string{2: "1 time in 2", 4: "1 time in 8", 12: "1 time in 2,048", 40: "1 time in 549,755,813,888", 41: "hardly ever"} {
		if got := ByLuck(n); got != want {
			t.Errorf("%d runs: %q, should be %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "one run", 1: "one run", 2: "all 2 runs", 4: "all 4 runs", 9: "all 9 runs", 10: "8 of 10 runs", 200: "8 of 10 runs"} {
		if got := Spread(n); got != want {
			t.Errorf("%d runs: %q, should be %q", n, got, want)
		}
	}
}

func TestCellsStandUnderEachOther(t *testing.T) {
	want := "measure  −1.5%\na†       0\n"
	if got := Columns([][]string{{"measure", "−1.5%"}, {"a†", "0"}}); got != want {
		t.Errorf("%q, should be %q", got, want)
	}
}

func TestANumberIsAboutOnePlace(t *testing.T) {
	p := Place{Column: "employed", By: "domain", Group: "music", Arm: "slow", World: "fast", When: AtEnd}
	if !p.Is("fast", "slow", "domain", "music", "employed", AtEnd) {
		t.Error("it is not about its own place")
	}
	for i, other := range [][6]string{{"x", "slow", "domain", "music", "employed", AtEnd}, {"fast", "x", "domain", "music", "employed", AtEnd}, {"fast", "slow", "x", "music", "employed", AtEnd},
		{"fast", "slow", "domain", "x", "employed", AtEnd}, {"fast", "slow", "domain", "music", "x", AtEnd}, {"fast", "slow", "domain", "music", "employed", OverPeriod}} {
		if p.Is(other[0], other[1], other[2], other[3], other[4], other[5]) {
			t.Errorf("field %d makes no difference", i)
		}
	}
}

// A share has the name that one would say aloud where that is near enough.
func TestSharesHaveNames(t *testing.T) {
	for v, want := range map[float64]string{0.14: "a seventh", 0.34: "a third", 0.5: "half", 0.48: "half", 0.76: "three quarters", 0.1: "a tenth", 0.125: "an eighth",
		0.28: "28%", 0.44: "44%", 0.9: "90%", 0.07: "7%", 0: "0%", -0.14: "−14%", math.NaN(): None} {
		if got := Portion(v); got != want {
			t.Errorf("%v: %q, should be %q", v, got, want)
		}
	}
}

// How large a difference is, is said as its verdict allows, and never with a sign.
func TestTheExtentOfADifference(t *testing.T) {
	nan := math.NaN()
	of := func(unit string, n int, v, low, high float64) Estimate {
		return Estimate{Place: Place{Unit: unit}, N: n, Value: v, Low: low, High: high}
	}
	over := func(e Estimate) Estimate { e.Sets = e.N; return e }
	for _, c := range []struct {
		e    Estimate
		want string
	}{
		{of("%", 8, -12, -13, -11), "about 12% of it (11 to 13%)"}, {of("%", 8, -4, -8, -1), "between 1 and 8% of it"}, {of("%", 1, -12, nan, nan), "12% of it"},
		{of(" points", 8, 3.9, 3.5, 4.3), "about 3.9 points of it (3.5 to 4.3 points)"}, {of("", 8, 1.9e6, 1.7e6, 2.1e6), "about 1.9 million of it (1.7 to 2.1)"},
		{of("", 8, -29_000, -34_000, -25_000), "about 29,000 of it (25,000 to 34,000)"}, {over(of("", 27, 5e5, 2e5, 1.1e6)), "between 0.2 and 1.1 million of it"},
		{over(of("%", 27, 14, 9, 24)), "between 9 and 24% of it"}, {over(of("%", 27, -8, -8, -8)), "about 8.0% of it"}, {over(of("%", 1, 8, nan, nan)), "8.0% of it"},
	} {
		if got := c.e.Extent(" of it", 1); got != c.want {
			t.Errorf("%+v: %q, should be %q", c.e, got, c.want)
		}
	}
}
