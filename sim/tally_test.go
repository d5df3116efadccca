package sim

import (
	"reflect"
	"slices"
	"testing"
)

// gather reads the parts of a tally as integers of 64 bits, so they may hold
// nothing else. What is added up otherwise is named here.
func TestPartsOfATallyAreIntegers(t *testing.T) {
	var check func(name string, of reflect.Type)
	check = func(name string, of reflect.Type) {
		switch of.Kind() {
		case reflect.Int64:
		case reflect.Array:
			check(name, of.Elem())
		case reflect.Struct:
			for i := range of.NumField() {
				check(name+"."+of.Field(i).Name, of.Field(i).Type)
			}
		default:
			t.Errorf("%s is of %s", name, of)
		}
	}
	all := reflect.TypeFor[tally]()
	for i := range all.NumField() {
		f := all.Field(i)
		if !slices.Contains([]string{"cells", "pays", "scratch", "sums", "room"}, f.Name) {
			check(f.Name, f.Type)
		}
	}
}

func TestGatherAddsUpAllWorkersAndEmptiesThem(t *testing.T) {
	w := &World{tallies: newTallies(3)}
	for k := range w.tallies {
		w.tallies[k].orders[4] = orderSum{1, 10, int64(k), 100}
		w.tallies[k].flows[2][FlowHires] = 7
	}
	sum := orderSum{over: 5}
	gather(w, &sum, func(t *tally) *orderSum { return &t.orders[4] })
	if want := (orderSum{3, 35, 3, 300}); sum != want {
		t.Errorf("got %+v, want %+v", sum, want)
	}
	for k := range w.tallies {
		if w.tallies[k].orders[4] != (orderSum{}) || w.tallies[k].flows[2][FlowHires] != 7 {
			t.Errorf("worker %d keeps %+v and %d hires, want nothing and 7", k, w.tallies[k].orders[4], w.tallies[k].flows[2][FlowHires])
		}
	}
}
