package scenarios

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/viper"

	"github.com/atelier-sim/atelier/sim/policy"
)

// ConfigFile is read from the working folder when it is there.
const ConfigFile = "atelier.yaml"

// Layers are what is said about a run besides its scenario, as it was given.
type Layers struct {
	// Config is the configuration file; "" reads ConfigFile if it exists.
	Config string
	// Flags are the flags that were given, by name, in order: "population" ->
	// ["5000"]; a switch holds "true" or "false".
	Flags map[string][]string
	// Defaults are a command's own, by the names of a configuration; they
	// stand below every other layer.
	Defaults map[string]int
}

// Run is a scenario with every layer applied, and how the command behaves.
type Run struct {
	Scenario *Scenario
	Out      string // folder, "" for the default
	JSON     bool   // print summary.json and nothing else
	Quiet    bool   // no progress bar, no words
}

// Folder is where a run is written unless Out says otherwise, by the digest of
// its scenario: atelier-runs/baseline-dbfa73cb, below the working folder.
func (r *Run) Folder(digest string) string {
	return filepath.Join("atelier-runs", r.Scenario.Name+"-"+digest[:8])
}

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
// changed.
func Resolve(base *Scenario, l Layers) (*Run, error) {
	env, found := environment(os.Environ())
	config, more, err := readConfig(l.Config, env["config"])
	if err != nil {
		return nil, err
	}
	found = append(found, more...)
	delete(env, "config")

	v := viper.New()
	for key, value := range defaults() {
		v.SetDefault(key, value)
	}
	if list, given := config["policies"].([]policy.Setting); given {
		config["policies"] = PolicyTexts(list)
	}
	layer(v, config)
	for key, value := range l.Defaults {
		v.SetDefault(key, int64(value))
	}
	layer(v, base.settings())
	found = append(found, nearer(v, env, l.Flags)...)
	if len(found) > 0 {
		return nil, found
	}
	r := resolved(v, base)
	if _, err := r.Scenario.Params(); err != nil { // each is in range; together they may not be
		return nil, err
	}
	return r, nil
}

// defaults is the lowest layer: every option but the parameters.
func defaults() map[string]any {
	values := map[string]any{}
	for _, k := range optionKeys().children {
		switch d := k.initial.(type) {
		case nil:
		case int:
			values[k.name] = int64(d)
		default:
			values[k.name] = d
		}
	}
	values["without"] = []string{}
	return values
}

// layer puts values above those that v has from files.
func layer(v *viper.Viper, values map[string]any) {
	nested := map[string]any{}
	for path, value := range values {
		at := nested
		parts := strings.Split(path, ".")
		for _, part := range parts[:len(parts)-1] {
			next, ok := at[part].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[part] = next
			}
			at = next
		}
		at[parts[len(parts)-1]] = value
	}
	// MergeConfigMap fails on no map.
	_ = v.MergeConfigMap(nested)
}

// readConfig decodes the configuration file: the one named by the flag, else
// by the environment, else ConfigFile if it is there.
func readConfig(flag, env string) (map[string]any, Problems, error) {
	path := flag
	if path == "" {
		path = env
	}
	if path == "" {
		if _, err := os.Stat(ConfigFile); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, nil
		}
		path = ConfigFile
	}
	file, err := readFile(path)
	if err != nil {
		return nil, nil, err
	}
	values, err := decode(path, "a configuration", optionKeys(), file)
	if found := (Problems)(nil); errors.As(err, &found) {
		return nil, found, nil
	}
	return values, nil, err
}

// settings returns what a scenario states, by the names of a configuration.
func (s *Scenario) settings() map[string]any {
	o := s.Options
	all := map[string]any{
		"world": s.World, "exposure": s.Exposure, "without": o.Without,
		"options.population": int64(o.Population), "options.months": int64(o.Months),
		"options.seed": int64(o.Seed), "options.replicates": int64(o.Replicates),
		"options.counterfactual": o.Counterfactual, "options.full": o.Full,
		"options.workers": int64(o.Workers), "options.check": o.Check, "policies": PolicyTexts(s.Policies),
	}
	maps.DeleteFunc(all, func(key string, _ any) bool { return !s.states(key) })
	stated := map[string]any{}
	for key, value := range all {
		stated[strings.TrimPrefix(key, "options.")] = value
	}
	for path, value := range s.Parameters {
		stated["parameters."+path] = value
	}
	return stated
}

// resolved reads the layered values into a run.
func resolved(v *viper.Viper, base *Scenario) *Run {
	s := base.Clone()
	s.stated, s.Parameters = nil, map[string]float64{}
	s.Policies, _ = ParsePolicies(v.GetStringSlice("policies")) // checked in each layer
	for _, k := range optionKeys().children {
		if k.kind != section && k.kind != entries && v.IsSet(k.name) {
			s.putOption(k.name, k.settled(v.Get(k.name)))
		}
	}
	for _, path := range parameterPaths() {
		if v.IsSet("parameters." + path) {
			s.Parameters[path] = v.GetFloat64("parameters." + path)
		}
	}
	return &Run{Scenario: s, Out: v.GetString("out"), JSON: v.GetBool("json"), Quiet: v.GetBool("quiet")}
}

// settled returns a layered value in its own type: variables and flags come
// out of viper as the text that was checked when they went in.
func (k *key) settled(value any) any {
	if raw, ok := value.(string); ok {
		value, _ = k.value(raw)
	}
	return value
}
