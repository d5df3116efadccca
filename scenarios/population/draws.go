package population

import (
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
)

// The draws of a population. Their numbers lie above those of the model's own
// decisions, so that no luck is used twice. What a draw calls a month is here
// whatever has luck of its own: a pool, a sector or an occupation.
const (
	drawTeam    draw.Decision = 1<<16 + iota // sizes and jobs of a pool's organisations
	drawSpread                               // where a sector's even sequences begin
	drawLead                                 // leadership and openness
	drawSilos                                // silos
	drawRound                                // where an occupation's roundings begin
	drawStage                                // who is junior, mid, senior
	drawPay                                  // who earns what
	drawPeers                                // far peers
	drawAnchors                              // neighbourhoods of spare rows
	drawClients                              // where an occupation's clients begin in the even sequences
)

// Steps of even sequences, frac(start + n step): any stretch of such a
// sequence lies evenly over 0..1, so sums over many small organisations come
// out right and no two sequences move together. The golden ratio spreads
// best; the others are the fractional parts of the square roots of 3, 2, 11, 7 and 5.
const (
	goldenStep = 0.6180339887498949
	leadStep   = 0.7320508075688772
	silverStep = 0.41421356237309503
	bronzeStep = 0.3166247903553998
	copperStep = 0.6457513110645906
	tinStep    = 0.2360679774997898
)

// even is the n-th place of an even sequence, in [0, 1).
func even(start float64, n int, step float64) float64 {
	x := start + float64(float64(n)*step)
	return x - math.Floor(x)
}

// halves splits a random word into two uniforms of 32 bits.
func halves(bits uint64) (u, v float64) {
	return float64(float64(bits>>32) * 0x1p-32), float64(float64(uint32(bits)) * 0x1p-32)
}

// fraction turns a number in [0, 1) into a float32 that is still below 1.
func fraction(x float64) float32 { return min(float32(x), 1-0x1p-24) }

// luck is a sequence of draws of one kind, for one pool or occupation.
type luck struct {
	stream draw.Stream
	place  uint64
}

func newLuck(seed uint64, d draw.Decision, of int) *luck { return &luck{stream: draw.New(seed, d, of)} }

func (l *luck) uniform() float64 {
	l.place++
	return l.stream.Uniform(l.place - 1)
}

func (l *luck) below(n uint64) uint64 {
	l.place++
	return l.stream.Below(l.place-1, n)
}
