package sim

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

func TestParametersAreCompleteAndTheirPathsUnique(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+\.[a-z0-9]+(_[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, q := range Parameters() {
		switch {
		case seen[q.Path]:
			t.Errorf("%s stands twice", q.Path)
		case !form.MatchString(q.Path) || strings.Split(q.Path, ".")[0] != q.Mechanism:
			t.Errorf("%s is no mechanism.snake_case path", q.Path)
		case q.Unit == "" || q.Source == "":
			t.Errorf("%s has unit %q and source %q", q.Path, q.Unit, q.Source)
		case !(q.Low < q.High) || !(q.Default >= q.Low && q.Default <= q.High):
			t.Errorf("%s: default %v, range %v to %v", q.Path, q.Default, q.Low, q.High)
		case math.IsInf(q.Low, 0) || math.IsInf(q.High, 0):
			t.Errorf("%s has no bounds", q.Path)
		}
		seen[q.Path] = true
	}
	if len(seen) < 150 {
		t.Errorf("%d parameters", len(seen))
	}
}

// Every parameter belongs to a mechanism of the month, or to one of the two
// markets, the measures, or to what law and rules do to several of them.
func TestParametersBelongToMechanisms(t *testing.T) {
	known := map[string]bool{"markets": true, "liability": true, "feedback": true}
	for _, m := range Schedule {
		known[m.Name] = true
	}
	for _, q := range Parameters() {
		if !known[q.Mechanism] {
			t.Errorf("%s belongs to no mechanism", q.Path)
		}
	}
}

// The registry reaches every field, each path one and only one.
func TestEachPathSetsOneFieldOfItsOwn(t *testing.T) {
	for _, q := range Parameters() {
		p := DefaultParams()
		for _, v := range []float64{q.Low, q.High, (q.Low + q.High) / 2} {
			if err := p.Set(q.Path, v); err != nil {
				t.Errorf("%s = %v: %v", q.Path, v, err)
			}
			if got, ok := p.Get(q.Path); !ok || got != v {
				t.Errorf("%s was set to %v and is %v", q.Path, v, got)
			}
		}
		if err := p.Set(q.Path, q.Default); err != nil || p != DefaultParams() {
			t.Errorf("setting %s touched another field (%v)", q.Path, err)
		}
	}
}

func TestValuesOutOfRangeAreRefusedWithTheRange(t *testing.T) {
	for _, c := range []struct {
		path string
		v    float64
		want string
	}{
		{"trust.failure_ratio", 9, "parameter trust.failure_ratio = 9 is outside its range: use 1.5 to 4 (ratio)"},
		{"trust.failure_ratio", math.NaN(), "parameter trust.failure_ratio = NaN is outside its range: use 1.5 to 4 (ratio)"},
		{"use.tool_usd", math.Inf(1), "parameter use.tool_usd = +Inf is outside its range: use 10 to 60 (USD/month)"},
		{"liability.worker", -0.1, "parameter liability.worker = -0.1 is outside its range: use 0 to 1 (share)"},
		{"trust.failure_ration", 2, `there is no parameter "trust.failure_ration"`},
		{"fears.base", 2, `there is no parameter "fears.base"`},
		{"Trust.FailureRatio", 2, `there is no parameter "Trust.FailureRatio"`},
	} {
		p := DefaultParams()
		if got := fmt.Sprint(p.Set(c.path, c.v)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if p != DefaultParams() {
			t.Errorf("refusing %s = %v changed something", c.path, c.v)
		}
	}
	for _, q := range Parameters() {
		p := DefaultParams()
		for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Nextafter(q.Low, math.Inf(-1)), math.Nextafter(q.High, math.Inf(1))} {
			if p.Set(q.Path, v) == nil {
				t.Errorf("%s = %v went through", q.Path, v)
			}
		}
	}
	p := DefaultParams()
	if _, ok := p.Get("trust.nothing"); ok {
		t.Error("an unknown parameter has a value")
	}
}

func TestFieldNamesBecomeSnakeCase(t *testing.T) {
	for _, c := range [][2]string{
		{"FailureRatio", "failure_ratio"}, {"ToolUSD", "tool_usd"}, {"AIPrice", "ai_price"}, {"JCurve", "j_curve"},
		{"AISupply", "ai_supply"}, {"Rate", "rate"}, {"BasicIncomeUSD", "basic_income_usd"}, {"CTIPPDataset", "ctipp_dataset"},
	} {
		if got := snake(c[0]); got != c[1] {
			t.Errorf("%s is %s, want %s", c[0], got, c[1])
		}
	}
}

// The four worlds differ in pace and in ceilings, and each is within range.
func TestWorldsAreOrderedInCapability(t *testing.T) {
	quality := map[string]float64{}
	for _, name := range Worlds {
		w := lab(200, at(100), only("technology"))
		if err := w.Params.SetWorld(name); err != nil {
			t.Fatal(err)
		}
		for _, q := range Parameters() {
			p := DefaultParams()
			v, _ := w.Params.Get(q.Path)
			if err := p.Set(q.Path, v); err != nil {
				t.Errorf("world %s: %v", name, err)
			}
		}
		w.Step()
		quality[name] = w.Capability
	}
	if !(quality["frozen"] == 0 && 0 < quality["slow"] && quality["slow"] < quality["expected"] && quality["expected"] < quality["fast"]) {
		t.Errorf("capability in 2029 is %v", quality)
	}
	p := DefaultParams()
	if got, want := fmt.Sprint(p.SetWorld("medium")), `there is no world "medium": use slow, expected, fast or frozen`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Columns have names fit for a table, each once, with label and unit.
func TestColumnsAreNamedOnce(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)
	for i, c := range Columns {
		if !form.MatchString(c.Name) || c.Label == "" || c.Unit == "" {
			t.Errorf("column %+v", c)
		}
		if ColumnIndex(c.Name) != i {
			t.Errorf("%s stands twice", c.Name)
		}
	}
	if ColumnIndex("nothing") != -1 {
		t.Error("an unknown column has a place")
	}
	w := lab(300)
	w.Step()
	i := 0
	for _, by := range Groupings {
		for _, name := range w.GroupNames(by) {
			g := w.Now.Groups[i]
			if g.By != by || g.Name != name || len(g.Values) != len(Columns) {
				t.Errorf("group %d is %s %s with %d values", i, g.By, g.Name, len(g.Values))
			}
			i++
		}
	}
	if i != len(w.Now.Groups) {
		t.Errorf("%d groups, %d named", len(w.Now.Groups), i)
	}
}
