package plots

// useAndDepth shows how many use AI and how much of their work it does: two
// questions that are often taken for one.
var useAndDepth = Kind{
	ID: "use-and-depth", Shows: "How many use AI, and for how much",
	Columns: columnsOf(useMeasures),
	build:   buildUse,
}

var useMeasures = []measure{
	{column: "ai_use", title: "Creatives who use AI", noun: "use", factor: 100, unit: "%"},
	{column: "depth", title: "Machine share of users' work", noun: "depth", factor: 100, unit: "%"},
	{column: "org_adoption_staff", title: "Staff in adopting organisations", noun: "staff in adopting organisations", factor: 100, unit: "%"},
}

func buildUse(b *book, f *Figure) error {
	out := b.outcomes(f, useMeasures)
	for i := range out { // without AI all three are zero: a line that says nothing
		out[i].panel.base = nil
		out[i].panel.note = share(out[i].end.Value/100) + " in " + monthName(b.end())
	}
	set := multiples{book: b, panels: panelsOf(out), wide: 3, narrow: 1, lines: 5, height: 84}
	f.Title = useTitle(b, out)
	f.Subtitle = "Per cent of creatives, of users' work and of staff. " + b.where()
	f.Caption = paragraph(
		sentence("in "+monthName(b.end())+" "+portion(out[0].end.Value/100)+" of creatives use generative AI, and the machine does "+
			portion(out[1].end.Value/100)+" of a user's work on average"),
		b.bandCaption(), b.assumption(columnsOf(useMeasures)...))
	f.Alt = "Three small line charts of shares by year: creatives who use AI, the machine's share of users' work, and staff of organisations that adopted it. " + tableBelow
	f.Footer = b.foot(b.lineAndBand(), columnsOf(useMeasures)...)
	f.Body = set.body()
	return nil
}

func useTitle(b *book, out []outcome) string {
	use, depth := out[0].end.Value, out[1].end.Value
	switch {
	case use == 0:
		return "No creative uses generative AI"
	case !defined(use) || !defined(depth):
		return ""
	}
	return share(use/100) + " of creatives use AI, for " + share(depth/100) + " of their work"
}
