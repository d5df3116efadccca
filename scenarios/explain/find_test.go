package explain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

func TestEveryEventThatCanBeLookedForIsKnown(t *testing.T) {
	for _, name := range scenarios.Finds {
		if e := events[name]; e.said == "" || e.befalls == nil {
			t.Errorf("%s cannot be looked for", name)
		}
	}
	if len(events) != len(scenarios.Finds) {
		t.Errorf("%d events, %d names", len(events), len(scenarios.Finds))
	}
}

// recounted is whom an event befalls under a preset in a year, in an occupation, from what
// was watched of everybody.
func recounted(t *testing.T, preset string, year int, occupation string, befalls func(m *Month) bool) map[uint64]bool {
	t.Helper()
	x, hits := everyone(t, preset), map[uint64]bool{}
	for id, months := range x.months {
		for i := range months {
			m := &months[i]
			if finding.FirstYear+m.Number/12 == year && m.Before.Here && befalls(m) && (occupation == "" || x.world.Occupations[m.Before.Occupation].Name == occupation) {
				hits[id] = true
			}
		}
	}
	return hits
}

// Whom it befell, and under which policies, is what watching everybody finds; the lives
// listed are of them, those who fare otherwise first, and the first is told in full.
func TestLivesAreFoundByWhatBefellThem(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a whole run")
	}
	left := func(m *Month) bool { return !m.After.Here }
	lost := func(m *Month) bool {
		return m.Before.State == sim.Employed && m.After.Here && m.After.State == sim.Unemployed
	}
	for _, c := range []struct {
		life    scenarios.Life
		befalls func(*Month) bool
	}{
		{scenarios.Life{Find: "left", Year: 2029}, left},
		{scenarios.Life{Find: "lost-job", Year: 2030}, lost},
		{scenarios.Life{Find: "lost-job", Year: 2022, Occupation: "graphic_designers"}, lost},
		{scenarios.Life{Find: "began-ai", Year: 2024}, func(m *Month) bool { return m.After.Here && !m.Before.Uses && m.After.Uses }},
	} {
		f, err := Find(t.Context(), paired(t, "safety-net", 0), c.life, nil)
		if err != nil {
			t.Fatal(err)
		}
		a := recounted(t, reference, c.life.Year, c.life.Occupation, c.befalls)
		b := recounted(t, "safety-net", c.life.Year, c.life.Occupation, c.befalls)
		same, only := 0, 0
		for id := range b {
			if a[id] {
				same++
			} else {
				only++
			}
		}
		if f.Same != same || f.Only[1] != only || f.Only[0] != len(a)-same || same+only == 0 || f.Looked < same+only {
			t.Errorf("%s in %d: %+v, recounted %d under both, %d and %d under one", c.life.Find, c.life.Year, f, same, len(a)-same, only)
		}
		if only == 0 && len(a) == same && !strings.Contains(f.Text, "It is the same under laissez-faire") {
			t.Errorf("nothing is said of what is the same: %s", f.Text)
		}
		if len(f.Lives) != min(mostFound, same+only+len(a)-same) || f.first.Creative != f.Lives[0].Creative {
			t.Errorf("%d lives are listed, the first of %d", len(f.Lives), f.first.Creative)
		}
		for _, x := range f.Lives {
			if !a[x.Creative] && !b[x.Creative] || x.Month[:4] != fmt.Sprint(c.life.Year) {
				t.Errorf("%+v is listed", x)
			}
		}
		written(t, f)
	}
}

// written checks that what was found can be written both ways.
func written(t *testing.T, f *Found) {
	t.Helper()
	var text, data bytes.Buffer
	if err := errors.Join(f.WriteText(&text), f.WriteJSON(&data)); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Lives []FoundLife
		Life  []map[string]any
	}
	if err := json.Unmarshal(data.Bytes(), &back); err != nil || !slices.Equal(back.Lives, f.Lives) || len(back.Life) == 0 {
		t.Errorf("%v: %s", err, data.Bytes())
	}
	if !strings.Contains(text.String(), fmt.Sprintf("creative %d: ", f.Lives[0].Creative)) || !strings.Contains(text.String(), fmt.Sprintf("The life of creative %d under", f.Lives[0].Creative)) {
		t.Error(text.String())
	}
}

// Incomes that fell or rose are those of December beside the December before, both at work.
func TestIncomesThatFellAreThoseOfDecembers(t *testing.T) {
	for name, befalls := range map[string]func(was, is float64) bool{
		"lost-income":   func(was, is float64) bool { return is < 0.75*was },
		"gained-income": func(was, is float64) bool { return is > was/0.75 },
	} {
		f, err := Find(t.Context(), paired(t, "safety-net", 0), scenarios.Life{Find: name, Year: 2025, Contract: "freelancing"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, months := range everyone(t, "safety-net").months {
			was, is := months[47].After, months[59].After
			if was.Here && is.Here && was.State == sim.Freelancing && is.State != sim.Unemployed && was.Income >= 500 && befalls(was.Income, is.Income) {
				want++
			}
		}
		if want == 0 || f.Same+f.Only[1] != want || f.Only[0]+f.Only[1] != 0 { // before any policy
			t.Errorf("%s: %+v, recounted %d", name, f, want)
		}
	}
}

// Who finds nobody hears how many were looked at, and where there are some.
func TestNobodyIsFound(t *testing.T) {
	q := paired(t, "safety-net", 0)
	_, err := Find(t.Context(), q, scenarios.Life{Find: "retrained"}, nil)
	if err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.HasPrefix(err.Error(), "--find: of 1,") || !strings.HasSuffix(err.Error(), "creatives looked at in replicate 1 nobody began a retraining") {
		t.Error(err)
	}
	hits := recounted(t, "safety-net", 2021, "", func(m *Month) bool { return m.After.Here && !m.Before.Uses && m.After.Uses })
	_, err = Find(t.Context(), q, scenarios.Life{Find: "began-ai", Year: 2021, Occupation: "editors"}, nil)
	if len(hits) > 0 || err == nil || !strings.Contains(err.Error(), "creatives (editors) looked at in 2021 in replicate 1 nobody began to use AI; there are ") {
		t.Errorf("%d: %v", len(hits), err)
	}
}
