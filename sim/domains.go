package sim

import "slices"

// A country has some of the domains that the model knows, in an order of its
// own. What belongs to a domain beyond the country's tables, its elasticity of
// demand and its bit in the target of a rule, is found by the domain's key.

// elasticities are the parameters of demand, one a domain.
var elasticities = domainParameters()

func domainParameters() []Parameter {
	var list []Parameter
	for _, q := range parameters {
		if q.domain != "" {
			list = append(list, q)
		}
	}
	return list
}

// DomainKeys are the domains that the model knows, in the order of their
// parameters and of the bits of Target.Domains.
func DomainKeys() []string {
	keys := make([]string, len(elasticities))
	for k, q := range elasticities {
		keys[k] = q.domain
	}
	return keys
}

// findDomains finds what the model knows of the world's domains. Who makes a
// world refuses domains that the model does not know.
func (w *World) findDomains() {
	known := DomainKeys()
	for d := range w.Domains {
		w.Domains[d].known = slices.Index(known, w.Domains[d].Name)
		if w.Domains[d].known < 0 {
			panic("sim: there is no domain " + w.Domains[d].Name + "; use one of DomainKeys")
		}
	}
}

// elasticity is of demand in a domain of the world.
func (w *World) elasticity(domain int) float64 {
	return *w.Params.field(elasticities[w.Domains[domain].known])
}

// targets tells whether a rule is for a domain.
func (r *Rule) targets(d *Domain) bool { return r.Target.Domains>>d.known&1 != 0 }
