package plots

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// made describes tables of plausible shape, made for tests: curves of the size
// and sign that the evidence suggests, and luck that differs by run.
type made struct {
	runs, months int
	occupations  int
	step         int  // months between rows; 0 means every month
	sets         bool // runs play the parameter sets of an ensemble
}

// numbers are the sets that the runs play; nil without an ensemble.
func (m made) numbers() []int {
	if !m.sets {
		return nil
	}
	sets := make([]int, m.runs)
	for r := range sets {
		sets[r] = ensemble.SetOf(r) + 1
	}
	return sets
}

// usual is what a run of the defaults looks like.
var usual = made{runs: 20, months: 180, occupations: 20}

// known is one over an ensemble, of fewer months and occupations.
var known = made{runs: 27, months: 72, occupations: 4, sets: true}

// usualData is its data, made once; tests change copies of it only.
var usualData = sync.OnceValue(func() Data { return usual.data() })

// knownData is that of an ensemble.
var knownData = sync.OnceValue(func() Data {
	d := known.data()
	d.Known = []evidence.Known{{Outcome: "fear", Low: 1, Middle: 2, High: 3}, {Outcome: "at_work", Low: -20, Middle: -12, High: -5, Emulated: 0.7,
		Unknowns: []evidence.Unknown{{Path: "clients.own", Share: 0.4}, {Path: "markets.quality", Share: 0.25}, {Path: "fear.leave", Share: 0.004}}}}
	return d
})

var madeDomains = []string{"visual_art", "design", "music", "film_video", "writing_publishing", "advertising_pr"}

var madeOccupations = []string{
	"Graphic designers", "Special effects artists and animators", "Fine artists and illustrators", "Art directors",
	"Interior designers", "Set and exhibit designers", "Web and digital interface designers", "Web developers",
	"Writers and authors", "Editors", "Technical writers", "Journalists", "Public relations specialists",
	"Interpreters and translators", "Producers and directors", "Music directors and composers",
	"Musicians and singers", "Photographers", "Film and video editors", "Sound engineering technicians",
}

// curve is a measure with and without AI at a year, before luck.
type curve struct {
	name   string
	with   func(year float64) float64
	frozen func(year float64) float64
	luck   float64 // spread over runs, shared by both worlds
	apart  float64 // spread of the difference
}

func level(v float64) func(float64) float64 { return func(float64) float64 { return v } }

// rise is a logistic curve from 0 to top, half of it at year mid, zero before
// the first release.
func rise(top, rate, mid float64) func(float64) float64 {
	return func(y float64) float64 {
		if y < 2022.6 {
			return 0
		}
		at := func(y float64) float64 { return 1 / (1 + math.Exp(-rate*(y-mid))) }
		return top * (at(y) - at(2022.6))
	}
}

// shifted is base moved by size along a curve that rises from 0 to 1.
func shifted(base, size, mid float64) func(float64) float64 {
	s := rise(1, 0.7, mid)
	return func(y float64) float64 { return base * (1 + size*s(y)) }
}

