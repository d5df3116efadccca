package plots

// juniors shows the way into the field: the juniors' share, how fast the
// unemployed find work, and the entrants who did not come.
var juniors = Kind{
	ID: "juniors", Shows: "The way into creative work, with and without AI",
	Columns: columnsOf(juniorMeasures),
	build:   buildJuniors,
}

var juniorMeasures = []measure{
	{column: "junior_share", title: "Juniors' share", noun: "juniors' share", factor: 100, unit: "%", digits: 1},
	{column: "job_finding", title: "Finding a job", noun: "job finding", factor: 100, unit: "%", scale: "a month", yearly: true},
	{column: "entrants", title: "Entrants a month", noun: "entrants", scale: "people", digits: -1, yearly: true, lower: "fewer", higher: "more"},
}

func buildJuniors(b *book, f *Figure) error {
	out := b.outcomes(f, juniorMeasures)
	set := multiples{book: b, panels: panelsOf(out), wide: 3, narrow: 1, lines: 4, height: 84}
	f.Title = upAndDown(b, out, "juniors", "job finding", "entrants")
	f.Subtitle = "Per cent of creatives; per cent of the unemployed, a month; people. " + b.where()
	f.Caption = paragraph(changes(b, out), twinIf(b), b.bandCaption(), b.assumption(columnsOf(juniorMeasures)...))
	f.Alt = "Three small line charts by year: the juniors' share of creatives, monthly job finding, and people who enter the field a month. " + tableBelow
	f.Key = withTwin(b)
	f.Footer = b.foot(b.lineAndBand()+" Job finding and entrants: means of 12 months.", columnsOf(juniorMeasures)...)
	f.Body = set.body()
	return nil
}
