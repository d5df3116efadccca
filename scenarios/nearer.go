package scenarios

import (
	"slices"
	"strings"

	"github.com/spf13/viper"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// nearer checks what the environment and the flags say, binds it to v above
// the files, and returns the mistakes in the order of options.
func nearer(v *viper.Viper, options []Option, env map[string]string, l Layers) Problems {
	var found Problems
	for _, o := range options {
		if raw, given := env[o.Env()]; given && o.stands != flagged {
			found = append(found, o.bindVariable(v, raw)...)
		}
		if given := l.Flags[o.Flag]; len(given) > 0 && o.of(l.Command) {
			found = append(found, o.bindFlag(v, given)...)
		}
	}
	return found
}

// bindVariable checks one variable and lets viper read it.
func (o *Option) bindVariable(v *viper.Viper, raw string) Problems {
	switch o.Kind {
	case file.Entries:
		return setPolicies(v, o.Env(), strings.Fields(raw))
	case file.Section:
		return setParameters(v, o.Env(), strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' }))
	}
	if _, wrong := o.Read(raw); wrong != "" {
		return Problems{{Source: o.Env(), Text: wrong}}
	}
	// BindEnv fails only without a key.
	_ = v.BindEnv(o.Name, o.Env())
	return nil
}

// bindFlag checks one flag and hands it to viper.
func (o *Option) bindFlag(v *viper.Viper, given []string) Problems {
	source := "--" + o.Flag
	switch o.Kind {
	case file.Section:
		return setParameters(v, source, given)
	case file.Entries:
		return setPolicies(v, source, given)
	}
	if len(given) > 1 && o.Kind != file.Names {
		return Problems{{Source: source, Text: "given twice: keep one"}}
	}
	raw := strings.Join(given, ",")
	if o.Negates && raw == "true" {
		raw = "false"
	} else if o.Negates && raw == "false" {
		raw = "true"
	}
	if _, wrong := o.Read(raw); wrong != "" {
		return Problems{{Source: source, Text: wrong}}
	}
	// BindFlagValue fails only without a flag.
	_ = v.BindFlagValue(o.Name, givenFlag{o.Name, raw})
	return nil
}

// setPolicies reads policies, each in one word, and lets them replace all below.
func setPolicies(v *viper.Viper, source string, texts []string) Problems {
	var found Problems
	var list []policy.Setting
	for _, text := range texts {
		s, wrong := parsePolicy(text)
		if wrong.Text == "" {
			wrong = joins(list, s)
		}
		if wrong.Text != "" {
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
			found = append(found, Problem{Source: source, Key: file.Short(path), Text: problem})
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
		guess := file.Meant(path, parameterPaths())
		if guess == "" {
			guess = "; atelier parameters lists them"
		}
		return path, 0, "no parameter has this name" + guess
	}
	k := &file.Key{Kind: file.Number, Low: q.Low, High: q.High}
	x, wrong := k.Read(raw)
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
	return q.Path + "=" + file.Brief(q.High)
}

// givenFlag is a flag that was given, as viper wants to see it.
type givenFlag struct{ key, value string }

func (f givenFlag) HasChanged() bool    { return true }
func (f givenFlag) Name() string        { return f.key }
func (f givenFlag) ValueString() string { return f.value }
func (f givenFlag) ValueType() string   { return "string" }