var madeCurves = []curve{
	{"ai_use", rise(0.66, 0.9, 2025.2), level(0), 0.008, 0.008},
	{"depth", rise(0.45, 0.5, 2027.5), level(0), 0.006, 0.006},
	{"org_adoption", rise(0.38, 0.7, 2027.4), level(0), 0.012, 0.012},
	{"org_any_ai_10plus", func(y float64) float64 { return 0.07 + rise(0.62, 0.75, 2026.3)(y) }, level(0.07), 0.012, 0.012},
	{"org_adoption_staff", rise(0.72, 0.7, 2026.6), level(0), 0.01, 0.01},
	{"trust", func(y float64) float64 { return 0.46 + rise(0.16, 0.6, 2027)(y) }, level(0.46), 0.004, 0.003},
	{"over_trust", func(y float64) float64 { return 0.46 + rise(0.2, 0.6, 2027)(y) - 0.62 - rise(0.28, 0.6, 2025)(y) }, level(-0.16), 0.004, 0.003},
	{"over_trusting_share", func(y float64) float64 { return 0.18 - rise(0.13, 0.6, 2026)(y) }, level(0.18), 0.01, 0.008},
	{"attitude", func(y float64) float64 { return 0.61 - rise(0.14, 0.6, 2026)(y) }, level(0.61), 0.004, 0.004},
	{"fear", func(y float64) float64 { return 0.28 + rise(0.19, 0.9, 2024.8)(y) - rise(0.05, 0.5, 2031)(y) }, level(0.28), 0.004, 0.004},
	{"skill", func(y float64) float64 { return 0.12 + rise(0.40, 0.5, 2027)(y) }, level(0.12), 0.004, 0.003},
	{"employed", shifted(8600, -0.058, 2029), level(8600), 60, 28},
	{"orders", shifted(5200, -0.27, 2025.2), level(5200), 90, 60},
	{"order_price_usd", shifted(780, -0.14, 2026), level(780), 8, 6},
	{"freelance_income_usd", shifted(3400, -0.16, 2026), level(3400), 40, 35},
	{"lost_work_share", func(y float64) float64 { return 0.06 + rise(0.17, 0.9, 2025)(y) }, level(0.06), 0.006, 0.006},
	{"pay_usd", shifted(6100, -0.012, 2028), level(6100), 30, 25},
	{"pay_p10_usd", shifted(2500, -0.052, 2028), level(2500), 25, 22},
	{"pay_gini", shifted(0.402, 0.031, 2028), level(0.402), 0.002, 0.0015},
	{"output", shifted(100, 0.24, 2027), level(100), 1, 0.8},
	{"price_usd", shifted(1900, -0.11, 2027), level(1900), 10, 8},
	{"quality", shifted(0.55, 0.045, 2027), level(0.55), 0.003, 0.002},
	{"variety", shifted(0.8, -0.071, 2027), level(0.8), 0.003, 0.003},
	{"ai_share_supply", rise(0.52, 0.8, 2026), level(0), 0.01, 0.01},
	{"ai_share_demand", rise(0.12, 0.6, 2027), level(0), 0.004, 0.004},
	{"junior_share", func(y float64) float64 { return 0.27 - rise(0.031, 0.7, 2027)(y) }, level(0.27), 0.004, 0.003},
	{"job_finding", func(y float64) float64 { return 0.262 - rise(0.03, 0.7, 2027)(y) }, level(0.262), 0.012, 0.012},
	{"entrants", shifted(64, -0.09, 2028), level(64), 4, 3},
	{"barrier_cost", func(y float64) float64 { return 0.22 - rise(0.09, 0.6, 2027)(y) }, level(0.22), 0.012, 0.01},
	{"barrier_skill", func(y float64) float64 { return 0.31 - rise(0.08, 0.6, 2027)(y) }, level(0.31), 0.012, 0.01},
	{"barrier_trust", func(y float64) float64 { return 0.19 - rise(0.05, 0.6, 2027)(y) }, level(0.19), 0.012, 0.01},
	{"barrier_fear", func(y float64) float64 { return 0.08 + rise(0.14, 0.6, 2027)(y) }, level(0.08), 0.012, 0.01},
	{"barrier_rights", func(y float64) float64 { return 0.12 + rise(0.06, 0.6, 2027)(y) }, level(0.12), 0.012, 0.01},
	{"barrier_culture", func(y float64) float64 { return 0.08 + rise(0.02, 0.6, 2027)(y) }, level(0.08), 0.012, 0.01},
	{"dlog_augmentation", rise(-0.071, 0.6, 2028), level(0), 0.001, 0.001},
	{"dlog_automation", rise(-0.043, 0.6, 2029), level(0), 0.001, 0.001},
	{"dlog_clients", rise(-0.031, 0.8, 2027), level(0), 0.0012, 0.0012},
	{"dlog_demand", rise(0.082, 0.6, 2028.5), level(0), 0.001, 0.001},
	{"dlog_rest", rise(0.006, 0.6, 2028), level(0), 0.004, 0.004},
	{"belief", func(y float64) float64 { return 0.46 + rise(0.2, 0.6, 2027)(y) }, level(0.46), 0.004, 0.003},
	{"client_ai_share", rise(0.3, 0.7, 2025.5), level(0), 0.006, 0.006},
	{"freelancing", shifted(3900, -0.21, 2028), level(3900), 40, 30},
	{"entrants_freelance", shifted(31, -0.3, 2028), level(31), 2, 1.5},
	{"exits", shifted(90, 0.05, 2028), level(90), 4, 3},
	{"exits_unemployed", shifted(14, 0.02, 2028), level(14), 1.5, 1.5},
	{"exits_employed", shifted(52, 0.06, 2028), level(52), 3, 2},
	{"jobs_found", shifted(120, 0.01, 2028), level(120), 5, 5},
	{"jobs_lost", shifted(118, 0.08, 2028), level(118), 5, 4},
	{"turned_freelance", shifted(16, -0.2, 2028), level(16), 1.5, 1},
	{"stopped_freelance", shifted(9, 0.4, 2028), level(9), 1, 1},
}

