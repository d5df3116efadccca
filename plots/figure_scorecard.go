package plots

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// scorecard shows all policies in all outcomes that matter most, each on a scale of its
// own: more, less or not told apart is a matter of the mark and not of its colour.
var scorecard = Kind{
	ID: "scorecard", Shows: "What each policy changes, and what it costs",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, build: buildScorecard,
}

// outcomeColumn is an outcome of the scorecard: its difference under each policy, and what
// AI does to it, nil where that was not played.
type outcomeColumn struct {
	measure finding.Measure
	cells   []finding.Estimate
	loss    *finding.Estimate
}

// card is the scorecard: outcomes, and of each policy which share of AI's loss of work it
// undoes, none where that was not played, and what it costs.
type card struct {
	outcomes []outcomeColumn
	undone   []finding.Estimate
	unit     float64 // of money
	money    string  // its name; "" for no bills
	looks    int     // numbers that are looked at together
}

func buildScorecard(b *book, f *Figure) error {
	c := b.card()
	if len(c.outcomes) == 0 {
		return b.lacks(finding.AtWork)
	}
	for _, o := range c.outcomes {
		f.Values = append(f.Values, o.defined()...)
	}
	f.Values = append(f.Values, c.undone...)
	f.Values = slices.DeleteFunc(append(f.Values, b.paid()...), func(e finding.Estimate) bool { return !finding.Defined(e.Value) })
	first := c.outcomes[0]
	v := b.judgeAmong(first.cells, c.looks)
	f.Title, f.claimed = b.headline(v, first.measure), v.claimed
	f.Subtitle = "Against " + b.Study.ReferenceTitle() + ", mean of " + b.Study.Period() + ": per cent, of shares points (pt). " + b.where()
	f.Caption = c.caption(b)
	f.Alt = fmt.Sprintf("Grid of dots with their intervals: %s in %s outcomes, and what they cost.", counted(len(b.arms), "policy", "policies"), finding.Cardinal(len(c.outcomes)))
	f.Footer = "Each outcome has a scale of its own; the upright line is no difference. Marks: means of paired runs." + c.doing(b)
	f.Key = append(canvas.Key{
		{Sample: canvas.UpSample, Colour: canvas.Ink, Text: "more"}, {Sample: canvas.DownSample, Colour: canvas.Ink, Text: "less"},
		{Sample: canvas.RingSample, Colour: canvas.Reference, Text: b.Study.Called("could be luck")},
	}, b.bars()...)
	f.Body = c.body(b)
	return nil
}

// card reads the scorecard from the study.
func (b *book) card() card {
	c := card{}
	for _, m := range b.Study.Measures {
		if !m.Scored {
			continue
		}
		o := outcomeColumn{measure: m, cells: finding.Each(b.arms, func(p policy) finding.Estimate {
			e, _ := b.effect(b.world, p, "all", "all", m.Column, finding.OverPeriod)
			e.Label = m.Label
			return e
		})}
		if x := b.Study.Loss(b.world, m.Column, finding.OverPeriod); x != nil {
			e := x.Shown()
			e.Label = m.Label + ", against without AI"
			o.loss = &e
		}
		if anyDefined(o.cells) {
			c.outcomes, c.looks = append(c.outcomes, o), c.looks+len(o.cells)
		}
	}
	for _, p := range b.arms {
		if x := b.Study.UndoneOf(b.world, p.key, finding.AtWork); x != nil {
			e := x.Estimate.Scaled(100)
			e.Label, e.Unit = x.Label, "%"
			c.undone = append(c.undone, e)
		}
	}
	if bills := b.paid(); anyDefined(bills) {
		c.unit, c.money = moneyUnit(bills)
	}
	return c
}

// defined are the numbers of an outcome that are there.
func (o outcomeColumn) defined() []finding.Estimate {
	all := slices.Clone(o.cells)
	if o.loss != nil {
		all = append(all, *o.loss)
	}
	return slices.DeleteFunc(all, func(e finding.Estimate) bool { return !finding.Defined(e.Value) })
}

// who names the outcome where there is little room.
func (o outcomeColumn) who() string {
	return finding.Marked(finding.Capital(o.measure.Noun), o.measure.Assumed)
}

// does is what AI does to the outcome; "" where that was not played.
func (o outcomeColumn) does() string {
	if o.loss == nil || !finding.Defined(o.loss.Value) {
		return ""
	}
	return "AI: " + short(*o.loss)
}

