package finding

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Known answers of the one rule by which numbers are rounded.
func TestEstimatesAreRoundedByValueAndInterval(t *testing.T) {
	for _, c := range []struct {
		value, low, high float64
		place            int
		want             string
	}{
		{4123, 3567, 4640, 2, "4,100 (3,600 to 4,600)"},
		{38400, 20000, 230000, 4, "40,000 (20,000 to 230,000)"},
		{-4123, -4640, -3567, 2, "−4,100 (−4,600 to −3,600)"},
		{0.0577, 0.0391, 0.0763, -2, "0.06 (0.04 to 0.08)"},
		{5.77, 3.91, 7.63, 0, "6 (4 to 8)"},
		{5.77, 5.31, 6.23, -1, "5.8 (5.3 to 6.2)"},
		{0, 0, 0, 0, "0 (0 to 0)"},
		{0, -320, 450, 2, "0 (−300 to 500)"},
		{nan, nan, nan, 0, "–"},
		{math.Inf(1), 0, 1, 0, "–"},
		{1234, nan, nan, 2, "1,200"},
		{7, nan, nan, -1, "7.0"},
		{100, 99.99, 100.01, -1, "100.0 (100.0 to 100.0)"}, // never beyond the fourth figure
		{100, 99.4, 100.6, 0, "100 (99 to 101)"},           // the ends would read alike at 10
		{0.36612, 0.3589, 0.3734, -2, "0.37 (0.36 to 0.37)"},
		{0.36612, 0.3656, 0.36664, -3, "0.366 (0.366 to 0.367)"},
		{1e-13, -200, 200, 2, "0 (−200 to 200)"}, // rounding of a sum
		{3, 1e-13, 6, 0, "3 (0 to 6)"},
		{40, -100, 180, 1, "40 (−100 to 180)"},
		{4, -90000, 90000, 0, "4 (−90,000 to 90,000)"}, // never zero for what is not
		{5000, 20, 9980, 1, "5,000 (20 to 9,980)"},     // an end next to zero
		{500000, 20, 999980, 3, "500,000 (20 to 1,000,000)"},
		{1e-12, nan, nan, 0, "0"}, // below the finest place
		{3e14, nan, nan, 12, "300,000,000,000,000"},
	} {
		e := est(c.value, c.low, c.high)
		if got := e.Place10(); got != c.place {
			t.Errorf("%v (%v to %v): place %d, should be %d", c.value, c.low, c.high, got, c.place)
		}
		if got := e.Text(Unsigned); got != c.want {
			t.Errorf("%v (%v to %v) is written %q, should be %q", c.value, c.low, c.high, got, c.want)
		}
	}
}

func TestSignsAndUnits(t *testing.T) {
	loss := Estimate{Place: Place{Unit: "persons"}, Value: -4123, Low: -4640, High: -3567, N: 8}
	gain := loss.Scaled(-1)
	for _, c := range []struct {
		got, want string
	}{
		{loss.Text(Unsigned), "−4,100 persons (−4,600 to −3,600)"}, {loss.Text(Signed), "−4,100 persons (−4,600 to −3,600)"},
		{loss.Text(Size), "4,100 persons (3,600 to 4,600)"}, {gain.Text(Size), "4,100 persons (3,600 to 4,600)"},
		{gain.Text(Signed), "+4,100 persons (+3,600 to +4,600)"}, {gain.Text(Unsigned), "4,100 persons (3,600 to 4,600)"},
		{est(2.6, 2.5, 2.7).Text(Unsigned), "2.6 (2.5 to 2.7)"},
		{Estimate{Place: Place{Unit: "%"}, Value: 3, Low: nan, High: nan}.Text(Signed), "+3.0%"},
		{Estimate{Place: Place{Unit: " points"}, Value: 3, Low: nan, High: nan}.Text(Unsigned), "3.0 points"},
		{Undefined("", 0).Text(Signed), None}, {est(nan, 1, 2).Text(Unsigned), None},
	} {
		if c.got != c.want {
			t.Errorf("%q, should be %q", c.got, c.want)
		}
	}
	if s := (Spelling{Value: "1"}); s.Interval() != "" {
		t.Errorf("an interval %q of nothing", s.Interval())
	}
}

