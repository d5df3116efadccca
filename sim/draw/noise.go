package draw

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Below the normal density exp(-x*x/2), right of 0, lie `layers` layers of the same area: the
// lowest is a box that ends at tailStart and what is behind it, each other is a box on top of the
// one below, a little narrower. A point of a layer that is drawn at random is a point under the
// density nearly always; where it may not be, the density is asked.
const (
	layers    = 256
	tailStart = 3.6541528853610088
	layerArea = 0.00492867323399
)

// edge is where the box of a layer ends, height the density there. The lowest is as wide as its
// area over its height; above the last there is nothing.
var edge, height = func() (x, f [layers + 1]float64) {
	density := func(x float64) float64 { return num.Exp(-0.5 * float64(x*x)) }
	x[0], x[1] = layerArea/density(tailStart), tailStart
	f[1] = density(tailStart)
	for k := 2; k < layers; k++ {
		f[k] = f[k-1] + layerArea/x[k-1]
		x[k] = math.Sqrt(-2 * num.Log(f[k]))
	}
	f[layers] = 1
	return x, f
}()

// Noise returns a person's standard normal number, as Normal does and in a third of the time, by
// the ziggurat of Marsaglia and Tsang (Journal of Statistical Software 5, 2000). It is no
// monotone function of the word: where luck is to be compared, the median named or a share of it
// taken, use Normal.
func (s Stream) Noise(id uint64) float64 {
	word := s.Bits(id)
	layer, x := boxed(word)
	if math.Abs(x) < edge[layer+1] {
		return x
	}
	return beside(word)
}

// boxed is the point of a word: eight bits say in which layer, the upper 53 how far from the middle
// on which side, an odd multiple of 2^-52 of the box.
func boxed(word uint64) (layer int, x float64) {
	layer = int(word % layers)
	return layer, float64(float64(float64(int64(word)>>11|1)*0x1p-52) * edge[layer])
}

// beside is Noise where the first point may lie outside: in one draw of ninety. More words follow
// from the first.
func beside(word uint64) float64 {
	next := func() float64 { // in (0, 1)
		word = mix(word + golden)
		return float64(float64(int64(word>>11|1)) * 0x1p-53)
	}
	for {
		layer, x := boxed(word)
		switch {
		case math.Abs(x) < edge[layer+1]:
			return x
		case layer == 0:
			return math.Copysign(tail(next), x)
		}
		if y := height[layer] + float64(next()*(height[layer+1]-height[layer])); y < num.Exp(-0.5*float64(x*x)) {
			return x
		}
		word = mix(word + golden)
	}
}

// tail is a point behind tailStart: an exponential number that is kept as often as the density says.
func tail(next func() float64) float64 {
	for {
		over := -num.Log(next()) / tailStart
		if -2*num.Log(next()) > float64(over*over) {
			return tailStart + over
		}
	}
}
