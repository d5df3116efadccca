package design

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSaltelliRowsDifferInExactlyTheColumnsOfTheirGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, second, seed := rapid.IntRange(1, 40).Draw(t, "n"), rapid.Bool().Draw(t, "second"), rapid.Uint64().Draw(t, "seed")
		groups := anyGroups(t)
		several, err := Groups(groups)
		if err != nil {
			t.Fatal(err)
		}
		points, err := Saltelli(n, groups, second, seed)
		if err != nil {
			t.Fatal(err)
		}
		if size, err := SaltelliSize(n, several, second); size != len(points) || err != nil {
			t.Fatalf("%d points, the size is said to be %d, %v", len(points), size, err)
		}
		base, err := ScrambledSobol(n, 2*len(groups), seed)
		if err != nil {
			t.Fatal(err)
		}
		length := BlockSize(several, second)
		for i := range n {
			rows := points[i*length : (i+1)*length]
			a, b := rows[0], rows[1]
			if !equal([]Point{append(append(Point{}, a...), b...)}, base[i:i+1]) {
				t.Fatalf("A and B of block %d are not its base row", i)
			}
			for at, row := range rows[2:] {
				for j, g := range groups {
					fromB := g == at%several
					if at >= several {
						fromB = !fromB
					}
					if want := map[bool]float64{true: b[j], false: a[j]}[fromB]; row[j] != want {
						t.Fatalf("block %d, row %d, factor %d of group %d: %v, want %v", i, at+2, j, g, row[j], want)
					}
				}
			}
		}
	})
}
