package population

import (
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// fromStaff is the least staff of the organisations that surveys ask.
const fromStaff = 10

// logit is num.Logit away from 0 and 1.
func logit(p float64) float32 { return float32(num.Logit(max(0x1p-40, min(1-0x1p-40, p)))) }

// settleAdoption sets B of each sector so that the organisations of 10 staff or
// more, each counted as the real ones it stands for, have any AI in 2021 as
// often as the US survey of the sector says (Sector.AnyAI2021; for information
// and publishing too, where the EU figures are higher and asked otherwise).
// Then it marks those whose index and fixed draw say so: legacy AI is a fact of
// 2021, not an outcome.
func settleAdoption(c *evidence.Country, w *sim.World) {
	histograms := adoptionHistograms(w)
	for s := range w.Sectors {
		w.Sectors[s].Base = histograms[s].base(c.Sectors[s].AnyAI2021)
	}
	o := &w.Orgs
	var firms, legacy [sim.MaxSectors]float64
	for f, s := range o.Sector {
		index := w.Sectors[s].Base + float64(w.Params.SizeLogit(float64(o.Staff[f])))
		firms[s] += float64(o.Firms[f])
		if index+float64(o.Luck[f]) > 0 {
			o.Legacy[f] = 1
			legacy[s] += float64(o.Firms[f])
		}
	}
	for s := range w.Sectors {
		if firms[s] > 0 {
			w.Sectors[s].Share = legacy[s] / firms[s]
			w.Sectors[s].Share2021 = w.Sectors[s].Share
		}
	}
}

// A sizeHistogram holds the organisations of a sector by what their size adds
// to the index of adoption, in classes of width logitBin; within a class the
// mean stands for all.
type sizeHistogram struct{ firms, sum [logitBins]float64 }

const (
	logitBin  = 0.02
	logitBins = 512
)

func adoptionHistograms(w *sim.World) []sizeHistogram {
	h := make([]sizeHistogram, len(w.Sectors))
	lowest := w.Params.SizeLogit(fromStaff)
	for f, s := range w.Orgs.Sector {
		if w.Orgs.Staff[f] < fromStaff {
			continue
		}
		x, n := w.Params.SizeLogit(float64(w.Orgs.Staff[f])), float64(w.Orgs.Firms[f])
		k := min(logitBins-1, int((x-lowest)/logitBin))
		h[s].firms[k] += n
		h[s].sum[k] += float64(n * x)
	}
	return h
}

// base is the B at which the given share of organisations adopts, found by
// bisection: the share rises with B.
func (h *sizeHistogram) base(share float64) float64 {
	lo, hi := -40.0, 40.0
	for range 60 {
		b := float64(0.5 * (lo + hi))
		firms, adopters := 0.0, 0.0
		for k, n := range h.firms {
			if n > 0 {
				firms += n
				adopters += float64(n * num.Logistic(b+h.sum[k]/n))
			}
		}
		if firms == 0 {
			return num.Logit(share) // no organisation so large: that of 20 staff
		}
		if adopters < share*firms {
			lo = b
		} else {
			hi = b
		}
	}
	return lo
}