// short is a difference as a cell says it, its unit as short as can be.
func short(e finding.Estimate) string {
	if !finding.Defined(e.Value) {
		return "not defined"
	}
	if e.Value == 0 && e.Low == 0 && e.High == 0 {
		return "none"
	}
	return e.Spell(finding.Signed).Value + strings.Replace(e.Unit, " points", " pt", 1)
}

// doing says what "AI:" means, where it is said.
func (c card) doing(b *book) string {
	if !slices.ContainsFunc(c.outcomes, func(o outcomeColumn) bool { return o.does() != "" }) {
		return ""
	}
	return " AI: what AI does under " + b.Study.ReferenceTitle() + ", against the world without AI."
}

// caption counts what is told apart, and says what the policies and AI do to the first
// outcome.
func (c card) caption(b *book) string {
	sure := 0
	for _, o := range c.outcomes {
		t := tallied(o.cells, c.looks)
		sure += t.up + t.down
	}
	first := c.outcomes[0]
	said := []string{fmt.Sprintf("%d of %d differences from %s are more than luck.", sure, c.looks, b.Study.ReferenceTitle()),
		b.reached(first.measure.Label, first.cells, c.looks)}
	if first.loss != nil {
		said = append(said, finding.Sentence("AI itself, against the world without it: "+short(*first.loss)))
	}
	return finding.Paragraph(said...)
}

// paid is what each payer pays for each policy, policy by policy.
func (b *book) paid() []finding.Estimate {
	var bills []finding.Estimate
	for _, p := range b.arms {
		for _, payer := range cardPayers {
			bills = append(bills, b.bill(b.world, p, payer.key))
		}
	}
	return bills
}

// cardPayers are the payers of the scorecard, as it has room to call them.
var cardPayers = []struct{ key, name string }{
	{scenarios.PayerPublic, "public"}, {scenarios.PayerFirms, "firms"}, {scenarios.PayerLevyIn, "levy"},
}

// costs is what a policy costs, a line a payer.
func (c card) costs(b *book, p policy) []string {
	var lines []string
	for _, payer := range cardPayers {
		if e := b.bill(b.world, p, payer.key); finding.Defined(e.Value) && e.Value != 0 {
			lines = append(lines, payer.name+" "+e.Scaled(1/c.unit).Spell(finding.Unsigned).Value)
		}
	}
	if lines == nil {
		return []string{"nothing"}
	}
	return lines
}

// share is the share of AI's loss that a policy undoes, with its interval.
func (c card) share(i int) mark.Text {
	e := c.undone[i]
	if !finding.Defined(e.Value) {
		return mark.Text{Lines: []string{"not defined"}, Faint: true}
	}
	s := e.Spell(finding.Unsigned)
	out := mark.Text{Lines: []string{s.Value + "%"}, Faint: !e.SureAmong(len(c.undone))}
	if s.Interval() != "" {
		out.Lines = append(out.Lines, "("+s.Interval()+")")
	}
	return out
}

// dot is a cell as a mark.
func (c card) dot(e finding.Estimate) mark.Dot {
	d := dotOf(e, canvas.Ink)
	switch {
	case !e.SureAmong(c.looks):
		d.Color, d.Hollow = canvas.Reference, true
	case e.Value > 0:
		d.Way = 1
	default:
		d.Way = -1
	}
	return d
}

func (c card) body(b *book) canvas.Body {
	return canvas.Either(
		mark.BlocksBody(func(s canvas.Size) mark.Blocks { return c.grid(b, s) }),
		mark.RowsBody(func(canvas.Size) mark.Rows { return c.list(b) }))
}

// abreast is how many outcomes stand side by side.
const abreast = 4

// grid is the wide scorecard: a row a policy, outcomes in tiers of four, and at the end of
// the tiers what share is undone and what it costs.
func (c card) grid(b *book, s canvas.Size) mark.Blocks {
	rows := mark.Rows{Size: s.Text(), Wrap: 84, Least: 36}
	for _, p := range b.arms {
		rows.Rows = append(rows.Rows, mark.Row{Label: p.title + p.mark})
	}
	told := c.texts(b, rows)
	out := mark.Blocks{Columns: abreast, Own: true, Gap: 22}
	if len(told) > 0 {
		out.Columns++
	}
	for from := 0; from < len(c.outcomes) || len(told) > 0; from += abreast {
		for k := from; k < from+abreast; k++ {
			block := mark.Block{Rows: rows}
			block.Rows.X = canvas.Scale{Low: 1, High: 2} // an empty place
			if k < len(c.outcomes) {
				block = c.column(c.outcomes[k], rows)
			}
			out.List = append(out.List, block)
		}
		if len(told) > 0 {
			out.List, told = append(out.List, told[0]), told[1:]
		}
	}
	return out
}

