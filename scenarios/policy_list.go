package scenarios

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// legend explains the mark below a list.
const legend = finding.Dagger + " assumed: no field estimate stands behind the effect."

// FindPolicy is the policy of a name. An unknown name is bad input; the error
// names the nearest one.
func FindPolicy(name string) (*policy.Policy, error) {
	if p := policy.Find(cmp.Or(Called(name, policy.Names()), name)); p != nil {
		return p, nil
	}
	return nil, Mistake("%s: no policy has this name; there are %s%s",
		file.Shown(name, true), strings.Join(policy.Names(), ", "), file.Meant(name, policy.Names()))
}

// WritePolicies lists every policy for reading, in lines of 80 characters:
// name and title, then default dose, cost, claim and how well it is known.
func WritePolicies(w io.Writer) error {
	var b strings.Builder
	for _, p := range policy.All() {
		fmt.Fprintf(&b, "%-21s%s\n", p.Name, finding.Marked(p.Title, p.Assumed))
		item(&b, "dose", file.Brief(p.Dose.Default)+" "+p.Dose.Unit)
		item(&b, "cost", costText(p))
		item(&b, "claim", finding.Marked(p.Claims.Text, p.Assumed))
		item(&b, "known", p.Known)
		item(&b, "source", p.Dose.Source)
		b.WriteByte('\n')
	}
	b.WriteString(finding.Wrapped(legend+" atelier policies show NAME tells all about one; atelier run --policy NAME puts it in force.", 79) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// item writes a label and a text beside it, wrapped.
func item(b *strings.Builder, label, text string) {
	const indent, width = 14, 79
	fmt.Fprintf(b, "  %-*s%s\n", indent-2, label, strings.TrimLeft(finding.Indented(text, indent, width-indent), " "))
}

// costText says what a policy costs, for what, and who pays.
func costText(p *policy.Policy) string {
	if p.Cost.USD == 0 {
		return p.Cost.Per
	}
	return dollars(p.Cost.USD) + " USD for each " + p.Cost.Per + "; borne by " + payerText(p)
}

// dollars writes an amount with a comma between thousands.
func dollars(x float64) string {
	if x == math.Trunc(x) {
		return finding.Count(int(x))
	}
	return file.Exact(x)
}

// policyRow is everything that is known of a policy.
type policyRow struct {
	Name       string       `json:"name"`
	Title      string       `json:"title"`
	Does       string       `json:"does"`
	Equation   string       `json:"equation"`
	Dose       policy.Dose  `json:"dose"`
	Start      string       `json:"start"` // unless said otherwise
	Ramp       int          `json:"ramp"`  // months
	Compliance shareRow     `json:"compliance"`
	Reach      targetRow    `json:"reach"`
	Usual      targetRow    `json:"usual_target"`
	Cost       policy.Cost  `json:"unit_cost"`
	Payer      string       `json:"payer"`
	Example    string       `json:"example"`
	Claim      policy.Claim `json:"claim"`
	Known      string       `json:"known"`
	Assumed    bool         `json:"assumed"`
	Acts       string       `json:"acts_through"`
	Covered    bool         `json:"covered_only"`
	Levers     []leverRow   `json:"levers"`
}

type shareRow struct {
	Default float64 `json:"default"`
	Source  string  `json:"source"`
}

type leverRow struct {
	Lever string  `json:"lever"`
	Scale float64 `json:"scale"`
}

type targetRow struct {
	Domains   []string `json:"domains"`
	Sizes     []string `json:"sizes"`
	Contracts []string `json:"contracts"`
	Stages    []string `json:"stages"`
}

// WritePoliciesJSON writes every field of some policies as a list of objects.
func WritePoliciesJSON(w io.Writer, list []*policy.Policy) error {
	return file.WriteJSON(w, finding.Each(list, rowOf))
}

// rowOf is a policy as JSON has it.
func rowOf(p *policy.Policy) policyRow {
	r := policyRow{Name: p.Name, Title: p.Title, Does: p.Does, Equation: p.Equation,
		Dose: p.Dose, Start: finding.Date(policy.Start), Ramp: p.Ramp,
		Compliance: shareRow{p.Takes, p.Why}, Reach: targetOf(p.Reach), Usual: targetOf(p.Reach),
		Cost: p.Cost, Payer: payerText(p), Example: p.Example, Claim: p.Claims,
		Known: p.Known, Assumed: p.Assumed, Acts: throughText(p), Covered: p.Design.CoveredOnly}
	for _, x := range p.Design.Pulls {
		r.Levers = append(r.Levers, leverRow{x.Lever.String(), x.Scale})
	}
	return r
}
