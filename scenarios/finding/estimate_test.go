package finding

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

var nan = math.NaN()

// est is an estimate from eight runs.
func est(value, low, high float64) Estimate {
	return Estimate{Value: value, Low: low, High: high, N: 8}
}

// alike tells whether two estimates have the same numbers but for rounding, or
// none at the same places.
func alike(a, b Estimate) bool {
	near := func(x, y float64) bool {
		return math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-12*math.Max(1, math.Abs(y))
	}
	return near(a.Value, b.Value) && near(a.Low, b.Low) && near(a.High, b.High)
}

func TestEstimatesInOtherUnits(t *testing.T) {
	for what, c := range map[string]struct{ got, want Estimate }{
		"scaled":                     {est(2, 1, 4).Scaled(10), est(20, 10, 40)},
		"turned":                     {est(2, 1, 4).Scaled(-1), est(-2, -4, -1)},
		"no interval":                {est(2, nan, nan).Scaled(3), est(6, nan, nan)},
		"in per cent":                {est(2, 1, 4).PerCentOf(50), est(4, 2, 8)},
		"of a loss":                  {est(2, 1, 4).PerCentOf(-50), est(-4, -8, -2)},
		"of nothing":                 {est(2, 1, 4).PerCentOf(0), est(nan, nan, nan)},
		"of next to nothing":         {est(2, 1, 4).PerCentOf(1e-10), est(nan, nan, nan)},
		"of little":                  {est(2, 1, 4).PerCentOf(0.5), est(400, 200, 800)},
		"made smaller":               {est(2, 1, 4).Scaled(0.5), est(1, 0.5, 2)},
		"of what is not":             {est(2, 1, 4).PerCentOf(nan), est(nan, nan, nan)},
		"widened":                    {est(5, 4.9, 5.1).AtLeast(1), est(5, 4.5, 5.5)},
		"widened about its middle":   {est(5, 5, 5.2).AtLeast(1), est(5, 4.6, 5.6)},
		"wide enough":                {est(5, 4, 6).AtLeast(1), est(5, 4, 6)},
		"nothing to widen":           {est(5, nan, nan).AtLeast(1), est(5, nan, nan)},
		"two runs that agree":        {est(5, 5, 5).AtLeast(246), est(5, -118, 128)},
		"undefined":                  {Undefined("m", 3), est(nan, nan, nan)},
		"certain":                    {Certain(7), est(7, nan, nan)},
		"not a share, shown":         {est(2, 1, 4).Shown(true), est(2, 1, 4)},
		"share, shown":               {Estimate{Place: Place{Unit: "share"}, Value: 0.2, Low: 0.1, High: 0.4}.Shown(false), est(20, 10, 40)},
		"difference of shares shown": {Estimate{Place: Place{Unit: "share"}, Value: 0.2, Low: 0.1, High: 0.4}.Shown(true), est(20, 10, 40)},
	} {
		if !alike(c.got, c.want) {
			t.Errorf("%s: %v (%v to %v), should be %v (%v to %v)", what, c.got.Value, c.got.Low, c.got.High, c.want.Value, c.want.Low, c.want.High)
		}
	}
}

func TestUnitsFollowTheNumbers(t *testing.T) {
	share := Estimate{Place: Place{Unit: "share"}, Value: 0.2, Low: 0.1, High: 0.4}
	for _, c := range []struct{ got, want string }{
		{est(2, 1, 4).PerCentOf(50).Unit, "%"}, {share.Shown(false).Unit, "%"}, {share.Shown(true).Unit, " points"},
		{Estimate{Place: Place{Unit: "persons"}}.Shown(true).Unit, "persons"}, {share.Scaled(2).Unit, "share"},
	} {
		if c.got != c.want {
			t.Errorf("unit %q, should be %q", c.got, c.want)
		}
	}
	e := Undefined("by hand", 3)
	if e.Method != "by hand" || e.N != 3 {
		t.Errorf("undefined is %+v", e)
	}
	moved := share.Of(func(p *Place) { p.Arm = "slow" })
	if moved.Arm != "slow" || share.Arm != "" || moved.Value != 0.2 {
		t.Errorf("moved to %+v", moved.Place)
	}
}

func TestWhatIsDefined(t *testing.T) {
	for v, want := range map[float64]bool{0: true, -3: true, 9e14: true, 1e15: false, -1e15: false, math.Inf(1): false, math.Inf(-1): false} {
		if Defined(v) != want {
			t.Errorf("%v: defined %v", v, !want)
		}
	}
	if Defined(nan) || est(1, nan, 2).Bounded() || est(1, 0, nan).Bounded() || !est(nan, 0, 2).Bounded() {
		t.Error("what is not a number counts as one")
	}
}

