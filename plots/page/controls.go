package page

import (
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A world is one of the worlds that may be chosen.
type world struct {
	Name, Title, Text string
	Usual             bool
}

// worlds are those of the model, in its order.
func worlds() []world {
	usual := Read("").Scenario.World
	return finding.Each(sim.Worlds, func(name string) world {
		title, text, _ := strings.Cut(plots.WorldText(name), ": ")
		return world{Name: name, Title: title, Text: text, Usual: name == usual}
	})
}

// A handle is a policy as a slider: what it is, and its dose in the unit in which the box
// beside the slider has it.
type handle struct {
	scenarios.PolicyLine
	Does, Example, Equation string
	// Text is a dose in words, see [policy.Dose]; Most, Usual, Step and Fine are doses times
	// Factor, per cent for a share: the highest, the usual, a step of the slider and one of
	// the box. Unit stands behind the box.
	Text                    string
	Most, Usual, Step, Fine float64
	Factor                  float64
	Raw                     float64 // the usual dose as a link has it
	Unit                    string
	Start                   int    // the year in which it starts unless said otherwise
	UsualStart              string // as a link has it
	First, Last             int    // years in which it may start
	group                   string
}

// handleOf is the slider of a policy.
func handleOf(p *policy.Policy) handle {
	usual := p.Setting()
	h := handle{PolicyLine: scenarios.PolicyLineOf(usual), Does: p.Does, Example: p.Example, Equation: p.Equation,
		Text: p.Dose.Text, Factor: 1, Start: finding.FirstYear + usual.Start/12, UsualStart: finding.Date(usual.Start), Raw: p.Dose.Default}
	h.Unit, _, _ = strings.Cut(p.Dose.Unit, " ")
	if strings.Contains(p.Dose.Text, "{%}") {
		h.Factor, h.Unit = 100, "%"
	}
	tidy := func(x float64) float64 { return math.Round(x*1e9) / 1e9 } // 100 x 0.07 is not 7
	h.Most, h.Usual = tidy(p.Dose.High*h.Factor), tidy(p.Dose.Default*h.Factor)
	h.Step = step(h.Most)
	for h.Fine = h.Step; math.Abs(math.Remainder(h.Usual, h.Fine)) > 1e-9; {
		h.Fine = tidy(h.Fine / 10)
	}
	h.First, h.Last = years()
	switch {
	case !p.Assumed:
		h.group = "group_measured"
	case p.Design.Through == sim.People:
		h.group = "group_people"
	case p.Design.Through == sim.Markets:
		h.group = "group_markets"
	default:
		h.group = "group_employers"
	}
	return h
}

// years are those that a world may have.
func years() (first, last int) {
	options := scenarios.OptionsOf(command)
	k := slices.IndexFunc(options, func(o scenarios.Option) bool { return o.Flag == "months" })
	return finding.FirstYear, finding.FirstYear + int(options[k].High)/12 - 1
}

// step is that of a slider from 0 to most: 1, 2 or 5 of some power of ten, so small that
// the way is at most a hundred of them.
func step(most float64) float64 {
	for power := -6; ; power++ {
		for _, digit := range []float64{1, 2, 5} {
			if s := math.Round(digit*math.Pow10(power)*1e9) / 1e9; most/s < 100.5 {
				return s
			}
		}
	}
}

// A group is policies that stand together.
type group struct {
	Key     string // of its title among the words
	Handles []handle
}

// groups are the policies of the registry: first those whose effect somebody has measured,
// then the others by whom they act on. A new policy has its place by what it says of itself.
func groups() []group {
	list := []group{{Key: "group_measured"}, {Key: "group_people"}, {Key: "group_employers"}, {Key: "group_markets"}}
	for _, p := range policy.All() {
		h := handleOf(p)
		k := slices.IndexFunc(list, func(g group) bool { return g.Key == h.group })
		list[k].Handles = append(list[k].Handles, h)
	}
	return slices.DeleteFunc(list, func(g group) bool { return len(g.Handles) == 0 })
}

// A bundle is policies that a preset puts in force together.
type bundle struct {
	Title, Question string
	Policies        []string // as a link has them
}

// bundles are the presets that have policies.
func bundles() []bundle {
	var list []bundle
	for _, name := range scenarios.Presets() {
		s, err := scenarios.Preset(name)
		if err != nil {
			panic(err) // they come with the program, and a test reads them
		}
		if len(s.Policies) > 0 {
			list = append(list, bundle{s.Title, s.Question, scenarios.PolicyTexts(s.Policies)})
		}
	}
	return list
}

// A dial says how a choice is played: a number, or one of a few names.
type dial struct {
	Flag, Title, Doc, Usual string
	Choices                 []string
	Low, High               int
}

// dials are the options of the page besides world and policies that one value says.
func dials() []dial {
	var list []dial
	usual := Read("").Scenario
	for _, o := range scenarios.OptionsOf(command) {
		if o.Flag == "world" || o.Kind != file.Whole && o.Kind != file.Choice {
			continue
		}
		d := dial{Flag: o.Flag, Title: finding.Human(o.Flag), Doc: o.Doc, Usual: o.In(usual), Choices: o.Choices}
		if o.Kind == file.Whole {
			d.Choices, d.Low, d.High = nil, int(o.Low), int(o.High)
		}
		list = append(list, d)
	}
	return list
}

// A measure is a figure that may be drawn.
type measure struct {
	Name, Title string
	Usual       bool
}

// measures are the usual ones in their order, what else a report is about, and who gains and
// loses.
func measures() []measure {
	list := finding.Each(Usual, func(name string) measure {
		return measure{name, scenarios.MeasureOf(sim.MeasureOf(name)).Name(), true}
	})
	for _, m := range sim.MeasuresAt(sim.Main) {
		if !slices.Contains(Usual, m.Name) {
			list = append(list, measure{m.Name, scenarios.MeasureOf(m).Name(), false})
		}
	}
	return append(list, measure{Whom, Words()["whom"], false})
}
