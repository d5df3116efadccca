package scenarios

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/viper"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// ConfigFile is read from the working folder when it is there.
const ConfigFile = "atelier.yaml"

// prefix begins the name of every variable of the environment that is read.
const prefix = "ATELIER_"

// Layers are what is said about a run besides its scenario, as it was given.
type Layers struct {
	// Command is whose defaults and flags hold; "" is run.
	Command string
	// Config is the configuration file; "" reads ConfigFile if it exists.
	Config string
	// Flags are the flags that were given, by name, in order: "population" ->
	// ["5000"]; a switch holds "true" or "false".
	Flags map[string][]string
	// Recorded, if not nil, are the options of a command, by name, that a manifest
	// records beside its scenario. What is played is then as it was: a configuration
	// file changes nothing that counts.
	Recorded map[string]any
	// Alone leaves out what stands around a scenario: the configuration file and the
	// environment. What was played is read again as it was, before there was an option too,
	// unless it is Fresh: then each option is what it is usually.
	Alone, Fresh bool
}

// Given is what a flag was given, "" for nothing or nothing but that.
func (l Layers) Given(flag string) string { return strings.Join(l.Flags[flag], ",") }

// Folder is where a contest is written unless it is said otherwise, by its
// digest: atelier-runs/baseline-dbfa73cb, below the working folder.
func (c *Contest) Folder(digest string) string {
	return filepath.Join("atelier-runs", c.Name()+"-"+digest[:8])
}

// Given tells whether anybody gave an option a value.
func (r *Run) Given(key string) bool { return r.given != nil && r.given(key) }

// Resolve puts the layers together. What stands nearer to the run wins:
//
//	defaults < configuration file < scenario < ATELIER_ variables < flags
//
// Variables of the environment that begin with ATELIER_ are read, and one that
// is unknown is a mistake; an empty one counts as absent. A list given nearer
// replaces the whole list below it.
//
// Every layer is decoded strictly by the same keys before viper layers it,
// since viper lower-cases keys and drops unknown ones. All the mistakes of all
// layers are returned together, as [Problems]. The scenario given is not
// changed; without one the default is played.
func Resolve(base *Scenario, l Layers) (*Run, error) {
	l.Command = cmp.Or(l.Command, "run")
	command, options := l.Command, layered(l.Command)
	for _, other := range []string{patterns, ablation, signs, levers, ranges, sizes, predicted} {
		flag, own := strings.CutPrefix(other, command+" ")
		if given := l.Flags[flag]; own && len(given) > 0 && given[0] == "true" {
			command = other
		}
	}
	env, config, found, err := l.around()
	if err != nil {
		return nil, err
	}
	if base == nil {
		base = Default()
		base.stated = map[string]bool{}
	}
	v := viper.New()
	for _, o := range options {
		if l.Alone && !l.Fresh && o.elsewhere != "" {
			v.SetDefault(o.Name, o.elsewhere)
		} else if value := o.initial(command); value != nil {
			v.SetDefault(o.Name, value)
		}
		if o.stands == flagged {
			delete(config, o.Name) // it is another option's, of another command
		}
	}
	if l.Recorded != nil {
		maps.DeleteFunc(config, func(path string, _ any) bool { return counting(path) })
	}
	for _, values := range []map[string]any{config, base.settings(), l.Recorded} {
		for path, value := range values {
			v.SetDefault(path, value)
		}
	}
	flags, wrong := rewordedTexts(options, env, l.Flags)
	l.Flags = flags
	found = append(append(found, wrong...), nearer(v, options, env, l)...)
	if len(found) > 0 {
		return nil, found
	}
	r := resolved(v, base, options)
	r.command = l.Command
	if found := effectless(r, l); len(found) > 0 {
		return nil, found
	}
	if o := &r.Scenario.Options; l.Command != "bench" { // which tells what more workers than processors bring
		o.Workers = min(o.Workers, runtime.GOMAXPROCS(0))
	}
	for _, o := range options {
		if (o.elsewhere != "" || o.only) && !o.of(l.Command) {
			o.put(r, o.elsewhere)
		}
	}
	_, err = r.Scenario.Params() // each is in range; together they may not be
	return r, err
}

