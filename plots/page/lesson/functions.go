package lesson

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"text/template"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// function is one that a text may call. FORMAT.md lists them all, and a test holds it to
// this table.
type function struct {
	name string
	// takes is how many texts come first, and of which kind; a group as grouping:group and
	// the name of a future may follow where places is true.
	takes  []string
	places bool
	make   func(r *Reading) any
}

// Kinds of texts that functions take.
const (
	aMeasure = "measure"
	aWhen    = "when"
	aPayer   = "payer"
	aRatio   = "ratio"
	aBet     = "bet"
)

var payers = []string{scenarios.PayerPublic, scenarios.PayerFirms, scenarios.PayerBoth, scenarios.PayerLevyIn, scenarios.PayerLevyOut, scenarios.PayerCreatives, scenarios.PayerOrganisations, scenarios.PayerClients}

var ratios = []string{"job-year", "employee-year", "trained", "income-usd"}

var functions []function

func init() { // the table's functions look into the table
	functions = []function{
		{"level", []string{aMeasure, aWhen}, true, func(r *Reading) any { return r.level }},
		{"byAI", []string{aMeasure, aWhen}, true, func(r *Reading) any { return r.byAI }},
		{"byPolicy", []string{aMeasure, aWhen}, true, func(r *Reading) any { return r.byPolicy }},
		{"rank", []string{aMeasure, aWhen}, true, func(r *Reading) any { return r.rank }},
		{"pairing", []string{aMeasure, aWhen}, true, func(r *Reading) any { return r.pairing }},
		{"reaches", []string{aMeasure}, true, func(r *Reading) any { return r.reaches }},
		{"cost", []string{aPayer}, true, func(r *Reading) any { return r.cost }},
		{"per", []string{aRatio}, true, func(r *Reading) any { return r.per }},
		{"why", []string{aRatio}, true, func(r *Reading) any { return r.why }},
		{"same", nil, true, func(r *Reading) any { return r.same }},
		{"runs", nil, true, func(r *Reading) any { return r.runs }},
		{"training", nil, true, func(r *Reading) any { return r.training }},
		{"shape", nil, true, func(r *Reading) any { return r.shape }},
		{"bet", []string{aBet}, false, func(r *Reading) any { return r.verdict }},
		{"answer", []string{aBet}, false, func(r *Reading) any { return r.answer }},
		{"above", nil, false, func(*Reading) any { return above }},
		{"below", nil, false, func(*Reading) any { return below }},
		{"sure", nil, false, func(*Reading) any { return sure }},
		{"side", nil, false, func(*Reading) any { return side }},
		{"minus", nil, false, func(*Reading) any { return minus }},
		{"width", nil, false, func(*Reading) any { return width }},
		{"short", nil, false, func(*Reading) any { return short }},
		{"size", nil, false, func(*Reading) any { return size }},
		{"figures", nil, false, func(*Reading) any { return figures }},
		{"times", nil, false, func(*Reading) any { return times }},
		{"months", nil, false, func(*Reading) any { return months }},
	}
}

func functionOf(name string) *function {
	for i := range functions {
		if functions[i].name == name {
			return &functions[i]
		}
	}
	return nil
}

func functionNames() []string {
	return append(finding.Each(functions, func(f function) string { return f.name }), ofGo...)
}

// functions are those of texts, as package template takes them.
func (r *Reading) functions() template.FuncMap {
	m := template.FuncMap{}
	for _, f := range functions {
		m[f.name] = f.make(r)
	}
	return m
}

