package sweep

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// mostRuns is how many runs an experiment may have unless its budget says more.
const mostRuns = 1_000_000

// ownOptions are the options that an experiment's file may say.
var ownOptions = []string{"population", "months", "seed", "parameter_sets"}

// keys is the tree of an experiment's file.
var keys = sync.OnceValue(func() *file.Key {
	root := &file.Key{Kind: file.Section, Noun: "an experiment", Example: "name: my_sweep", Doc: "One scenario played at many points of its parameters and policies."}
	root.Put("name", file.Key{Kind: file.Word, Longest: 64, Required: true, Doc: "Short name, used for folders."})
	root.Put("title", file.Key{Kind: file.Text, Longest: 120, Doc: "A few words, sentence case."})
	root.Put("question", file.Key{Kind: file.Text, Longest: 400, Doc: "What the experiment asks, in one sentence."})
	root.Put("description", file.Key{Kind: file.Text, Longest: 4000, Lines: true, Doc: "What it assumes and what it chooses."})
	root.Put("scenario", file.Key{Kind: file.Text, Longest: 4096, Initial: "baseline", Doc: "The preset or file that is played at every point."})
	root.Put("factors", factorKeys())
	root.Put("constraints", constraintKeys())
	root.Put("design.kind", file.Key{Kind: file.Choice, Choices: Designs, Initial: Designs[0], Doc: "How points are laid over the ranges of factors."})
	root.Put("design.size", file.Key{Kind: file.Whole, Low: 1, High: 1 << 24, Doc: "Points; of morris trajectories, of sobol_indices base points."})
	root.Put("design.levels", file.Key{Kind: file.Whole, Low: 2, High: 1000, Doc: "Levels of each range, in grid, one_at_a_time and morris."})
	root.Put("design.seed", file.Key{Kind: file.Whole, High: 1<<53 - 1, Doc: "Luck of the design, apart from that of the runs."})
	root.Put("design.second_order", file.Key{Kind: file.Truth, Doc: "sobol_indices: make room for indices of pairs, too."})
	root.Put("replicates", file.Key{Kind: file.Whole, Low: 1, High: 1000, Doc: "Runs of each point, on the same seeds at all points."})
	root.Put("measures", measureKeys())
	root.Put("budget.runs", file.Key{Kind: file.Whole, Low: 1, High: 1e9, Initial: mostRuns, Doc: "Runs at most."})
	root.Put("budget.hours", file.Key{Kind: file.Number, Low: 0.001, High: 1e5, Doc: "Hours on this machine at most, as estimated before the first run."})
	for _, o := range scenarios.OptionsOf("sweep") {
		if slices.Contains(ownOptions, o.Name) {
			root.Put("options."+o.Name, o.Key)
		}
	}
	return root
})

// factorNames are all that can differ from point to point.
var factorNames = sync.OnceValue(func() []string {
	names := []string{worldFactor, scenarioFactor, assumedFactor}
	for _, q := range sim.Parameters() {
		names = append(names, q.Path)
	}
	for _, p := range policy.Names() {
		names = append(names, dosePrefix+p)
	}
	return names
})

// factorKeys is the list of factors.
func factorKeys() file.Key {
	number := func(name, doc string) *file.Key {
		return &file.Key{Name: name, Kind: file.Number, Low: -file.Unbounded, High: file.Unbounded, Doc: doc}
	}
	return file.Key{Name: "factors", Kind: file.Entries, Longest: 1000, Doc: "What differs from point to point: assumptions (parameters, world) and choices (doses, scenario).",
		Example: "{factor: clients.own, low: 1, high: 4}", Entry: factorOf, Form: plainForm, Children: []*file.Key{
			{Name: "factor", Kind: file.Choice, Choices: factorNames(), Noun: "factor", Lister: "atelier parameters", Required: true,
				Doc: "A parameter's path, policy.NAME for the dose of a policy, world, scenario, or assumed: all parameters that nobody has measured, each over its range."},
			number("low", "Low end of the range; that of the model unless said."),
			number("high", "High end of the range; that of the model unless said."),
			{Name: "scale", Kind: file.Choice, Choices: []string{"linear", "log"}, Doc: "Evenly by difference or by ratio."},
			{Name: "distribution", Kind: file.Choice, Choices: Distributions, Doc: "How the range is sampled."},
			number("mode", "Of triangular."), number("mean", "Of normal, which is cut off at the ends."), number("sd", "Standard deviation of normal."),
			{Name: "levels", Kind: file.Whole, Low: 1, High: 1000, Doc: "Of its range in a grid."},
			{Name: "values", Kind: file.Numbers, Low: -file.Unbounded, High: file.Unbounded, Doc: "Instead of a range."},
			{Name: "names", Kind: file.Texts, Longest: 400, Doc: "Of worlds, or of scenarios: presets, files, or policies such as training_subsidy=0.5."},
			{Name: "group", Kind: file.Word, Longest: 64, Doc: "Factors of one group move together in morris and sobol_indices."},
		}}
}

