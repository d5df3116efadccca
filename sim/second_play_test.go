package sim

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

var scenariosPlayedTwice = flag.Int("second", 12, "random scenarios that both models play")

// The second model plays random small scenarios beside the first: all bits are the same,
// month by month.
func TestTheSecondModelGivesTheSameBits(t *testing.T) {
	for _, m := range Schedule {
		if anew[m.Name] == nil {
			t.Fatalf("the second model has no mechanism %q: write it from ODD.md", m.Name)
		}
	}
	for n := range *scenariosPlayedTwice {
		t.Run(fmt.Sprintf("scenario %d", n), func(t *testing.T) {
			d := dice{stream: draw.New(20210101, draw.Named("second model"), n)}
			w, months := d.scenario(t)
			PlayBesideSecond(t, w, months)
		})
	}
}

// Sums are rounded behind every 2,048 rows: a world has more of creatives and of organisations.
func TestTheSecondModelRoundsSumsWhereTheFirstDoes(t *testing.T) {
	PlayBesideSecond(t, busy(2300, firms(2100), spare(20)), 3)
}

// Both models play the same burn-in, and go the same way from there.
func TestTheSecondModelBurnsInTheSameWorld(t *testing.T) {
	w := lab(260, spare(30), occupations(3))
	BurnInBesideSecond(t, w)
	w.Month = 25
	PlayBesideSecond(t, w, 6)
}

// BurnInBesideSecond plays the burn-in of both models from one world, which is burnt in then.
func BurnInBesideSecond(t *testing.T, w *World) {
	t.Helper()
	s := secondOf(w)
	w.PlayBurnIn(nil)
	s.burnIn()
	if found := s.difference(w, true); found != "" {
		t.Fatalf("after the burn-in: %s", found)
	}
}

// The second model calls nothing of the first: no function or method of the package but its
// own. What plays and compares both may.
func TestTheSecondModelCallsNothingOfTheModel(t *testing.T) {
	first, own, calls := map[string]bool{}, map[string]bool{}, 0
	var second []*ast.File
	set := token.NewFileSet()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		isSecond := strings.HasPrefix(name, "second_") && name != "second_play_test.go" && name != "second_made_test.go"
		if !isSecond && strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if isSecond {
			second = append(second, file)
			functions(file, own)
		} else {
			functions(file, first)
		}
	}
	for _, file := range second {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				calls++
				if name := called(n); first[name] && !own[name] {
					t.Errorf("%s: calls %s of the model", set.Position(n.Pos()), name)
				}
			case *ast.SelectorExpr: // behind it stand the model's methods under names that both have
				if n.Sel.Name == "World" {
					t.Errorf("%s: asks the world of the model", set.Position(n.Pos()))
				}
			}
			return true
		})
	}
	if len(second) < 8 || calls < 500 {
		t.Errorf("only %d calls in %d files were looked at", calls, len(second))
	}
}

// functions are the names of all that a file declares and can be called.
func functions(file *ast.File, names map[string]bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			names[n.Name.Name] = true
		case *ast.AssignStmt:
			for k, value := range n.Rhs {
				_, isFunction := value.(*ast.FuncLit)
				if name, is := n.Lhs[k].(*ast.Ident); is && isFunction {
					names[name.Name] = true
				}
			}
		}
		return true
	})
}

// called is the name of what is called, "" if it is of another package.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, is := f.X.(*ast.Ident); is && slices.Contains([]string{"num", "draw", "math", "slices", "cmp"}, x.Name) {
			return ""
		}
		return f.Sel.Name
	}
	return ""
}

// PlayBesideSecond plays both models from one world. Where they differ at the end of a month, it is
// played again with a look behind each mechanism.
func PlayBesideSecond(t *testing.T, w *World, months int) {
	t.Helper()
	s := secondOf(w)
	for range months {
		before := w.Clone()
		w.Step()
		s.month(func(string) {})
		if s.difference(w, true) == "" {
			continue
		}
		w, s = before.Clone(), secondOf(before)
		w.openBooks()
		k := 0
		s.month(func(mechanism string) {
			w.run(k, k+1, nil)
			k++
			if found := s.difference(w, k == len(Schedule)); found != "" {
				t.Fatalf("month %d, %s: %s", before.Month, mechanism, found)
			}
		})
		t.Fatalf("month %d: the difference is not within a mechanism", before.Month)
	}
}

