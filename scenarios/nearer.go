package scenarios

import (
	"slices"
	"strings"

	"github.com/spf13/viper"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// nearer checks what the environment and the flags say, binds it to v above
// the files, and returns the mistakes in the order of Settings.
func nearer(v *viper.Viper, env map[string]string, flags map[string][]string) Problems {
	keys := optionKeys()
	var found Problems
	for _, s := range Settings() {
		k := keys.child(s.Key)
		if raw, given := env[s.Key]; given {
			found = append(found, bindVariable(v, s, k, raw)...)
		}
		if given := flags[s.Flag]; len(given) > 0 {
			found = append(found, bindFlag(v, s, k, given)...)
		}
	}
	return found
}

// bindVariable checks one variable and lets viper read it.
func bindVariable(v *viper.Viper, s Setting, k *key, raw string) Problems {
	if k.kind == entries {
		return setPolicies(v, s.Env, strings.Fields(raw))
	}
	if k.kind == section {
		return setParameters(v, s.Env, strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' }))
	}
	if _, wrong := k.read(raw); wrong != "" {
		return Problems{{Source: s.Env, Text: wrong}}
	}
	// BindEnv fails only without a key.
	_ = v.BindEnv(s.Key, s.Env)
	return nil
}

// bindFlag checks one flag and hands it to viper.
func bindFlag(v *viper.Viper, s Setting, k *key, given []string) Problems {
	source := "--" + s.Flag
	if k.kind == section {
		return setParameters(v, source, given)
	}
	if k.kind == entries {
		return setPolicies(v, source, given)
	}
	if len(given) > 1 && !s.Repeat {
		return Problems{{Source: source, Text: "given twice: keep one"}}
	}
	raw := strings.Join(given, ",")
	if s.Negates && raw == "true" {
		raw = "false"
	} else if s.Negates && raw == "false" {
		raw = "true"
	}
	if _, wrong := k.read(raw); wrong != "" {
		return Problems{{Source: source, Text: wrong}}
	}
	// BindFlagValue fails only without a flag.
	_ = v.BindFlagValue(s.Key, givenFlag{s.Key, raw})
	return nil
}

// setPolicies reads policies, each in one word, and lets them replace all below.
func setPolicies(v *viper.Viper, source string, texts []string) Problems {
	var found Problems
	var list []policy.Setting
	for _, text := range texts {
		s, wrong := parsePolicy(text)
		if wrong.text == "" {
			wrong = joins(list, s)
		}
		if wrong.text != "" {
			found = append(found, flawed(source, text, wrong))
			continue
		}
		list = append(list, s)
	}
	v.Set("policies", PolicyTexts(list))
	return found
}

// setParameters reads "path=value" pairs and lets them override all below.
func setParameters(v *viper.Viper, source string, pairs []string) Problems {
	var found Problems
	seen := map[string]bool{}
	for _, pair := range pairs {
		path, value, problem := setParameter(pair)
		if problem == "" && seen[path] {
			problem = "set twice: keep one"
		}
		if problem != "" {
			found = append(found, Problem{Source: source, Key: shortPath(path), Text: problem})
			continue
		}
		seen[path] = true
		v.Set("parameters."+path, value)
	}
	return found
}

// setParameter reads one "path=value".
func setParameter(pair string) (path string, value float64, problem string) {
	path, raw, ok := strings.Cut(pair, "=")
	path, raw = strings.TrimSpace(path), strings.TrimSpace(raw)
	if !ok {
		return path, 0, "write path=value, such as " + exampleSetting()
	}
	q, known := sim.Lookup(path)
	if !known {
		guess := meant(path, parameterPaths())
		if guess == "" {
			guess = "; atelier parameters lists them"
		}
		return path, 0, "no parameter has this name" + guess
	}
	k := &key{kind: number, low: q.Low, high: q.High}
	x, wrong := k.read(raw)
	if wrong != "" {
		return path, 0, wrong
	}
	return path, x.(float64), ""
}

// exampleSetting is a setting that anyone may copy.
func exampleSetting() string {
	paths := parameterPaths()
	i := max(slices.Index(paths, "trust.failure_ratio"), 0)
	q, _ := sim.Lookup(paths[i])
	return q.Path + "=" + brief(q.High)
}

// givenFlag is a flag that was given, as viper wants to see it.
type givenFlag struct{ key, value string }

func (f givenFlag) HasChanged() bool    { return true }
func (f givenFlag) Name() string        { return f.key }
func (f givenFlag) ValueString() string { return f.value }
func (f givenFlag) ValueType() string   { return "string" }
