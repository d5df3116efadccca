package evidence

import "io/fs"

// Stage is a career stage and the craft that goes with it, all assumed: no
// table joins years in the field to occupation. Craft is in [0, 1].
type Stage struct {
	Key                        string // junior, mid, senior
	Share, ShareLow, ShareHigh float64
	Craft, CraftLow, CraftHigh float64 // mean, and the range that holds nearly all
	CraftCeiling               float64 // what practice leads to at this stage
	Source, Reason             string
}

func (c *Country) loadStages(folder fs.FS) error {
	t, err := open(folder, "stages.csv", "key", "share", "share_low", "share_high",
		"craft_mean", "craft_low", "craft_high", "craft_ceiling", "source", "reason")
	if err != nil {
		return err
	}
	for t.next() {
		c.Stages = append(c.Stages, Stage{
			Key: t.newKey("key"), Share: t.share("share"), ShareLow: t.share("share_low"), ShareHigh: t.share("share_high"),
			Craft: t.share("craft_mean"), CraftLow: t.share("craft_low"), CraftHigh: t.share("craft_high"),
			CraftCeiling: t.share("craft_ceiling"), Source: c.source(t), Reason: t.text("reason"),
		})
	}
	return t.err
}
