package evidence

import "io/fs"

// Stage is a career stage and the share of creatives in it, assumed: no table
// joins years in the field to occupation. The craft that goes with a stage is
// the model's, in sim.CraftParams.
type Stage struct {
	Key                        string // junior, mid, senior
	Share, ShareLow, ShareHigh float64
}

func (c *Country) loadStages(folder fs.FS) error {
	return rows(folder, "stages.csv", "key,share,share_low,share_high,source,reason", func(t *table) {
		c.Stages = append(c.Stages, Stage{
			Key: t.newKey("key"), Share: t.share("share"), ShareLow: t.share("share_low"), ShareHigh: t.share("share_high"),
		})
		c.source(t)
		t.text("reason")
	})
}