// noise is the luck of a run in a month for a measure and group: about
// standard normal, slow over months.
func noise(run, month, measure, group int) float64 {
	at := func(m int) float64 {
		sum := 0.0
		for k := range 4 {
			x := uint64(run)*0x9E3779B97F4A7C15 + uint64(m)*0xBF58476D1CE4E5B9 + uint64(measure*64+group)*0x94D049BB133111EB + uint64(k)
			x ^= x >> 31
			x *= 0xD6E8FEB86659FD93
			x ^= x >> 29
			x *= 0x9E3779B97F4A7C15
			sum += float64(x>>11)/(1<<53) - 0.5
		}
		return sum * 1.7
	}
	from, f := month/12, float64(month%12)/12
	return at(from)*(1-f) + at(from+1)*f
}

// tables are the run and its frozen twin, with their statistics.
func (m made) tables() (series, contrast *table.Series) {
	run, twin := &table.Series{}, &table.Series{}
	for _, c := range madeCurves {
		run.Columns = append(run.Columns, c.name)
	}
	twin.Columns = run.Columns
	for r := range m.runs {
		for month := 0; month < m.months; month += max(m.step, 1) {
			m.add(run, twin, r, month, "all", "all", 0, 1, 1)
			for g, name := range madeDomains {
				m.add(run, twin, r, month, "domain", name, g+1, 0.17, []float64{1.3, 0.9, 0.2, 1.1, 1.9, -0.4}[g])
			}
			for g, name := range sizeClasses {
				m.add(run, twin, r, month, "size", name, g+10, 0.2, []float64{0.72, 0.9, 1.35, 1.75}[g])
			}
			for g, name := range sim.StageNames {
				m.add(run, twin, r, month, "stage", name, g+60, 0.33, []float64{3.4, -0.3, 0.05}[g])
			}
			for g, name := range sim.KindNames {
				m.add(run, twin, r, month, "client_kind", name, g+50, 0.33, []float64{2, 0.9, 0.04}[g])
			}
			for g := range m.occupations {
				effect := []float64{1.4, 2.1, 1.2, 0.4, 0.1, 0.02, -0.8, 2.4, 1.8, 1.5, 1.1, 0.9, -0.5, 2.8, 0.5, 0.3, 0, 0.6, 1.6, 0.05}[g%20]
				m.add(run, twin, r, month, "occupation", "o"+strconv.Itoa(g), g+20, 0.05, effect)
			}
		}
	}
	contrast, err := table.Contrast(run, twin)
	if err != nil {
		panic(err)
	}
	one := func(s *table.Series) (*table.Series, error) { return table.Summarise(s) }
	for _, x := range []struct {
		of        **table.Series
		summarise func(*table.Series) (*table.Series, error)
	}{{&run, one}, {&contrast, table.SummariseContrast}} {
		if m.sets {
			x.summarise = func(s *table.Series) (*table.Series, error) { return table.SummariseSets(m.numbers(), s) }
		}
		if *x.of, err = x.summarise(*x.of); err != nil {
			panic(err)
		}
	}
	return run, contrast
}

