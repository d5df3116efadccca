package lesson

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kinds of bets.
const (
	draw   = "draw"   // a curve, a value a year, of a share
	choose = "choose" // one of some options
	place  = "place"  // groups by two measures
	order  = "order"  // options, the first first
	sorts  = "sort"   // each option into one of some bins
)

// trainingByFear is the profile of who begins a course, by how much they fear.
const trainingByFear = "training_by_fear"

// A Bet is what is asked before the run.
type Bet struct {
	Name, Type string
	Options    []Option
	Of         []string // draw: a share; place: across and up
	Among      string   // place: the grouping that options are groups of
	From       int      // draw: the first year that is drawn
	Tolerance  float64  // draw and place: points that still are near
	Bins       []Option // sort
	Profile    string   // a picture that the answer has, "" for none
	answers    []*text  // choose: the right option; order: what is compared; sort: a bin for each
	prose      *text
	line       int
}

// An Option is one of what can be chosen, put in order or sorted.
type Option struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

// Verdicts are what may come of the bet, each of which Reveal has a text for.
func (b *Bet) Verdicts() []string {
	switch b.Type {
	case draw:
		return []string{"near", "above", "below"}
	case place:
		return []string{"near", "far"}
	case choose:
		return finding.Each(b.Options, func(o Option) string { return o.ID })
	}
	return []string{"right", "wrong"}
}

// bet reads a bet: its keys, to the first empty line, and what is asked.
func (p *parser) bet(s section) {
	end := slices.IndexFunc(s.body, func(line string) bool { return strings.TrimSpace(line) == "" })
	if end == 0 && len(s.body) > 1 { // an empty line below the heading is as good as none
		if next := slices.IndexFunc(s.body[1:], func(line string) bool { return strings.TrimSpace(line) == "" }); next >= 0 {
			end = next + 1
		} else {
			end = -1
		}
	}
	if end < 0 {
		end = len(s.body)
	}
	head := section{s.name, s.line, s.body[:end]}
	values, found := betKeys.Decode(p.l.Source, []byte(head.text(0)+"\n"))
	p.found = append(p.found, found...)
	b := &Bet{Name: wordOf(values, "name"), Type: wordOf(values, "type"), Of: listOf(values, "of"), Among: wordOf(values, "among"),
		From: int(wholeOf(values, "from")), Profile: wordOf(values, "profile"), line: s.line, prose: p.text(s, end)}
	b.Tolerance, _ = values["tolerance"].(float64)
	b.Options, b.Bins = p.options(s, listOf(values, "options")), p.options(s, listOf(values, "bins"))
	for _, answer := range listOf(values, "answers") {
		b.answers = append(b.answers, p.text(section{s.name, s.line - 1, []string{answer}}, 0))
	}
	p.l.steps[stepBet] = &text{}
	if found != nil {
		return
	}
	if wrong := b.wrong(); wrong != "" {
		p.wrong(s.line, b.Name, wrong)
	}
	if p.l.bet(b.Name) != nil {
		p.wrong(s.line, b.Name, "two bets have this name: give one another")
	}
	p.l.Bets = append(p.l.Bets, b)
}

// options reads "id = words".
func (p *parser) options(s section, list []string) []Option {
	var all []Option
	for _, line := range list {
		id, words, found := strings.Cut(line, " = ")
		id = strings.TrimSpace(id)
		switch {
		case !found || !plain.MatchString(id):
			p.wrong(s.line, "", file.Shown(line, true)+": an option is a short name and its words, such as rising = the more afraid, the more they train")
		case slices.ContainsFunc(all, func(o Option) bool { return o.ID == id }):
			p.wrong(s.line, "", file.Shown(id, true)+": stands twice among the options")
		default:
			all = append(all, Option{id, words})
		}
	}
	return all
}

// wrong says what is wrong with a bet as a whole.
func (b *Bet) wrong() string {
	n, answers := len(b.Options), len(b.answers)
	switch b.Type {
	case draw:
		if len(b.Of) != 1 || b.From == 0 || b.Tolerance == 0 {
			return "to draw needs of: [one share], from: the first year that is drawn, and tolerance: in points"
		}
	case place:
		if len(b.Of) != 2 || b.Among == "" || n == 0 || b.Tolerance == 0 {
			return "to place needs of: [one measure, another], among: a grouping, options: groups of it, and tolerance: in points"
		}
	case choose:
		if n < 2 || answers != 1 {
			return "to choose needs two options or more, and answers: [the one that the run gives]"
		}
	case order:
		if n < 2 || answers != n {
			return "to order needs two options or more, and answers: for each of them what they are put in order by"
		}
	case sorts:
		if n == 0 || len(b.Bins) < 2 || answers != n {
			return "to sort needs options, two bins or more, and answers: the bin of each option"
		}
	}
	return ""
}

// A Stake is what somebody has bet.
type Stake struct {
	Choice string       // choose
	Curve  []float64    // draw: per cent by year from From on
	Places [][2]float64 // place: by option, per cent
	Order  []string     // order: ids, the first first
	Bins   []string     // sort: by option
}

// mostBet is the longest text of bets that is read.
const mostBet = 2000

// Stakes reads bets as a link holds them, name:value~name:value. What is not a bet of the
// lesson, or cannot be, is left out: then nothing was bet.
func (l *Lesson) Stakes(link string) map[string]Stake {
	all := map[string]Stake{}
	if len(link) > mostBet {
		return all
	}
	for part := range strings.SplitSeq(link, "~") {
		name, value, _ := strings.Cut(part, ":")
		if b := l.bet(name); b != nil {
			if s, ok := b.stake(value); ok {
				all[name] = s
			}
		}
	}
	return all
}

// stake reads one bet.
func (b *Bet) stake(value string) (s Stake, ok bool) {
	parts := strings.Split(value, ",")
	ids := finding.Each(b.Options, func(o Option) string { return o.ID })
	switch b.Type {
	case choose:
		return Stake{Choice: value}, slices.Contains(ids, value)
	case order:
		sorted, want := slices.Sorted(slices.Values(parts)), slices.Sorted(slices.Values(ids))
		return Stake{Order: parts}, slices.Equal(sorted, want)
	case sorts:
		for _, bin := range parts {
			if !slices.ContainsFunc(b.Bins, func(o Option) bool { return o.ID == bin }) {
				return s, false
			}
		}
		return Stake{Bins: parts}, len(parts) == len(ids)
	case draw:
		for _, part := range parts {
			v, fine := number(part)
			if !fine || v < 0 || v > 100 {
				return s, false
			}
			s.Curve = append(s.Curve, v)
		}
		return s, len(s.Curve) <= 100
	}
	for _, part := range parts {
		x, y, _ := strings.Cut(part, "/")
		v, fine := number(x)
		w, fine2 := number(y)
		if !fine || !fine2 {
			return s, false
		}
		s.Places = append(s.Places, [2]float64{v, w})
	}
	return s, len(s.Places) == len(ids)
}

// number is a number of a link, no larger than what a share can be.
func number(text string) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil && finding.Defined(v) && math.Abs(v) <= 1000
}

// inOrder tells whether values, in the order of a bet, never fall.
func inOrder(values []float64) bool { return slices.IsSortedFunc(values, cmp.Compare[float64]) }
