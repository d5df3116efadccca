package evidence

import "github.com/atelier-sim/atelier/sim/num"

// tailFrom is the staff from which the upper tail of firm sizes is fitted:
// below it single-person firms bend the line.
const tailFrom = 5

// tail is the exponent a of a Zipf-like upper tail: least squares of the log
// of the number of firms with at least x staff on log x, over the lower ends
// of the classes from tailFrom staff on. Near 1 for firms of a whole economy
// (Axtell, Science 2001).
func tail(classes []SizeClass) float64 {
	above := 0.0
	var x, y []float64
	for i := len(classes) - 1; i >= 0; i-- {
		above += classes[i].Firms
		if classes[i].Low >= tailFrom {
			x = append(x, num.Log(float64(classes[i].Low)))
			y = append(y, num.Log(above))
		}
	}
	return -slope(x, y)
}

// slope is the least-squares slope of y on x; 0 if x does not vary. Products
// that are added are rounded on their own, so that every machine agrees.
func slope(x, y []float64) float64 {
	n := float64(len(x))
	if n == 0 {
		return 0
	}
	mx, my := total(x)/n, total(y)/n
	xx, xy := 0.0, 0.0
	for i := range x {
		xx += float64((x[i] - mx) * (x[i] - mx))
		xy += float64((x[i] - mx) * (y[i] - my))
	}
	if xx == 0 {
		return 0
	}
	return xy / xx
}
