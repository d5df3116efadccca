package plots

import (
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// drawAll draws every figure in every format and reports texts that are wrong
// whatever the numbers; that it returns at all is the promise.
func drawAll(t *testing.T, name string, d Data) {
	t.Helper()
	for _, f := range All(d) {
		if f.Title == "" || words(f.Title) > longest {
			t.Errorf("%s: %s has the title %q", name, f.ID, f.Title)
		}
		if strings.Contains(f.Title+f.Subtitle+f.Caption+f.Footer, "NaN") {
			t.Errorf("%s: %s says NaN", name, f.ID)
		}
		for _, size := range []canvas.Size{canvas.Wide, {Name: "least", Width: 280, Height: 0}} {
			svg, err := f.SVG(size)
			if (err == nil) != (f.Err() == nil) {
				t.Errorf("%s: %s: SVG says %v, the figure says %v", name, f.ID, err, f.Err())
			}
			if err != nil {
				continue
			}
			tags(t, svg)
			if strings.Contains(string(svg), "NaN") || strings.Contains(string(svg), "Inf") {
				t.Errorf("%s: %s draws an undefined number", name, f.ID)
			}
		}
		if f.Err() == nil && (f.ID == "adoption" || f.ID == "seeds") {
			if _, err := f.PDF(canvas.Narrow); err != nil {
				t.Errorf("%s: %s: %v", name, f.ID, err)
			}
		}
	}
}

// mapped is d with every value of both tables replaced.
func mapped(d Data, f func(v float64, row, column int) float64) Data {
	change := func(s *table.Series) *table.Series {
		out := &table.Series{Columns: s.Columns}
		for i, r := range s.Rows {
			values := make([]float64, len(r.Values))
			for k, v := range r.Values {
				values[k] = f(v, i, k)
			}
			r.Values = values
			out.Rows = append(out.Rows, r)
		}
		return out
	}
	d.Series, d.Contrast = change(d.Series), change(d.Contrast)
	return d
}

func TestNoTableMakesAFigurePanic(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many figures")
	}
	small := made{runs: 3, months: 16, occupations: 20}
	base := small.data()
	drawAll(t, "one run", made{runs: 1, months: 30, occupations: 1}.data())
	drawAll(t, "one month", made{runs: 3, months: 1, occupations: 2}.data())
	drawAll(t, "two months", made{runs: 2, months: 2, occupations: 1}.data())
	drawAll(t, "no occupations", made{runs: 2, months: 14}.data())
	drawAll(t, "a row a year", made{runs: 2, months: 180, occupations: 2, step: 12}.data())
	drawAll(t, "all zero", mapped(base, func(float64, int, int) float64 { return 0 }))
	drawAll(t, "all undefined", mapped(base, func(float64, int, int) float64 { return math.NaN() }))
	drawAll(t, "all infinite", mapped(base, func(float64, int, int) float64 { return math.Inf(1) }))
	drawAll(t, "constant", mapped(base, func(float64, int, int) float64 { return 0.5 }))
	drawAll(t, "negative", mapped(base, func(v float64, _, _ int) float64 { return -v }))
	drawAll(t, "huge", mapped(base, func(v float64, _, _ int) float64 { return v * 1e11 }))
	drawAll(t, "beyond", mapped(base, func(v float64, _, _ int) float64 { return v * 1e300 }))
	drawAll(t, "tiny", mapped(base, func(v float64, _, _ int) float64 { return v * 1e-300 }))
	drawAll(t, "with holes", mapped(base, func(v float64, i, k int) float64 {
		if (i*7+k*3)%5 < 2 {
			return math.NaN()
		}
		return v
	}))
	drawAll(t, "rough", mapped(base, func(v float64, i, k int) float64 {
		return []float64{v, 0, -v, 1e9 * v, math.NaN(), math.Inf(-1), v / 1e6, 3}[(i*31+k*17)%8]
	}))
	drawAll(t, "short rows", func() Data {
		d := mapped(base, func(v float64, _, _ int) float64 { return v })
		for i := range d.Series.Rows {
			d.Series.Rows[i].Values = d.Series.Rows[i].Values[:i%3]
		}
		return d
	}())
}