// By hand: with 8 runs t(0.975, 7) = 2.364624; among five looks the quantile is
// that of 0.995, 3.499483, so an interval becomes 1.479932 times as wide.
func TestVerdictsOfOneDifferenceAndOfMany(t *testing.T) {
	with := func(n int, e Estimate) Estimate { e.N = n; return e }
	for _, c := range []struct {
		e     Estimate
		looks int
		want  Verdict
	}{
		{est(nan, nan, nan), 1, Absent}, {est(math.Inf(1), 0, 1), 1, Absent}, {est(0, 0, 0), 1, Absent}, {est(0, nan, nan), 1, Absent},
		{est(0, -1, 0), 1, Luck}, {est(0, 0, 1), 1, Luck}, // not zero in every run
		{est(3, nan, nan), 1, Single}, {with(1, est(3, 1, 5)), 1, Single}, {with(2, est(3, 2, 4)), 1, Clear},
		{est(3, -1, 7), 1, Luck}, {est(3, 0, 6), 1, Luck}, {est(-3, -6, 0), 1, Luck}, {est(-3, -6, -0.1), 1, Wide},
		{est(3, 1, 5), 1, Wide}, {est(2, 1, 3), 1, Clear}, {est(2.5, 1, 3.01), 1, Wide}, {est(-2, -3, -1), 1, Clear}, {est(-2.5, -4, -1), 1, Wide},
		{est(3, 0.98, 5.02), 5, Wide}, {est(3, 0.96, 5.04), 5, Luck}, // half of it 2.027 and no more
		{est(5, 4, 6), 5, Clear},
		{est(3, 1, 5), 5, Wide},                                    // 3 -+ 2.96
		{est(3, 0.9, 5.1), 5, Luck},                                // 3 -+ 3.11
		{est(-3, -5.1, -0.9), 5, Luck}, {est(-3, -5, -1), 5, Wide}, // likewise below
		{est(3, 0.9, 5.1), 1, Wide}, {est(3, 0.9, 5.1), 0, Wide}, // alone
		{est(3, 0.7, 5.3), 2, Wide}, {with(3, est(3, 0.7, 5.3)), 2, Luck}, // few runs widen more: 6.205 to 4.303
		{with(3, est(3, 0.95, 5.05)), 1, Wide},
	} {
		if got := c.e.VerdictAmong(c.looks); got != c.want {
			t.Errorf("%v (%v to %v) of %d runs, one of %d looks: verdict %d, should be %d", c.e.Value, c.e.Low, c.e.High, c.e.N, c.looks, got, c.want)
		}
		if sure := c.want == Wide || c.want == Clear; c.e.SureAmong(c.looks) != sure {
			t.Errorf("%v (%v to %v), one of %d looks: sure %v", c.e.Value, c.e.Low, c.e.High, c.looks, !sure)
		}
		if c.looks == 1 && (c.e.Verdict() != c.want || c.e.Sure() != c.e.SureAmong(1) || c.e.Told() != (c.want > Single)) {
			t.Errorf("%v (%v to %v): verdict %d alone, sure %v, told %v", c.e.Value, c.e.Low, c.e.High, c.e.Verdict(), c.e.Sure(), c.e.Told())
		}
	}
}

// More looks never make a difference surer.
func TestMoreLooksClaimLess(t *testing.T) {
	for _, e := range []Estimate{est(3, 1, 5), est(3, 0.1, 5.9), est(-4, -6, -2), est(1, 0.5, 1.5)} {
		sure := true
		for looks := 1; looks < 5000; looks *= 3 {
			now := e.SureAmong(looks)
			if now && !sure {
				t.Errorf("%v (%v to %v) is sure among %d looks and not among fewer", e.Value, e.Low, e.High, looks)
			}
			sure = now
		}
	}
}

func TestMeasuresInWords(t *testing.T) {
	for _, c := range []struct {
		m    Measure
		want string
	}{
		{Measure{Unit: "share", Of: "employees"}, "per cent of employees"},
		{Measure{Unit: "USD/month", Of: "freelancers"}, "USD/month, mean of freelancers"},
		{Measure{Unit: "persons"}, "persons"},
		{Measure{Unit: "share"}, "share"},
	} {
		if got := c.m.Subtitle(); got != c.want {
			t.Errorf("%+v: %q, should be %q", c.m, got, c.want)
		}
		if c.m.Share() != (c.m.Unit == "share") {
			t.Errorf("%+v: share %v", c.m, c.m.Share())
		}
	}
	if a, b := (Measure{Label: "Orders", Assumed: true}).Name(), (Measure{Label: "Orders"}).Name(); a != "Orders†" || b != "Orders" {
		t.Errorf("%q and %q", a, b)
	}
}

// What is written is read back, with no number where there was none.
func TestJSONKeepsWhatIsNotDefined(t *testing.T) {
	type page struct {
		One  Estimate  `json:"one"`
		List []float64 `json:"list"`
		None []float64 `json:"none"`
	}
	in := page{One: Estimate{Place: Place{Column: "employed", World: "slow"}, Value: 0.1, Low: nan, High: math.Inf(1), N: 3, Method: "a<b"}, List: []float64{1, nan, -2.5e-7, math.Inf(-1)}}
	var text bytes.Buffer
	if err := WriteJSON(&text, in); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\"column\": \"employed\"", "\"value\": 0.1", "\"low\": null", "\"high\": null", "\"none\": null", "a<b"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("nothing says %s:\n%s", want, &text)
		}
	}
	if strings.Contains(text.String(), "\"arm\"") || !strings.HasSuffix(text.String(), "}\n") {
		t.Errorf("an empty field, or no end of line:\n%s", &text)
	}
	var out page
	if err := ReadJSON(&text, &out); err != nil {
		t.Fatal(err)
	}
	if out.One.Place != in.One.Place || !alike(out.One, est(0.1, nan, nan)) || out.One.N != 3 || len(out.List) != 4 || !math.IsNaN(out.List[3]) || !math.IsNaN(out.List[1]) || out.List[2] != -2.5e-7 || out.None != nil {
		t.Errorf("read back as %+v", out)
	}
	if err := ReadJSON(strings.NewReader("{\"one\": {\"value\": \"x\"}}"), &out); err == nil {
		t.Error("a text was read as a number")
	}
	if err := WriteJSON(full{}, in); err == nil {
		t.Error("a disk that is full was not reported")
	}
}

// full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, bytes.ErrTooLarge }