// dice are the luck of a scenario, in the order in which it is asked for.
type dice struct {
	stream draw.Stream
	thrown uint64
}

// below is a whole number from 0 to n-1, between any from low to high; oneIn is true once in n throws.
func (d *dice) below(n int) int {
	d.thrown++
	return int(d.stream.Below(d.thrown, uint64(n)))
}

func (d *dice) between(low, high float64) float64 {
	d.thrown++
	return low + float64((high-low)*d.stream.Uniform(d.thrown))
}

func (d *dice) oneIn(n int) bool { return d.below(n) == 0 }

// scenario is a random small world, and months to play it: its parameters anywhere in their
// ranges, before, within and after the arrival of AI, found or given a trend, with rules of all
// kinds and without some mechanisms.
func (d *dice) scenario(t *testing.T) (*World, int) {
	month, burnIn := 15+d.below(60), d.oneIn(12)
	if burnIn {
		month = -50 + d.below(20)
	}
	employed, kinds := d.between(0.3, 0.85), 1+d.below(6)
	freelancing := d.between(0.05, 0.95-employed)
	if d.oneIn(12) {
		employed, freelancing = 0.97, 0.01
	}
	options := []option{seed(uint64(d.below(1 << 30))), at(month), spare(d.below(40)), occupations(kinds), domains(1 + d.below(kinds)), firms(8 + d.below(60)),
		people(employed, freelancing), tuned(d.parameters), with(d.facts), with(func(w *World) { w.BurnIn = burnIn })}
	if !burnIn {
		options = append(options, with(d.rules))
	}
	w := lab(250+d.below(350), options...)
	for _, m := range Schedule {
		if d.oneIn(20) && m.Name != "policy" && m.Name != "measure" && m.Name != "orders" {
			if err := w.LeaveOut(m.Name); err != nil {
				t.Fatal(err)
			}
		}
	}
	return w, 12 + d.below(19)
}

// parameters takes some of the worlds, and moves every third parameter.
func (d *dice) parameters(p *Params) {
	if err := p.SetWorld(Worlds[d.below(len(Worlds))]); err != nil {
		panic(err)
	}
	for _, q := range parameters {
		if d.oneIn(3) && q.Path != "technology.access" {
			*p.field(q) = d.between(q.Low, q.High)
		}
	}
	if d.oneIn(4) || p.Technology.Access == 0 && d.oneIn(2) { // few worlds are to be without AI
		p.Technology.Access = d.between(0, 1)
	}
	p.Liability.Firm = min(p.Liability.Firm, 1-p.Liability.Worker)
	p.Liability.Start, p.Feedback.Start = float64(d.below(90)), float64(d.below(90))
}

// facts makes a world uneven: other occupations, demand, flows and people.
func (d *dice) facts(w *World) {
	w.Weight = []float64{1, 37.5, 1234.56}[d.below(3)]
	for k := range w.Occupations {
		o := &w.Occupations[k]
		o.UseOffset, o.Automation, o.Digital = d.between(-0.5, 0.5), d.between(0.2, 0.8), d.between(0.3, 1)
		o.EntryBase, o.PoolBase, o.PoolIn = o.EntryBase*d.between(0, 4), d.between(0, 8), d.between(0, 0.3)
		o.Pool = o.PoolBase * d.between(0, 1.5)
		image, text := d.between(0, 1), d.between(0, 0.5)
		o.Modality = [Modalities]float64{text, image * (1 - text), 0, (1 - image) * (1 - text) / 2, (1 - image) * (1 - text) / 2}
		for range 120 {
			o.Trend = append(o.Trend, d.between(0.8, 1.2))
		}
	}
	for k := range w.Sectors {
		w.Sectors[k].Base, w.Sectors[k].Gain = d.between(-3, 0), d.between(1, 3.5)
	}
	for f := range w.Orgs.Silos {
		if d.oneIn(6) {
			w.Orgs.Silos[f] = 0
		}
	}
	for i := range w.Creatives.Flags {
		if w.Creatives.State[i] != Vacant && d.oneIn(9) {
			w.Creatives.Flags[i] |= LostWork
			w.Creatives.LowMonths[i] = uint8(d.below(12))
		}
	}
	if w.Month > 0 && d.oneIn(2) {
		w.Observed, w.Effects = w.Month+d.below(24), noEffects(w.Month-d.below(2))
	}
}

