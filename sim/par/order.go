package par

import "sync/atomic"

// shuffle is the seed of the order of tasks; 0 is the natural order.
var shuffle atomic.Uint64

// Shuffle makes all later calls hand out their tasks in an order that depends on seed, until
// restore is called. It exists for tests of the promise that no result depends on the order;
// programs never call it.
func Shuffle(seed uint64) (restore func()) {
	old := shuffle.Swap(seed)
	return func() { shuffle.Store(old) }
}

// An order is a sequence of the tasks 0..n-1: start, start+step, start+2 step, ... modulo n, with a
// step that has no factor in common with n.
type order struct {
	n           int
	start, step uint64
}

// orderOf returns the order of n tasks that is in force.
func orderOf(n int) order {
	seed := shuffle.Load()
	if seed == 0 || n < 2 {
		return order{n: n, step: 1}
	}
	size := uint64(n)
	o := order{n: n, start: seed & 0xffffffff % size, step: 1 + seed>>32%(size-1)}
	for divisor(o.step, size) != 1 {
		o.step++
	}
	return o
}

// task returns the task at a place of the order.
func (o order) task(place int) int {
	return int((o.start + uint64(place)*o.step) % uint64(o.n))
}

// divisor returns the greatest common divisor.
func divisor(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
