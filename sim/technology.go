package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Releases of generative tools by modality, in months since January 2021:
// text November 2022 (ChatGPT), image August 2022 (Stable Diffusion), audio,
// video and code April 2023.
var releases = [Modalities]float64{22, 19, 27, 27, 27}

// FirstRelease is the earliest of them, the first month in which anybody can use
// generative AI: up to it all worlds are alike.
const FirstRelease = 19

const (
	modalityImage = 1
	modalityAudio = 2
	modalityVideo = 3
	modalityCode  = 4
)

// technology moves the capability of AI in each occupation (equation 1):
//
//	q_o = sum_m mix_om A_m(t) sum_k w_ok [floor + (ceiling - floor) L(rate (y - th_k))]
//
// A_m rises from 0 at the release to 1 after access_months; th_k is the
// midpoint, shifted by class of task, and earlier for images. Reliability
// (equation 2) follows the same curve and never reaches 1. Up to the first
// release, and for good where access is 0 (frozen), both stand as of 2021.
//
// Source: Eloundou et al. 2024 for ceilings and floors, KPMG and Melbourne 2025
// for mistakes; the curve is assumed, its ends are the slow and the fast world.
var technology = Mechanism{
	Name: "technology", Asks: "What can AI do in my occupation?",
	Writes: []string{"Occupations", "Capability", "Reliable", "Visibility", "Ripe"},
	Begin: func(w *World) {
		t := &w.Params.Technology
		year := 2021 + float64(w.Month)/12
		on := t.Access
		if w.BurnIn {
			on = 0
		}
		w.Visibility = on * clamp((year-2022.5)/1.5)
		if on == 0 || w.Month < FirstRelease {
			year = 2021 // nobody has it yet, in any world
		}
		var progress [Modalities][Tasks]float64
		for m, first := range [Modalities]float64{modalityImage: t.ShiftImage} {
			for k, shift := range [Tasks]float64{t.ShiftIdeate, 0, t.ShiftRefine, 0, t.ShiftRelate} {
				progress[m][k] = num.Logistic(t.Rate * (year - (t.Midpoint + first + shift)))
			}
		}
		reliability := min(1, t.ReliabilityFloor+float64(t.ReliabilityGain*num.Logistic(t.Rate*(year-t.Midpoint))))
		var sum, heads float64
		for i := range w.Occupations {
			o := &w.Occupations[i]
			o.Reliability = reliability
			o.Quality = w.quality(o, on, &progress)
			o.Reference = toward(o.Reference, o.Quality, w.Params.Fear.Habituation)
			sum += float64(o.Quality * float64(o.Start+1))
			heads += float64(o.Start + 1)
		}
		w.Capability, w.Reliable = sum/heads, reliability
		w.Ripe = toward(w.Ripe, w.Visibility, 1/w.Params.Fear.DelayMonths)
	},
}

// quality is equation 1 for one occupation.
func (w *World) quality(o *Occupation, on float64, progress *[Modalities][Tasks]float64) float64 {
	t := &w.Params.Technology
	q := 0.0
	o.Reach = 0
	for m, mix := range o.Modality {
		top := o.Ceiling
		if m == modalityImage || m == modalityAudio || m == modalityVideo {
			top = max(top, t.CeilingMedia)
		}
		top = min(t.CeilingMax, t.CeilingScale*top)
		o.Reach += float64(mix * top)
		access := on * clamp((float64(w.Month)-releases[m]+1)/t.AccessMonths)
		if access == 0 || mix == 0 || w.BurnIn {
			continue
		}
		floor := o.Floor
		if m == modalityImage {
			floor = max(floor, t.FloorImage)
		}
		floor = min(floor, top)
		done := 0.0
		for k, share := range o.TaskMix {
			done += float64(share * (floor + float64((top-floor)*progress[m][k])))
		}
		q += float64(mix * float64(access*done))
	}
	return q * w.permitted(o)
}

// toward is x moved by a share, the rate, of its way to the target.
func toward(x, target, rate float64) float64 { return x + float64(rate*(target-x)) }

// atLeast is max for numbers that seldom are less: a right guess of the processor costs
// less than max does, which minds NaN and the sign of zero.
func atLeast(least, x float64) float64 {
	if x < least {
		return least
	}
	return x
}

// atMost is min for numbers that seldom are more.
func atMost(most, x float64) float64 {
	if x > most {
		return most
	}
	return x
}

// positive is max(0, x) for numbers that are as often negative as not.
func positive(x float64) float64 {
	b := math.Float64bits(x)
	return math.Float64frombits(b &^ uint64(int64(b)>>63))
}

// clamp keeps a share between 0 and 1.
func clamp(x float64) float64 { return atLeast(0, min(1, x)) }
