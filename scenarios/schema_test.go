package scenarios

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim/policy"
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
				walk(below.(map[string]any), file.Join(path, name))
			}
			return
		}
		n++
		k := scenarioKeys().Find(path)
		low, ranged := s["minimum"].(float64)
		if !ranged {
			return
		}
		high := s["maximum"].(float64)
		for value, want := range map[float64]bool{
			low: true, high: true, math.Nextafter(low, -1e300) - 1: false, math.Nextafter(high, 1e300) + 1: false,
		} {
			if _, wrong := k.Value(string(file.Digits(value))); (wrong == "") != want {
				t.Errorf("%s: %v: %q", path, value, wrong)
			}
		}
	}
	walk(schema, "")
	if want := len(scenarioKeys().Paths()); n != want {
		t.Errorf("the schema has %d values, want %d", n, want)
	}
	if !bytes.Contains(text, []byte(`"$schema": "http://json-schema.org/draft-07/schema#"`)) {
		t.Error("the schema does not name its draft")
	}
}

// The schema tells an editor of every policy what it is, and the range of its
// dose as the loader has it.
func TestSchemaKnowsEveryPolicy(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	type limits struct{ Minimum, Maximum *float64 }
	type named struct{ Const, Title, Description string }
	var schema struct {
		Properties struct {
			Policies struct {
				Items struct {
					AnyOf []struct {
						OneOf []named
						AllOf []struct {
							If   struct{ Properties struct{ Policy named } }
							Then struct{ Properties struct{ Dose limits } }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	forms := schema.Properties.Policies.Items.AnyOf
	all := policy.All()
	if len(forms) != 2 || len(forms[0].OneOf) != len(all) || len(forms[1].AllOf) != len(all) {
		t.Fatalf("the schema knows other policies: %+v", forms)
	}
	for i, p := range all {
		if n := forms[0].OneOf[i]; n.Const != p.Name || n.Title != p.Title || n.Description != p.Does {
			t.Errorf("%s is described as %+v", p.Name, n)
		}
		own := forms[1].AllOf[i]
		dose := own.Then.Properties.Dose
		if own.If.Properties.Policy.Const != p.Name || dose.Minimum == nil || dose.Maximum == nil {
			t.Fatalf("%s has no dose: %+v", p.Name, own)
		}
		for x, right := range map[float64]bool{*dose.Minimum: true, *dose.Maximum: true, *dose.Minimum - 1e-9: false, *dose.Maximum + 1e-9: false} {
			s := p.Setting()
			s.Dose = x
			if _, err := s.Check(); (err == nil) != right {
				t.Errorf("%s: a dose of %v: %v", p.Name, x, err)
			}
		}
	}
}
