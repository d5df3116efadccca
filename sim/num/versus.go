package num

// VersusLogistic tells how u compares with scale x Logistic(x), to the bit: -1 if it is less, 1
// if it is greater, else 0. The scale must not be negative. Chances of a population are compared
// with luck, so an exponential is taken only of those few for which what a table knows does not
// tell. It is 0 where something is not a number.
func VersusLogistic(u, scale, x float64) int {
	if at := (x + boundsReach) * boundsPerUnit; at >= 0 && at < float64(len(bounds)) {
		switch b := &bounds[int(at)]; {
		case u < scale*b.low:
			return -1
		case u > scale*b.high:
			return 1
		}
	}
	switch v := scale * Logistic(x); {
	case u < v:
		return -1
	case u > v:
		return 1
	}
	return 0
}

// bounds hold between what Logistic lies in steps of x, with room for its error and for an x that
// was rounded up into the next step. Products are rounded in the order of what is multiplied.
var bounds = func() (list [2 * boundsReach * boundsPerUnit]struct{ low, high float64 }) {
	const room = 0x1p-44
	at := func(k int) float64 { return Logistic(float64(float64(k)/boundsPerUnit) - boundsReach) }
	for k := range list {
		list[k].low, list[k].high = float64(at(k)*(1-room)), float64(at(k+1)*(1+room))
	}
	return list
}()

const (
	boundsReach   = 8
	boundsPerUnit = 16
)
