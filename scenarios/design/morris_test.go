package design

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestMorrisMovesOneGroupAStepByTheStepWithinTheCube(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trajectories, levels := rapid.IntRange(1, 12).Draw(t, "trajectories"), 2*rapid.IntRange(1, 6).Draw(t, "half the levels")
		groups := anyGroups(t)
		moves, err := Groups(groups)
		if err != nil {
			t.Fatal(err)
		}
		points, err := MorrisGroups(trajectories, groups, levels, rapid.Uint64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		if size, err := MorrisSize(trajectories, moves); size != len(points) || err != nil {
			t.Fatalf("%d points, the size is said to be %d, %v", len(points), size, err)
		}
		step := float64(levels) / float64(2*(levels-1))
		for from := range points {
			for j, x := range points[from] {
				if at := x * float64(levels-1); x < 0 || x >= 1 || math.Abs(at-math.Round(at)) > 1e-12 {
					t.Fatalf("point %d has %v in factor %d, which is no level of %d", from, x, j, levels)
				}
			}
		}
		for first := 0; first < len(points); first += moves + 1 {
			moved := make([]int, moves)
			for from := first; from < first+moves; from++ {
				group := -1
				for j, x := range points[from] {
					by := math.Abs(points[from+1][j] - x)
					switch {
					case by == 0:
						continue
					case math.Abs(by-step) > 1e-15:
						t.Fatalf("factor %d moves by %v, want %v", j, by, step)
					case group >= 0 && groups[j] != group:
						t.Fatalf("groups %d and %d move in one step", group, groups[j])
					}
					group = groups[j]
				}
				if group < 0 {
					t.Fatalf("nothing moves after point %d", from)
				}
				moved[group]++
				for j, g := range groups {
					if g == group && points[from+1][j] == points[from][j] {
						t.Fatalf("factor %d stays and its group %d moves", j, g)
					}
				}
			}
			for g, n := range moved {
				if n != 1 {
					t.Fatalf("group %d moves %d times in a trajectory", g, n)
				}
			}
		}
	})
}

// anyGroups draws groups of which none is empty.
func anyGroups(t *rapid.T) []int {
	several := rapid.IntRange(1, 6).Draw(t, "groups")
	return rapid.Permutation(append(Singles(several), rapid.SliceOfN(rapid.IntRange(0, several-1), 0, 6).Draw(t, "more")...)).Draw(t, "order")
}

func TestMorrisVisitsAllLevelsAlikeAndGoesOn(t *testing.T) {
	const trajectories, k, levels = 4000, 3, 4
	points, err := Morris(trajectories, k, levels, 1)
	if err != nil {
		t.Fatal(err)
	}
	var count [k][levels]float64
	for i, p := range points {
		if i%(k+1) == 0 {
			for j, x := range p {
				count[j][int(math.Round(x*(levels-1)))]++
			}
		}
	}
	for j := range k {
		for l, n := range count[j] {
			if share := n / trajectories; math.Abs(share-1.0/levels) > 4*math.Sqrt(0.25*0.75/trajectories) {
				t.Errorf("factor %d starts at level %d in a share of %v", j, l, share)
			}
		}
	}
	few, err := Morris(10, k, levels, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !equal(few, points[:len(few)]) {
		t.Error("trajectories move when there are more")
	}
}
