package scenarios

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim"
)

// The schema and the loader are read off one tree; this holds them together at
// the values where they could part.
func TestSchemaAllowsWhatTheLoaderAllows(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	n := 0
	var walk func(s map[string]any, path string)
	walk = func(s map[string]any, path string) {
		if properties, ok := s["properties"].(map[string]any); ok {
			if s["additionalProperties"] != false {
				t.Errorf("%s allows unknown keys", path)
			}
			for name, below := range properties {
				walk(below.(map[string]any), join(path, name))
			}
			return
		}
		n++
		k := scenarioKeys().find(path)
		low, ranged := s["minimum"].(float64)
		if !ranged {
			return
		}
		high := s["maximum"].(float64)
		for value, want := range map[float64]bool{
			low: true, high: true, math.Nextafter(low, -1e300) - 1: false, math.Nextafter(high, 1e300) + 1: false,
		} {
			if _, wrong := k.value(string(digits(value))); (wrong == "") != want {
				t.Errorf("%s: %v: %q", path, value, wrong)
			}
		}
	}
	walk(schema, "")
	if want := len(sim.Parameters()) + 13; n != want {
		t.Errorf("the schema has %d values, want %d", n, want)
	}
	if !bytes.Contains(text, []byte(`"$schema": "http://json-schema.org/draft-07/schema#"`)) {
		t.Error("the schema does not name its draft")
	}
}
