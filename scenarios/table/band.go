package table

// Band is a measure over time with an interval, ready to draw: three lines of
// Months() values, NaN where not defined.
type Band struct{ Mean, Low, High []float64 }

// Interval is the mean of a measure with the 95 % interval of that mean, of a
// table from SummariseContrast; all NaN in a table without such rows.
func (s *Series) Interval(by, group, column string) Band {
	return Band{s.Line(Mean, by, group, column), s.Line(Low95, by, group, column), s.Line(High95, by, group, column)}
}
