package scenarios

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/sim"
)

// Schema returns the JSON schema (draft 7) of a scenario file, for completion
// and checks in an editor. It allows what the loader allows, except what no
// schema can say: a key given twice, tabs, anchors and several documents.
func Schema() ([]byte, error) {
	s := scenarioKeys().schema()
	s.Version = "http://json-schema.org/draft-07/schema#"
	s.Title = "Atelier scenario"
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// schema returns the schema of what may stand at k.
func (k *key) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Description: k.doc, Default: k.initial}
	if k.unit != "" {
		s.Description = k.unit + "; " + k.doc
	}
	switch k.kind {
	case section:
		k.sectionSchema(s)
	case text:
		s.Type, s.MaxLength = "string", length(k.longest)
	case word:
		s.Type, s.MaxLength, s.Pattern = "string", length(k.longest), plainWord.String()
	case choice:
		s.Type, s.Enum = "string", anys(k.choices)
	case names:
		s.Type, s.UniqueItems = "array", true
		s.Items = &jsonschema.Schema{Type: "string", Enum: anys(k.choices)}
	case whole:
		s.Type, s.Minimum, s.Maximum = "integer", digits(k.low), digits(k.high)
	case number:
		s.Type = "number"
		if k.high != unbounded {
			s.Minimum, s.Maximum = digits(k.low), digits(k.high)
		}
	case truth:
		s.Type = "boolean"
	case month:
		s.Type, s.Pattern = "string", "^20[2-7][0-9]-(0[1-9]|1[0-2])$"
	case entries:
		s.Type, s.MaxItems = "array", length(sim.MostRules)
		s.Items = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{policyNames(), k.policySchema()}}
	}
	return s
}

// sectionSchema adds the keys below k.
func (k *key) sectionSchema(s *jsonschema.Schema) {
	s.Type, s.Properties = "object", jsonschema.NewProperties()
	s.AdditionalProperties = jsonschema.FalseSchema
	for _, c := range k.children {
		s.Properties.Set(c.name, c.schema())
		if c.required {
			s.Required = append(s.Required, c.name)
		}
	}
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func length(n int) *uint64 {
	u := uint64(n)
	return &u
}

// digits writes a number of a schema without an exponent.
func digits(x float64) json.Number {
	return json.Number(strconv.FormatFloat(x, 'f', -1, 64))
}