// rules puts up to a dozen rules in force, which may be two of one policy: each pulls one lever or
// two, for some, from some month on, up to some other.
func (d *dice) rules(w *World) {
	for range d.below(13) {
		l := Lever(d.below(int(NLevers)))
		r := pulling(l, doses[l]*d.between(0, 1))
		if second := Lever(d.below(int(NLevers))); d.oneIn(3) && second != l {
			r.Design.Pulls = append(r.Design.Pulls, Pull{Lever: second, Scale: d.between(0, 1) * doses[second] / doses[l]})
		}
		r.Start, r.Ramp = w.Month-2+d.below(12), d.below(3)*d.below(9)
		if d.oneIn(3) {
			r.End = r.Start + d.below(12)
		}
		if d.oneIn(2) {
			r.Compliance = d.between(0, 1)
		}
		r.Design.CoveredOnly = r.Design.CoveredOnly && d.oneIn(2)
		r.UnitCost *= d.between(0, 2)
		d.target(&r)
		w.Rules = append(w.Rules, r)
		if d.oneIn(4) {
			r.Dose *= d.between(0, 1)
			r.Strongest, r.Compliance = d.oneIn(2), d.between(0, 1)
			d.target(&r)
			w.Rules = append(w.Rules, r)
		}
	}
}

// target leaves some out.
func (d *dice) target(r *Rule) {
	for _, bits := range []*uint8{&r.Target.Domains, &r.Target.Sizes, &r.Target.Contracts, &r.Target.Stages} {
		if d.oneIn(3) {
			*bits &= uint8(d.below(256))
		}
	}
}

// secondOf begins the second model where a world is.
func secondOf(w *World) *second {
	w = w.Clone()
	s := &second{World: w, people: listOf[person](&w.Creatives, len(w.Creatives.ID)), buyers: listOf[client](&w.Clients, len(w.Clients.Kind)),
		firms: listOf[firm](&w.Orgs, len(w.Orgs.Staff)), jobs: listOf[job](&w.Cells, len(w.Cells.Base))}
	s.jobsOf = make([][]int, len(s.firms))
	for k, j := range s.jobs {
		s.jobsOf[j.Organisation] = append(s.jobsOf[j.Organisation], k)
	}
	return s
}

func listOf[T any](table any, n int) []T {
	list := make([]T, n)
	beside(list, table, func(_ string, _ int, mine, theirs reflect.Value) { mine.Set(theirs) })
	return list
}

// beside visits each number of a list beside that of the column of its name.
func beside[T any](list []T, table any, f func(column string, row int, mine, theirs reflect.Value)) {
	rows, columns, of := reflect.ValueOf(list), reflect.ValueOf(table).Elem(), reflect.TypeFor[T]()
	for k := range of.NumField() {
		name := of.Field(k).Name
		column := columns.FieldByName(name)
		for i := range list {
			mine := rows.Index(i).Field(k)
			if mine.Kind() != reflect.Array {
				f(name, i, mine, column.Index(i))
				continue
			}
			for j := range mine.Len() {
				f(name, i, mine.Index(j), column.Index(i*mine.Len()+j))
			}
		}
	}
}