func TestNumbersAtAPlace(t *testing.T) {
	for _, c := range []struct {
		v     float64
		place int
		want  string
	}{
		{4130, 2, "4,100"}, {4150, 2, "4,200"}, {-4130, 2, "−4,100"}, {999, 0, "999"}, {1000, 0, "1,000"}, {1234567.891, -2, "1,234,567.89"}, {123456, 0, "123,456"},
		{0.5, -1, "0.5"}, {-0.04, -1, "0.0"}, {0.04, -1, "0.0"}, {-0.4, 0, "0"}, {-40, 2, "0"}, {49, 2, "0"}, {51, 2, "100"}, {0, 3, "0"}, {0, -2, "0.00"},
		{nan, 0, "–"}, {math.Inf(-1), 2, "–"}, {1e15, 0, "–"}, {9.99e14, 12, "999,000,000,000,000"},
	} {
		if got := At(c.v, c.place); got != c.want {
			t.Errorf("%v at place %d is %q, should be %q", c.v, c.place, got, c.want)
		}
		signed := c.want
		if c.v > 0 && strings.Trim(c.want, "0.") != "" && c.want != None {
			signed = "+" + c.want
		}
		if got := SignedAt(c.v, c.place); got != signed {
			t.Errorf("%v at place %d with its sign is %q, should be %q", c.v, c.place, got, signed)
		}
	}
}

func TestDecimalsFiguresAndShares(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Decimal(2.345, 1), "2.3"}, {Decimal(1234.5, 0), "1,234"}, {Decimal(-0.01, 1), "0.0"},
		{Figures(4127, 3), "4,130"}, {Figures(0.5771, 3), "0.577"}, {Figures(0, 3), "0"}, {Figures(-96.5, 1), "−100"}, {Figures(5, 1), "5"}, {Figures(nan, 2), None},
		{Plain(0.5), "0.5"}, {Plain(-1.25), "−1.25"}, {Plain(100), "100"}, {Plain(1.0 / 3), "0.333333"}, {Plain(1e-9), "1e−09"},
		{Share(0.5), "50%"}, {Share(0.0994), "9.9%"}, {Share(0.09951), "10%"}, {Share(0.02), "2%"}, {Share(0.25), "25%"}, {Share(0.105), "10%"}, {Share(0.021), "2.1%"}, {Share(0.0004), "<0.1%"}, {Share(0.0006), "0.1%"},
		{Share(0), "0%"}, {Share(-0.25), "−25%"}, {Share(-0.0001), "<0.1%"}, {Share(1), "100%"}, {Share(nan), None},
	} {
		if c.got != c.want {
			t.Errorf("%q, should be %q", c.got, c.want)
		}
	}
	for v, want := range map[float64]int{4123: 3, 1: 0, 9.99: 0, 10: 1, 0.1: -1, 0.099: -2, -250: 2, 0: 0, math.Inf(1): 0} {
		if got := Magnitude(v); got != want {
			t.Errorf("the first figure of %v is at %d, should be at %d", v, got, want)
		}
	}
}

func TestARowHasOnePrecision(t *testing.T) {
	for _, c := range []struct {
		row  []Estimate
		want int
	}{
		{[]Estimate{est(4123, 3567, 4640), est(38400, 20000, 230000)}, 2},
		{[]Estimate{est(38400, 20000, 230000), est(5.77, 5.31, 6.23)}, -1},
		{[]Estimate{est(0, 0, 0), est(38400, 20000, 230000)}, 3 + 1},
		{[]Estimate{Undefined("", 0), est(4123, 3567, 4640)}, 2},
		{[]Estimate{Undefined("", 0), est(0, 0, 0)}, 0}, {nil, 0},
	} {
		if got := Together(c.row...); got != c.want {
			t.Errorf("a row of %d numbers is written at place %d, should be at %d", len(c.row), got, c.want)
		}
	}
}

func TestPartsAddUpAsTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		place int
		sum   float64
		parts []float64
		want  int
	}{
		{-1, 8.67, []float64{1.04, 7.63}, -2},                                                    // 1.0 and 7.6 are not 8.7
		{-1, 8.6, []float64{1, 7.6}, -1},                                                         // they are
		{2, 1240, []float64{620, 620}, 2},                                                        // 600 and 600 are 1,200
		{2, 1260, []float64{640, 620}, 1},                                                        // 600 and 600 are not 1,300
		{0, 1, []float64{1 / 3.0, 2 / 3.0}, 0},                                                   // 0 and 1
		{0, 5, []float64{1, 2}, 0},                                                               // they never do: as it was
		{0, 0.8898, []float64{0.4449, 0.4449}, -3}, {0, 0.88898, []float64{0.44449, 0.44449}, 0}, // three places and no more
		{0, 0.9995, []float64{0.4996, 0.4999}, -1}, // 0.5 and 0.5 are 1.0
	} {
		if got := Adding(c.place, c.sum, c.parts...); got != c.want {
			t.Errorf("%v of %v from place %d on: %d, should be %d", c.parts, c.sum, c.place, got, c.want)
		}
	}
}

// Whatever the estimate: nothing that is not zero is written as zero, what is
// written is within half its last place, value and ends have one order as
// numbers and as texts, and a loss is the mirror of a gain.
func TestSpellingKeepsWhatMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := math.Pow(10, float64(rapid.IntRange(-5, 10).Draw(t, "size")))
		value := rapid.Float64Range(-9, 9).Draw(t, "value") * size
		half := rapid.Float64Range(0, 20).Draw(t, "half") * size
		e := est(value, value-half, value+half)
		s, place := e.Spell(Unsigned), e.Place10()
		for _, x := range []struct {
			v    float64
			text string
		}{{e.Value, s.Value}, {e.Low, s.Low}, {e.High, s.High}} {
			if math.Abs(x.v) > 1e-7*size && math.Abs(x.v) > 1e-8 && strings.Trim(x.text, "0.,−") == "" {
				t.Fatalf("%v of %+v is written %q", x.v, e, x.text)
			}
			if (x.v < 0) != strings.HasPrefix(x.text, Minus) && strings.Trim(x.text, "0.,−") != "" {
				t.Fatalf("%v is written %q", x.v, x.text)
			}
			back := read(x.text)
			if math.Abs(back-x.v) > 0.5000001*math.Pow(10, float64(place)) {
				t.Fatalf("%v at place %d is written %q", x.v, place, x.text)
			}
		}
		if low, v, high := read(s.Low), read(s.Value), read(s.High); low > v || v > high {
			t.Fatalf("%+v is written %+v", e, s)
		}
		if mirror := e.Scaled(-1).Spell(Size); mirror != e.Spell(Size) && e.Value != 0 {
			t.Fatalf("as a loss %+v, as a gain %+v", mirror, e.Spell(Size))
		}
	})
}

// Parts as they are written add up to their sum as it is written, wherever they
// do within three places.
func TestPartsAddUpAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := math.Pow(10, float64(rapid.IntRange(-3, 9).Draw(t, "size")))
		parts := rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 6).Draw(t, "parts")
		sum := 0.0
		for i := range parts {
			parts[i] *= size
			sum += parts[i]
		}
		from := Magnitude(sum) - rapid.IntRange(-1, 2).Draw(t, "place")
		adds := func(place int) bool {
			rest := read(At(sum, place))
			for _, x := range parts {
				rest -= read(At(x, place))
			}
			return math.Abs(rest) < 0.5*math.Pow(10, float64(place))
		}
		got := Adding(from, sum, parts...)
		if got > from || got < from-3 {
			t.Fatalf("place %d, asked for from %d on", got, from)
		}
		for p := from; p > got; p-- {
			if adds(p) {
				t.Fatalf("%v of %v add up at place %d, written at %d", parts, sum, p, got)
			}
		}
		if !adds(got) && (got != from || adds(from-1) || adds(from-2) || adds(from-3)) {
			t.Fatalf("%v do not add up to %v at place %d", parts, sum, got)
		}
	})
}

// read is the number that a text says.
func read(text string) float64 {
	negative := strings.HasPrefix(text, Minus)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(text, ",", ""), Minus), ".")
	v, unit := 0.0, 1.0
	for _, r := range whole {
		v = 10*v + float64(r-'0')
	}
	for _, r := range fraction {
		unit /= 10
		v += unit * float64(r-'0')
	}
	if negative {
		return -v
	}
	return v
}
