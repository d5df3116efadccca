// Package par spreads work on rows over processors without letting the number of processors, or the
// order in which they finish, touch a result.
//
// It holds the only goroutines of the model. Two rules make results independent of them: work is
// cut in chunks of a fixed size, whatever the number of workers; and what chunks add up is added in
// integers (ToMicro), because a sum of integers does not depend on its order and a sum of floats
// does.
package par

import (
	"sync"
	"sync/atomic"
)

// Chunk is the number of rows handed out at a time: some hundred microseconds of work, and a few
// columns of it fit in the first-level cache.
const Chunk = 2048

// Chunks calls f for each chunk of n rows: chunk number c holds the rows lo = c*Chunk up to, not
// including, hi = min(n, lo+Chunk). At most `workers` calls run at once, each with a worker number
// below `workers` that no other running call has; use it for scratch space only.
//
// A worker takes whichever chunk is next, so f may not depend on the worker or on which chunks came
// before. It may write to its own rows and to slots indexed by chunk. With one worker or fewer, or
// a single chunk, f is called in the caller's goroutine, in order. Chunks returns when all is done;
// a panic in f stops the work and is raised again in the caller.
func Chunks(workers, n int, f func(worker, chunk, lo, hi int)) {
	spread(workers, (n+Chunk-1)/Chunk, func(worker, chunk int) {
		lo := chunk * Chunk
		f(worker, chunk, lo, min(n, lo+Chunk))
	})
}

// Each calls f for each i from 0 to n-1, under the same rules as Chunks: for tasks that are large,
// few and independent, such as occupations or runs.
func Each(workers, n int, f func(worker, i int)) { spread(workers, n, f) }

// spread runs tasks 0..n-1 on at most `workers` goroutines, the caller's being one of them.
func spread(workers, n int, task func(worker, i int)) {
	next := orderOf(n)
	if workers = min(workers, n); workers <= 1 {
		for i := range n {
			task(0, next.task(i))
		}
		return
	}
	c := &crew{order: next, run: task}
	c.others.Add(workers - 1)
	for w := 1; w < workers; w++ {
		go func() {
			defer c.others.Done()
			c.work(w)
		}()
	}
	c.work(0)
	c.others.Wait()
	if c.failure != nil {
		panic(c.failure.value)
	}
}

// A crew shares out the tasks of one call.
type crew struct {
	order
	run    func(worker, i int)
	taken  atomic.Int64
	others sync.WaitGroup

	stop    atomic.Bool
	once    sync.Once
	failure *failure
}

// A failure is the first panic of a crew.
type failure struct{ value any }

// work takes tasks until none is left or another worker has failed.
func (c *crew) work(worker int) {
	done := false
	defer func() {
		if done {
			return
		}
		value := recover()
		if value == nil {
			value = "par: a task ended its goroutine with runtime.Goexit; tasks must return or panic"
		}
		c.stop.Store(true)
		c.once.Do(func() { c.failure = &failure{value} })
	}()
	for !c.stop.Load() {
		i := int(c.taken.Add(1)) - 1
		if i >= c.n {
			break
		}
		c.run(worker, c.task(i))
	}
	done = true
}
