package plots

// pay shows what creatives earn against the frozen world, in the middle and at
// the lower end, and how unequal it is.
var pay = Kind{
	ID: "pay", Shows: "Pay and its inequality, with and without AI",
	Columns: columnsOf(payMeasures), Paired: true,
	build: buildPay,
}

var payMeasures = []measure{
	{column: "pay_usd", title: "Mean pay", noun: "mean pay", relative: true},
	{column: "pay_p10_usd", title: "Pay of the lowest tenth", noun: "lowest pay", relative: true},
	{column: "pay_gini", title: "Gini of pay", noun: "inequality", relative: true},
}

func buildPay(b *book, f *Figure) error {
	out := b.outcomes(f, payMeasures)
	set := multiples{book: b, panels: panelsOf(out), wide: 3, narrow: 1, lines: 4, height: 84}
	f.Title = upAndDown(b, out, "pay", "inequality")
	f.Subtitle = "Pay and its Gini coefficient against the same world without AI, per cent. " + b.where()
	f.Caption = paragraph(changes(b, out), twin, b.bandCaption(), b.assumption(columnsOf(payMeasures)...))
	f.Alt = "Three small line charts by year: mean pay, the pay of the lowest tenth and the Gini coefficient of pay against the world without AI. " + tableBelow
	f.Footer = b.foot(b.lineAndBand()+endNote(b), columnsOf(payMeasures)...)
	f.Body = set.body()
	return nil
}
