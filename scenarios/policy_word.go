package scenarios

import (
	"fmt"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// PolicyText is a policy in one word, as --policy takes it:
// training_subsidy=0.5,start=2027-01,ramp=12,compliance=1,unit_cost=900.
func PolicyText(s policy.Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s=%s,start=%s", s.Policy, file.Exact(s.Dose), file.MonthText(s.Start))
	if s.End != sim.Forever {
		b.WriteString(",end=" + file.MonthText(s.End))
	}
	fmt.Fprintf(&b, ",ramp=%d,compliance=%s,unit_cost=%s", s.Ramp, file.Exact(s.Compliance), file.Exact(s.UnitCost))
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
		if wrong.Text == "" {
			wrong = joins(list, s)
		}
		if wrong.Text != "" {
			return nil, Mistake("%s", Problem{Source: text, Key: wrong.Key, Text: wrong.Text})
		}
		list = append(list, s)
	}
	return list, nil
}

// parsePolicy reads one word: a policy with its dose, and settings.
func parsePolicy(text string) (policy.Setting, file.Flaw) {
	keys := settingKeys()
	values := map[string]any{}
	for i, part := range strings.Split(text, ",") {
		name, raw, valued := strings.Cut(part, "=")
		if i == 0 {
			v, wrong := keys.Child("policy").Value(name)
			if wrong != "" {
				return policy.Setting{}, file.Flaw{Key: "policy", Text: wrong}
			}
			if values["policy"] = v; !valued {
				continue
			}
			name = "dose"
		}
		k := keys.Child(name)
		if k == nil || k.Kind == file.Section {
			k = keys.Find("target." + name)
		}
		switch path := settingPath(keys, name); {
		case k == nil || name == "policy":
			return policy.Setting{}, file.Flaw{Key: name, Text: "a policy has no such setting" + meantSetting(name, keys)}
		case values[path] != nil:
			return policy.Setting{}, file.Flaw{Key: name, Text: "given twice: keep one"}
		default:
			if k.Kind == file.Names {
				raw = strings.ReplaceAll(raw, "/", ",")
			}
			v, wrong := k.Read(raw)
			if wrong != "" {
				return policy.Setting{}, file.Flaw{Key: name, Text: wrong}
			}
			values[path] = v
		}
	}
	return settingOf(values)
}

// settingKeys are the settings of a policy.
var settingKeys = sync.OnceValue(func() *file.Key {
	k := policyKeys()
	return &k
})

// settingPath is where a setting of one word stands in a section.
func settingPath(keys *file.Key, name string) string {
	if keys.Child(name) == nil {
		return "target." + name
	}
	return name
}

// meantSetting names the setting that was meant, or all there are.
func meantSetting(name string, keys *file.Key) string {
	if guess := file.Meant(name, settingNames(keys)); guess != "" {
		return guess
	}
	return "; it may have " + strings.Join(settingNames(keys), ", ")
}

// settingNames are the settings that one word may hold.
func settingNames(keys *file.Key) []string {
	var list []string
	for _, path := range keys.Paths() {
		if path != "policy" {
			list = append(list, strings.TrimPrefix(path, "target."))
		}
	}
	return list
}

// flawed is the problem of one word from a flag or a variable, under the name
// of the policy and of the setting.
func flawed(source, text string, wrong file.Flaw) Problem {
	name := text[:max(0, strings.IndexAny(text+"=", "=,"))]
	where := name + "." + wrong.Key
	switch {
	case wrong.Key == "policy" && policy.Find(name) != nil: // the sentence names it
		where = ""
	case wrong.Key == "policy":
		where = name
	}
	return Problem{Source: source, Key: file.Short(where), Text: wrong.Text}
}
