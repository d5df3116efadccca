package plots

import (
	"fmt"
	"image/color"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// frontier sets cost against effect: a dot a policy, with both intervals. A
// policy is hollow if another one is surely cheaper and surely does more.
var frontier = Kind{
	ID: "cost-and-effect", Shows: "What each policy costs and what it changes",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, whole: true, build: buildFrontier,
}

// offer is what a policy costs and what it changes.
type offer struct {
	title        string
	cost, effect finding.Estimate // billion USD or the like, and thousand years of work
	colour       color.NRGBA
	beaten       bool
}

func buildFrontier(b *book, f *Figure) error {
	costs := finding.Each(b.arms, func(p policy) finding.Estimate { return b.cost(b.world, p) })
	unit, name := moneyUnit(costs)
	effects := make([]finding.Estimate, len(b.arms)) // thousands
	offers := []offer{{title: finding.Capital(b.Study.ReferenceTitle()), colour: canvas.Reference}}
	for i, p := range b.arms {
		e := b.Study.JobYears(b.world, p.key)
		effects[i] = e.Scaled(1e-3)
		effects[i].Unit = ""
		if !finding.Defined(costs[i].Value) || !finding.Defined(e.Value) {
			continue
		}
		e.Label, e.Unit = "Years of work", "years"
		f.Values = append(f.Values, costs[i], e)
		offers = append(offers, offer{title: p.title + dagged(e), cost: costs[i].Scaled(1 / unit), effect: e.Scaled(1e-3), colour: p.colour})
	}
	if len(offers) == 1 {
		return fmt.Errorf("the comparison holds no policy with both a bill and a difference of %s; compare policies that cost something", finding.AtWork)
	}
	beaten := beat(offers)
	f.Title, f.claimed = frontierTitle(b, beaten), []finding.Estimate{}
	f.Subtitle = "Up: years of work " + b.against() + ", thousands. To the right: cost to public and firms, " + name + ". Sums of " + b.Study.Period() + ". " + b.where()
	f.Caption = frontierCaption(b, effects, beaten)
	f.Alt = "Scatter chart: cost and years of work of " + counted(len(offers)-1, "policy", "policies") + " with both intervals."
	f.Footer = "Dot and lines: means and 95% intervals. Hollow: another policy is surely cheaper and surely does more."
	f.Key = b.bars()
	f.Body = frontierBody(offers, name)
	return nil
}

// beat marks the offers that another one surely beats in both, all intervals
// apart, and lists them. An offer without intervals beats none.
func beat(offers []offer) (beaten []offer) {
	for i := range offers {
		for j := range offers {
			cheaper := offers[j].cost.High < offers[i].cost.Low
			better := offers[j].effect.Low > offers[i].effect.High
			if cheaper && better {
				offers[i].beaten = true
			}
		}
		if offers[i].beaten {
			beaten = append(beaten, offers[i])
		}
	}
	return beaten
}

func frontierTitle(b *book, beaten []offer) string {
	switch {
	case b.Study.Replicates < 2:
		return ""
	case len(beaten) == 0:
		return "No policy is surely both cheaper and more effective"
	case len(beaten) == 1:
		return fitting(beaten[0].title+": another is surely cheaper and does more", "One policy: another is surely cheaper and does more")
	}
	return "For " + finding.Cardinal(len(beaten)) + " policies another is surely cheaper and better"
}

func frontierCaption(b *book, effects []finding.Estimate, beaten []offer) string {
	said := b.reached("Years of work, thousands", effects, len(effects))
	if len(beaten) == 0 {
		return finding.Paragraph(said, "No policy is shown to cost less and do more than another.")
	}
	lost := finding.Each(beaten, func(o offer) string { return finding.Lower(o.title) })
	return finding.Paragraph(said, finding.Sentence("another policy costs less and does more than "+finding.And(lost)+", intervals apart"))
}

func frontierBody(offers []offer, name string) canvas.Body {
	k := mark.Crosses{Size: 12}
	for _, o := range offers {
		cross := mark.Cross{X: dotOf(o.cost, o.colour), Y: dotOf(o.effect, o.colour), Label: o.title}
		cross.X.Hollow = o.beaten
		k.Points = append(k.Points, cross)
	}
	across, up := k.Extents()
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(260, 240) },
		Draw: func(c canvas.Area, s canvas.Size) {
			pad := float64(0.12 * (across.High - across.Low))
			x := scaleOf(across.And(0).And(across.High+pad), int(s.Choose(6, 3)), " "+name)
			y := scaleOf(up.And(0), 5, "").SignedTicks()
			canvas.Panel{
				XMin: x.Low - float64(pad/2), XMax: x.High, YMin: y.Low - float64(0.06*(y.High-y.Low)), YMax: y.High + float64(0.06*(y.High-y.Low)),
				Axes:  canvas.Axes{X: x.Ticks, Y: y.Ticks, Zero: true, Size: s.Text()},
				Marks: []canvas.Mark{k},
			}.Alone(c, s.Text(), 8)
		},
	}
}
