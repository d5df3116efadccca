package plots

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// WriteCSV writes the figure's values, one a line, each with its interval, the
// number of runs, what the interval is, and whether it rests on an assumed
// effect. Numbers have nine digits; an undefined one is empty. A figure of a
// comparison names policy and world first.
func (f Figure) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	compared := slices.ContainsFunc(f.Values, func(e finding.Estimate) bool { return e.Arm != "" })
	line := func(arm, world string, fields ...string) {
		if compared {
			fields = append([]string{arm, world}, fields...)
		}
		_ = out.Write(fields) // Flush keeps the error
	}
	line("arm", "world", "measure", "group", "date", "unit", "value", "low", "high", "n", "method", "assumed")
	for _, e := range f.Values {
		line(e.Arm, e.World, e.Label, e.Group, e.When, e.Unit, nine(e.Value), nine(e.Low), nine(e.High),
			strconv.Itoa(e.N), e.Method, strconv.FormatBool(e.Assumed))
	}
	out.Flush()
	return out.Error()
}

// nine is a number with nine digits; empty if undefined.
func nine(v float64) string {
	if !finding.Defined(v) {
		return ""
	}
	if v == 0 {
		v = math.Abs(v)
	}
	return strconv.FormatFloat(v, 'g', 9, 64)
}
