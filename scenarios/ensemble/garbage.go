package ensemble

import (
	"runtime"
	"runtime/debug"
	"sync"
)

// Garbage is the share of it that may gather beside large worlds.
const Garbage = garbage / 100.0

// HoldsGarbage tells whether garbage is held low while worlds of so many are played.
func HoldsGarbage(people int) bool { return people >= withinFrom }

// garbage is how much of it may gather beside large worlds, in per cent of all else. A large
// world is nearly all of the memory, and to look for garbage in its columns takes no time, for
// they hold no pointers; the usual 100 would let as much gather as the world takes.
const garbage = 10

// large counts who plays large worlds now, and keeps what was set before.
var large struct {
	sync.Mutex
	players, before int
}

// holdGarbage keeps garbage low while large worlds are played. It returns what ends that.
func holdGarbage(people int) (end func()) {
	if !HoldsGarbage(people) {
		return func() {}
	}
	large.Lock()
	defer large.Unlock()
	if large.players++; large.players == 1 {
		if large.before = debug.SetGCPercent(garbage); uint(large.before) < garbage {
			debug.SetGCPercent(large.before) // somebody wants still less
		}
	}
	return func() {
		large.Lock()
		defer large.Unlock()
		if large.players--; large.players == 0 {
			debug.SetGCPercent(large.before)
			runtime.GC() // or tables and figures would be made beside the worlds of before
		}
	}
}
