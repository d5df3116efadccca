package ensemble

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// task is work for one goroutine.
type task func(context.Context) error

// A job is the tasks of a replicate: those that come first, side by side, and then the others.
// between is called when the first are done, over when all are; neither may be nil.
type job struct {
	first, then   []task
	between, over func()

	given, left int // tasks of the step it is at: given out, not done
	later       bool
}

// tasks are those of the step that it is at.
func (j *job) tasks() []task {
	if j.later {
		return j.then
	}
	return j.first
}

// A queue gives out the tasks of jobs, those of the oldest job first, and begins another job
// where all tasks of the others are given out. So nobody waits for others before the last
// jobs, and there are no more jobs under way than workers: one that has no task to give out
// has somebody at work on it.
type queue struct {
	n     int
	begin func(i int) *job

	mu      sync.Mutex
	moved   *sync.Cond // a task is done, or all is stopped
	begun   int
	under   []*job // begun and not over, the oldest first
	stopped bool
}

// inTurn does n jobs, so many tasks at a time. The first error stops the others. gone, if not nil,
// counts those for whom there is no task any more.
func inTurn(ctx context.Context, across, n int, gone *atomic.Int32, begin func(i int) *job) error {
	across = max(1, across)
	q := &queue{n: n, begin: begin}
	q.moved = sync.NewCond(&q.mu)
	return SideBySide(ctx, across, across, func(ctx context.Context, _ int) error {
		whole := false
		defer func() {
			if !whole { // an error or a panic: who waits need not wait longer
				q.stop()
			}
		}()
		for j, do := q.take(); do != nil; j, do = q.take() {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if err := do(ctx); err != nil {
				return err
			}
			q.done(j)
		}
		if gone != nil {
			gone.Add(1)
		}
		whole = true
		return nil
	})
}

// take waits for a task and gives it out; nil if there will be none.
func (q *queue) take() (*job, task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.stopped {
		if j := q.ready(); j != nil {
			j.given++
			return j, j.tasks()[j.given-1]
		}
		if q.begun == q.n && !slices.ContainsFunc(q.under, func(j *job) bool { return !j.later }) {
			break
		}
		q.moved.Wait()
	}
	return nil, nil
}

// ready is the oldest job that has a task to give out, nil for none.
func (q *queue) ready() *job {
	for {
		for _, j := range q.under {
			if j.given < len(j.tasks()) {
				return j
			}
		}
		if q.begun == q.n {
			return nil
		}
		j := q.begin(q.begun)
		q.begun++
		j.left = len(j.first)
		q.under = append(q.under, j)
		q.step(j)
	}
}

// done counts a task that is done.
func (q *queue) done(j *job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	j.left--
	q.step(j)
	q.moved.Broadcast()
}

// step brings a job to its next step where nothing of this one is left.
func (q *queue) step(j *job) {
	if j.left == 0 && !j.later {
		j.between()
		j.later, j.given, j.left = true, 0, len(j.then)
	}
	if j.left == 0 {
		j.over()
		q.under = slices.DeleteFunc(q.under, func(k *job) bool { return k == j })
	}
}

// stop gives out no task any more.
func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	q.moved.Broadcast()
}
