package draw

import (
	"math"
	"testing"
)

// Layers have the area that is stated, the lowest with what lies behind it, and the last ends where
// the density does.
func TestLayersOfNoiseHaveOneArea(t *testing.T) {
	behind := math.Sqrt(math.Pi/2) * math.Erfc(tailStart/math.Sqrt2)
	if area := tailStart*height[1] + behind; math.Abs(area/layerArea-1) > 1e-11 {
		t.Errorf("the lowest layer has %v, want %v", area, layerArea)
	}
	if area := edge[0] * height[1]; math.Abs(area/layerArea-1) > 1e-12 {
		t.Errorf("the lowest box has %v, want %v", area, layerArea)
	}
	for k := 1; k < layers; k++ {
		if area := edge[k] * (height[k+1] - height[k]); math.Abs(area/layerArea-1) > 1e-9 {
			t.Errorf("layer %d has %v, want %v", k, area, layerArea)
		}
		if edge[k+1] >= edge[k] || math.Abs(height[k]-math.Exp(-edge[k]*edge[k]/2)) > 1e-12 {
			t.Errorf("layer %d ends at %v, at a height of %v", k, edge[k], height[k])
		}
	}
}

// Between any two of 200 equal shares of the normal distribution, and in tails beyond the last
// layer, noise falls as often as it should.
func TestNoiseIsNormal(t *testing.T) {
	const n, shares = 8_000_000, 200
	s, worst := New(1, 2, 3), 0.0
	var count [shares]int
	var m [5]float64
	beyond := [...]float64{1, 2, 3, tailStart, 4, 4.5}
	var far [2][len(beyond)]int
	for i := range uint64(n) {
		x := s.Noise(i)
		count[min(shares-1, int(shares*0.5*math.Erfc(-x/math.Sqrt2)))]++
		p := x
		for k := 1; k <= 4; k++ {
			m[k] += p / n
			p *= x
		}
		side := 0
		if x < 0 {
			side = 1
		}
		for k, edge := range beyond {
			if math.Abs(x) > edge {
				far[side][k]++
			}
		}
	}
	root := math.Sqrt(n)
	check(t, &worst, chiSquare(count[:]), "shares")
	check(t, &worst, m[1]*root, "mean")
	check(t, &worst, (m[2]-1)*root/math.Sqrt(2), "variance")
	check(t, &worst, m[3]*root/math.Sqrt(15), "third moment")
	check(t, &worst, (m[4]-3)*root/math.Sqrt(96), "fourth moment")
	for k, edge := range beyond {
		want := n * 0.5 * math.Erfc(edge/math.Sqrt2)
		for side, name := range []string{"above", "below"} {
			check(t, &worst, (float64(far[side][k])-want)/math.Sqrt(want), name)
		}
	}
	t.Logf("worst of %d: %.2f sd", 5+2*len(beyond), worst)
}

// Persons, months and decisions have noise of their own, and it never changes.
func TestNoiseBelongsToOneDraw(t *testing.T) {
	const n = 400_000
	a, later, other := New(1, 2, 3), New(1, 2, 4), New(1, 3, 3)
	worst, before := 0.0, 0.0
	var neighbours, months, decisions float64
	digest := uint64(0)
	for i := range uint64(n) {
		x := a.Noise(i)
		if x != a.Noise(i) {
			t.Fatalf("person %d has two numbers", i)
		}
		neighbours += x * before
		months += x * later.Noise(i)
		decisions += x * other.Noise(i)
		before = x
		digest = mix(digest + math.Float64bits(x))
	}
	for name, sum := range map[string]float64{"neighbours": neighbours, "months": months, "decisions": decisions} {
		check(t, &worst, sum/math.Sqrt(n), name)
	}
	const want = 0xbbd0a5e510772c80
	if digest != want {
		t.Errorf("digest %#x, want %#x", digest, uint64(want))
	}
}
