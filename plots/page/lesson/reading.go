package lesson

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A Reading is one telling of a lesson to somebody who has bet this or that: it plays
// the futures that its texts ask for, each once, and fills them in. It is for one goroutine.
type Reading struct {
	Lesson *Lesson
	Stakes map[string]Stake

	ctx    context.Context
	desk   *page.Desk
	played map[string]*played
	fears  map[string]*fearful
	failed error
}

// Tell begins a reading of a lesson; what is played lies on the desk's shelf.
func Tell(ctx context.Context, d *page.Desk, l *Lesson, stakes map[string]Stake) *Reading {
	return &Reading{Lesson: l, Stakes: stakes, ctx: ctx, desk: d, played: map[string]*played{}, fears: map[string]*fearful{}}
}

// play plays a future of the lesson, once.
func (r *Reading) play(name string) (*played, error) {
	if p := r.played[name]; p != nil {
		return p, nil
	}
	f, _ := r.Lesson.future(name)
	p := &played{choice: page.Read(f.Link)}
	p.study, p.futures, r.failed = r.desk.Play(r.ctx, p.choice)
	if r.failed != nil {
		return nil, r.failed
	}
	r.played[name] = p
	return p, nil
}

// tenths of fear.
const tenths = 10

// fearful is who begins a first course in AI, by how much they fear displacement: a share
// of those who have taken none yet, a year.
type fearful struct {
	rates [tenths]float64
}

// fearful watches replicates of a future for who begins a first course. Each month counts
// from the second year of the period in which there are courses at all on.
func (r *Reading) fearful(words []string) (*fearful, error) {
	_, _, p, err := r.places(words)
	if err != nil {
		return nil, err
	}
	key := p.choice.Link()
	if f := r.fears[key]; f != nil {
		return f, nil
	}
	s := p.choice.Scenario
	f, err := ensemble.New([]*scenarios.Scenario{s}, []string{s.World}, s.Options)
	if err != nil {
		return nil, err
	}
	if err := r.desk.Limits.Allow(s.Options, 1, s.Options.Replicates); err != nil {
		return nil, err
	}
	f.Options.Workers = r.desk.Workers
	watched := make([]courses, s.Options.Replicates)
	f.Watch = func(replicate, _ int, w *sim.World) { watched[replicate-1].watch(w) }
	if r.failed = f.Play(r.ctx, s.Options.Replicates, func(_, _ int64) { r.desk.Breathe() }); r.failed != nil {
		return nil, r.failed
	}
	var all fearful
	for t := range all.rates {
		untrained, begun := int64(0), int64(0)
		for i := range watched {
			untrained, begun = untrained+watched[i].untrained[t], begun+watched[i].begun[t]
		}
		all.rates[t] = 12 * float64(begun) / float64(untrained)
	}
	r.fears[key] = &all
	return &all, nil
}

// courses counts one replicate: months of people without a course, and first courses, by
// tenths of fear.
type courses struct {
	trained          map[uint64]bool
	untrained, begun [tenths]int64
	any              bool
}

func (c *courses) watch(w *sim.World) {
	if c.trained == nil {
		c.trained = map[uint64]bool{}
	}
	people := &w.Creatives
	for i, state := range people.State {
		if state == sim.Vacant {
			continue
		}
		id, has := people.ID[i], people.Flags[i]&sim.Trained != 0
		if had := c.trained[id]; !had && c.any {
			t := min(tenths-1, int(tenths*people.Fear[i]))
			c.untrained[t]++
			if has {
				c.begun[t]++
			}
		}
		if has {
			c.trained[id], c.any = true, true
		}
	}
}

// clear is how much a rate differs from another where a shape is told.
const clear = 0.15

// shape is what the rates do from little fear to much: "hump" where they rise and then
// fall, "rising", "falling", or "flat". Tenths of fear in which nobody was count for nothing.
func (f *fearful) shape() string {
	rates := slices.DeleteFunc(slices.Clone(f.rates[:]), math.IsNaN)
	if len(rates) < 3 {
		return "flat"
	}
	top := slices.Max(rates)
	up, down := rates[0] < (1-clear)*top, rates[len(rates)-1] < (1-clear)*top
	switch {
	case up && down:
		return "hump"
	case up:
		return "rising"
	case down:
		return "falling"
	}
	return "flat"
}

