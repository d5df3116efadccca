package sim

import (
	"math"
	"testing"
)

// play steps months and fails at the first one that Check refuses.
func play(t *testing.T, w *World, months int) {
	t.Helper()
	for range months {
		w.Step()
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
	}
}

// run steps months without checks, for worlds with facts that a test sets by
// hand and Check would not expect.
func run(w *World, months int) {
	for range months {
		w.Step()
	}
}

// within holds that two numbers agree up to a tolerance, and ends the test if
// they do not.
func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Fatalf("%s: got %.12g, want %.12g +- %g", what, got, want, tolerance)
	}
}

// bar is the bar for |z| in all tests of luck: seeds are fixed, so a failure
// is a change of the model or a defect, and a chance of 7e-6 for new seeds.
const bar = 4.5

// unsurprising holds that an estimate lies within bar standard errors.
func unsurprising(t *testing.T, what string, got, want, se float64) {
	t.Helper()
	z := (got - want) / se
	if !(math.Abs(z) < bar) || !(se > 0) {
		t.Errorf("%s: got %.6g, known %.6g, standard error %.2g: z = %.1f", what, got, want, se, z)
		return
	}
	t.Logf("%s: got %.6g, known %.6g, z = %+.2f", what, got, want, z)
}

// meanAndError of replicates: their mean and its standard error.
func meanAndError(x []float64) (mean, se float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		se += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(se / float64(len(x)-1) / float64(len(x)))
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func TestLabWorldIsConsistent(t *testing.T) {
	for _, n := range []int{200, 2001} {
		w := lab(n, spare(20))
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		shares := make([]float64, len(w.Domains))
		for f, s := range w.Orgs.BaseShare {
			shares[w.Orgs.Domain[f]] += s
		}
		for _, s := range shares {
			within(t, "base shares of a domain", s, 1, 1e-12)
		}
		play(t, w, 40)
	}
}
