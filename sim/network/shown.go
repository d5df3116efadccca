package network

// Peers is how many peers of a row AddShown adds up.
const Peers = 8

// A Bound tells which words are near: those whose bits of Mask lie at most Span above a
// row's low, in arithmetic of 32 bits, which wraps around below it.
type Bound struct{ Mask, Span uint32 }

// far is the word if it is not near, else 0, without a branch: half of the guesses would be
// wrong, and each would wait for what lies far away.
func (b Bound) far(word, low uint32) uint32 {
	return word & uint32((uint64(b.Span)-uint64(word&b.Mask-low))>>32)
}

// AddShown adds up what the peers of some rows show: sums gets the sum of their words, and
// far, which holds the low of each row, the sum of those that are not near; sums wrap around.
// Row i has the peers 8i to 8i+7; each is the place of a word in shown, and one
// that has none panics. Two rows are added up at once where the processor can (shown_amd64.s).
func AddShown(sums, far []uint32, peers, shown []uint32, near Bound) {
	far, peers = far[:len(sums)], peers[:Peers*len(sums)]
	for i := addShown(sums, far, peers, shown, near); i < len(sums); i++ {
		var sum, beyond uint32
		for _, j := range (*[Peers]uint32)(peers[Peers*i:]) {
			v := shown[j]
			sum += v
			beyond += near.far(v, far[i])
		}
		sums[i], far[i] = sum, beyond
	}
}
