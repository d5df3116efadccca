package scenarios

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// PolicyText is a policy in one word, as --policy takes it:
// training_subsidy=0.5,start=2027-01,ramp=12,compliance=1,unit_cost=900.
func PolicyText(s policy.Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s=%s,start=%s", s.Policy, exact(s.Dose), MonthText(s.Start))
	if s.End != sim.Forever {
		b.WriteString(",end=" + MonthText(s.End))
	}
	fmt.Fprintf(&b, ",ramp=%d,compliance=%s,unit_cost=%s", s.Ramp, exact(s.Compliance), exact(s.UnitCost))
	for _, k := range said(&s) {
		b.WriteString("," + k.name + "=" + strings.Join(policy.Chosen(k.all, *k.bits), "/"))
	}
	if s.Combine != "" {
		b.WriteString(",combine=" + s.Combine)
	}
	return b.String()
}

// PolicyTexts are all policies of a list, each in one word.
func PolicyTexts(list []policy.Setting) []string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = PolicyText(s)
	}
	return texts
}

// ParsePolicies reads policies, each in one word.
func ParsePolicies(texts []string) ([]policy.Setting, error) {
	var list []policy.Setting
	for _, text := range texts {
		s, wrong := parsePolicy(text)
		if wrong.text == "" {
			wrong = joins(list, s)
		}
		if wrong.text != "" {
			return nil, Mistake("%s", Problem{Source: text, Key: wrong.key, Text: wrong.text})
		}
		list = append(list, s)
	}
	return list, nil
}

// parsePolicy reads one word: a policy with its dose, and settings.
func parsePolicy(text string) (policy.Setting, flaw) {
	keys := policyKeys()
	values := map[string]any{}
	for i, part := range strings.Split(text, ",") {
		name, raw, valued := strings.Cut(part, "=")
		if i == 0 {
			v, wrong := keys.child("policy").value(name)
			if wrong != "" {
				return policy.Setting{}, flaw{"policy", wrong}
			}
			if values["policy"] = v; !valued {
				continue
			}
			name = "dose"
		}
		k := keys.child(name)
		if k == nil || k.kind == section {
			k = keys.find("target." + name)
		}
		switch path := settingPath(keys, name); {
		case k == nil || name == "policy":
			return policy.Setting{}, flaw{name, "a policy has no such setting" + meantSetting(name, keys)}
		case values[path] != nil:
			return policy.Setting{}, flaw{name, "given twice: keep one"}
		default:
			if k.kind == names {
				raw = strings.ReplaceAll(raw, "/", ",")
			}
			v, wrong := k.read(raw)
			if wrong != "" {
				return policy.Setting{}, flaw{name, wrong}
			}
			values[path] = v
		}
	}
	return settingOf(values, "")
}

// settingPath is where a setting of one word stands in a section.
func settingPath(keys *key, name string) string {
	if keys.child(name) == nil {
		return "target." + name
	}
	return name
}

// meantSetting names the setting that was meant, or all there are.
func meantSetting(name string, keys *key) string {
	if guess := meant(name, settingNames(keys)); guess != "" {
		return guess
	}
	return "; it may have " + strings.Join(settingNames(keys), ", ")
}

// settingNames are the settings that one word may hold.
func settingNames(keys *key) []string {
	var list []string
	for _, path := range keys.paths("") {
		if path != "policy" {
			list = append(list, strings.TrimPrefix(path, "target."))
		}
	}
	return list
}

// flawed is the problem of one word from a flag or a variable, under the name
// of the policy and of the setting.
func flawed(source, text string, wrong flaw) Problem {
	name := text[:max(0, strings.IndexAny(text+"=", "=,"))]
	where := name + "." + wrong.key
	switch {
	case wrong.key == "policy" && policy.Find(name) != nil: // the sentence names it
		where = ""
	case wrong.key == "policy":
		where = name
	}
	return Problem{Source: source, Key: shortPath(where), Text: wrong.text}
}
