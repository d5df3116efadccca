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

// A bare world has the columns that it names and no others, and is played, copied, weighed
// and given to workers as every world is.
func TestABareWorldHasWhatItsMonthNames(t *testing.T) {
	const n = 5000
	month := []Mechanism{
		{Name: "push", Rows: func(w *World, c *Rows, _ int) {
			if c.Craft != nil || c.Peers != nil || c.Offer != nil {
				t.Error("there are columns that nobody named")
			}
			for i := range c.Len() {
				c.Trust[i] += float32(w.Stream(draw.Named("push")).Uniform(c.ID[i]))
			}
		}},
		{Name: "count", Rows: func(w *World, c *Rows, _ int) {
			for i := range c.Len() {
				w.Column("sum")[c.At(i)] += c.Trust[i]
			}
		}},
	}
	w, err := Bare(n, 3, month, "Trust")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AddColumn("sum", 1); err != nil {
		t.Fatal(err)
	}
	if got, want := w.Bytes(), (8+4+4)*(n+2*2048); w.Rows() != n || got > want {
		t.Errorf("%d rows take %d bytes, at most %d are named", w.Rows(), got, want)
	}
	other := w.Clone()
	other.SetWorkers(3)
	for range 5 {
		w.Step()
	}
	if w.Month != 5 || other.Creatives.Trust[7] != 0 {
		t.Errorf("month %d; its clone has %v", w.Month, other.Creatives.Trust[7])
	}
	for range 5 {
		other.Step()
	}
	if !slices.Equal(w.Column("sum"), other.Column("sum")) || !slices.Equal(w.Creatives.Trust, other.Creatives.Trust) {
		t.Error("more workers give other numbers")
	}
	for i, id := range w.Creatives.ID {
		trust, sum := float32(0), float32(1)
		for month := range 5 {
			trust += float32(draw.New(3, draw.Named("push"), month).Uniform(id))
			sum += trust
		}
		if id != uint64(i+1) || w.Creatives.Trust[i] != trust || w.Column("sum")[i] != sum {
			t.Fatalf("person %d has %v and %v, want %v and %v", id, w.Creatives.Trust[i], w.Column("sum")[i], trust, sum)
		}
	}
}

func TestBareWorldsThatAreRefused(t *testing.T) {
	month := []Mechanism{{Name: "x", Settle: func(*World) {}}}
	for want, err := range map[string]error{
		"a world of 0 rows":                 refusal(Bare(0, 1, month)),
		"a month without mechanisms":        refusal(Bare(5, 1, nil)),
		`mechanism "y" does nothing`:        refusal(Bare(5, 1, []Mechanism{{Name: "y"}})),
		`creatives have no column "Truste"`: refusal(Bare(5, 1, month, "Trust", "Truste")),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func refusal(_ *World, err error) error { return err }
