package plots

// freelance shows the second labour market: orders, prices and income of
// freelancers against the frozen world on one scale, and the share who lost
// work.
var freelance = Kind{
	ID: "freelance", Shows: "Freelance orders, prices and income, with and without AI",
	Columns: columnsOf(freelanceMeasures), Paired: true,
	build: buildFreelance,
}

var freelanceMeasures = []measure{
	{column: "orders", title: "Orders", noun: "orders", relative: true, lower: "fewer", higher: "more"},
	{column: "order_price_usd", title: "Price of an order", noun: "order prices", relative: true},
	{column: "freelance_income_usd", title: "Income", noun: "freelance income", relative: true},
	{column: "lost_work_share", title: "Lost work", noun: "lost work", factor: 100, unit: "%"},
}

func buildFreelance(b *book, f *Figure) error {
	out := b.outcomes(f, freelanceMeasures)
	set := multiples{book: b, panels: panelsOf(out), wide: 4, narrow: 2, lines: 4, height: 84}
	f.Title = freelanceTitle(b, out)
	f.Subtitle = "Against the same world without AI, per cent; lost work: share of freelancers. " + b.where()
	f.Caption = paragraph(changes(b, out), twin, b.bandCaption(), b.assumption(columnsOf(freelanceMeasures)...))
	f.Alt = "Four small line charts by year: freelance orders, price of an order and income against the world without AI, and the share of freelancers who lost work. " + tableBelow
	f.Key = withTwin(b)
	f.Footer = b.foot(b.lineAndBand()+endNote(b), columnsOf(freelanceMeasures)...)
	f.Body = set.body()
	return nil
}

// freelanceTitle names orders first, with their size where the interval
// excludes zero.
func freelanceTitle(b *book, out []outcome) string {
	orders := out[0].change
	if orders.sure() && orders.Value < 0 {
		return "Freelance orders " + orders.size("%") + " lower than without AI"
	}
	if orders.sure() {
		return "Freelance orders " + orders.size("%") + " higher than without AI"
	}
	return upAndDown(b, out, "freelance work")
}
