package scenarios

import (
	"fmt"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// policyForm is the schema of an entry: a name, or a section with settings. What
// a setting may be, and is unless said, depends on the policy, so each policy
// adds its own part.
func policyForm(s *jsonschema.Schema) *jsonschema.Schema {
	s.Properties.Set("policy", policyNames())
	for _, p := range policy.All() {
		s.AllOf = append(s.AllOf, &jsonschema.Schema{
			If:   properties("policy", &jsonschema.Schema{Type: "string", Const: p.Name}),
			Then: ownSchema(p),
		})
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{policyNames(), s}}
}

// policyNames is the schema of a policy's name, each with what it is.
func policyNames() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: "A policy; atelier policies lists them."}
	for _, p := range policy.All() {
		s.OneOf = append(s.OneOf, &jsonschema.Schema{Const: p.Name, Title: p.Title, Description: p.Does})
	}
	return s
}

// ownSchema is what a policy says of its settings.
func ownSchema(p *policy.Policy) *jsonschema.Schema {
	return properties(
		"dose", &jsonschema.Schema{Type: "number", Description: p.Dose.Unit + "; " + p.Dose.Source, Default: p.Dose.Default,
			Minimum: file.Digits(p.Dose.Low), Maximum: file.Digits(p.Dose.High)},
		"start", &jsonschema.Schema{Default: finding.Date(policy.Start)},
		"ramp", &jsonschema.Schema{Type: "integer", Default: p.Ramp},
		"compliance", &jsonschema.Schema{Type: "number", Description: p.Why, Default: p.Takes},
		"unit_cost", &jsonschema.Schema{Type: "number", Description: fmt.Sprintf("USD for each %s; %s", p.Cost.Per, p.Cost.Source), Default: p.Cost.USD})
}

// properties is a schema of some properties, given as names and schemas.
func properties(pairs ...any) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties()}
	for i := 0; i < len(pairs); i += 2 {
		s.Properties.Set(pairs[i].(string), pairs[i+1].(*jsonschema.Schema))
	}
	return s
}
