package population

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// backwards are all occupations of the United States, twelve of them without
// music and film, each in the opposite order of the tables.
func backwards(t *testing.T) (all, twelve []string) {
	t.Helper()
	for _, o := range slices.Backward(evidence.US().Occupations) {
		all = append(all, o.Key)
		if o.Domain != "music" && o.Domain != "film_video" && o.Key != "set_designers" && o.Key != "photographers" && o.Key != "journalists" {
			twelve = append(twelve, o.Key)
		}
	}
	if len(all) != 20 || len(twelve) != 12 {
		t.Fatalf("%d and %d occupations", len(all), len(twelve))
	}
	return all, twelve
}

// abroad is a folder with the tables of the United States, of which only some
// occupations are left, in their order.
func abroad(t *testing.T, occupations []string) fstest.MapFS {
	t.Helper()
	us, names := os.DirFS("../evidence/us"), evidence.US()
	var domains []string
	for _, key := range occupations {
		if d := names.Occupations[names.Occupation(key)].Domain; !slices.Contains(domains, d) {
			domains = append(domains, d)
		}
	}
	kept := map[string][]string{"occupation": occupations, "domain": domains}
	folder := fstest.MapFS{}
	for _, name := range []string{
		"domains", "occupations", "employees", "pay", "exposure", "use", "work", "sectors", "size_classes",
		"occupancy", "mobility", "stages", "targets", "observed", "sources",
	} {
		f, err := us.Open(name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		head, rows := rows[0], rows[1:]
		switch name {
		case "domains":
			rows = ordered(rows, domains)
		case "occupations":
			rows = ordered(rows, occupations)
		case "mobility":
			rows = leaving(rows, occupations)
		case "observed":
			rows = slices.DeleteFunc(rows, func(r []string) bool { return kept[r[1]] != nil && !slices.Contains(kept[r[1]], r[2]) })
		default:
			if head[0] == "occupation" {
				rows = slices.DeleteFunc(rows, func(r []string) bool { return !slices.Contains(occupations, r[0]) })
			}
		}
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(append([][]string{head}, rows...)); err != nil {
			t.Fatal(err)
		}
		folder[name+".csv"] = &fstest.MapFile{Data: b.Bytes()}
	}
	return folder
}

// ordered are the rows with these keys, in their order.
func ordered(rows [][]string, keys []string) [][]string {
	var list [][]string
	for _, key := range keys {
		list = append(list, rows[slices.IndexFunc(rows, func(r []string) bool { return r[0] == key })])
	}
	return list
}

// leaving are moves among the occupations that are left; moves to others lead
// out.
func leaving(rows [][]string, occupations []string) [][]string {
	var list [][]string
	for _, r := range rows {
		if !slices.Contains(occupations, r[0]) {
			continue
		}
		if !slices.Contains(occupations, r[1]) {
			r[1] = evidence.Out
		}
		same := slices.IndexFunc(list, func(x []string) bool { return x[0] == r[0] && x[1] == r[1] })
		if same < 0 {
			list = append(list, r)
			continue
		}
		a, _ := strconv.ParseFloat(list[same][2], 64)
		b, _ := strconv.ParseFloat(r[2], 64)
		list[same][2] = fmt.Sprint(a + b)
	}
	return list
}

// played is a country's world with a course for all in design, at the end of
// December 2025; each month passes Check.
func played(t *testing.T, c *evidence.Country, seed uint64) *sim.World {
	t.Helper()
	w, err := Build(c, Spec{People: 20_000, Seed: seed, Params: sim.DefaultParams(), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	w.PlayBurnIn(func() bool { return false })
	if err := w.Adopt(courses("design")); err != nil {
		t.Fatal(err)
	}
	for w.Month < 60 {
		w.Step()
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		for _, d := range w.Domains {
			if eps, _ := w.Params.Get(elasticityOf[d.Name]); math.Abs(d.LnDemand+eps*(d.LnPrice-d.LnValue)) > 1e-15 {
				t.Fatalf("demand of %s moved by %v, at elasticity %v, price %v and value %v", d.Name, d.LnDemand, eps, d.LnPrice, d.LnValue)
			}
		}
	}
	return w
}

// courses retrain those of one domain.
func courses(domain string) []sim.Rule {
	return policy.Rules([]policy.Setting{{
		Policy: "retraining", Dose: 0.5, End: sim.Forever, Compliance: 1, UnitCost: 5000,
		Target: sim.Target{Domains: policy.Bits(policy.Domains, []string{domain}), Sizes: 15, Contracts: 7, Stages: 7},
	}})
}

var elasticityOf = map[string]string{
	"visual_art": "markets.elasticity_visual_art", "design": "markets.elasticity_design", "music": "markets.elasticity_music",
	"film_video": "markets.elasticity_film_video", "writing_publishing": "markets.elasticity_writing", "advertising_pr": "markets.elasticity_advertising",
}

// values are a measure by group, the mean over worlds.
func values(by, column string, worlds ...*sim.World) map[string]float64 {
	list := map[string]float64{}
	for _, w := range worlds {
		for _, g := range w.Now.Groups {
			if g.By == by {
				list[g.Name] += g.Values[sim.ColumnIndex(column)] / float64(len(worlds))
			}
		}
	}
	return list
}

func load(t *testing.T, occupations []string) *evidence.Country {
	t.Helper()
	c, err := evidence.Load(abroad(t, occupations), "xx", "Elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The order of the tables is luck and nothing else: every group of the United
// States has its own people, use, orders and prices whatever its place.
func TestOrderOfTheTablesIsLuckAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("plays six worlds of 20,000")
	}
	all, _ := backwards(t)
	var us, other []*sim.World
	for seed := range uint64(3) {
		us, other = append(us, played(t, evidence.US(), seed)), append(other, played(t, load(t, all), seed))
	}
	if got := other[0].GroupNames("occupation"); !slices.Equal(got, all) {
		t.Errorf("occupations are %v", got)
	}
	for _, x := range []struct {
		by, column string
		within     float64 // in logs
	}{
		{"domain", "people", 0.05}, {"domain", "price_usd", 0.02}, {"domain", "ai_use", 0.2}, {"domain", "orders", 0.08},
		{"occupation", "employed", 0.2},
		// of single occupations prices follow who happens to have orders, and how many there are for them
		{"domain", "order_price_usd", 0.1}, {"occupation", "order_price_usd", 0.6}, {"sector", "people", 0.05}, {"all", "people", 0.01},
	} {
		a, b := values(x.by, x.column, us...), values(x.by, x.column, other...)
		if len(a) != len(b) {
			t.Errorf("%d and %d groups by %s", len(a), len(b), x.by)
		}
		for name := range a {
			if d := math.Abs(math.Log(b[name] / a[name])); !(d <= x.within) {
				t.Errorf("%s of %s is %v, in the other order %v", x.column, name, a[name], b[name])
			}
		}
	}
}

// Twelve occupations in the opposite order, without music and film, are a
// country: its groups are its own, a policy for design reaches design.
func TestTwelveOccupationsAreACountry(t *testing.T) {
	_, twelve := backwards(t)
	c := load(t, twelve)
	w := played(t, c, 4)
	if got := w.GroupNames("occupation"); !slices.Equal(got, twelve) {
		t.Errorf("occupations are %v", got)
	}
	want := []string{"advertising_pr", "writing_publishing", "design", "visual_art"}
	if got := w.GroupNames("domain"); !slices.Equal(got, want) {
		t.Errorf("domains are %v", got)
	}
	for i := range c.Occupations {
		o := &c.Occupations[i]
		n := float64(w.Occupations[i].Start) * w.Weight
		if math.Abs(n/o.EmployeesAt(0)-1) > 0.12 {
			t.Errorf("%s has %.0f employees, the table %.0f", o.Key, n, o.EmployeesAt(0))
		}
		if out := w.Occupations[i].Mobility[sim.Occupations]; out != c.Mobility[i][12] {
			t.Errorf("%s: the way out of creative work has the weight %v, the table %v", o.Key, out, c.Mobility[i][12])
		}
	}
	if err := w.Adopt(courses("music")); err == nil || !strings.Contains(err.Error(), "policy retraining is for domains that this country does not have: use some of advertising_pr, writing") {
		t.Errorf("courses for music where there is none: %v", err)
	}
	for name, usd := range values("domain", "public_cost_usd", w) {
		if (usd > 0) != (name == "design") {
			t.Errorf("a policy for design costs %v in %s", usd, name)
		}
	}
}

func TestACountryThatDoesNotFitIsRefused(t *testing.T) {
	_, twelve := backwards(t)
	edit := func(name, old, new string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			if !bytes.Contains(f[name].Data, []byte(old)) {
				t.Fatalf("%s no longer holds %q", name, old)
			}
			f[name].Data = bytes.ReplaceAll(f[name].Data, []byte(old), []byte(new))
		}
	}
	for _, x := range []struct {
		change func(fstest.MapFS)
		says   string
	}{
		{func(f fstest.MapFS) { delete(f, "domains.csv") }, "domains.csv: the folder has no such table; it says the groups of occupations"},
		{edit("use.csv", "writers,0.2462,0.4683,16", "novelists,0.2462,0.4683,16"), `use.csv:8: occupation: "novelists" is not an occupation; use a key of occupations.csv`},
		{edit("work.csv", "writers,0.98,0.95,0.03,0.02,0,0,0.25,0.48,0.14,0.07,0.06,assumed,delivered as text\n", ""), "xx: work.csv: writers has no row or a bad one"},
		{edit("mobility.csv", ",out,", ",musicians,"), `"musicians" is not an occupation`},
		{func(f fstest.MapFS) {
			edit("domains.csv", "design,", "crafts,")(f)
			edit("occupations.csv", ",design,", ",crafts,")(f)
		}, `the tables of Elsewhere have the domain "crafts", for which the model has no elasticity of demand: use some of visual_art, design, music, film_video, writing_publishing, advertising_pr`},
		{edit("stages.csv", "mid,", "middle,"), "the tables of Elsewhere have the stages junior, middle, senior: the model needs junior, mid, senior, in this order"},
	} {
		folder := abroad(t, twelve)
		x.change(folder)
		c, err := evidence.Load(folder, "xx", "Elsewhere")
		if err == nil {
			_, err = Build(c, Spec{People: 1000, Params: sim.DefaultParams()})
		}
		if err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("got %v, want %q", err, x.says)
		}
	}
}
