package sweep

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// Constraint leaves out points at which two assumptions do not go together: one is to
// be below the other, or their sum is to be at most so much.
type Constraint struct {
	Factor, Below, Plus string
	Most                float64
}

// constraintKeys is the list of constraints.
func constraintKeys() file.Key {
	name := func(name, doc string) *file.Key {
		return &file.Key{Name: name, Kind: file.Choice, Choices: factorNames(), Noun: "factor", Lister: "atelier parameters", Doc: doc}
	}
	first := name("factor", "One of the factors with numbers that the design samples.")
	first.Required = true
	return file.Key{Name: "constraints", Kind: file.Entries, Longest: 100, Doc: "Which points are left out, of designs whose points stand for themselves.",
		Example: "{factor: trust.visible_low, below: trust.visible_high}", Form: plainForm, Children: []*file.Key{
			first, name("below", "It is to be below this one."), name("plus", "Together with this one it is to be"),
			{Name: "at_most", Kind: file.Number, Low: -file.Unbounded, High: file.Unbounded, Doc: "at most so much."},
		}, Entry: func(values map[string]any, _ []any) (any, file.Flaw) {
			var c Constraint
			take(&c.Factor, values["factor"])
			take(&c.Below, values["below"])
			take(&c.Plus, values["plus"])
			take(&c.Most, values["at_most"])
			if (c.Below == "") == (c.Plus == "") || (c.Plus != "") != (values["at_most"] != nil) {
				return c, file.Flaw{Key: "factor", Text: "say below which factor it is, or plus which one at_most how much"}
			}
			return c, file.Flaw{}
		}}
}

// tree is a constraint as its file has it.
func (c Constraint) tree() file.Tree {
	var t file.Tree
	t.Put("factor", c.Factor)
	if c.Below != "" {
		t.Put("below", c.Below)
	} else {
		t.Put("plus", c.Plus)
		t.Put("at_most", c.Most)
	}
	return t
}

// constrain leaves out the points that a constraint does not allow.
func (p *Points) constrain() error {
	if len(p.e.Constraints) == 0 {
		return nil
	}
	if slices.Contains([]string{"morris", "sobol_indices", "one_at_a_time"}, p.e.Design.Kind) {
		return scenarios.Mistake("constraints: points of a design of kind %s mean something only beside each other, so none can be left out; narrow the ranges instead", p.e.Design.Kind)
	}
	for _, c := range p.e.Constraints {
		for _, name := range []string{c.Factor, c.Below, c.Plus} {
			if name != "" && p.sampledAt(name) < 0 {
				return scenarios.Mistake("constraints: %s is not among the assumptions with numbers that differ from point to point", name)
			}
		}
	}
	all := len(p.design)
	p.design = design.Keep(p.design, func(row design.Point) bool {
		return !slices.ContainsFunc(p.e.Constraints, func(c Constraint) bool {
			x := p.number(row, c.Factor)
			return c.Below != "" && x >= p.number(row, c.Below) || c.Plus != "" && x+p.number(row, c.Plus) > c.Most
		})
	})
	if len(p.design) == 0 {
		return scenarios.Mistake("constraints: they leave out all %s", fmt.Sprint(all)+" points")
	}
	return nil
}

// sampledAt is the place of a factor with numbers among those that are sampled, or -1.
func (p *Points) sampledAt(name string) int {
	return slices.IndexFunc(p.sampled, func(i int) bool { return p.e.Factors[i].Name == name && len(p.e.Factors[i].Names) == 0 })
}

// number is what such a factor is at a row of the design.
func (p *Points) number(row design.Point, name string) float64 {
	k := p.sampledAt(name)
	return p.e.Factors[p.sampled[k]].value(row[k], p.e.Design.byLevel(), p.e.Design)
}
