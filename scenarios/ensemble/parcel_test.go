package ensemble

import (
	"context"
	"fmt"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// Two that play some replicates each, one of whom gets a parcel of the other, have what one has
// who plays all; who gets it plays nothing of it again.
func TestReplicatesTravelInParcels(t *testing.T) {
	mine, other := NewShelf(1<<30), NewShelf(1<<30)
	walk := []move{
		{world: "expected", months: 90, seed: 1, n: 4},
		{world: "expected", months: 90, seed: 1, n: 4, policies: []string{"basic_income", "ai_levy=0.2,start=2024-03"}},
		{world: "fast", months: 84, seed: 9, n: 4, of: scenarios.Ensemble, policies: []string{"training_subsidy=1"}},
		{world: "frozen", months: 84, seed: 9, n: 4},
	}
	if testing.Short() {
		walk = walk[1:2]
	}
	for i, m := range walk {
		want := left(m.futures(t, nil))
		far := m.prepared(t, other)
		far.Skip = 1
		if err := far.Play(context.Background(), 4, nil); err != nil {
			t.Fatal(err)
		}
		parcel := other.Pack()
		if err := mine.Unpack(parcel); err != nil {
			t.Fatal(err)
		}
		if len(other.Pack()) > 0 || len(mine.Pack()) > 0 {
			t.Error("what was in a parcel is in another")
		}
		near, played := m.prepared(t, mine), int64(0)
		if err := near.Play(context.Background(), 4, func(done, _ int64) { played = done }); err != nil {
			t.Fatal(err)
		}
		sameLeft(t, fmt.Sprintf("move %d", i), near, want)
		if most := near.monthsOf(t); played > most || len(parcel) < 1000 {
			t.Errorf("move %d: %d months were played, %d are those of one replicate; %d bytes came", i, played, most, len(parcel))
		}
		mine.Pack() // what it played itself is nobody's concern
	}
}

// monthsOf are the months of one replicate.
func (c *Futures) monthsOf(t *testing.T) int64 {
	t.Helper()
	one, err := c.cast(0)
	if err != nil {
		t.Fatal(err)
	}
	return one.months()
}

// A parcel that is cut short or of something else is refused, and nothing panics.
func TestADamagedParcelIsRefused(t *testing.T) {
	shelf := NewShelf(1 << 30)
	m := move{world: "expected", months: 80, seed: 1, n: 1}
	c := m.prepared(t, shelf)
	if err := c.Play(context.Background(), 1, nil); err != nil {
		t.Fatal(err)
	}
	parcel := shelf.Pack()
	for _, n := range []int{1, 15, 16, 19, 21, 200, len(parcel)/2 + 1, len(parcel) - 1} {
		if NewShelf(1<<30).Unpack(parcel[:n]) == nil {
			t.Errorf("%d of %d bytes are taken for a parcel", n, len(parcel))
		}
	}
	for at := 0; at < len(parcel); at += 1 + len(parcel)/500 { // some are numbers, of which any is one
		wrong := append([]byte(nil), parcel...)
		wrong[at] ^= 0x80
		_ = NewShelf(1 << 30).Unpack(wrong)
	}
}
