package sim

import (
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// fatigue is a mechanism of somebody else: users tire month by month, from a level of
// their own, and who is tired trusts less.
func fatigue(column string) Mechanism {
	return Mechanism{
		Name: "fatigue", Asks: "Am I tired of it?", Writes: []string{column, "Trust"},
		Rows: func(w *World, c *Rows, _ int) {
			tired, mood := w.Column(column), w.Stream(draw.Named("fatigue"))
			for i := range c.Len() {
				if c.State[i] == Vacant {
					continue
				}
				if c.Flags[i]&Uses != 0 {
					tired[c.At(i)] += float32(0.1 * mood.Uniform(c.ID[i]))
				}
				c.Trust[i] /= 1 + tired[c.At(i)]
			}
		},
	}
}

// tired gives a world that mechanism.
func tired(t *testing.T, w *World) *World {
	t.Helper()
	if err := w.AddColumn("fatigue", 0.25); err != nil {
		t.Fatal(err)
	}
	if err := w.Insert(fatigue("fatigue"), "trust"); err != nil {
		t.Fatal(err)
	}
	return w
}

// A world with a mechanism of its own goes its own way, the same with any number of
// workers, and the world beside it goes on as if nothing were.
func TestAWorldHasItsOwnMonth(t *testing.T) {
	first := busy(4500, spare(300))
	if month := tired(t, first.Clone()).Own; len(month) != len(Schedule)+1 || month[3].Name != "trust" || month[4].Name != "fatigue" || month[5].Name != "attitude" {
		t.Error("the mechanism does not stand behind the one named")
	}
	base, alone := first.Clone(), first.Clone()
	play(t, alone, 14)
	one, three := tired(t, first.Clone()), tired(t, first.Clone())
	three.Workers = 3
	three = three.Clone() // makes room for them
	for range 14 {
		one.Step()
		base.Step()
		three.Step()
	}
	if base.Digest() != alone.Digest() {
		t.Error("the world beside it is another one")
	}
	if one.Digest() != three.Digest() {
		t.Error("more workers give other numbers")
	}
	if one.Digest() == base.Digest() {
		t.Error("the mechanism does nothing")
	}
	if err := one.Check(); err != nil {
		t.Error(err)
	}
	clone := one.Clone()
	was := slices.Clone(one.Column("fatigue"))
	play(t, clone, 3)
	if !slices.Equal(was, one.Column("fatigue")) {
		t.Error("a clone writes into the column of its world")
	}
	if slices.Equal(was, clone.Column("fatigue")) {
		t.Error("a clone has lost the mechanism")
	}
	if err := clone.LeaveOut("fatigue"); err != nil {
		t.Error(err)
	}
	was = slices.Clone(clone.Column("fatigue"))
	clone.Step()
	for i, x := range clone.Column("fatigue") {
		if x != was[i] && x != 0.25 { // somebody came
			t.Fatalf("row %d moved from %v to %v though the mechanism is left out", i, was[i], x)
		}
	}
}

// Who comes begins with the start of a column, in a row that somebody left and in one
// that the table grew by.
func TestNewcomersBeginAtTheStartOfAColumn(t *testing.T) {
	w := tired(t, busy(900))
	known := map[uint64]bool{}
	for _, id := range w.Creatives.ID {
		known[id] = true
	}
	rows := w.Rows()
	w.grow(3)
	if got := len(w.Column("fatigue")); got != rows+3 {
		t.Fatalf("the table has %d rows and the column %d", rows+3, got)
	}
	came := 0
	for range 6 {
		w.Step()
		for i, x := range w.Column("fatigue") {
			if id := w.Creatives.ID[i]; w.Creatives.State[i] != Vacant && !known[id] {
				known[id] = true
				came++
				if x != 0.25 {
					t.Fatalf("newcomer %d begins with %v", id, x)
				}
			}
		}
	}
	if came < 10 {
		t.Errorf("only %d newcomers were seen", came)
	}
}

// A mechanism may take the place of one of the model, and then that one is not played.
func TestAMechanismIsReplaced(t *testing.T) {
	w := busy(600)
	played := 0
	if err := w.Replace("training", Mechanism{Name: "training", Settle: func(*World) { played++ }}); err != nil {
		t.Fatal(err)
	}
	without := w.Clone()
	without.Own = nil
	if err := without.LeaveOut("training"); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		w.Step()
		without.Step()
	}
	if played != 5 || w.Digest() != without.Digest() {
		t.Errorf("played %d times, and the world is not one without training: %v", played, w.Digest() != without.Digest())
	}
	if len(w.Own) != len(Schedule) || Schedule[slices.IndexFunc(Schedule, func(m Mechanism) bool { return m.Name == "training" })].Rows == nil {
		t.Error("the month of other worlds was changed")
	}
}

func TestMechanismsAndColumnsThatAreRefused(t *testing.T) {
	w := tired(t, busy(300))
	settle := func(*World) {}
	for want, err := range map[string]error{
		`there is no mechanism "trsut"`:                 w.Insert(Mechanism{Name: "x", Settle: settle}, "trsut"),
		`"x" cannot stand behind measure`:               w.Insert(Mechanism{Name: "x", Settle: settle}, "measure"),
		`has a mechanism "fatigue" already`:             w.Insert(fatigue("fatigue"), "fear"),
		`a mechanism needs a name`:                      w.Insert(Mechanism{Settle: settle}, "fear"),
		`mechanism "x" does nothing`:                    w.Insert(Mechanism{Name: "x"}, "fear"),
		`there is no mechanism "faer": the month has p`: w.Replace("faer", Mechanism{Name: "x", Settle: settle}),
		`has a mechanism "trust" already`:               w.Replace("fear", Mechanism{Name: "trust", Settle: settle}),
		`mechanism "y" does nothing`:                    w.Replace("fear", Mechanism{Name: "y"}),
		`a column "Trust" cannot be added`:              w.AddColumn("Trust", 0),
		`a column "fatigue" cannot be added`:            w.AddColumn("fatigue", 0),
		`a column "" cannot be added`:                   w.AddColumn("", 0),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if w.Column("tired") != nil {
		t.Error("there is a column that nobody added")
	}
}