// refuses says what is wrong with the texts that a function of a lesson is given.
func (f *function) refuses(l *Lesson, words []string) string {
	if len(words) < len(f.takes) {
		return "takes " + finding.And(f.takes) + ", in quotes"
	}
	for i, kind := range f.takes {
		names := map[string][]string{aMeasure: measures(), aPayer: payers, aRatio: ratios, aBet: finding.Each(l.Bets, func(b *Bet) string { return b.Name })}[kind]
		switch {
		case kind == aWhen && moment(words[i]) == "":
			return file.Shown(words[i], true) + `: no such time; write "2030" for its December, "2030-06", "end" or "period"`
		case kind != aWhen && !slices.Contains(names, words[i]):
			return file.Shown(words[i], true) + ": there is no such " + kind + file.Meant(words[i], names)
		}
	}
	if !f.places {
		return ""
	}
	for _, word := range words[len(f.takes):] {
		by, _, isGroup := strings.Cut(word, ":")
		_, known := l.future(word)
		switch {
		case isGroup && !slices.Contains(sim.Groupings, by):
			return file.Shown(by, true) + ": creatives are not grouped so" + file.Meant(by, sim.Groupings)
		case !isGroup && !known && len(l.Futures) > 0:
			names := finding.Each(l.Futures, func(f Future) string { return f.Name })
			return file.Shown(word, true) + ": the lesson has no future of this name" + file.Meant(word, names)
		}
	}
	return ""
}

// moment is a time as tables call it: "2030" is its December; "" for none.
func moment(word string) string {
	switch {
	case word == finding.AtEnd || word == finding.OverPeriod:
		return word
	case len(word) == 4:
		word += "-12"
	}
	if day, ok := finding.Dated(word); !ok || day.Year() < finding.FirstYear {
		return ""
	}
	return word
}

// A Number is what a function gives: an estimate, and how it is said.
type Number struct {
	finding.Estimate
	sign finding.Sign
}

// String is the number with its unit and interval.
func (n Number) String() string {
	switch {
	case !finding.Defined(n.Value):
		return "not defined"
	case strings.HasSuffix(n.Unit, "USD") && math.Abs(n.Value) >= 1e5:
		return finding.Dollars(n.Value)
	case n.Unit == "persons":
		s, unit := n.SpellLarge(n.sign)
		if s.Low == "" {
			return s.Value + unit
		}
		return s.Value + unit + " (" + s.Interval() + ")"
	}
	return n.Text(n.sign)
}

// shown is an estimate as people read it.
func shown(e finding.Estimate) Number { return Number{e.Shown(false), finding.Unsigned} }

// places are the group and the future of what follows a function's first texts.
func (r *Reading) places(words []string) (by, group string, p *played, err error) {
	by, group = table.All, table.All
	name := first
	for _, w := range words {
		if b, g, isGroup := strings.Cut(w, ":"); isGroup {
			by, group = b, g
		} else {
			name = w
		}
	}
	p, err = r.play(name)
	if err == nil && by != table.All {
		var all []string
		for _, row := range p.futures.Groups {
			if row.By == by {
				all = append(all, row.Group)
			}
		}
		if !slices.Contains(all, group) {
			err = fmt.Errorf("%s: there is no such %s%s", file.Shown(group, true), by, file.Meant(group, all))
		}
	}
	return by, group, p, err
}

// nothing is what is said where no number can be had.
func nothing(measure, when string) error {
	return fmt.Errorf("there is no %s of this group at %s; of groups the end and the period are kept, of sizes every month", measure, when)
}

func (r *Reading) level(measure, when string, words ...string) (Number, error) {
	by, group, p, err := r.places(words)
	if err != nil {
		return Number{}, err
	}
	e, ok := infer.Level(p.futures, page.Chosen, by, group, sim.MeasureOf(measure), moment(when))
	if !ok {
		return Number{}, nothing(measure, when)
	}
	return shown(e), nil
}

// gap is the difference of a future from another of its arms.
func (r *Reading) gap(measure, when string, arm, against int, words []string) (scenarios.Effect, error) {
	by, group, p, err := r.places(words)
	if err != nil {
		return scenarios.Effect{}, err
	}
	if max(arm, against) >= len(p.futures.Arms) {
		return scenarios.Effect{}, fmt.Errorf("this future is the world without AI: there is none to hold it against")
	}
	e, ok := infer.Gap(p.futures, arm, against, by, group, sim.MeasureOf(measure), moment(when))
	if !ok {
		return e, nothing(measure, when)
	}
	return e, nil
}

