package sweep

import (
	"errors"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/badtest"
)

// Every experiment that cannot be swept gets the exact message that stands beside it.
func TestBadExperimentsGetTheirExactMessage(t *testing.T) {
	badtest.Check(t, "../testdata/bad/experiments.txt", func(t *testing.T, c badtest.Case) error {
		e, err := Parse("bad.yaml", []byte(c.Input))
		if err == nil {
			_, err = e.Points()
		}
		if err != nil && !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("not bad input: %v", err)
		}
		return err
	})
}
