//go:build !amd64 || noasm

package lists

// Wide tells whether eight numbers are worked on at a time.
func Wide() bool { return false }

// There is no wide arithmetic.

func add(d, a, b []float64) int                                         { return 0 }
func mul(d, a, b []float64) int                                         { return 0 }
func div(d, a, b []float64) int                                         { return 0 }
func list(m Mask, to []uint32, n int) (done, found int)                 { return 0, 0 }
func atLeast(d, a []float64, x float64) int                             { return 0 }
func line(d, a []float64, slope, base float64) int                      { return 0 }
func addTimes(d, a []float64, x float64) int                            { return 0 }
func toward(d, aim []float64, rate float64) int                         { return 0 }
func addWhere(d []float64, where Mask, x float64) int                   { return 0 }
func addTimesWhere(d []float64, where Mask, a []float64, x float64) int { return 0 }
func choose(d []float64, where Mask, a []float64) int                   { return 0 }
func widen(d []float64, a []float32) int                                { return 0 }
func narrow(d []float32, where Mask, a []float64) int                   { return 0 }
func pick(d []float64, table *Table, of []uint8) int                    { return 0 }
func less(m Mask, a []float64, x float64) int                           { return 0 }
func lessEach(m Mask, a, b []float64) int                               { return 0 }
func is(m Mask, a []uint8, x uint8) int                                 { return 0 }
func has(m Mask, a []uint8, x uint8) int                                { return 0 }
