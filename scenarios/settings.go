package scenarios

import "strings"

// Setting is one option that means the same in every command: its flag, its
// variable of the environment and its key in a configuration file.
type Setting struct {
	Key   string // in a configuration file: "population"
	Flag  string // on the command line, without the dashes
	Env   string // in the environment: "ATELIER_POPULATION"
	Value string // what stands for the value in help, "" for a switch
	Doc   string // what it does, with the default
	// Repeat: the flag may be given several times.
	Repeat bool
	// Negates: the flag is a switch that sets the key to false.
	Negates bool
}

// prefix begins the name of every variable of the environment that is read.
const prefix = "ATELIER_"

// Settings lists the options in the order in which help shows them.
func Settings() []Setting {
	list := []Setting{
		{Key: "population", Value: "N", Doc: "creatives simulated, 200 to 50,000,000 (default 25,000)"},
		{Key: "months", Value: "N", Doc: "months played from January 2021 (default 180)"},
		{Key: "seed", Value: "N", Doc: "first seed; the same seed gives the same bytes (default 1)"},
		{Key: "replicates", Value: "N", Doc: "runs with different luck (default 8)"},
		{Key: "workers", Value: "N", Doc: "processor cores; never changes a result (default all)"},
		{Key: "world", Value: "NAME", Doc: "slow, expected, fast or frozen: how fast AI becomes capable"},
		{Key: "exposure", Value: "NAME", Doc: "consensus, human, gpt4 or observed: whose index of exposure"},
		{Key: "parameters", Flag: "set", Value: "PATH=VALUE", Repeat: true, Doc: "set a parameter; see atelier parameters"},
		{Key: "policies", Flag: "policy", Value: "NAME[=DOSE,...]", Repeat: true, Doc: "put a policy in force; see atelier policies"},
		{Key: "without", Value: "MECHANISM", Repeat: true, Doc: "leave a mechanism out"},
		{Key: "counterfactual", Flag: "no-counterfactual", Negates: true, Doc: "leave the paired frozen world out"},
		{Key: "full", Doc: "write every group of every replicate"},
		{Key: "check", Doc: "check every invariant after every month"},
		{Key: "out", Value: "DIR", Doc: "folder for the result (default atelier-runs/NAME-DIGEST)"},
		{Key: "json", Doc: "print summary.json and nothing else"},
		{Key: "quiet", Doc: "no progress bar and no words"},
	}
	for i := range list {
		s := &list[i]
		if s.Flag == "" {
			s.Flag = s.Key
		}
		s.Env = prefix + strings.ToUpper(s.Key)
		if s.Key == "parameters" {
			s.Env = prefix + "SET"
		}
		if s.Key == "policies" {
			s.Env = prefix + "POLICY"
		}
	}
	return list
}

// variables returns the names of the variables that are read.
func variables() []string {
	list := []string{prefix + "CONFIG"}
	for _, s := range Settings() {
		list = append(list, s.Env)
	}
	return list
}

// meantVariable is meant for names that all begin with the prefix, which does
// not count as likeness.
func meantVariable(name string) string {
	own := make([]string, 0, len(variables()))
	for _, v := range variables() {
		own = append(own, strings.TrimPrefix(v, prefix))
	}
	if near, ok := Nearest(strings.TrimPrefix(name, prefix), own); ok {
		return `; did you mean "` + prefix + near + `"?`
	}
	return ""
}

// environment checks every variable that begins with the prefix and returns
// those that hold something, by key. Variables are written NAME=value.
func environment(environ []string) (map[string]string, Problems) {
	byName := map[string]string{prefix + "CONFIG": "config"}
	for _, s := range Settings() {
		byName[s.Env] = s.Key
	}
	given := map[string]string{}
	var found Problems
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		key, known := byName[name]
		switch {
		case !known:
			found = append(found, Problem{Source: name,
				Text: "no variable of this name is read; unset it" + meantVariable(name)})
		case value != "":
			given[key] = value
		}
	}
	return given, found
}