// add adds a group's row to both tables: the curves times its size, the effect
// of AI times its strength.
func (m made) add(run, twin *table.Series, r, month int, by, group string, g int, size, strength float64) {
	y, set := finding.Year(month), 0
	if m.sets {
		set = 100 * ensemble.SetOf(r)
	}
	with, without := make([]float64, len(madeCurves)), make([]float64, len(madeCurves))
	for k, c := range madeCurves {
		scale := 1.0
		if c.frozen(2021) > 50 {
			scale = size
		}
		wide := 1 / math.Sqrt(size)
		luck := noise(r, month, k, g) * c.luck * wide * scale
		without[k] = c.frozen(y)*scale + luck
		apart := noise(r+1000, month, k, g) * c.apart * wide * scale
		if y < 2022.6 {
			apart = 0
		}
		if c.frozen(y) == 0 {
			without[k], luck = 0, 0
		}
		with[k] = without[k] + (c.with(y)-c.frozen(y))*scale*strength + apart
		if m.sets { // what is not known: half as much or half again of each effect
			with[k] += 0.25 * noise(set+7, 0, k, g) * (c.with(y) - c.frozen(y)) * scale * strength
		}
		if c.frozen(y) == 0 && c.with(2035) > 0 { // a share that starts at zero
			with[k] = max(0, with[k])
		}
	}
	name := strconv.Itoa(r + 1)
	run.Rows = append(run.Rows, table.Row{Replicate: name, Month: month, By: by, Group: group, Values: with})
	twin.Rows = append(twin.Rows, table.Row{Replicate: name, Month: month, By: by, Group: group, Values: without})
}

// data is the tables with the facts of a run.
func (m made) data() Data {
	series, contrast := m.tables()
	labels := map[string]string{
		"visual_art": "Visual art", "design": "Design", "music": "Music", "film_video": "Film and video",
		"writing_publishing": "Writing and publishing", "advertising_pr": "Advertising and PR",
	}
	for i, name := range madeOccupations {
		labels["o"+strconv.Itoa(i)] = name
	}
	study := &scenarios.Study{
		Version: scenarios.StudyVersion, Kind: scenarios.KindRun, Name: "made", Digest: "3fa9c1d27be0", Population: 10000, People: 2160000,
		Months: m.months, Seed: 1, Replicates: m.runs, Sets: m.numbers(), Worlds: []string{"expected"}, Against: scenarios.TwinName, Titles: labels,
		Arms: []scenarios.Arm{{Name: scenarios.TwinName, Title: scenarios.TwinTitle}, {Name: "made", Title: "Made"}},
	}
	assumed := []string{"dlog_clients", "orders", "ai_share_supply", "ai_share_demand"}
	for _, x := range sim.Measures {
		said := scenarios.MeasureOf(x)
		said.Assumed = slices.Contains(assumed, said.Column)
		study.Measures = append(study.Measures, said)
	}
	add := func(column, by, group string) {
		if e, known := m.effectOf(series, contrast, column, by, group); known {
			e.Arm, e.Label, e.Assumed = "made", study.Measure(column).Label, slices.Contains(assumed, column)
			study.Effects = append(study.Effects, e)
		}
	}
	for _, column := range append(slices.Clone(seedColumns), causeColumns...) {
		add(column, table.All, table.All)
	}
	for g := range m.occupations {
		add(finding.AtWork, "occupation", "o"+strconv.Itoa(g))
	}
	for _, c := range heldReport().Compared {
		c.Publication, c.Values = "Society of Authors Jan 2024", nil
		for r := range m.runs {
			c.Values = append(c.Values, c.Mean+3*noise(r, 0, len(study.Held), 70))
		}
		study.Held = append(study.Held, c)
	}
	return Data{
		Study: study, Series: series, Contrast: contrast, Place: "United States", Version: "0.1.0",
		Observed: []evidence.Point{
			{Series: "ai_use", Year: 2024.0, Value: 0.22, Low: 0.191, High: 0.249, Label: "UK authors", Source: "targets", Publication: "Society of Authors Jan 2024", Place: "UK"},
			{Series: "ai_use", Year: 2024.0, Value: 0.12, Low: 0.07, High: 0.17, Label: "Illustrators", Source: "targets", Publication: "Society of Authors Jan 2024", Place: "UK"},
			{Series: "ai_use", Year: 2024.0, Value: 0.37, Low: 0.30, High: 0.44, Label: "Translators", Source: "targets", Publication: "Society of Authors Jan 2024", Place: "UK"},
			{Series: "ai_use", Year: 2024.4, Value: 0.38, Low: 0.365, High: 0.395, Label: "Composers", Source: "targets", Publication: "APRA AMCOS Jan 2024", Place: "AU and NZ"},
			{Series: "org_any_ai_10plus", Year: 2021.0, Value: 0.074, Low: 0.069, High: 0.079, Label: "ABS 2021", Source: "s", Publication: "NCSES", Place: "US", SameDefinition: true},
			{Series: "org_any_ai_10plus", Year: 2023.0, Value: 0.08, Low: 0.075, High: 0.085, Label: "EU 10+", Source: "eurostat", Publication: "Eurostat (isoc_eb_ai)", Place: "EU"},
			{Series: "org_any_ai_10plus", Year: 2024.0, Value: 0.135, Low: 0.13, High: 0.14, Label: "EU 10+", Source: "eurostat", Publication: "Eurostat (isoc_eb_ai)", Place: "EU"},
			{Series: "org_adoption", Year: 2023.7, Value: 0.037, Low: 0.035, High: 0.039, Label: "BTOS", Source: "s", Publication: "Census", Place: "US"},
			{Series: "org_adoption", Year: 2024.1, Value: 0.054, Low: 0.051, High: 0.057, Label: "BTOS", Source: "s", Publication: "Census", Place: "US"},
		},
	}
}