// plainForm adds nothing to the schema of an entry.
func plainForm(s *jsonschema.Schema) *jsonschema.Schema { return s }

// take takes a value over where there is one.
func take[T any](to *T, value any) {
	if v, ok := value.(T); ok {
		*to = v
	}
}

// factorOf is the factor that some values say, after those before it.
func factorOf(values map[string]any, before []any) (any, file.Flaw) {
	f := named(values["factor"].(string))
	take(&f.Low, values["low"])
	take(&f.High, values["high"])
	f.Log = values["scale"] == "log"
	take(&f.Distribution, values["distribution"])
	take(&f.Group, values["group"])
	take(&f.Values, values["values"])
	take(&f.Names, values["names"])
	if n, ok := values["levels"].(int64); ok {
		f.Levels = int(n)
	}
	f.Mode, f.Mean, f.SD = (f.Low+f.High)/2, (f.Low+f.High)/2, (f.High-f.Low)/4
	take(&f.Mode, values["mode"])
	take(&f.Mean, values["mean"])
	take(&f.SD, values["sd"])
	if slices.ContainsFunc(before, func(b any) bool { return b.(Factor).Name == f.Name }) {
		return f, file.Flaw{Key: "factor", Text: f.Name + " stands twice: keep one", Alone: true}
	}
	return f, f.flaw(values)
}

// flaw is what is wrong with a factor.
func (f *Factor) flaw(given map[string]any) file.Flaw {
	switch f.Name {
	case worldFactor, scenarioFactor, assumedFactor:
		return f.flawOfNames(given)
	}
	low, high := f.limits()
	within := func(x float64) bool { return x >= low && x <= high }
	may := fmt.Sprintf("%s to %s", file.Brief(low), file.Brief(high))
	switch {
	case given["names"] != nil:
		return file.Flaw{Key: "names", Text: "are those of world and scenario: give " + f.Name + " values or a range"}
	case given["values"] != nil && len(f.Values) == 0:
		return file.Flaw{Key: "values", Text: "the list is empty: name at least one"}
	case len(f.Values) > 0 && (given["low"] != nil || given["high"] != nil):
		return file.Flaw{Key: "values", Text: "a factor has values or a range: keep one"}
	}
	for i, x := range f.Values {
		if !within(x) {
			return file.Flaw{Key: "values", Text: fmt.Sprintf("value %s: %s may be %s", file.Brief(x), f.Name, may)}
		}
		if slices.Contains(f.Values[:i], x) {
			return file.Flaw{Key: "values", Text: fmt.Sprintf("value %s stands twice: name each once", file.Brief(x))}
		}
	}
	switch {
	case len(f.Values) > 0:
	case !within(f.Low):
		return file.Flaw{Key: "low", Text: fmt.Sprintf("value %s: %s may be %s", file.Brief(f.Low), f.Name, may)}
	case !within(f.High):
		return file.Flaw{Key: "high", Text: fmt.Sprintf("value %s: %s may be %s", file.Brief(f.High), f.Name, may)}
	case f.Low >= f.High:
		return file.Flaw{Key: "high", Text: fmt.Sprintf("the range from %s to %s is empty: let low be below high", file.Brief(f.Low), file.Brief(f.High))}
	case f.Log && f.Low <= 0:
		return file.Flaw{Key: "scale", Text: fmt.Sprintf("log needs a range above 0, and low is %s", file.Brief(f.Low))}
	case f.Distribution == "triangular" && !(f.Mode >= f.Low && f.Mode <= f.High):
		return file.Flaw{Key: "mode", Text: "must lie between low and high"}
	case f.Distribution == "normal" && !(f.Mean >= f.Low && f.Mean <= f.High):
		return file.Flaw{Key: "mean", Text: "must lie between low and high"}
	case f.Distribution == "normal" && !(f.SD >= (f.High-f.Low)/1000):
		return file.Flaw{Key: "sd", Text: "must be at least a thousandth of the range"}
	}
	return file.Flaw{}
}

// flawOfNames is what is wrong with a factor that has names.
func (f *Factor) flawOfNames(given map[string]any) file.Flaw {
	for _, key := range []string{"low", "high", "scale", "distribution", "mode", "mean", "sd", "levels", "values"} {
		if given[key] != nil {
			return file.Flaw{Key: key, Text: f.Name + " has no numbers of its own: leave it out"}
		}
	}
	switch {
	case f.Name == assumedFactor && given["names"] != nil:
		return file.Flaw{Key: "names", Text: "assumed stands for all assumed parameters: leave it out"}
	case f.Name == assumedFactor:
		return file.Flaw{}
	case len(f.Names) == 0:
		return file.Flaw{Key: "names", Text: "the list is empty: name at least one"}
	}
	for i, name := range f.Names {
		if f.Name == worldFactor && !slices.Contains(sim.Worlds, name) {
			return file.Flaw{Key: "names", Text: fmt.Sprintf("%s: no world has this name; there are %s%s", file.Shown(name, true), strings.Join(sim.Worlds, ", "), file.Meant(name, sim.Worlds))}
		}
		if slices.Contains(f.Names[:i], name) {
			return file.Flaw{Key: "names", Text: fmt.Sprintf("%s stands twice: name each once", file.Shown(name, true))}
		}
	}
	return file.Flaw{}
}

