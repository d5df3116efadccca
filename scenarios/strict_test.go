package scenarios_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	reflected "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/atelier-sim/atelier/scenarios"
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

// studySchemaNow is the schema of summary.json and comparison.json, made of the
// struct and the comments of its fields, those of finding among them.
func studySchemaNow(t *testing.T) []byte {
	t.Helper()
	orNull := func(s *reflected.Schema) []*reflected.Schema { return []*reflected.Schema{s, {Type: "null"}} }
	r := &reflected.Reflector{Mapper: func(of reflect.Type) *reflected.Schema {
		if of.Kind() == reflect.Float64 { // null where it is not defined
			return &reflected.Schema{AnyOf: orNull(&reflected.Schema{Type: "number"})}
		}
		return nil
	}}
	if err := r.AddGoComments("github.com/atelier-sim/atelier/scenarios", "."); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(&scenarios.Study{})
	for _, of := range s.Definitions {
		for field := of.Properties.Oldest(); field != nil; field = field.Next() {
			if list := *field.Value; list.Type == "array" { // Go writes a list without entries as null
				*field.Value = reflected.Schema{AnyOf: orNull(&reflected.Schema{Type: "array", Items: list.Items}), Description: list.Description}
			}
		}
	}
	s.ID, s.Title = "https://github.com/atelier-sim/atelier/schemas/study.schema.json", "Atelier summary or comparison"
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

func TestTheSchemaOfStudiesIsThatOfTheStruct(t *testing.T) {
	now := studySchemaNow(t)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile("study.schema.json", now, 0o666); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(now, scenarios.StudySchema()) {
		t.Error("study.schema.json is not that of the struct; go test ./scenarios -run TheSchemaOfStudies -update writes it again")
	}
	for _, field := range []string{"how value and interval came about", "what readers call it", "runs behind the estimate", "in the tables of who gains and who loses", "null where the effect could be"} {
		if !strings.Contains(string(now), field) {
			t.Errorf("the schema says nothing of %q", field)
		}
	}
	for name, play := range map[string]func() *scenarios.Study{"summary": tinyRun, "comparison": tinyContest} {
		schema, text := compiled(t, now), written(t, play())
		if err := schema.Validate(instance(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Contains(text, []byte(": null")) {
			t.Errorf("%s: no number is undefined", name)
		}
		for _, wrong := range [][2]string{{`"population":`, `"populace":`}, {`"kind": "`, `"kind": 3, "was": "`}, {`"value": `, `"value": "", "was": `}, {`"n": 3`, `"n": 3.5`}} {
			if schema.Validate(instance(t, bytes.Replace(text, []byte(wrong[0]), []byte(wrong[1]), 1))) == nil {
				t.Errorf("%s: the schema allows %s", name, wrong[1])
			}
		}
	}
}
