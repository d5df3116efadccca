package table

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// example is a small table: replicates 2, 10 and 1 in that order, months 0 and
// 1, all creatives and two domains, the measures people (a count) and trust.
func example() *Series {
	s := &Series{Columns: []string{"people", "trust"}}
	for _, replicate := range []string{"2", "10", "1"} {
		n, _ := strconv.Atoi(replicate)
		for month := range 2 {
			for _, group := range [][2]string{{All, All}, {"domain", "music"}, {"domain", "design"}} {
				s.Rows = append(s.Rows, Row{replicate, month, group[0], group[1],
					[]float64{float64(100*n + month), 1 / float64(n+month+len(group[1]))}})
			}
		}
	}
	return s
}

func TestColumnsAreFoundByName(t *testing.T) {
	s := example()
	if s.Index("people") != 0 || s.Index("trust") != 1 || s.Index("fear") != -1 {
		t.Errorf("columns stand at %d, %d, %d", s.Index("people"), s.Index("trust"), s.Index("fear"))
	}
}

func TestReplicatesAreListedByNumber(t *testing.T) {
	s := example()
	s.Rows = append(s.Rows, Row{Replicate: Mean}, Row{Replicate: "03"}, Row{Replicate: "0"}, Row{Replicate: "+4"}, Row{Replicate: ""})
	if got := s.Replicates(); !slices.Equal(got, []string{"1", "2", "10"}) {
		t.Errorf("got %q", got)
	}
}

func TestGroupsKeepTheirOrder(t *testing.T) {
	s := example()
	if got := s.Groups("domain"); !slices.Equal(got, []string{"music", "design"}) {
		t.Errorf("got %q", got)
	}
	if got := s.Groups("size"); len(got) != 0 {
		t.Errorf("a grouping that is not there has groups %q", got)
	}
}

func TestALineHasNaNWhereTheTableHasNoRow(t *testing.T) {
	s := example()
	s.Rows = append(s.Rows, Row{"2", 4, All, All, []float64{7, 8}}, Row{"2", -3, All, All, []float64{9, 9}})
	line := s.Line("2", All, All, "people")
	want := []float64{200, 201, math.NaN(), math.NaN(), 7}
	if !same(line, want) {
		t.Errorf("got %v, want %v", line, want)
	}
	if s.Months() != 5 {
		t.Errorf("the table spans %d months, want 5", s.Months())
	}
	for _, absent := range [][]float64{s.Line("2", All, All, "fear"), s.Line("7", All, All, "people"), s.Line("2", "domain", All, "people")} {
		if !same(absent, undefined(5)) {
			t.Errorf("a line that is not there reads %v", absent)
		}
	}
}

func TestBriefLeavesOutSingleReplicatesOfGroupsOnly(t *testing.T) {
	s, err := Summarise(example())
	if err != nil {
		t.Fatal(err)
	}
	single, statistics := 0, 0
	for _, r := range s.Brief().Rows {
		if _, ok := number(r.Replicate); !ok {
			statistics++
			continue
		}
		if single++; r.By != All {
			t.Errorf("%s is kept", r.place())
		}
	}
	if single != 3*2 || statistics != 3*2*3 {
		t.Errorf("kept %d rows of replicates and %d of statistics, want 6 and 18", single, statistics)
	}
}

// same tells whether two lines are equal to the bit, any NaN being NaN.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y) || math.IsNaN(x) && math.IsNaN(y)
	})
}