func (r *Reading) byAI(measure, when string, words ...string) (Number, error) {
	e, err := r.gap(measure, when, page.Chosen, page.WithoutAI, words)
	return Number{e.Shown(), finding.Signed}, err
}

func (r *Reading) byPolicy(measure, when string, words ...string) (Number, error) {
	e, err := r.gap(measure, when, page.Chosen, page.Reference, words)
	return Number{e.Shown(), finding.Signed}, err
}

// rank is the place of a group by what AI makes of a measure, 1 for the one that loses most.
func (r *Reading) rank(measure, when string, words ...string) (int, error) {
	by, group, p, err := r.places(words)
	if err != nil {
		return 0, err
	}
	own, place := 0.0, 1
	var all []float64
	for _, row := range p.futures.Groups {
		if row.By != by {
			continue
		}
		e, err := r.gap(measure, when, page.Chosen, page.WithoutAI, append(slices.Clone(words), row.By+":"+row.Group))
		if err != nil {
			return 0, err
		}
		v := e.Shown().Value
		if all = append(all, v); row.Group == group {
			own = v
		}
	}
	for _, v := range all {
		if v < own {
			place++
		}
	}
	return place, nil
}

// pairing is how many times the runs one would need without the same dice.
func (r *Reading) pairing(measure, when string, words ...string) (Number, error) {
	e, err := r.gap(measure, when, page.Chosen, page.Reference, words)
	return Number{Estimate: finding.Certain(e.Pairing)}, err
}

// A Moment is the month in which something is so, and after all months where it never is.
type Moment struct{ Month, Months int }

// String is the month in words.
func (m Moment) String() string {
	if m.Month >= m.Months {
		return "not before " + finding.Month(m.Months)
	}
	return finding.Month(m.Month)
}

// reaches is the first month in which a share is at a level, given in per cent.
func (r *Reading) reaches(measure string, percent float64, words ...string) (Moment, error) {
	by, group, p, err := r.places(words)
	if err != nil {
		return Moment{}, err
	}
	line := infer.Course{By: by, Group: group, Measure: sim.MeasureOf(measure)}.Of(p.futures, page.Chosen)
	if line == nil {
		return Moment{}, nothing(measure, "every month")
	}
	at := slices.IndexFunc(line, func(e finding.Estimate) bool { return 100*e.Value >= percent })
	if at < 0 {
		at = len(line)
	}
	return Moment{at, len(line)}, nil
}

func (r *Reading) cost(payer string, words ...string) (Number, error) {
	_, _, p, err := r.places(words)
	if err != nil {
		return Number{}, err
	}
	for _, b := range p.study.Bills {
		if b.Arm == p.study.Arms[page.Chosen].Name && b.Policy == "" && b.Payer == payer {
			return Number{b.Estimate, finding.Unsigned}, nil
		}
	}
	return Number{finding.Undefined("", 0), finding.Unsigned}, nil
}

func (r *Reading) ratio(kind string, words []string) (scenarios.Ratio, error) {
	_, _, p, err := r.places(words)
	if err != nil {
		return scenarios.Ratio{}, err
	}
	for _, x := range p.study.Ratios {
		if x.Kind == kind && x.Payer == scenarios.PayerBoth && x.Arm == p.study.Arms[page.Chosen].Name {
			return x, nil
		}
	}
	return scenarios.Ratio{Estimate: finding.Undefined("", 0), Why: "there is no policy"}, nil
}

func (r *Reading) per(kind string, words ...string) (Number, error) {
	x, err := r.ratio(kind, words)
	return Number{x.Estimate, finding.Unsigned}, err
}

func (r *Reading) why(kind string, words ...string) (string, error) {
	x, err := r.ratio(kind, words)
	return x.Why, err
}

