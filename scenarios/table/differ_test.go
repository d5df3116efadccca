package table

import (
	"math"
	"strings"
	"testing"
)

// The first difference is named by its place and both values, and there is none between a
// table and itself.
func TestTheFirstDifferenceIsNamed(t *testing.T) {
	but := func(change func(*Series)) *Series { // the table that was played, changed
		s := example()
		s.Rows[3].Values[0] = 1.00000000012345
		change(s)
		return s
	}
	played := but(func(*Series) {})
	name, place := played.Columns[0], played.Rows[3].place()
	for _, c := range []struct {
		why    string
		stored *Series
		exact  bool
		want   string
	}{
		{"itself", but(func(*Series) {}), true, ""},
		{"rows in another order", but(func(s *Series) { s.Rows[0], s.Rows[4] = s.Rows[4], s.Rows[0] }), true, ""},
		{"what nine digits do not tell", but(func(s *Series) { s.Rows[3].Values[0] = 1 }), false, ""},
		{"but more do", but(func(s *Series) { s.Rows[3].Values[0] = 1 }), true, place + ", column " + name + ": 1 is stored and 1.00000000012345 is played"},
		{"another value", but(func(s *Series) { s.Rows[3].Values[0] = 3 }), false, place + ", column " + name + ": 3 is stored and 1 is played"},
		{"another ninth digit", but(func(s *Series) { s.Rows[3].Values[0] = 1.00000001 }), false, place + ", column " + name + ": 1.00000001 is stored and 1 is played"},
		{"another ninth digit of both", but(func(s *Series) { s.Rows[3].Values[0] = 1.00000000112345 }), true, place + ", column " + name + ": 1.00000000112345 is stored and 1.00000000012345 is played"},
		{"nothing", but(func(s *Series) { s.Rows[3].Values[0] = math.NaN() }), false, place + ", column " + name + ": nothing is stored and 1 is played"},
		{"no row", but(func(s *Series) { s.Rows = append(s.Rows[:3], s.Rows[4:]...) }), false, place + " is played and not stored"},
		{"a row more", but(func(s *Series) {
			r := s.Rows[3]
			r.Group = "x\x1b"
			s.Rows = append(s.Rows, r)
		}), false, strings.TrimSuffix(place, played.Rows[3].Group) + `x\x1b` + " is stored and not played"},
		{"a row twice", but(func(s *Series) { s.Rows = append(s.Rows, s.Rows[3]) }), false, place + " is stored twice"},
		{"no column", but(func(s *Series) { s.Columns = append([]string{"x"}, s.Columns[1:]...) }), false, "column " + name + " is played and not stored"},
	} {
		if got := Differ(c.stored, played, c.exact); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestTheRowsOfOneReplicate(t *testing.T) {
	s := example()
	one := s.OfReplicate(2)
	for _, r := range one.Rows {
		if r.Replicate != "2" {
			t.Errorf("%s is among them", r.place())
		}
	}
	if len(one.Rows) == 0 || len(one.Rows) == len(s.Rows) {
		t.Errorf("%d of %d rows", len(one.Rows), len(s.Rows))
	}
}
