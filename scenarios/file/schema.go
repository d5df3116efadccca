package file

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Schema returns the JSON schema (draft 7) of a file, for completion and checks
// in an editor. It allows what Decode allows, except what no schema can say: a
// key given twice, tabs, anchors and several documents.
func (k *Key) Schema(id, title string) ([]byte, error) {
	s := k.schema()
	s.Version, s.ID, s.Title = "http://json-schema.org/draft-07/schema#", jsonschema.ID(id), title
	var b bytes.Buffer
	err := WriteJSON(&b, s)
	return b.Bytes(), err
}

// WriteJSON writes a value for people to read, without escapes for web pages.
func WriteJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// schema returns the schema of what may stand at k.
func (k *Key) schema() *jsonschema.Schema {
	s := &jsonschema.Schema{Description: k.Doc, Default: k.Initial}
	if k.Unit != "" {
		s.Description = k.Unit + "; " + k.Doc
	}
	switch k.Kind {
	case Section:
		k.sectionSchema(s)
	case Text:
		s.Type, s.MaxLength = "string", length(k.Longest)
	case Word:
		s.Type, s.MaxLength, s.Pattern = "string", length(k.Longest), plainWord.String()
	case Choice:
		s.Type, s.Enum = "string", anys(k.Choices)
	case Names:
		s.Type, s.UniqueItems = "array", true
		s.Items = &jsonschema.Schema{Type: "string", Enum: anys(k.Choices)}
	case Whole:
		s.Type = "integer"
		k.limits(s)
	case Number:
		s.Type = "number"
		k.limits(s)
	case Truth:
		s.Type = "boolean"
	case Month:
		k.monthSchema(s)
	case Numbers:
		s.Type, s.Items = "array", &jsonschema.Schema{Type: "number"}
		k.limits(s.Items)
	case Texts:
		s.Type, s.Items = "array", &jsonschema.Schema{Type: "string", MaxLength: length(k.Longest)}
	case Entries:
		s.Type, s.MaxItems = "array", length(k.Longest)
		entry := &jsonschema.Schema{}
		k.sectionSchema(entry)
		s.Items = k.Form(entry)
	}
	return s
}

// monthSchema allows months in numbers and in words, and years, in quotes and without.
func (k *Key) monthSchema(s *jsonschema.Schema) {
	last := 12 * ((k.latest() + 1) / 12) // of the whole years; one month may follow
	ending := ""
	if k.latest() >= last {
		ending = "|" + finding.Date(last)
	}
	year := `20(2[1-9]|[3-6][0-9]|70)`
	var names []string
	for m := range 12 {
		name := strings.Fields(finding.Month(m))[0]
		names = append(names, name, name[:3])
	}
	s.AnyOf = []*jsonschema.Schema{
		{Type: "string", Pattern: "^(" + year + "(-(0[1-9]|1[0-2]))?|(" + strings.Join(names, "|") + ") " + year + ending + ")$"},
		{Type: "integer", Minimum: Digits(finding.FirstYear), Maximum: Digits(float64(finding.FirstYear + last/12 - 1))},
	}
}

// limits adds the range of a number.
func (k *Key) limits(s *jsonschema.Schema) {
	if k.High != Unbounded {
		s.Minimum, s.Maximum = Digits(k.Low), Digits(k.High)
	}
}

// sectionSchema adds the keys below k.
func (k *Key) sectionSchema(s *jsonschema.Schema) {
	s.Type, s.Properties = "object", jsonschema.NewProperties()
	s.AdditionalProperties = jsonschema.FalseSchema
	for _, c := range k.Children {
		s.Properties.Set(c.Name, c.schema())
		if c.Required {
			s.Required = append(s.Required, c.Name)
		}
	}
}

func anys(list []string) []any {
	return finding.Each(list, func(s string) any { return s })
}

func length(n int) *uint64 {
	u := uint64(n)
	return &u
}

// Digits writes a number of a schema without an exponent.
func Digits(x float64) json.Number {
	return json.Number(strconv.FormatFloat(x, 'f', -1, 64))
}
