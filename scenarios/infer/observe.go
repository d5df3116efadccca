package infer

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim/num"
)

// How far a figure may be from the model for reasons that are no fault of either: who
// answers surveys, what they take a question to mean, what a country is not. These
// standard deviations were set before any parameter was fitted, by how a figure was
// measured; none of them was changed for a fit.
//
// They are judgements. Opt-in panels are about twice as far off as samples by chance
// (Pew 2018: 8.4 points unweighted where a good sample is 2 to 4), and a trade body or
// vendor asks its own; 0.2 in log odds are 5 points at one half.
var (
	// discrepancy of shares, in log odds
	discrepancy = map[evidence.Kind]float64{
		evidence.Official: 0.10, evidence.Probability: 0.20, evidence.OptIn: 0.35, evidence.Trade: 0.50,
		evidence.Study: 0.20, // none of the figures compared; as a sample by chance
	}
	// elsewhere is added where another country was asked, or in other words
	elsewhere = 0.20
	// relative is that of ratios and effects, in parts of their value
	relative = 0.15
)

// home is the country that the model's tables are of.
const home = "US"

// floor keeps log odds finite: a share that is nobody is taken as one in a thousand.
const floor = 0.001

// observation is a figure on the scale on which its errors are alike.
type observation struct {
	scale evidence.Scale
	value float64
	band  float64 // sd that its band stands for
	apart float64 // sd of the discrepancy
}

// observed puts a figure on its scale; worded says that it was asked in words that mean
// something else than what is compared.
func observed(target evidence.Target, home string, worded bool) observation {
	o := observation{scale: target.Scale}
	o.value = o.on(target.Value)
	half := (o.on(target.High) - o.on(target.Low)) / 2
	if o.band = half / 1.96; target.Judged() {
		o.band = half / 2
	}
	if o.scale != evidence.Share {
		o.apart = relative * math.Abs(target.Value)
		return o
	}
	o.apart = discrepancy[target.Kind]
	if worded || target.Place != home {
		o.apart = math.Sqrt(float64(o.apart*o.apart) + float64(elsewhere*elsewhere))
	}
	return o
}

// on is a value in the figure's unit on its scale.
func (o observation) on(x float64) float64 {
	if o.scale == evidence.Share {
		return logit(min(1-floor, max(floor, x/100)))
	}
	return x
}

// off is a value on the scale in the figure's unit.
func (o observation) off(x float64) float64 {
	if o.scale == evidence.Share {
		return 100 * num.Logistic(x)
	}
	return x
}

// far is how implausible the figure is where the model says mean, with and without the
// discrepancy; luck is the variance of history at the real population's size.
func (o observation) far(mean, luck float64) (with, without float64) {
	distance := math.Abs(o.value - mean)
	known := float64(o.band*o.band) + luck
	return distance / math.Sqrt(known+float64(o.apart*o.apart)), distance / math.Sqrt(known)
}

// reach is the values that three standard deviations of the figure leave open, in its
// unit.
func (o observation) reach() (low, high float64) {
	sd := math.Sqrt(float64(o.band*o.band) + float64(o.apart*o.apart))
	return o.off(o.value - float64(3*sd)), o.off(o.value + float64(3*sd))
}

// luckOf is the variance over histories of the real population: that of some replicates
// of so many creatives, smaller as the population is larger. What a small population
// adds is the luck of few, which the world does not have; left in, a figure would look
// the more plausible the fewer creatives are simulated.
func luckOf(variance float64, simulated int, people float64) float64 {
	if people <= 0 {
		return variance
	}
	return variance * min(1, float64(simulated)/people)
}
