package network

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// words returns random words for SmallWorld under a seed.
func words(seed uint64, degree int) func(i, k int) uint64 {
	s := draw.New(seed, 0, 0)
	return func(i, k int) uint64 { return s.Bits(uint64(i)*uint64(Draws(degree)) + uint64(k)) }
}

// blocks returns the block of each of n rows, all blocks of one size except the last.
func blocks(n, size int) []int32 {
	block := make([]int32, n)
	for i := range block {
		block[i] = int32(i / size)
	}
	return block
}

func graph(n, degree int, block []int32, far float64) []uint32 {
	return SmallWorld(n, degree, block, far, words(1, degree))
}

func TestUnbrokenRingHasTheClusteringOfTheLattice(t *testing.T) {
	for _, degree := range []int{2, 4, 8, 12} {
		k := float64(degree)
		want := 3 * (k - 2) / (4 * (k - 1))
		got := ClusteringCoefficient(graph(1000, degree, nil, 0), degree, 0)
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("degree %d: clustering %g, want 3(k-2)/(4(k-1)) = %g", degree, got, want)
		}
	}
}

func TestClusteringFallsAsLinksBreak(t *testing.T) {
	const n, degree = 60_000, 8
	whole := 3.0 * (degree - 2) / (4 * (degree - 1))
	for _, far := range []float64{0.01, 0.05, 0.1, 0.3, 0.6} {
		got := ClusteringCoefficient(graph(n, degree, nil, far), degree, 0)
		want := whole * math.Pow(1-far, 3)
		t.Logf("far %.2f: clustering %.4f, lattice times (1-far)^3 %.4f", far, got, want)
		if math.Abs(got-want) > 0.01*whole {
			t.Errorf("far %g: clustering %.4f, want about %.4f", far, got, want)
		}
	}
}

// Looks that arrive at a row: k(1-p) unbroken links, each kept with probability 1-p, and about k p
// far rows that happened to draw it, a Poisson number.
func TestDegreeLaw(t *testing.T) {
	const n, degree = 200_000, 8
	for _, far := range []float64{0, 0.05, 0.3, 1} {
		in := InDegrees(graph(n, degree, nil, far), n)
		mean, square := 0.0, 0.0
		for _, d := range in {
			mean += float64(d) / n
			square += float64(d) * float64(d) / n
		}
		variance := square - mean*mean
		want := degree*far*(1-far) + degree*far
		t.Logf("far %.2f: mean %.3f, variance %.3f, law %.3f", far, mean, variance, want)
		if math.Abs(mean-degree) > 1e-9 {
			t.Errorf("far %g: mean %g", far, mean)
		}
		if math.Abs(variance-want) > 0.02*want+1e-6 {
			t.Errorf("far %g: variance of looks a row %.4f, law %.4f", far, variance, want)
		}
	}
}

func TestFarDegreeIsPoissonWhenAllIsFar(t *testing.T) {
	const n, degree = 200_000, 8
	in := InDegrees(graph(n, degree, nil, 1), n)
	var count [40]float64
	for _, d := range in {
		count[min(int(d), 39)]++
	}
	chi, cells, p := 0.0, 0, math.Exp(-degree)
	for d := range 22 {
		want := n * p
		if want > 10 {
			chi += (count[d] - want) * (count[d] - want) / want
			cells++
		}
		p *= degree / float64(d+1)
	}
	t.Logf("chi-square %.1f over %d cells", chi, cells)
	if chi > 50 { // 99.99 % for 20 degrees of freedom is 52
		t.Errorf("looks a row are not Poisson: chi-square %.1f over %d cells", chi, cells)
	}
}

// valid checks that nobody is an own peer and that peers are distinct where there are enough rows.
func valid(t *testing.T, peers []uint32, n, degree int, name string) {
	t.Helper()
	if len(peers) != n*degree {
		t.Fatalf("%s: %d peers for %d rows", name, len(peers), n)
	}
	for i := range n {
		own := peers[i*degree : (i+1)*degree]
		for x, j := range own {
			if int(j) == i || int(j) >= n {
				t.Fatalf("%s: row %d has peer %d", name, i, j)
			}
			if n > degree && slices.Contains(own[:x], j) {
				t.Fatalf("%s: row %d has peers %v", name, i, own)
			}
		}
	}
}

func TestNobodyIsAnOwnPeerAndPeersAreDistinct(t *testing.T) {
	for _, n := range []int{2, 3, 4, 8, 9, 10, 11, 17, 64, 1000} {
		for _, degree := range []int{1, 2, 3, 7, 8} {
			for _, size := range []int{1, 2, 3, 8, 9, 10, 16, 1000} {
				for _, far := range []float64{0, 0.05, 0.5, 1} {
					name := fmt.Sprintf("n %d, degree %d, blocks of %d, far %g", n, degree, size, far)
					valid(t, graph(n, degree, blocks(n, size), far), n, degree, name)
				}
			}
		}
	}
}

func TestTooFewRowsShareThePeersEvenly(t *testing.T) {
	for i, j := range graph(3, 8, nil, 0) {
		if int(j) == i/8 {
			t.Errorf("row %d is its own peer", i/8)
		}
	}
	for i, d := range InDegrees(graph(3, 8, nil, 0), 3) {
		if d != 8 {
			t.Errorf("row %d is looked at %d times, want 8", i, d)
		}
	}
}

