package scenarios

import (
	"fmt"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// PolicyText is a policy in one word, as --policy takes it:
// training_subsidy=0.5,start=2027-01,ramp=12,compliance=1,unit_cost=900.
func PolicyText(s policy.Setting) string {
	var words []string
	for _, x := range spell(s)[2:] {
		text := fmt.Sprint(x.value)
		switch v := x.value.(type) {
		case float64:
			text = file.Exact(v)
		case []string:
			text = strings.Join(v, "/")
		}
		words = append(words, ","+strings.TrimPrefix(x.path, "target.")+"="+text)
	}
	return s.Policy + "=" + file.Exact(s.Dose) + strings.Join(words, "")
}

// PolicyTexts are all policies of a list, each in one word.
func PolicyTexts(list []policy.Setting) []string {
	return finding.Each(list, PolicyText)
}

// ParsePolicies reads policies, each in one word.
func ParsePolicies(texts []string) ([]policy.Setting, error) {
	list, found := parsePolicies(texts, func(text string, wrong file.Flaw) Problem {
		return Problem{Source: text, Key: wrong.Key, Text: wrong.Text}
	})
	if len(found) > 0 {
		return nil, found[:1]
	}
	return list, nil
}

// parsePolicies reads policies, each in one word, and tells all that is wrong.
func parsePolicies(texts []string, problem func(text string, wrong file.Flaw) Problem) ([]policy.Setting, Problems) {
	var list []policy.Setting
	var found Problems
	for _, text := range texts {
		s, wrong := parsePolicy(text)
		if wrong.Text == "" {
			wrong = joins(list, s)
		}
		if wrong.Text != "" {
			found = append(found, problem(text, wrong))
			continue
		}
		list = append(list, s)
	}
	return list, found
}

// settingKeys are the settings of a policy.
var settingKeys = sync.OnceValue(func() *file.Key {
	k := policyKeys()
	return &k
})

// parsePolicy reads one word: a policy with its dose, and settings.
func parsePolicy(text string) (policy.Setting, file.Flaw) {
	values := map[string]any{}
	for i, part := range strings.Split(text, ",") {
		name, raw, valued := strings.Cut(part, "=")
		if i == 0 {
			v, wrong := settingKeys().Child("policy").Value(name)
			if wrong != "" {
				return policy.Setting{}, file.Flaw{Key: "policy", Text: wrong}
			}
			if values["policy"] = v; !valued {
				continue
			}
			name = "dose"
		}
		path := name
		if settingKeys().Child(name) == nil || name == "target" {
			path = "target." + name
		}
		k := settingKeys().Find(path)
		switch {
		case k == nil || name == "policy":
			return policy.Setting{}, file.Flaw{Key: name, Text: "a policy has no such setting" + meantSetting(name)}
		case values[path] != nil:
			return policy.Setting{}, file.Flaw{Key: name, Text: "given twice: keep one"}
		case k.Kind == file.Names:
			raw = strings.ReplaceAll(raw, "/", ",")
		}
		v, wrong := k.Read(raw)
		if wrong != "" {
			return policy.Setting{}, file.Flaw{Key: name, Text: wrong}
		}
		values[path] = v
	}
	return settingOf(values)
}

// meantSetting names the setting that was meant, or all that one word may hold.
func meantSetting(name string) string {
	names := finding.Each(settingKeys().Paths()[1:], func(path string) string { return strings.TrimPrefix(path, "target.") })
	for _, c := range settingKeys().Children {
		if c.IsCalled(name) {
			return file.Suggested([]string{c.Name})
		}
	}
	if guess := file.Meant(name, names); guess != "" {
		return guess
	}
	return "; it may have " + strings.Join(names, ", ")
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
