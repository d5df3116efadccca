package scenarios_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	reflected "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/madeup"
)

// compiled compiles a schema as a strict validator does, under its own $id.
func compiled(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := schema.(map[string]any)["$id"].(string)
	if !strings.HasPrefix(id, "https://") {
		t.Fatalf("$id is %q", id)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(id, schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// instance reads JSON as the validator wants it.
func instance(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// ofYAML reads a file of YAML as an editor does; months stay text.
func ofYAML(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Skip("not YAML")
	}
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return instance(t, j)
}

func TestTheSchemaOfScenariosCompilesAndHoldsWhatItShould(t *testing.T) {
	text, err := scenarios.Schema()
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t, text)
	files, _ := filepath.Glob("presets/*.yaml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(ofYAML(t, text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, wrong := range []string{
		"{}", "name: X", "name: x\ncolour: red", "name: x\nworld: utopia", "name: x\noptions: {population: 1}", "name: x\noptions: {months: 1.5}",
		"name: x\npolicies: [rihgts]", "name: x\npolicies: [{policy: rights, dose: 9}]", "name: x\npolicies: [{policy: rights, start: 2020-12}]",
		"name: x\nparameters: {trust: {failure_ratio: 40}}", "name: x\nwithout: [fear, fear]",
	} {
		if schema.Validate(ofYAML(t, []byte(wrong))) == nil {
			t.Errorf("the schema allows %q", wrong)
		}
	}
}

// comparisonSchemaNow is the schema of comparison.json, made of the struct and
// the comments of its fields.
func comparisonSchemaNow(t *testing.T) []byte {
	t.Helper()
	number := &reflected.Schema{AnyOf: []*reflected.Schema{{Type: "number"}, {Type: "null"}}, Description: "null where it is not defined"}
	r := &reflected.Reflector{Mapper: func(of reflect.Type) *reflected.Schema {
		if of == reflect.TypeFor[scenarios.Number]() {
			return number
		}
		return nil
	}}
	if err := r.AddGoComments("github.com/atelier-sim/atelier/scenarios", "."); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(&scenarios.Comparison{})
	for _, of := range s.Definitions {
		for field := of.Properties.Oldest(); field != nil; field = field.Next() {
			if list := *field.Value; list.Type == "array" { // Go writes a list without entries as null
				*field.Value = reflected.Schema{AnyOf: []*reflected.Schema{{Type: "array", Items: list.Items}, {Type: "null"}}, Description: list.Description}
			}
		}
	}
	s.ID, s.Title = "https://github.com/atelier-sim/atelier/schemas/comparison.schema.json", "Atelier comparison"
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

func TestTheSchemaOfComparisonsIsThatOfTheStruct(t *testing.T) {
	now := comparisonSchemaNow(t)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile("comparison.schema.json", now, 0o666); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(now, scenarios.ComparisonSchema()) {
		t.Error("comparison.schema.json is not that of the struct; go test ./scenarios -run TheSchemaOfComparisons -update writes it again")
	}
	schema := compiled(t, now)
	said := madeup.Comparison(madeup.Usual)
	said.Effects[0].Pairing = scenarios.Number(math.NaN())
	var text bytes.Buffer
	if err := said.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(instance(t, text.Bytes())); err != nil {
		t.Error(err)
	}
	if schema.Validate(instance(t, bytes.Replace(text.Bytes(), []byte(`"population":`), []byte(`"populace":`), 1))) == nil {
		t.Error("the schema allows a field that there is not")
	}
}

func TestTheSchemaOfSummariesCompiles(t *testing.T) {
	if compiled(t, scenarios.SummarySchema()).Validate(instance(t, []byte("{}"))) == nil {
		t.Error("the schema allows an empty summary")
	}
}