// difference names the first number in which a world and its second model differ, and
// both values; it is empty where all bits are equal. Last tells whether the month is over.
func (s *second) difference(w *World, last bool) (found string) {
	note := func(where string, mine, theirs reflect.Value) {
		if found == "" && !equalBits(mine, theirs) {
			found = fmt.Sprintf("%s: second %v, model %v", where, mine, theirs)
		}
	}
	if len(s.people) != len(w.Creatives.ID) {
		return fmt.Sprintf("rows: second %d, model %d", len(s.people), len(w.Creatives.ID))
	}
	in := func(table string) func(string, int, reflect.Value, reflect.Value) {
		return func(column string, row int, mine, theirs reflect.Value) {
			if !equalBits(mine, theirs) { // or every number would have its name spelt
				note(fmt.Sprintf("%s.%s[%d]", table, column, row), mine, theirs)
			}
		}
	}
	beside(s.people, &w.Creatives, in("Creatives"))
	beside(s.buyers, &w.Clients, in("Clients"))
	beside(s.firms, &w.Orgs, in("Orgs"))
	beside(s.jobs, &w.Cells, in("Cells"))
	mine, theirs := reflect.ValueOf(s.World).Elem(), reflect.ValueOf(w).Elem()
	for k := range mine.NumField() {
		switch name := mine.Type().Field(k).Name; name {
		case "Creatives", "Clients", "Orgs", "Cells", "Workers", "tallies", "Params", "Rules":
		case "Levers": // of the model's lists of rules the second model has none
			eachNumber("Market", reflect.ValueOf(s.Levers.market), reflect.ValueOf(w.Levers.market), note)
		case "Now":
			note("Now.Number", reflect.ValueOf(s.Now.Number), reflect.ValueOf(w.Now.Number))
			s.measured(w, note)
		case "Flows", "Money", "Bills": // the model adds its workers' sums up later in the month
			if last {
				eachNumber(name, mine.Field(k), theirs.Field(k), note)
			}
		case "hiring":
			eachNumber("Free", reflect.ValueOf(s.hiring.free), reflect.ValueOf(w.hiring.free), note)
		default:
			eachNumber(name, mine.Field(k), theirs.Field(k), note)
		}
	}
	return found
}

// measured compares the measures of the groups that the second model has.
func (s *second) measured(w *World, note func(string, reflect.Value, reflect.Value)) {
	for _, mine := range s.Now.Groups {
		at := slices.IndexFunc(w.Now.Groups, func(theirs Group) bool { return mine.By == theirs.By && mine.Name == theirs.Name })
		if at < 0 {
			note("Now has "+mine.By+" "+mine.Name, reflect.ValueOf(true), reflect.ValueOf(false))
			continue
		}
		for k := range Columns {
			note("Now."+mine.By+"."+mine.Name+"."+Columns[k].Name, reflect.ValueOf(mine.Values[k]), reflect.ValueOf(w.Now.Groups[at].Values[k]))
		}
	}
}

// equalBits tells whether two numbers have the same bits; one that is none is like another.
func equalBits(a, b reflect.Value) bool {
	if !a.CanFloat() {
		return a.Equal(b)
	}
	x, y := a.Float(), b.Float()
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

// eachNumber visits the numbers of two values of one type, side by side.
func eachNumber(where string, mine, theirs reflect.Value, note func(string, reflect.Value, reflect.Value)) {
	switch mine.Kind() {
	case reflect.Struct:
		for k := range mine.NumField() {
			eachNumber(where+"."+mine.Type().Field(k).Name, mine.Field(k), theirs.Field(k), note)
		}
	case reflect.Slice, reflect.Array:
		if mine.Len() != theirs.Len() {
			note(where+" has length", reflect.ValueOf(mine.Len()), reflect.ValueOf(theirs.Len()))
			return
		}
		for i := range mine.Len() {
			eachNumber(where+"["+strconv.Itoa(i)+"]", mine.Index(i), theirs.Index(i), note)
		}
	case reflect.Map, reflect.Pointer, reflect.Func:
	default:
		note(where, mine, theirs)
	}
}