// same tells whether the policies of a future change not one bit.
func (r *Reading) same(words ...string) (bool, error) {
	_, _, p, err := r.places(words)
	return err == nil && p.study.Arms[page.Chosen].Idle != "", err
}

// runs is how many were played, in words.
func (r *Reading) runs(words ...string) (string, error) {
	_, _, p, err := r.places(words)
	if err != nil {
		return "", err
	}
	return finding.Runs(p.futures.Replicates()), nil
}

// training is what share of the untrained begins a course in a year, by tenths of fear
// from 1 on.
func (r *Reading) training(tenth int, words ...string) (Number, error) {
	f, err := r.fearful(words)
	if err != nil {
		return Number{}, err
	}
	if tenth < 1 || tenth > len(f.rates) {
		return Number{}, fmt.Errorf("%d: tenths of fear are 1 to %d", tenth, len(f.rates))
	}
	e := finding.Certain(f.rates[tenth-1])
	e.Unit = "share"
	return shown(e), nil
}

func (r *Reading) shape(words ...string) (string, error) {
	f, err := r.fearful(words)
	if err != nil {
		return "", err
	}
	return f.shape(), nil
}

// verdict is what came of a bet, "" where nothing was bet.
func (r *Reading) verdict(name string) (string, error) {
	out, err := r.Outcome(r.Lesson.bet(name))
	return out.Verdict, err
}

// answer is the option that the run gives to a bet of one option.
func (r *Reading) answer(name string) (string, error) {
	out, err := r.Outcome(r.Lesson.bet(name))
	return out.Choice, err
}

// value is a number or a moment as one that can be compared.
func value(x any) (float64, error) {
	switch x := x.(type) {
	case Number:
		return x.Value, nil
	case Moment:
		return float64(x.Month), nil
	case int:
		return float64(x), nil
	case float64:
		return x, nil
	}
	return math.NaN(), fmt.Errorf("%v is no number", x)
}

func both(a, b any) (x, y float64, err error) {
	if x, err = value(a); err != nil {
		return
	}
	y, err = value(b)
	return
}

// above tells whether a is more than b; undefined numbers are not.
func above(a, b any) (bool, error) {
	x, y, err := both(a, b)
	return x > y, err
}

func below(a, b any) (bool, error) {
	x, y, err := both(a, b)
	return x < y, err
}

// sure tells whether a difference may be claimed.
func sure(n Number) bool { return n.Sure() }

// side is gain, loss or neither: what may be said of a difference.
func side(n Number) string {
	switch {
	case !n.Sure():
		return "neither"
	case n.Value > 0:
		return "gain"
	}
	return "loss"
}

// minus is how much a is more than b: months between moments, points between shares.
func minus(a, b any) (Number, error) {
	x, y, err := both(a, b)
	e := finding.Certain(x - y)
	if n, is := a.(Number); is {
		if e.Unit = n.Unit; e.Unit == "%" {
			e.Unit = "points"
		}
	}
	return Number{e, finding.Unsigned}, err
}

// width is how far apart the ends of an interval are.
func width(n Number) Number {
	e := finding.Certain(n.High - n.Low)
	e.Unit = n.Unit
	return Number{e, finding.Unsigned}
}

// short is a number without its interval.
func short(n Number) Number {
	place := n.Place
	n.Estimate = finding.Certain(n.Value)
	n.Place = place
	return n
}

// size is how large a number is, without its sign.
func size(n Number) Number {
	if n.Value < 0 {
		n.Estimate = n.Scaled(-1)
	}
	return n
}

// figures is a number to so many significant figures, for one that is counted and not estimated.
func figures(n int, x Number) string { return finding.Figures(x.Value, n) }

// times is a number so many times.
func times(factor float64, n Number) Number {
	return Number{n.Scaled(factor), n.sign}
}

// months is how many there are before a moment, for what is put in order.
func months(m Moment) int { return m.Month }

// played is a future of a lesson that was played.
type played struct {
	study   *scenarios.Study
	futures *ensemble.Futures
	choice  page.Choice
}
