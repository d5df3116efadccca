package scenarios

import (
	"math"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/sim"
)

// kind is what may stand at a key.
type kind int

const (
	section kind = iota // keys of its own
	text                // a sentence or more
	word                // a short name
	choice              // one of a few names
	names               // a list of some of a few names
	whole               // a whole number from low to high
	number              // a number from low to high
	truth               // true or false
	month               // a month, such as 2027-01
	entries             // a list of sections or names
)

// key is one place in a scenario file or a configuration file: what may stand
// there and what it means. The loader, the JSON schema and the options of the
// command line are all read off one tree of keys.
type key struct {
	name, doc, unit string
	kind            kind
	low, high       float64  // whole and number: the ends of the range, both allowed; ±unbounded is none
	longest         int      // text and word: characters, not bytes
	choices         []string // choice and names
	lister          string   // choice: the command that lists the choices, where they are many
	noun            string   // choice with a lister: what one of them is
	required        bool
	initial         any // the default; nil where there is none
	children        []*key
}

// unbounded is the end of a range that other rules set.
const unbounded = math.MaxFloat64

// child returns the key of that name below k, or nil.
func (k *key) child(name string) *key {
	for _, c := range k.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// childNames returns the names of the keys below k, in order.
func (k *key) childNames() []string {
	list := make([]string, len(k.children))
	for i, c := range k.children {
		list[i] = c.name
	}
	return list
}

// find returns the key at a dotted path below k, or nil.
func (k *key) find(path string) *key {
	for _, name := range strings.Split(path, ".") {
		if k = k.child(name); k == nil {
			return nil
		}
	}
	return k
}

// paths returns the dotted paths of all keys below k that hold a value.
func (k *key) paths(prefix string) []string {
	var list []string
	for _, c := range k.children {
		if here := join(prefix, c.name); c.kind == section {
			list = append(list, c.paths(here)...)
		} else {
			list = append(list, here)
		}
	}
	return list
}

// scenarioKeys is the tree of a scenario file.
func scenarioKeys() *key {
	o := optionKeys()
	return &key{kind: section, doc: "One question put to the Atelier model of AI adoption in creative work.", children: []*key{
		{name: "name", kind: word, longest: 64, required: true, doc: "Short name, used for folders and in commands."},
		{name: "title", kind: text, longest: 120, doc: "A few words, sentence case."},
		{name: "question", kind: text, longest: 400, doc: "What the scenario asks, in one sentence."},
		{name: "description", kind: text, longest: 4000, doc: "What it assumes, for whoever reads the result."},
		o.child("world"),
		o.child("exposure"),
		{name: "options", kind: section, doc: "How the scenario is played.", children: []*key{
			o.child("population"), o.child("months"), o.child("seed"), o.child("replicates"),
			o.child("counterfactual"), o.child("full"),
		}},
		policyKeys(),
		parameterKeys(),
		o.child("without"),
	}}
}

// optionKeys is the tree of a configuration file: every option of the command
// line under its own name, and the parameters.
func optionKeys() *key {
	d := Default()
	o := d.Options
	return &key{kind: section, doc: "Options of Atelier that hold wherever nothing nearer says otherwise.", children: []*key{
		{name: "world", kind: choice, choices: sim.Worlds, initial: d.World, doc: "How fast generative AI becomes capable; frozen: it stays as in 2021."},
		{name: "exposure", kind: choice, choices: Exposures, initial: d.Exposure, doc: "Whose index says how exposed an occupation is."},
		{name: "population", kind: whole, low: 200, high: 50_000_000, initial: o.Population, doc: "Creatives simulated."},
		{name: "months", kind: whole, low: 1, high: 600, initial: o.Months, doc: "Months played from January 2021."},
		{name: "seed", kind: whole, low: 0, high: 1<<53 - 1, initial: int(o.Seed), doc: "First seed; the same seed gives the same bytes."},
		{name: "replicates", kind: whole, low: 1, high: 1000, initial: o.Replicates, doc: "Runs with different luck."},
		{name: "workers", kind: whole, low: 0, high: 1024, initial: o.Workers, doc: "Processor cores used, 0 for all; never changes a result."},
		{name: "counterfactual", kind: truth, initial: o.Counterfactual, doc: "Play the paired frozen world on the same seeds."},
		{name: "full", kind: truth, initial: o.Full, doc: "Write every group of every replicate."},
		{name: "check", kind: truth, initial: o.Check, doc: "Check every invariant after every month; slower."},
		{name: "without", kind: names, choices: mechanisms(), doc: "Mechanisms left out."},
		policyKeys(),
		parameterKeys(),
		{name: "out", kind: text, longest: 4096, doc: "Folder for the result."},
		{name: "json", kind: truth, initial: false, doc: "Print summary.json and nothing else."},
		{name: "quiet", kind: truth, initial: false, doc: "No progress bar and no words."},
	}}
}

// parameterKeys is the section of the model's parameters, nested as their
// paths are: trust.success_weight is success_weight below trust.
func parameterKeys() *key {
	root := &key{name: "parameters", kind: section, doc: "Parameters that differ from those of the world."}
	for _, p := range sim.Parameters() {
		at := root
		parts := strings.Split(p.Path, ".")
		for _, part := range parts[:len(parts)-1] {
			next := at.child(part)
			if next == nil {
				next = &key{name: part, kind: section}
				at.children = append(at.children, next)
			}
			at = next
		}
		at.children = append(at.children, &key{
			name: parts[len(parts)-1], kind: number, low: p.Low, high: p.High,
			unit: p.Unit, doc: p.Source, initial: p.Default,
		})
	}
	return root
}

// parameterPaths returns the path of every parameter in declaration order.
func parameterPaths() []string {
	all := sim.Parameters()
	list := make([]string, len(all))
	for i, p := range all {
		list[i] = p.Path
	}
	return list
}

// mechanisms returns the names of the mechanisms that can be left out, in the
// order of the month. The model says which: a world without measures, say,
// would show nothing.
var mechanisms = sync.OnceValue(func() []string {
	var list []string
	for _, m := range sim.Schedule {
		if new(sim.World).LeaveOut(m.Name) == nil {
			list = append(list, m.Name)
		}
	}
	return list
})
