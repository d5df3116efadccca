package finding

import (
	"math"
	"testing"
)

func TestReadingsOfAMonth(t *testing.T) {
	nan := math.NaN()
	for want, got := range map[string]string{
		"March 2029: 93 of 100, 90 to 96":                 Estimate{Value: 93, Low: 90, High: 96, N: 8}.SpellAt(0, Unsigned).Reading(98, "", " of 100"),
		"March 2029: 93%, 90 to 96%":                      Estimate{Value: 93, Low: 90, High: 96, N: 8}.SpellAt(0, Unsigned).Reading(98, "", "%"),
		"January 2021: USD 4,100 a month, 3,900 to 4,300": Estimate{Value: 4110, Low: 3890, High: 4310, N: 8}.SpellAt(2, Unsigned).Reading(0, "USD ", " a month"),
		"January 2021: +2 points, \u22121 to +5":          Estimate{Value: 2, Low: -1, High: 5, N: 8}.SpellAt(0, Signed).Reading(0, "", " points"),
		"January 2021: 93%":                               Estimate{Value: 93, Low: nan, High: nan, N: 1}.SpellAt(0, Unsigned).Reading(0, "", "%"),
		"January 2021: not defined":                       Undefined("", 0).SpellAt(0, Unsigned).Reading(0, "USD ", " a month"),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestDollarsAYear(t *testing.T) {
	nan := math.NaN()
	for want, e := range map[string]Estimate{
		"USD 41 million a year (35 to 47)":       {Value: 41.2e6, Low: 35.1e6, High: 47.4e6, N: 8},
		"USD 1.3 billion a year (0.7 to 2.1)":    {Value: 1.31e9, Low: 0.72e9, High: 2.08e9, N: 8},
		"USD 1.00 million a year (0.90 to 1.10)": {Value: 0.9999e6, Low: 0.9e6, High: 1.1e6, N: 8},
		"USD 41,000 a year (35,000 to 47,000)":   {Value: 41200, Low: 35100, High: 47400, N: 8},
		"about USD 41 million a year":            {Value: 41.2e6, Low: nan, High: nan, N: 1},
		"about USD 0 a year":                     {N: 8},
	} {
		if got := DollarsAYear(e); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
