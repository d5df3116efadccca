package par

import (
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

var crews = []int{-1, 0, 1, 2, 3, 7, 16, 64}

// amount is an irregular amount for row i, positive or negative and of very different size.
func amount(i int) float64 {
	x := uint64(i+1) * 0x9e3779b97f4a7c15
	x ^= x >> 29
	return math.Ldexp(float64(int64(x))/math.MaxInt64, int(x%31)-10)
}

// total adds the amounts of n rows, chunk by chunk.
func total(workers, n int) int64 {
	var sum atomic.Int64
	Chunks(workers, n, func(_, _, lo, hi int) {
		part := int64(0)
		for i := lo; i < hi; i++ {
			part += ToMicro(amount(i))
		}
		sum.Add(part)
	})
	return sum.Load()
}

func TestSumsAreEqualForAnyWorkersAndOrder(t *testing.T) {
	for _, n := range []int{0, 1, Chunk - 1, Chunk, Chunk + 1, 10*Chunk + 17, 100_003} {
		want := int64(0)
		for i := range n {
			want += ToMicro(amount(i))
		}
		for _, seed := range []uint64{0, 1, 0xfedcba9876543210, math.MaxUint64} {
			restore := Shuffle(seed)
			for _, workers := range crews {
				if got := total(workers, n); got != want {
					t.Errorf("%d rows, %d workers, order %d: sum %d, want %d", n, workers, seed, got, want)
				}
			}
			restore()
		}
	}
}

// A sum of floats in the same test does depend on the order: the reason for ToMicro.
func TestSumsOfFloatsDependOnOrder(t *testing.T) {
	forward, backward := 0.0, 0.0
	for i := range 100_003 {
		forward += amount(i)
		backward += amount(100_002 - i)
	}
	if forward == backward {
		t.Error("the amounts of this test are too tame to show anything")
	}
}

func TestEveryRowOnceInChunksOfFixedSize(t *testing.T) {
	for _, seed := range []uint64{0, 99<<32 + 7} {
		restore := Shuffle(seed)
		for _, workers := range crews {
			n := 9*Chunk + 5
			seen := make([]int32, n)
			Chunks(workers, n, func(worker, chunk, lo, hi int) {
				if lo != chunk*Chunk || hi != min(n, lo+Chunk) {
					t.Errorf("chunk %d is rows %d..%d", chunk, lo, hi)
				}
				if worker < 0 || worker > max(0, workers-1) {
					t.Errorf("worker %d of %d", worker, workers)
				}
				for i := lo; i < hi; i++ {
					seen[i]++
				}
			})
			for i, times := range seen {
				if times != 1 {
					t.Fatalf("%d workers: row %d visited %d times", workers, i, times)
				}
			}
		}
		restore()
	}
}

func TestShuffledOrderIsAnotherOrderOfTheSameTasks(t *testing.T) {
	for _, n := range []int{2, 3, 12, 97, 1000} {
		for _, seed := range []uint64{1, 5 << 32, 77<<32 + 3, math.MaxUint64} {
			restore := Shuffle(seed)
			var visited []int
			Each(1, n, func(_, i int) { visited = append(visited, i) })
			restore()
			seen := make([]bool, n)
			for _, i := range visited {
				seen[i] = true
			}
			for i := range n {
				if !seen[i] || len(visited) != n {
					t.Fatalf("n %d, seed %d: order %v", n, seed, visited)
				}
			}
		}
	}
	restore := Shuffle(77<<32 + 3)
	defer restore()
	if o := orderOf(1000); o.task(0) == 0 && o.task(1) == 1 {
		t.Error("the shuffled order is the natural one")
	}
}

func TestWorkersDoNotShareANumber(t *testing.T) {
	var mu sync.Mutex
	busy := map[int]bool{}
	Each(4, 400, func(worker, _ int) {
		mu.Lock()
		if busy[worker] {
			t.Errorf("worker %d runs two tasks at once", worker)
		}
		busy[worker] = true
		mu.Unlock()
		runtime.Gosched()
		mu.Lock()
		busy[worker] = false
		mu.Unlock()
	})
}

func TestPanicReachesTheCaller(t *testing.T) {
	for _, workers := range crews {
		for _, bad := range []int{0, 3, 99} {
			got := caught(func() {
				Each(workers, 100, func(_, i int) {
					if i == bad {
						panic(fmt.Sprintf("row %d", i))
					}
				})
			})
			if want := fmt.Sprintf("row %d", bad); got != want {
				t.Errorf("%d workers: recovered %v, want %q", workers, got, want)
			}
		}
	}
}

// caught returns what f panics with.
func caught(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}

func TestPanicStopsTheWork(t *testing.T) {
	var done atomic.Int64
	caught(func() {
		Each(2, 1_000_000, func(_, i int) {
			done.Add(1)
			panic("first")
		})
	})
	if n := done.Load(); n > 2 {
		t.Errorf("%d tasks ran; each of two workers should have stopped at its first", n)
	}
}

func TestGoroutineEndedByATaskIsReported(t *testing.T) {
	other := make(chan bool)
	value := caught(func() {
		Each(2, 2, func(worker, _ int) {
			if worker == 1 {
				defer close(other)
				runtime.Goexit()
			}
			<-other
		})
	})
	if value == nil {
		t.Error("a task called runtime.Goexit and its chunk went missing without a word")
	}
}

func TestMicroRoundsHalvesAwayFromZero(t *testing.T) {
	const unit = 1.0 / microUnit
	for _, c := range []struct {
		x    float64
		want int64
	}{
		{0, 0}, {1, microUnit}, {-1, -microUnit}, {0.5 * unit, 1}, {-0.5 * unit, -1}, {0.49999999999999994 * unit, 0},
		{1.5 * unit, 2}, {-1.5 * unit, -2}, {2.4 * unit, 2}, {-2.6 * unit, -3}, {1e12, 1e12 * microUnit},
		{math.SmallestNonzeroFloat64, 0}, {MaxTotal - 0x1p-10, math.MaxInt64 - 1023},
	} {
		if got := ToMicro(c.x); got != c.want {
			t.Errorf("ToMicro(%g) = %d, want %d", c.x, got, c.want)
		}
	}
	for i := range 100_000 {
		x := amount(i)
		if got, want := ToMicro(x), int64(math.Round(x*microUnit)); got != want {
			t.Fatalf("ToMicro(%g) = %d, want %d", x, got, want)
		}
	}
}

func TestMicroRefusesWhatAnIntegerCannotSay(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), MaxTotal, -MaxTotal, 1e300} {
		if caught(func() { ToMicro(x) }) == nil {
			t.Errorf("ToMicro(%g) went through", x)
		}
	}
}

func TestMicroAddsUp(t *testing.T) {
	if sum := FromMicro(3 * ToMicro(0.25)); sum != 0.75 {
		t.Errorf("three quarters are %g", sum)
	}
}

// BenchmarkCall measures what a call costs beyond its work: 5 chunks are 10,000 people.
func BenchmarkCall(b *testing.B) {
	for _, chunks := range []int{1, 5, 49} {
		for _, workers := range []int{1, 2, 4} {
			b.Run(fmt.Sprintf("chunks=%d/workers=%d", chunks, workers), func(b *testing.B) {
				b.ReportAllocs()
				var sum [64]int64
				for b.Loop() {
					Chunks(workers, chunks*Chunk, func(worker, _, lo, _ int) { sum[worker] += int64(lo) })
				}
			})
		}
	}
}

func BenchmarkToMicro(b *testing.B) {
	xs := make([]float64, 4096)
	for i := range xs {
		xs[i] = amount(i)
	}
	sum := int64(0)
	for b.Loop() {
		for _, x := range xs {
			sum += ToMicro(x)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(xs)), "ns/value")
	runtime.KeepAlive(sum)
}