func TestPeersStayInTheBlock(t *testing.T) {
	const n, degree, size = 100_000, 8, 5000
	block := blocks(n, size)
	for _, far := range []float64{0, 0.05, 0.5} {
		outside := 0
		peers := graph(n, degree, block, far)
		for at, j := range peers {
			if block[at/degree] != block[j] {
				outside++
			}
		}
		got := float64(outside) / float64(len(peers))
		want := far * anywhere / 65536 * (1 - float64(size)/n)
		if math.Abs(got-want) > 0.05*want+1e-9 {
			t.Errorf("far %g: %.5f of peers from other blocks, want %.5f", far, got, want)
		}
	}
}

func TestBlocksTooSmallAreCompletedByTheNearestRows(t *testing.T) {
	peers := graph(100, 8, blocks(100, 4), 0)
	row := peers[41*8 : 42*8] // block 40..43
	for _, want := range []uint32{40, 42, 43, 44, 39, 45, 38, 46} {
		if !slices.Contains(row, want) {
			t.Errorf("row 41 has peers %v, without %d", row, want)
		}
	}
}

func TestPeersAreCloseInMemory(t *testing.T) {
	const n, degree = 100_000, 8
	block := blocks(n, 5000)
	for _, far := range []float64{0, 0.05, 0.2} {
		got := Near(graph(n, degree, block, far), degree, 16)
		t.Logf("far %.2f: %.2f %% of peers within 16 rows", far, 100*got)
		if got < 1-far-0.005 {
			t.Errorf("far %g: only %.4f of peers within 16 rows", far, got)
		}
	}
}

func TestUnbrokenLinksAreMutual(t *testing.T) {
	const n, degree, far = 50_000, 8, 0.1
	peers := graph(n, degree, nil, far)
	near, oneSided := 0, 0
	for i := range n {
		for _, j := range peers[i*degree : (i+1)*degree] {
			if min((int(j)-i+n)%n, (i-int(j)+n)%n) <= degree/2 {
				near++
				if !looks(peers, degree, j, uint32(i)) {
					oneSided++
				}
			}
		}
	}
	share := float64(near) / (n * degree)
	if math.Abs(share-(1-far)) > 0.005 {
		t.Errorf("%.4f of the links are near, want %g", share, 1-far)
	}
	if oneSided > 20 { // far rows that happen to lie near: 8 in 50,000 of 40,000
		t.Errorf("%d of %d near links are one-sided", oneSided, near)
	}
}

func TestSameGraphInAnyOrderOfWork(t *testing.T) {
	const n, degree = 30_000, 8
	block := blocks(n, 700)
	want := graph(n, degree, block, 0.1)
	for _, seed := range []uint64{5<<32 + 1, 3<<32 + 9} {
		restore := par.Shuffle(seed)
		got := graph(n, degree, block, 0.1)
		restore()
		for at := range want {
			if got[at] != want[at] {
				t.Fatalf("peer %d of row %d is %d, in another order %d", at%degree, at/degree, want[at], got[at])
			}
		}
	}
}

func TestOtherBlocksDoNotMatter(t *testing.T) {
	// The near peers of a block are the same whatever stands before and behind it.
	one := graph(3000, 8, blocks(3000, 1000), 0)
	other := append(blocks(2000, 1000), blocks(1000, 250)...)
	for i := 2000; i < 3000; i++ {
		other[i] += 10
	}
	two := graph(3000, 8, other, 0)
	for at := range 2000 * 8 {
		if one[at] != two[at] {
			t.Fatalf("row %d changed its peers with a far block", at/8)
		}
	}
}

func TestWordsAreAskedWithinTheStatedRange(t *testing.T) {
	const n, degree = 500, 7
	asked := make([][]bool, n)
	for i := range asked {
		asked[i] = make([]bool, Draws(degree))
	}
	restore := par.Shuffle(0)
	defer restore()
	base := words(3, degree)
	SmallWorld(n, degree, blocks(n, 9), 0.7, func(i, k int) uint64 {
		asked[i][k] = true // out of range panics; one chunk, one goroutine
		return base(i, k)
	})
	rows := 0
	for i := range asked {
		if asked[i][0] {
			rows++
		}
	}
	if rows != n {
		t.Errorf("%d of %d rows asked for their first word", rows, n)
	}
}

func TestSeedsGiveOtherGraphs(t *testing.T) {
	a := SmallWorld(1000, 8, nil, 0.2, words(1, 8))
	b := SmallWorld(1000, 8, nil, 0.2, words(2, 8))
	same := 0
	for at := range a {
		if a[at] == b[at] {
			same++
		}
	}
	if share := float64(same) / 8000; share < 0.58 || share > 0.70 { // 0.8 x 0.8
		t.Errorf("%.3f of the peers are equal under two seeds, want about 0.64", share)
	}
}

func TestImpossibleGraphsAreRefused(t *testing.T) {
	r := words(1, 8)
	for name, f := range map[string]func(){
		"one row":      func() { SmallWorld(1, 8, nil, 0, r) },
		"no peers":     func() { SmallWorld(10, 0, nil, 0, r) },
		"short blocks": func() { SmallWorld(10, 2, make([]int32, 9), 0, r) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func BenchmarkSmallWorld(b *testing.B) {
	const n, degree = 1_000_000, 8
	block := blocks(n, 50_000)
	for _, far := range []float64{0, 0.05} {
		b.Run(fmt.Sprintf("far=%g", far), func(b *testing.B) {
			for b.Loop() {
				graph(n, degree, block, far)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
		})
	}
}
