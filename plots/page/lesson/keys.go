package lesson

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim"
)

// frontMatter is what may stand between the two lines of dashes at the top of a lesson.
var frontMatter = &file.Key{Noun: "a lesson", Example: "title: What makes an S-curve?", Children: []*file.Key{
	{Name: "id", Kind: file.Word, Longest: 40, Required: true},
	{Name: "title", Kind: file.Text, Longest: 90, Required: true},
	{Name: "minutes", Kind: file.Whole, Low: 5, High: 90, Required: true},
	{Name: "patterns", Kind: file.Names, Choices: finding.Each(infer.Patterns(), func(p infer.Pattern) string { return p.ID })},
	{Name: "scenario", Kind: file.Choice, Choices: scenarios.Presets(), Noun: "preset"},
	{Name: "world", Kind: file.Choice, Choices: sim.Worlds},
	{Name: "seed", Kind: file.Whole, Low: 0, High: 1<<53 - 1},
	{Name: "replicates", Kind: file.Whole, Low: 2, High: 16},
	{Name: "population", Kind: file.Whole, Low: 200, High: 20_000},
	{Name: "months", Kind: file.Whole, Low: 36, High: 240},
	{Name: "parameters", Kind: file.Choice, Choices: scenarios.ParameterChoices},
	{Name: "policies", Kind: file.Texts, Longest: 200},
	{Name: "also", Kind: file.Texts, Longest: 300},
	{Name: "watch", Kind: file.Names, Choices: measures(), Required: true},
	{Name: "assumed", Kind: file.Truth},
}}

// betKeys is what may stand at the top of a bet.
var betKeys = &file.Key{Noun: "a bet", Example: "type: choose", Children: []*file.Key{
	{Name: "name", Kind: file.Word, Longest: 20, Required: true},
	{Name: "type", Kind: file.Choice, Choices: []string{draw, choose, place, order, sorts}, Required: true},
	{Name: "options", Kind: file.Texts, Longest: 120},
	{Name: "of", Kind: file.Names, Choices: measures()},
	{Name: "among", Kind: file.Choice, Choices: sim.Groupings},
	{Name: "from", Kind: file.Whole, Low: finding.FirstYear + 1, High: 2070},
	{Name: "tolerance", Kind: file.Number, Low: 0, High: 100},
	{Name: "answers", Kind: file.Texts, Longest: 300},
	{Name: "bins", Kind: file.Texts, Longest: 60},
	{Name: "profile", Kind: file.Choice, Choices: []string{trainingByFear}},
}}

// measures are those that a lesson may speak of, by their names.
func measures() []string {
	return finding.Each(sim.Measures, func(m sim.Measure) string { return m.Name })
}
