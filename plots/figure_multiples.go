package plots

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The figures of small panels show some measures side by side, each against the
// frozen world in per cent or as a level with the frozen world dashed. What each
// is of, its words and its dagger are the measure's own.
var (
	freelance = multiplesOf("freelance", "Freelance orders, prices and income, with and without AI", layout{wide: 4, narrow: 2, lines: 4}, freelanceTitle, true,
		measure{column: "orders", title: "Orders", relative: true}, measure{column: "order_price_usd", title: "Price of an order", relative: true},
		measure{column: "freelance_income_usd", title: "Income", relative: true}, measure{column: "lost_work_share", title: "Lost work", factor: 100, unit: "%"})
	minds = multiplesOf("minds", "Trust, attitude, fear and skill of creatives", layout{wide: 4, narrow: 2, lines: 5}, moved("trust", "attitude", "fear", "skill"), false,
		measure{column: "trust", title: "Trust in AI", digits: 2}, measure{column: "attitude", title: "Good for my field", digits: 2},
		measure{column: "fear", title: "Fear of displacement", digits: 2}, measure{column: "skill", title: "Skill with AI", digits: 2})
	pay = multiplesOf("pay", "Pay and its inequality, with and without AI", layout{wide: 3, narrow: 1, lines: 4}, moved("pay", "inequality"), true,
		measure{column: "pay_usd", title: "Mean pay", relative: true}, measure{column: "pay_p10_usd", title: "Lowest tenth", relative: true},
		measure{column: "pay_gini", title: "Inequality (Gini)", relative: true,
			beware: "Pay is that of employees; inequality that of freelancers, too: it falls as well when those with few orders give up and nobody earns more."})
	works = multiplesOf("works", "Output, price, quality and variety of works", layout{wide: 4, narrow: 2, lines: 5}, moved("output", "price", "quality", "variety"), true,
		measure{column: "output", title: "Output", relative: true}, measure{column: "price_usd", title: "Price", relative: true},
		measure{column: "quality", title: "Quality", relative: true}, measure{column: "variety", title: "Variety", relative: true})
	useAndDepth = multiplesOf("use-and-depth", "For how much of their work creatives use AI", layout{wide: 2, narrow: 1, lines: 5, alone: true}, depthTitle, false,
		measure{column: "depth", title: "Machine share of users' work", factor: 100, unit: "%"},
		measure{column: "org_adoption_staff", title: "Staff in adopting organisations", factor: 100, unit: "%"})
)

// layout is how panels stand; alone leaves the frozen world out, where it is a
// line at zero that says nothing.
type layout struct {
	wide, narrow, lines int
	alone               bool
}

func multiplesOf(id, shows string, l layout, title func(*book, []outcome) string, paired bool, measures ...measure) Kind {
	return Kind{ID: id, Shows: shows, Columns: finding.Each(measures, func(m measure) string { return m.column }), Paired: paired, build: func(b *book, f *Figure) error {
		out := b.outcomes(f, measures, l.alone)
		f.Title, f.Subtitle = title(b, out), b.subtitle(measures)+". "+b.where()
		said := changes(b, out)
		if l.alone {
			said = levels(b, out)
		}
		f.Caption = said
		f.Alt = finding.Capital(finding.Cardinal(len(measures))) + " small line charts by year: " + finding.And(finding.Each(measures, measure.noun)) + "."
		if !l.alone {
			f.Key = withTwin(b, measures)
		}
		f.Key = append(f.Key, b.bands()...)
		f.Footer = finding.Paragraph(b.lineAndBand(), bewares(measures), endNote(b, measures))
		f.Body = multiples{book: b, panels: finding.Each(out, func(o outcome) smallPanel { return o.panel }), wide: l.wide, narrow: l.narrow, lines: l.lines, height: 84}.body()
		return nil
	}}
}

// moved is a headline of what rose and what fell.
func moved(about ...string) func(*book, []outcome) string {
	return func(b *book, out []outcome) string { return upAndDown(b, out, about...) }
}

// noun is the name of a measure within a sentence.
func (m measure) noun() string { return finding.Lower(m.title) }

// subtitle says of whom or what the panels are, those of one kind together.
func (b *book) subtitle(measures []measure) string {
	var kinds []string
	of := map[string][]string{}
	for _, m := range measures {
		kind := m.of(b.Study.Measure(m.column))
		if of[kind] == nil {
			kinds = append(kinds, kind)
		}
		of[kind] = append(of[kind], m.noun())
	}
	if len(kinds) == 1 {
		return finding.Capital(kinds[0])
	}
	said := finding.Each(kinds, func(kind string) string { return finding.And(of[kind]) + ": " + kind })
	return finding.Capital(strings.Join(said, "; "))
}

// of says what a panel shows of a measure.
func (m measure) of(x finding.Measure) string {
	switch {
	case m.relative:
		return "against the same world without AI, per cent"
	case m.factor == 100:
		return x.Subtitle()
	case x.Share():
		return "mean of " + x.Of + ", 0 (none) to 1 (full)"
	}
	return x.Subtitle()
}

// bewares is what not to read from the panels.
func bewares(measures []measure) string {
	return finding.Paragraph(finding.Each(measures, func(m measure) string { return m.beware })...)
}

// levels says every outcome's level at the end.
func levels(b *book, out []outcome) string {
	said := finding.Each(out, func(o outcome) string { return o.noun() + " " + portion(o.end.Value/100) })
	return finding.Sentence("in " + finding.Month(b.end()) + ": " + finding.And(said))
}

// freelanceTitle names orders first, with their size where the interval
// excludes zero.
func freelanceTitle(b *book, out []outcome) string {
	orders := out[0].change
	switch {
	case orders.Sure() && orders.Value < 0:
		return "Freelance orders " + sizeOf(orders) + " lower than without AI"
	case orders.Sure():
		return "Freelance orders " + sizeOf(orders) + " higher than without AI"
	}
	return upAndDown(b, out, "freelance work")
}

// depthTitle is how deep use goes, where anybody uses AI.
func depthTitle(b *book, out []outcome) string {
	depth := out[0].end.Value
	switch {
	case !finding.Defined(depth):
		return ""
	case depth == 0:
		return "AI does none of its users' work"
	}
	return b.dated("AI does " + finding.Share(depth/100) + " of its users' work")
}

// sizeOf is how large a sure difference is: one number, or both ends where the
// interval is wide or, over an ensemble, all that is known.
func sizeOf(e finding.Estimate) string {
	x := e.Spell(finding.Size)
	if e.Verdict() == finding.Wide || e.Ensemble() && e.Bounded() {
		return "between " + x.Low + " and " + x.High + e.Unit
	}
	return x.Value + e.Unit
}