// effectOf is the difference of a group at the end of two tables, with its runs; false for
// a measure that neither is a column nor people at work.
func (m made) effectOf(series, contrast *table.Series, column, by, group string) (e scenarios.Effect, known bool) {
	columns, end := []string{column}, 0
	if column == finding.AtWork {
		columns = []string{"employed", "freelancing"}
	}
	for _, r := range contrast.Rows {
		end = max(end, r.Month)
	}
	at := func(s *table.Series, replicate string) float64 {
		for _, r := range s.Rows {
			if r.Month == end && r.By == by && r.Group == group && r.Replicate == replicate {
				sum := 0.0
				for _, c := range columns {
					sum += r.Values[slices.Index(s.Columns, c)]
				}
				return sum
			}
		}
		return math.NaN()
	}
	if slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(contrast.Columns, c) }) || by == table.All && column == finding.AtWork {
		return e, false
	}
	for _, name := range contrast.Replicates() {
		e.Runs = append(e.Runs, at(contrast, name))
	}
	base := at(series, table.Mean) - at(contrast, table.Mean)
	e.Estimate = table.Estimate(e.Runs, m.numbers())
	e.Method, e.Place = scenarios.Method(scenarios.MethodPaired, m.numbers()), finding.Place{Column: column, By: by, Group: group, World: "expected", When: finding.AtEnd}
	e.PerCent = e.Estimate.PerCentOf(base)
	return e, true
}

// with is data with something of its study changed.
func (d Data) with(change func(*scenarios.Study)) Data {
	study := *d.Study
	study.Measures, study.Arms, study.Titles = slices.Clone(study.Measures), slices.Clone(study.Arms), maps.Clone(study.Titles)
	study.Effects, study.Levels, study.Bills = slices.Clone(study.Effects), slices.Clone(study.Levels), slices.Clone(study.Bills)
	study.Regrets, study.Best, study.Paths = slices.Clone(study.Regrets), slices.Clone(study.Best), slices.Clone(study.Paths)
	change(&study)
	d.Study = &study
	return d
}
