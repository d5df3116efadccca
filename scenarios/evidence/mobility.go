package evidence

import "io/fs"

// Out is the destination of a move out of creative work in mobility.csv and,
// in Country.Mobility, the last column.
const Out = "out"

// loadMobility turns points into weights that sum to 1 by origin. Points are
// 21 - rank for each of the 20 related occupations that O*NET lists for an
// occupation code, averaged over the codes of the origin and added up over
// the codes of the destination; the listed occupations outside the model are
// the way out.
func (c *Country) loadMobility(folder fs.FS) error {
	n := len(c.Occupations)
	c.Mobility = make([][]float64, n)
	for i := range c.Mobility {
		c.Mobility[i] = make([]float64, n+1)
	}
	err := rows(folder, "mobility.csv", "origin,destination,points,source", func(t *table) {
		from, to := c.Occupation(c.occupation(t, "origin").Key), n
		if t.text("destination") != Out {
			to = c.Occupation(c.occupation(t, "destination").Key)
		}
		points := t.number("points", 0, 1000)
		c.source(t)
		if t.err != nil {
			return
		}
		if from == to {
			t.failf("destination", "%q is its own origin; staying is not a move", t.text("destination"))
		}
		if c.Mobility[from][to] != 0 {
			t.failf("destination", "this pair stands twice; remove one of the two rows")
		}
		c.Mobility[from][to] = points
	})
	for _, row := range c.Mobility {
		if sum := total(row); sum > 0 {
			for j := range row {
				row[j] /= sum
			}
		}
	}
	return err
}
