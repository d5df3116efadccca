package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

// shownAlone is AddShown of one row, with a branch.
func shownAlone(peers, shown []uint32, near Bound, low uint32) (sum, far uint32) {
	for _, j := range peers {
		v := shown[j]
		sum += v
		if v&near.Mask-low > near.Span {
			far += v
		}
	}
	return sum, far
}

// However many rows there are, each sees what it would see alone, and no other is touched.
func TestManyRowsSeeWhatEachSeesAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 50 {
		for range 40 {
			shown := make([]uint32, 1+r.IntN(3000))
			near := Bound{1<<20 - 1, uint32(r.IntN(1 << 18))}
			for i := range shown {
				if shown[i] = r.Uint32(); i%3 == 0 {
					shown[i] = math.MaxUint32
				}
			}
			peers := make([]uint32, Peers*n)
			for i := range peers {
				peers[i] = uint32(r.IntN(len(shown)))
			}
			const beyond = 77
			sums, far := make([]uint32, n+3), make([]uint32, n+3)
			for i := range far {
				if sums[i], far[i] = beyond, uint32(r.IntN(1<<20))-near.Span/2; i%5 == 0 && len(peers) > 0 && i < n {
					far[i] = shown[peers[Peers*i]] & near.Mask // the edge: it is near, the next below is not
				}
			}
			lows := append([]uint32{}, far...)
			AddShown(sums[:n], far[:n], peers, shown, near)
			for i := range n {
				if s, f := shownAlone(peers[Peers*i:Peers*i+Peers], shown, near, lows[i]); sums[i] != s || far[i] != f {
					t.Fatalf("row %d of %d sees %d and %d, alone %d and %d", i, n, sums[i], far[i], s, f)
				}
			}
			for i := n; i < n+3; i++ {
				if sums[i] != beyond || far[i] != lows[i] {
					t.Fatalf("of %d rows number %d was written", n, i)
				}
			}
		}
	}
}

// A peer that shows nothing panics wherever it stands, and nothing beside the words is read.
func TestPeerWithoutWordPanics(t *testing.T) {
	for n := 1; n < 8; n++ {
		for at := range Peers * n {
			for _, peer := range []uint32{5, 1 << 31, math.MaxUint32} {
				func() {
					defer func() {
						if recover() == nil {
							t.Errorf("%d rows, peer %d at place %d of 5 words was read", n, peer, at)
						}
					}()
					peers := make([]uint32, Peers*n)
					peers[at] = peer
					AddShown(make([]uint32, n), make([]uint32, n), peers, make([]uint32, 5), Bound{})
				}()
			}
		}
	}
}

// Nanoseconds a row, with all that is read near.
func BenchmarkAddShown(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	shown, peers := make([]uint32, 20_000), make([]uint32, Peers*2048)
	for i := range shown {
		shown[i] = r.Uint32() >> 12
	}
	for i := range peers {
		peers[i] = uint32(r.IntN(len(shown)))
	}
	sums, far, near := make([]uint32, 2048), make([]uint32, 2048), Bound{1<<20 - 1, 1 << 18}
	for name, add := range map[string]func(){
		"all": func() { AddShown(sums, far, peers, shown, near) },
		"each": func() {
			for i := range sums {
				AddShown(sums[i:i+1], far[i:i+1], peers[Peers*i:], shown, near)
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				add()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N*len(sums)), "ns/row")
		})
	}
}
