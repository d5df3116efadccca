package scenarios

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// object is the part of a JSON schema that lists fields.
type object struct {
	Properties map[string]struct {
		Description string `json:"description"`
	} `json:"properties"`
	Required []string `json:"required"`
}

// fields are the JSON names of a struct, embedded ones included, and those
// that are always written.
func fields(t reflect.Type) (all, always []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			inner, innerAlways := fields(f.Type)
			all, always = append(all, inner...), append(always, innerAlways...)
			continue
		}
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if rest != "omitempty" {
			always = append(always, name)
		}
	}
	return all, always
}

func TestTheSchemaOfSummaryJSONNamesEveryField(t *testing.T) {
	var root struct {
		object
		Definitions map[string]object `json:"definitions"`
	}
	if err := json.Unmarshal(SummarySchema(), &root); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		of   any
		says object
	}{
		{"summary", Summary{}, root.object}, {"measure", Measure{}, root.Definitions["measure"]},
		{"level", Level{}, root.Definitions["level"]}, {"policy", PolicyLine{}, root.Definitions["policy"]}, {"estimate", Estimate{}, root.Definitions["estimate"]},
	} {
		all, always := fields(reflect.TypeOf(c.of))
		for _, name := range all {
			if _, known := c.says.Properties[name]; !known {
				t.Errorf("%s: the schema lacks %q", c.name, name)
			}
		}
		if len(c.says.Properties) != len(all) {
			t.Errorf("%s: the schema has %d fields, the struct %d", c.name, len(c.says.Properties), len(all))
		}
		if !slices.Equal(c.says.Required, always) {
			t.Errorf("%s: required are %v, want %v", c.name, c.says.Required, always)
		}
	}
	for name, p := range root.Properties {
		if p.Description == "" {
			t.Errorf("%s has no description", name)
		}
	}
}
