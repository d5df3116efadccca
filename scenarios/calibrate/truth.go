package calibrate

import (
	"context"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/draw"
)

// truth is the point of the set that is sought as if nobody knew it. A parameter that is
// not varied, or over a narrower range, is as near to the set's as it can be.
func (c *Calibration) truth() design.Point {
	e, p := evidence.US().Ensemble, make(design.Point, len(c.Free))
	for j, f := range c.Free {
		p[j] = 0.5
		if at := slices.Index(e.Paths, f.Path); at >= 0 {
			p[j] = min(max((e.Of(c.Truth).Values[at]-f.Low)/(f.High-f.Low), 0), 1-0x1p-53)
		}
	}
	return p
}

// hide puts what the truth says in the place of what was published: the mean of its runs at
// full size, off by as much as the published figure may be.
func (c *Calibration) hide(ctx context.Context, p *Problem, e Effort) error {
	said, at := make([]Said, e.Lucks), c.truth()
	seeds := ensemble.Seeds(e.Seed, e.Lucks+1)
	err := ensemble.SideBySide(ctx, e.Across, e.Lucks, func(ctx context.Context, i int) (err error) {
		said[i], err = c.play(ctx, Set{Point: at, Seed: seeds[i+1] >> 11, Last: true})
		return err
	})
	if err != nil {
		return err
	}
	luck := draw.New(e.Seed, draw.Named("calibrate: hidden truth"), 0)
	for f := range p.Figures {
		var values []float64
		for _, x := range said {
			if v := x.Figures[f]; !math.IsNaN(v) && !math.IsInf(v, 0) {
				values = append(values, v)
			}
		}
		if len(values) == 0 {
			p.Figures[f].Fitted = false
			continue
		}
		mean, _, _, _ := table.MeanInterval(values)
		p.Figures[f].Value = mean + float64(math.Sqrt(p.Figures[f].Variance)*luck.Normal(uint64(f)))
	}
	return nil
}

// Found is how many of the parameters that are fitted lie, in the truth that was hidden,
// in the middle 90 of 100 of what was found.
type Found struct {
	Truth int `json:"truth"`
	Of    int `json:"fitted"`
	In    int `json:"within_90_percent"`
}

// recovered holds the truth against members, or without any against the sets of the last wave.
func (c *Calibration) recovered(m *Matched) *Found {
	sets := m.Members
	if len(sets) == 0 {
		sets = m.Last
	}
	var points []design.Point
	for _, one := range sets {
		points = append(points, one.Set.Point)
	}
	f, truth := &Found{Truth: c.Truth}, c.truth()
	for _, choice := range m.Choices {
		if !choice.Fitted {
			continue
		}
		f.Of++
		if low, high := ends(points, choice.Factor); low <= truth[choice.Factor] && truth[choice.Factor] <= high {
			f.In++
		}
	}
	return f
}
