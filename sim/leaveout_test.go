package sim

import (
	"fmt"
	"strings"
	"testing"
)

// Without technology, production or use there is the world of 2021: nobody
// uses AI, or it makes no difference to works.
func TestWithoutTechnologyThereIsNoAI(t *testing.T) {
	w := lab(1500, spare(50))
	if err := w.LeaveOut("technology"); err != nil {
		t.Fatal(err)
	}
	play(t, w, 60)
	v := w.Now.Groups[0].Values
	for _, name := range []string{"ai_use", "org_adoption", "trained_share", "client_ai_share", "lost_work_share", "ai_share_supply",
		"dlog_augmentation", "dlog_automation", "dlog_clients", "dlog_demand"} {
		within(t, name, v[ColumnIndex(name)], 0, 0)
	}
	within(t, "hours a work takes", v[ColumnIndex("hours_per_work")], 1, 0)
}

// Without clients' mechanism they are there, order as before, and never hear of AI.
func TestWithoutClientsNobodyHearsOfAI(t *testing.T) {
	w := lab(1500, spare(50), at(30))
	if err := w.LeaveOut("clients"); err != nil {
		t.Fatal(err)
	}
	play(t, w, 24)
	v := func(name string) float64 { return w.Now.Groups[0].Values[ColumnIndex(name)] }
	for _, name := range []string{"client_ai_share", "dlog_clients", "ai_share_supply"} {
		within(t, name, v(name), 0, 0)
	}
	for o := range w.Occupations {
		within(t, "awareness", w.Occupations[o].Awareness, 0, 0)
	}
	if v("orders") < 0.7*375 || v("ai_use") == 0 {
		t.Errorf("%v orders, and %v of creatives use AI", v("orders"), v("ai_use"))
	}
}

func TestUnknownMechanismsAreRefusedWithThoseThereAre(t *testing.T) {
	w := lab(200)
	for _, wrong := range []string{"fer", "Fear", "organizations", ""} {
		got := fmt.Sprint(w.LeaveOut(wrong))
		if !strings.HasPrefix(got, fmt.Sprintf("there is no mechanism %q: the month has policy, technology, ", wrong)) || !strings.HasSuffix(got, ", publish, measure") {
			t.Errorf("got %q", got)
		}
	}
	if len(w.Without) != 0 {
		t.Errorf("a wrong name left out %v", w.Without)
	}
}