func TestNoFactMakesAFigurePanic(t *testing.T) {
	base := made{runs: 2, months: 14, occupations: 2}.data()
	for name, change := range map[string]func(*Data){
		"nothing but the tables": func(d *Data) {
			*d = Data{Study: &scenarios.Study{Kind: scenarios.KindRun, Worlds: d.Study.Worlds, Arms: d.Study.Arms, Against: d.Study.Against}, Series: d.Series, Contrast: d.Contrast}
		},
		"no twin":         func(d *Data) { d.Contrast = nil },
		"no series":       func(d *Data) { d.Series = nil },
		"empty series":    func(d *Data) { d.Series = &table.Series{} },
		"today undefined": func(d *Data) { d.Today = math.NaN() },
		"today long ago":  func(d *Data) { d.Today = 1800 },
		"letters of all kinds": func(d *Data) {
			d.Study.Titles["design"], d.Place = "\U0001F3A8 \xff\x00 художник", strings.Repeat("long ", 200)
		},
		"one long word": func(d *Data) { d.Study.Titles["o0"], d.Place = strings.Repeat("x", 400), strings.Repeat("y", 400) },
		"points of all kinds": func(d *Data) {
			d.Observed = []evidence.Point{{Series: "ai_use", Year: math.NaN(), Value: 1}, {Series: "ai_use", Year: 2021.5, Value: math.Inf(1)},
				{Series: "ai_use", Year: 2021.5, Value: 0.3, Low: math.NaN(), High: -1}, {Series: "none"}, {Year: 2021}}
		},
		"many runs said": func(d *Data) { d.Study.Replicates = 1 << 40 },
		"statistics only": func(d *Data) {
			single := func(r *table.Row) bool { return r.Replicate > "9" }
			d.Series, d.Contrast = d.Series.Only(single), d.Contrast.Only(single)
		},
		"a month beyond time": func(d *Data) {
			d.Series = d.Series.Only(func(*table.Row) bool { return true })
			d.Series.Rows[len(d.Series.Rows)-1].Month = math.MaxInt - 1
		},
		"burn-in only": func(d *Data) {
			d.Series = d.Series.Only(func(r *table.Row) bool { return r.Month == 0 })
			for i := range d.Series.Rows {
				d.Series.Rows[i].Month = -5
			}
		},
	} {
		d := base.with(func(*scenarios.Study) {})
		change(&d)
		drawAll(t, name, d)
	}
}

func TestWhatIsMissingIsSaidInASentence(t *testing.T) {
	d := made{runs: 2, months: 14, occupations: 2}.data()
	d.Series = &table.Series{Columns: []string{"trust"}, Rows: []table.Row{{Replicate: "1", By: "all", Group: "all", Values: []float64{1}}}}
	d.Contrast = nil
	f, err := One(d, "adoption")
	if err == nil || !strings.Contains(err.Error(), "no column ai_use, org_adoption, org_any_ai_10plus") {
		t.Errorf("a missing column is reported as %v", err)
	}
	if _, svgErr := f.SVG(canvas.Wide); svgErr == nil || !strings.Contains(svgErr.Error(), "no column ai_use") {
		t.Errorf("the drawing is reported as %v", svgErr)
	}
	if _, err := One(d, "decomposition"); err == nil || !strings.Contains(err.Error(), "--no-counterfactual") {
		t.Errorf("a missing twin is reported as %v", err)
	}
	if _, err := One(d, "no such figure"); err == nil || !strings.Contains(err.Error(), "Kinds") {
		t.Errorf("an unknown figure is reported as %v", err)
	}
	whole, _ := One(usualData(), "adoption")
	if _, err := whole.SVG(canvas.Size{Name: "stamp", Width: 40, Height: 40}); err == nil {
		t.Error("a drawing of 40 by 40 units was made")
	}
	if _, err := (Figure{}).SVG(canvas.Wide); err == nil {
		t.Error("an empty figure was drawn")
	}
}

func TestTablesOfDifferentMonthsAreRefused(t *testing.T) {
	d := made{runs: 2, months: 14, occupations: 2}.data()
	d.Contrast = made{runs: 2, months: 13, occupations: 2}.data().Contrast
	if _, err := One(d, "adoption"); err == nil || !strings.Contains(err.Error(), "different months") {
		t.Errorf("got %v", err)
	}
}
