package table

import "math"

// Band is a measure over time with its spread over replicates, ready to draw:
// three lines of Months() values, NaN where not defined.
type Band struct{ Mean, Low, High []float64 }

// Band is the mean and the 10th and 90th percentile of a measure over
// replicates: the rows Mean, P10 and P90 where the table has them, else
// computed from its single replicates in the same way.
func (s *Series) Band(by, group, column string) Band {
	if s.has(Mean, by, group) {
		return Band{s.Line(Mean, by, group, column), s.Line(P10, by, group, column), s.Line(P90, by, group, column)}
	}
	return s.computedBand(by, group, column)
}

// Interval is the mean of a measure with the 95 % interval of that mean, of a
// table from SummariseContrast; all NaN in a table without such rows.
func (s *Series) Interval(by, group, column string) Band {
	return Band{s.Line(Mean, by, group, column), s.Line(Low95, by, group, column), s.Line(High95, by, group, column)}
}

// has tells whether a replicate or statistic has any row of a group.
func (s *Series) has(replicate, by, group string) bool {
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Replicate == replicate && r.Group == group && r.By == by {
			return true
		}
	}
	return false
}

// computedBand is the band of the single replicates.
func (s *Series) computedBand(by, group, column string) Band {
	n := s.Months()
	band := Band{undefined(n), undefined(n), undefined(n)}
	var lines [][]float64
	for _, replicate := range s.Replicates() {
		lines = append(lines, s.Line(replicate, by, group, column))
	}
	for month := range n {
		var defined []float64
		for _, line := range lines {
			if !math.IsNaN(line[month]) {
				defined = append(defined, line[month])
			}
		}
		if len(defined) == 0 {
			continue
		}
		band.Mean[month] = average(defined)
		order(defined)
		band.Low[month], band.High[month] = quantile(defined, 0.1), quantile(defined, 0.9)
	}
	return band
}