// column is an outcome of the wide scorecard: numbers above their marks.
func (c card) column(o outcomeColumn, rows mark.Rows) mark.Block {
	dots, texts, e := mark.Dots{Drop: 8}, mark.Texts{Size: 11, Rise: 8, Zero: true}, canvas.Nothing().And(0)
	for _, x := range o.cells {
		d := c.dot(x)
		dots.Rows, e = append(dots.Rows, d), e.With(d.Ends())
		texts.Rows = append(texts.Rows, mark.Text{Lines: []string{short(x)}, Faint: d.Hollow})
	}
	rows.X, rows.Marks = scaleOf(e, 3, "").SignedTicks(), []canvas.Mark{dots, texts}
	return mark.Block{Title: o.who(), Note: o.does(), Rows: rows}
}

// texts are the blocks without marks.
func (c card) texts(b *book, rows mark.Rows) []mark.Block {
	var out []mark.Block
	block := func(title, note string, text func(i int) mark.Text) {
		texts := mark.Texts{Size: 11}
		for i := range b.arms {
			texts.Rows = append(texts.Rows, text(i))
		}
		rows.X, rows.Marks = canvas.Scale{Low: 1, High: 2}, []canvas.Mark{texts}
		out = append(out, mark.Block{Title: title, Note: note, Rows: rows})
	}
	if len(c.undone) == len(b.arms) {
		block(undoneHead, "", c.share)
	}
	if c.money != "" {
		block("Cost", c.money, func(i int) mark.Text { return mark.Text{Lines: c.costs(b, b.arms[i])} })
	}
	return out
}

// list is the narrow scorecard: a block a policy, a row an outcome, each on a scale that
// reaches as far to either side.
func (c card) list(b *book) mark.Rows {
	out, dots, texts := mark.Rows{Size: 12, Wrap: 136, Least: 21}, mark.Dots{}, mark.Texts{Size: 12}
	out.X = canvas.Scale{Low: -1, High: 1, Ticks: canvas.Places([]float64{0}, []string{""}).Ticks}
	none := dotOf(finding.Undefined("", 0), canvas.Ink)
	add := func(row mark.Row, d mark.Dot, text mark.Text) {
		text.Lines = []string{strings.Join(text.Lines, " ")}
		out.Rows, dots.Rows, texts.Rows = append(out.Rows, row), append(dots.Rows, d), append(texts.Rows, text)
	}
	if c.doing(b) != "" {
		add(mark.Row{Label: "What AI does", Head: true}, none, mark.Text{})
		for _, o := range c.outcomes {
			if o.does() != "" {
				add(mark.Row{Label: o.who(), Note: short(*o.loss), Colour: canvas.Ink}, none, mark.Text{})
			}
		}
	}
	for i, p := range b.arms {
		add(mark.Row{Label: p.title + p.mark, Head: true}, none, mark.Text{})
		for _, o := range c.outcomes {
			d := c.dot(o.cells[i])
			add(mark.Row{Label: o.who(), Note: short(o.cells[i]), Colour: d.Color}, d.Times(1/o.far()), mark.Text{})
		}
		if len(c.undone) == len(b.arms) {
			add(mark.Row{Label: undoneHead}, none, c.share(i))
		}
		if c.money != "" {
			add(mark.Row{Label: "Cost, " + c.money}, none, mark.Text{Lines: []string{strings.Join(c.costs(b, p), ", ")}})
		}
	}
	out.Marks = []canvas.Mark{dots, texts}
	return out
}

// far is the distance from zero of the farthest end of an outcome.
func (o outcomeColumn) far() float64 {
	e := canvas.Nothing().And(0)
	for _, x := range o.cells {
		e = e.With([]float64{x.Value, x.Low, x.High})
	}
	return cmp.Or(max(-e.Low, e.High), 1)
}

// undoneHead stands over the shares of what AI does to people at work.
const undoneHead = "AI's loss of work undone"
