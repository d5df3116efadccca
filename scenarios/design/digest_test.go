package design

import "testing"

// Designs are the same bytes on every machine, and for good: a change of one is a change of all that was
// played at its points.
func TestDesignsKeepTheirBytes(t *testing.T) {
	groups := []int{0, 1, 1, 2}
	for _, c := range []struct {
		name string
		of   func() ([]Point, error)
		want string
	}{
		{"grid", func() ([]Point, error) { return Grid([]int{3, 4, 7}) }, "a2af80db317a9f749ba4883ff92253eab9867e2d95dcd1ec4e699a072b5a7844"},
		{"one at a time", func() ([]Point, error) { return OneAtATime(Point{0.1, 0.3, 0.9}, []int{3, 4, 7}) }, "2ec727d3a089dfb3b2df9a5bb5da1ef1f95ee7abc00e69e8d5955a1ce66c647f"},
		{"hypercube", func() ([]Point, error) { return LatinHypercube(1000, 7, 42) }, "2ecf6888ca14b5f7cd6d1710bb4f7e365782d84a949619da85bb92a1c4e4c956"},
		{"scrambled", func() ([]Point, error) { return ScrambledSobol(1000, 50, 42) }, "a9c3cb2b8af9714eaac99f6a80974a5e08e6bed832a82266713479c3cebd5cdd"},
		{"Morris", func() ([]Point, error) { return MorrisGroups(50, groups, 6, 42) }, "d21d6626b2474d3b8030c1569a8f18cccdce080dd0d9c627ef288f967ec38927"},
		{"Saltelli", func() ([]Point, error) { return Saltelli(100, groups, true, 42) }, "66bfaae29971ed21c324fff7dbf6ab0e682c70ed7da4b5a50405f720c2bd7674"},
	} {
		points, err := c.of()
		if err != nil {
			t.Fatal(err)
		}
		if got := digest(points); got != c.want {
			t.Errorf("%s: digest %s, want %s", c.name, got, c.want)
		}
	}
}
