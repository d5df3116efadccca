package plots

// works shows what becomes of the works themselves: how many, at what price,
// how good and how varied, against the frozen world.
var works = Kind{
	ID: "works", Shows: "Output, price, quality and variety of works",
	Columns: columnsOf(workMeasures), Paired: true,
	build: buildWorks,
}

var workMeasures = []measure{
	{column: "output", title: "Output", noun: "output", relative: true},
	{column: "price_usd", title: "Price", noun: "price", relative: true},
	{column: "quality", title: "Quality", noun: "quality", relative: true},
	{column: "variety", title: "Variety", noun: "variety", relative: true},
}

func buildWorks(b *book, f *Figure) error {
	out := b.outcomes(f, workMeasures)
	set := multiples{book: b, panels: panelsOf(out), wide: 4, narrow: 2, lines: 5, height: 84}
	f.Title = upAndDown(b, out, "output", "price", "quality", "variety")
	f.Subtitle = "Against the same world without AI, per cent. " + b.where()
	f.Caption = paragraph(changes(b, out), twin, b.bandCaption(), b.assumption(columnsOf(workMeasures)...))
	f.Alt = "Four small line charts by year, on one scale: output, price, quality and variety of works against the world without AI. " + tableBelow
	f.Footer = b.foot(b.lineAndBand()+endNote(b), columnsOf(workMeasures)...)
	f.Body = set.body()
	return nil
}
