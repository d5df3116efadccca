package plots

// minds shows what creatives think and can do: trust, attitude, fear and
// skill, each from 0 to 1, beside the frozen world where there is one.
var minds = Kind{
	ID: "minds", Shows: "Trust, attitude, fear and skill of creatives",
	Columns: columnsOf(mindMeasures),
	build:   buildMinds,
}

var mindMeasures = []measure{
	{column: "trust", title: "Trust in AI", noun: "trust", digits: 2},
	{column: "attitude", title: "Good for my field", noun: "attitude", digits: 2},
	{column: "fear", title: "Fear of displacement", noun: "fear", digits: 2},
	{column: "skill", title: "Skill with AI", noun: "skill", digits: 2},
}

func buildMinds(b *book, f *Figure) error {
	out := b.outcomes(f, mindMeasures)
	set := multiples{book: b, panels: panelsOf(out), wide: 4, narrow: 2, lines: 5, height: 84}
	f.Title = upAndDown(b, out, "trust", "attitude", "fear", "skill")
	f.Subtitle = "Mean over creatives, 0 (none) to 1 (full). " + b.where()
	f.Caption = paragraph(changes(b, out), twinIf(b), b.bandCaption(), b.assumption(columnsOf(mindMeasures)...))
	f.Alt = "Four small line charts by year, each from 0 to 1: trust in AI, attitude, fear of displacement and skill with AI. " + tableBelow
	f.Key = withTwin(b)
	f.Footer = b.foot(b.lineAndBand(), columnsOf(mindMeasures)...)
	f.Body = set.body()
	return nil
}