// counting tells whether a key of a configuration file counts for what is played.
func counting(path string) bool {
	name, _, _ := strings.Cut(path, ".")
	return slices.ContainsFunc(optionTable(), func(o Option) bool {
		return o.Name == name && (o.counts != nothing || o.Kind == file.Section)
	})
}

// around reads what stands around a scenario, with its mistakes.
func (l Layers) around() (env map[string]string, config map[string]any, found Problems, err error) {
	if l.Alone {
		return nil, nil, nil, nil
	}
	env, found = environment(os.Environ())
	config, more, err := readConfig(cmp.Or(l.Config, env[prefix+"CONFIG"]))
	return env, config, append(found, more...), err
}

// layered are the options that a command reads from its layers: its own, and
// those of a scenario and other commands that may stand in a configuration.
func layered(command string) []Option {
	own := finding.Each(OptionsOf(command), func(o Option) string { return o.Name })
	return slices.DeleteFunc(slices.Clone(optionTable()), func(o Option) bool {
		return !o.of(command) && (slices.Contains(own, o.Name) || o.stands == labelled || o.stands == flagged)
	})
}

// readConfig decodes a configuration file, or ConfigFile if it is there.
func readConfig(path string) (map[string]any, Problems, error) {
	if path == "" {
		if _, err := os.Stat(ConfigFile); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, nil
		}
		path = ConfigFile
	}
	text, err := file.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	values, found := configKeys().Decode(path, text)
	reworded(values, func(o *Option) string { return o.Name })
	return values, found, nil
}

// environment checks every variable that begins with the prefix and returns
// those that hold something, by name. Variables are written NAME=value.
func environment(environ []string) (map[string]string, Problems) {
	names := []string{"CONFIG"}
	for _, o := range optionTable() {
		if o.stands != labelled && o.stands != flagged {
			names = append(names, strings.TrimPrefix(o.Env(), prefix))
		}
	}
	given := map[string]string{}
	var found Problems
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		own, ours := strings.CutPrefix(name, prefix)
		switch {
		case !ours:
		case slices.Contains(names, own):
			given[name] = value
		default:
			found = append(found, Problem{Source: file.Short(name), Text: "no variable of this name is read; unset it" + meantVariable(own, names)})
		}
	}
	maps.DeleteFunc(given, func(_, value string) bool { return value == "" })
	return given, found
}

// meantVariable is what a variable may be meant to be, whose name has this behind the
// prefix, which does not count as likeness.
func meantVariable(own string, names []string) string {
	if why := unasked(strings.ToLower(own)); why != "" {
		return "; " + why
	}
	var meant []string
	for _, o := range optionTable() {
		if name := strings.TrimPrefix(o.Env(), prefix); o.IsCalled(own) && slices.Contains(names, name) && !slices.Contains(meant, prefix+name) {
			meant = append(meant, prefix+name)
		}
	}
	if near, ok := file.Nearest(own, names); len(meant) == 0 && ok {
		meant = []string{prefix + near}
	}
	return file.Suggested(meant)
}

// settings returns what a scenario states, by the names of a configuration.
func (s *Scenario) settings() map[string]any {
	values := map[string]any{}
	for _, o := range optionTable() {
		if o.OfScenario() && o.instead == "" && o.stands != labelled && s.states(o.path()) {
			values[o.Name] = o.get(&Run{Scenario: s})
		}
	}
	delete(values, "parameters")
	for path, value := range s.Parameters {
		values["parameters."+path] = value
	}
	return values
}

// resolved reads the layered values into a run.
func resolved(v *viper.Viper, base *Scenario, options []Option) *Run {
	s := base.Clone()
	s.stated, s.Parameters = nil, map[string]float64{}
	r := &Run{Scenario: s, given: v.IsSet}
	for _, o := range options {
		if o.Kind != file.Section && v.IsSet(o.Name) {
			o.put(r, v.Get(o.Name))
		}
	}
	for _, path := range parameterPaths() {
		if v.IsSet("parameters." + path) {
			s.Parameters[path] = v.GetFloat64("parameters." + path)
		}
	}
	return r
}

// settings are the policies of a list of entries, nil where it has none.
func settings(entries []any) []policy.Setting {
	if len(entries) == 0 {
		return nil
	}
	return finding.Each(entries, func(e any) policy.Setting { return e.(policy.Setting) })
}
