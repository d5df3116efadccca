package scenarios

import (
	"strings"

	"github.com/spf13/viper"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
)

// nearer checks what the environment and the flags say, binds it to v above
// the files, and returns the mistakes in the order of options.
func nearer(v *viper.Viper, options []Option, env map[string]string, l Layers) Problems {
	var found Problems
	for _, o := range options {
		if raw, given := env[o.Env()]; given && o.stands != flagged {
			found = append(found, o.set(v, o.Env(), o.several(raw))...)
		}
		if given := l.Flags[o.Flag]; len(given) > 0 && o.of(l.Command) {
			if o.Negates {
				given = negated(given)
			}
			found = append(found, o.set(v, "--"+o.Flag, given)...)
		}
	}
	return found
}

// several are the parameters or policies of one variable; what else it holds is
// one text.
func (o *Option) several(raw string) []string {
	switch o.Kind {
	case file.Entries:
		return strings.Fields(raw)
	case file.Section:
		return strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' })
	}
	return []string{raw}
}

// negated is what a switch that sets its key to false was given.
func negated(given []string) []string {
	turned := strings.NewReplacer("true", "false", "false", "true")
	return strings.Split(turned.Replace(strings.Join(given, ",")), ",")
}

// set checks what a variable or a flag gives and puts it above all below.
func (o *Option) set(v *viper.Viper, source string, given []string) Problems {
	switch {
	case o.Kind == file.Section:
		return setParameters(v, source, given)
	case o.Kind == file.Entries:
		list, found := parsePolicies(given, func(text string, wrong file.Flaw) Problem { return flawed(source, text, wrong) })
		v.Set(o.Name, list)
		return found
	case len(given) > 1 && o.Kind != file.Names:
		return Problems{{Source: source, Text: "given twice: keep one"}}
	}
	value, wrong := o.Read(strings.Join(given, ","))
	if wrong != "" {
		return Problems{{Source: source, Text: wrong}}
	}
	if o.Value == "DIR" {
		if wrong := Folder(value.(string)); wrong != "" {
			return Problems{{Source: source, Text: wrong}}
		}
	}
	v.Set(o.Name, value)
	return nil
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
		example, _ := sim.Lookup("trust.failure_ratio")
		return path, 0, "write path=value, such as " + example.Path + "=" + file.Brief(example.High)
	}
	k := configKeys().Find("parameters." + path)
	if why := goneFor(path); why != "" {
		return path, 0, why
	}
	if k == nil || k.Kind == file.Section {
		guess := file.Meant(path, parameterPaths())
		if guess == "" {
			guess = "; atelier parameters lists them"
		}
		return path, 0, "no parameter has this name" + guess
	}
	x, wrong := k.Read(raw)
	if wrong != "" {
		return path, 0, wrong
	}
	return path, x.(float64), ""
}
