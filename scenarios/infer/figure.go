package infer

// A Figure is a published figure that a run can be held against, on the scale on which
// its errors are alike: log odds for shares, else its unit.
type Figure struct {
	ID   string
	Year float64 // decimal
	// Weak: it rules nothing out, whatever the parameters are within their ranges.
	Weak bool
	// Value on the scale, and the variance that its band and its discrepancy stand for.
	Value, Variance float64
	// Published is the value as it was published, in Unit.
	Published float64
	Unit      string
	seen      observation
}

// Figures are those that are compared, in the order of ComparedIDs.
func Figures() []Figure {
	var list []Figure
	for _, c := range comparisons {
		if t, known := country().Target(c.id); known {
			o := observed(t, home, c.worded)
			list = append(list, Figure{
				ID: t.ID, Year: t.Year, Weak: weak(t.ID, o), Value: o.value, Variance: float64(o.band*o.band) + float64(o.apart*o.apart),
				Published: t.Value, Unit: t.Unit, seen: o,
			})
		}
	}
	return list
}

// On is a value in the figure's unit on its scale.
func (f Figure) On(x float64) float64 { return f.seen.on(x) }

// Off is a value on the scale in the figure's unit.
func (f Figure) Off(x float64) float64 { return f.seen.off(x) }
