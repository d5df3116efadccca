package evidence

import (
	"io/fs"
	"slices"
)

// Flow is one rate of movement, a share a month unless Unit says otherwise.
type Flow struct {
	Key, Unit        string
	Value, Low, High float64
	Source, Note     string
}

// Flows are the movements of a labour market in ordinary years, in the order
// of flows.csv.
type Flows []Flow

// FlowKeys are the flows every country must give.
var FlowKeys = []string{
	"separation", "job_finding", "leave_labour_force", "other_group", "other_group_true",
	"job_to_job", "exit", "openings", "hires", "quits", "layoffs",
}

// Rate returns the value of a flow; it panics on a key not in FlowKeys.
func (f Flows) Rate(key string) float64 {
	for _, flow := range f {
		if flow.Key == key {
			return flow.Value
		}
	}
	panic("evidence: there is no flow " + key + "; use one of FlowKeys")
}

// SteadyUnemployment is the share of the labour force without work at which
// separations and job finding balance: s / (s + f).
func (f Flows) SteadyUnemployment() float64 {
	s := f.Rate("separation")
	return s / (s + f.Rate("job_finding"))
}

func (c *Country) loadFlows(folder fs.FS) error {
	t, err := open(folder, "flows.csv", "key", "value", "low", "high", "unit", "source", "note")
	if err != nil {
		return err
	}
	for t.next() {
		f := Flow{
			Key: t.newKey("key"), Value: t.share("value"), Low: t.share("low"), High: t.share("high"),
			Unit: t.text("unit"), Source: c.source(t), Note: t.text("note"),
		}
		if !slices.Contains(FlowKeys, f.Key) {
			t.failf("key", "%q is not a flow; use one of %v", f.Key, FlowKeys)
		}
		c.Flows = append(c.Flows, f)
	}
	return t.err
}