// measureKeys is the list of measures.
func measureKeys() file.Key {
	columns := finding.Each(sim.Measures, func(m sim.Measure) string { return m.Name })
	return file.Key{Name: "measures", Kind: file.Entries, Longest: 1000, Doc: "What is kept of each run.",
		Example: "{column: employed, against: frozen}", Entry: measureOf, Form: plainForm, Children: []*file.Key{
			{Name: "column", Kind: file.Choice, Choices: columns, Noun: "measure", Lister: "dictionary.md of a run", Required: true, Doc: "A measure of the model, as in series.csv."},
			{Name: "by", Kind: file.Choice, Choices: sim.Groupings, Initial: table.All, Doc: "Grouping, as in series.csv."},
			{Name: "group", Kind: file.Text, Longest: 100, Initial: table.All, Doc: "Group of it."},
			{Name: "summary", Kind: file.Choice, Choices: Summaries, Initial: Summaries[0], Doc: "What is made of the months of its period."},
			{Name: "month", Kind: file.Month, Doc: "One month, instead of a period."},
			{Name: "from", Kind: file.Month, Doc: "First month of the period; that of the run unless said."},
			{Name: "to", Kind: file.Month, Last: true, Doc: "Last month of the period; that of the run unless said."},
			{Name: "against", Kind: file.Choice, Choices: Againsts, Initial: Againsts[0], Doc: "Alone, or minus the world without AI, in its unit or in per cent of that."},
			{Name: "name", Kind: file.Word, Longest: 100, Doc: "Column of the table."},
		}}
}

// measureOf is the measure that some values say, after those before it.
func measureOf(values map[string]any, before []any) (any, file.Flaw) {
	m := Measure{Column: values["column"].(string), By: table.All, Group: table.All, Summary: Summaries[0], Against: Againsts[0], To: -1}
	take(&m.By, values["by"])
	take(&m.Group, values["group"])
	take(&m.Summary, values["summary"])
	take(&m.Against, values["against"])
	take(&m.From, values["from"])
	take(&m.To, values["to"])
	if month, ok := values["month"].(int); ok {
		m.From, m.To = month, month
		if values["from"] != nil || values["to"] != nil {
			return m, file.Flaw{Key: "month", Text: "a measure has a month or a period: keep one"}
		}
	}
	m.Name = m.usualName()
	take(&m.Name, values["name"])
	switch {
	case (m.By == table.All) != (m.Group == table.All):
		return m, file.Flaw{Key: "group", Text: "by and group go together: give both or none"}
	case !slices.Contains(groupsOf(m.By), m.Group):
		return m, file.Flaw{Key: "group", Text: fmt.Sprintf("%s: no %s has this name%s", file.Shown(m.Group, true), m.By, meant(m.Group, groupsOf(m.By)))}
	case m.To >= 0 && m.To < m.From:
		return m, file.Flaw{Key: "to", Text: "the period is empty: let from be before to"}
	case slices.ContainsFunc(before, func(b any) bool { return b.(Measure).Name == m.Name }):
		return m, file.Flaw{Key: "column", Text: m.Name + " stands twice: keep one, or give it a name of its own", Alone: true}
	case slices.Contains(lead, m.Name) || slices.Contains(factorNames(), m.Name):
		return m, file.Flaw{Key: "name", Text: m.Name + " is a column already: choose another name", Alone: true}
	}
	return m, file.Flaw{}
}

// meant names the group that was meant, or all.
func meant(word string, names []string) string {
	if guess := file.Meant(word, names); guess != "" {
		return guess
	}
	return "; there are " + strings.Join(names, ", ")
}

// Schema returns the JSON schema of an experiment's file.
func Schema() ([]byte, error) {
	return keys().Schema(scenarios.SchemaID("experiment"), "Atelier experiment")
}

// expand puts all assumed parameters of a scenario in the place of the factor assumed,
// but for those that are factors of their own.
func expand(factors []Factor, s *scenarios.Scenario) []Factor {
	var all []Factor
	for _, f := range factors {
		if f.Name != assumedFactor {
			all = append(all, f)
			continue
		}
		for _, q := range infer.AssumedParameters(s) {
			if !slices.ContainsFunc(factors, func(g Factor) bool { return g.Name == q.Path }) {
				one := named(q.Path)
				one.Group = f.Group
				all = append(all, one)
			}
		}
	}
	return all
}