// An Outcome is what came of a bet: how it was judged, in words, and the run's own values
// in the layout of the bet's, for its picture.
type Outcome struct {
	Verdict string       `json:"verdict"` // "" where nothing was bet
	Gap     string       `json:"gap"`     // a sentence on how far the bet lies from the run
	Right   string       `json:"right"`   // what the run says, in words
	Choice  string       `json:"choice"`
	Curve   []float64    `json:"curve"`  // per cent by year, from the bet's first year on
	Given   []float64    `json:"given"`  // per cent by year before it, from 2021 on
	Places  [][2]float64 `json:"places"` // by option
	Others  []Placed     `json:"others"` // every group of the grouping
	Order   []string     `json:"order"`
	Bins    []string     `json:"bins"`
	Bars    []float64    `json:"bars"` // of a profile, per cent
}

// Placed is a group by two measures.
type Placed struct {
	Title string  `json:"title"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
}

// Outcome judges a bet. Where nothing was bet, it says what the run says.
func (r *Reading) Outcome(b *Bet) (Outcome, error) {
	stake, has := r.Stakes[b.Name]
	judge := map[string]func(*Bet, *Outcome, *Stake) error{draw: r.drawn, place: r.placed, choose: r.chosen, order: r.ordered, sorts: r.sorted}[b.Type]
	var o Outcome
	if !has {
		err := judge(b, &o, nil)
		return o, err
	}
	err := judge(b, &o, &stake)
	return o, err
}

// drawn judges a curve against the run's own in each December.
func (r *Reading) drawn(b *Bet, o *Outcome, s *Stake) error {
	p, err := r.play(first)
	if err != nil {
		return err
	}
	measure := sim.MeasureOf(b.Of[0])
	line := infer.Course{By: table.All, Group: table.All, Measure: measure}.Of(p.futures, page.Chosen)
	for month := 11; month < len(line); month += 12 {
		v := 100 * line[month].Value
		if finding.FirstYear+month/12 < b.From {
			o.Given = append(o.Given, v)
		} else {
			o.Curve = append(o.Curve, v)
		}
	}
	if len(o.Curve) == 0 {
		return scenarios.Mistake("%s: the run ends before %d, the year from which the bet %s is drawn", r.Lesson.Source, b.From, b.Name)
	}
	last := o.Curve[len(o.Curve)-1]
	o.Right = finding.Sentence("in the run it is " + finding.Share(last/100) + " in " + finding.Moment(12*(b.From-finding.FirstYear+len(o.Curve))-1))
	if s == nil || len(s.Curve) != len(o.Curve) {
		return nil
	}
	sum := 0.0
	for i, v := range s.Curve {
		sum += v - o.Curve[i]
	}
	mean := sum / float64(len(o.Curve))
	off := finding.At(math.Abs(mean), 0) + " points"
	switch {
	case math.Abs(mean) <= b.Tolerance:
		o.Verdict, o.Gap = "near", finding.Sentence("your curve lies "+off+" from the run's on average: that is near")
	case mean > 0:
		o.Verdict, o.Gap = "above", finding.Sentence("your curve lies "+off+" above the run's on average")
	default:
		o.Verdict, o.Gap = "below", finding.Sentence("your curve lies "+off+" below the run's on average")
	}
	return nil
}

// placed judges where groups were put by two measures: of a share by its level, of the rest
// by what AI makes of it.
func (r *Reading) placed(b *Bet, o *Outcome, s *Stake) error {
	p, err := r.play(first)
	if err != nil {
		return err
	}
	at := func(group string) ([2]float64, error) {
		var v [2]float64
		for i, name := range b.Of {
			n, err := r.axis(name, b.Among+":"+group)
			if err != nil {
				return v, err
			}
			v[i] = n.Value
		}
		return v, nil
	}
	var said []string
	for _, option := range b.Options {
		v, err := at(option.ID)
		if err != nil {
			return err
		}
		if !finding.Defined(v[0]) || !finding.Defined(v[1]) {
			return file.Problems{{Source: r.Lesson.Source, Line: b.line, Column: 1, Key: b.Name, Text: file.Shown(option.ID, true) + " has no place: " + finding.And(b.Of) + " are not both defined for it"}}
		}
		o.Places = append(o.Places, v)
		said = append(said, option.Words+" at "+finding.At(v[0], 0)+" and "+finding.At(v[1], 0))
	}
	o.Right = finding.Sentence("in the run: " + finding.And(said))
	for _, g := range p.futures.Groups {
		if g.By == b.Among {
			v, err := at(g.Group)
			if err != nil {
				return err
			}
			if finding.Defined(v[0]) && finding.Defined(v[1]) {
				o.Others = append(o.Others, Placed{p.study.GroupTitle(g.Group), v[0], v[1]})
			}
		}
	}
	if s == nil {
		return nil
	}
	worst, which := 0.0, 0
	for i, v := range o.Places {
		for k := range v {
			if off := math.Abs(s.Places[i][k] - v[k]); off > worst {
				worst, which = off, i
			}
		}
	}
	o.Verdict = "far"
	if worst <= b.Tolerance {
		o.Verdict = "near"
	}
	o.Gap = finding.Sentence("the farthest from the run are " + b.Options[which].Words + ", by " + finding.At(worst, 0) + " points")
	return nil
}

// axis is where a group stands by a measure.
func (r *Reading) axis(measure, group string) (Number, error) {
	if sim.MeasureOf(measure).Unit == "share" {
		return r.level(measure, finding.OverPeriod, group)
	}
	return r.byAI(measure, finding.OverPeriod, group)
}

// chosen judges one option against that of the run.
func (r *Reading) chosen(b *Bet, o *Outcome, s *Stake) error {
	right, err := b.answers[0].fill(r)
	if err != nil {
		return err
	}
	words := b.words(b.Options, right)
	if words == "" {
		return file.Problems{{Source: r.Lesson.Source, Line: b.line, Column: 1, Key: b.Name, Text: "the run gives " + file.Shown(right, true) + ", which is none of the options"}}
	}
	o.Choice, o.Right = right, finding.Sentence("in the run: "+words)
	if b.Profile == trainingByFear {
		f, err := r.fearful(nil)
		if err != nil {
			return err
		}
		for _, rate := range f.rates {
			v := 100 * rate
			if math.IsNaN(v) {
				v = 0
			}
			o.Bars = append(o.Bars, v)
		}
	}
	if s == nil {
		return nil
	}
	o.Verdict = s.Choice
	if s.Choice == right {
		o.Gap = finding.Sentence("the run says so too")
	} else {
		o.Gap = finding.Sentence("you bet: " + b.words(b.Options, s.Choice))
	}
	return nil
}

// words are those of an option.
func (b *Bet) words(list []Option, id string) string {
	for _, o := range list {
		if o.ID == id {
			return o.Words
		}
	}
	return ""
}

// ordered judges an order: it is right where what the options are put in order by never
// falls along it.
func (r *Reading) ordered(b *Bet, o *Outcome, s *Stake) error {
	type ranked struct {
		id    string
		value float64
	}
	var list []ranked
	for i, answer := range b.answers {
		text, err := answer.fill(r)
		if err != nil {
			return err
		}
		v, fine := number(text)
		if !fine {
			return file.Problems{{Source: r.Lesson.Source, Line: b.line, Column: 1, Key: b.Name, Text: file.Shown(text, true) + " is no number to put options in order by"}}
		}
		list = append(list, ranked{b.Options[i].ID, v})
	}
	slices.SortStableFunc(list, func(x, y ranked) int { return cmp.Compare(x.value, y.value) })
	o.Order = finding.Each(list, func(x ranked) string { return x.id })
	o.Right = finding.Sentence("in the run: " + finding.And(finding.Each(list, func(x ranked) string { return b.words(b.Options, x.id) })))
	if s == nil {
		return nil
	}
	values := finding.Each(s.Order, func(id string) float64 {
		return list[slices.IndexFunc(list, func(x ranked) bool { return x.id == id })].value
	})
	o.Verdict, o.Gap = "wrong", finding.Sentence("your order was "+finding.And(finding.Each(s.Order, func(id string) string { return b.words(b.Options, id) })))
	if inOrder(values) {
		o.Verdict, o.Gap = "right", finding.Sentence("your order is the run's")
	}
	return nil
}

// sorted judges a bin for each option.
func (r *Reading) sorted(b *Bet, o *Outcome, s *Stake) error {
	var said []string
	hits := 0
	for i, answer := range b.answers {
		bin, err := answer.fill(r)
		if err != nil {
			return err
		}
		words := b.words(b.Bins, bin)
		if words == "" {
			return file.Problems{{Source: r.Lesson.Source, Line: b.line, Column: 1, Key: b.Name, Text: "the run gives " + file.Shown(bin, true) + ", which is none of the bins"}}
		}
		o.Bins = append(o.Bins, bin)
		said = append(said, b.Options[i].Words+": "+words)
		if s != nil && s.Bins[i] == bin {
			hits++
		}
	}
	o.Right = finding.Sentence("in the run: " + finding.And(said))
	if s == nil {
		return nil
	}
	o.Gap = finding.Sentence("you have " + finding.Count(hits) + " of " + finding.Count(len(said)) + " as the run has them")
	o.Verdict = "wrong"
	if hits == len(said) {
		o.Verdict = "right"
	}
	return nil
}
