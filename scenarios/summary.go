package scenarios

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// SummaryVersion is the version of the layout of summary.json. It rises when a
// field changes its meaning or goes; new fields may come without.
const SummaryVersion = 1

// Methods behind the numbers of a summary.
const (
	MethodLevel      = "mean over runs; low and high are the 10th and 90th percentile of runs"
	MethodDifference = "mean paired difference from the frozen world on the same seeds; 95 % Student t interval of the mean"
	MethodRelative   = "mean paired difference in percent of the frozen world on the same seeds; 95 % Student t interval of the mean"
)

// Summary is what summary.json holds: the finding in words and the numbers
// that the words were made from.
type Summary struct {
	Version    int       `json:"summary_version"`
	Scenario   string    `json:"scenario"`
	Title      string    `json:"title"`
	Question   string    `json:"question"`
	World      string    `json:"world"`
	Digest     string    `json:"digest"`  // scenario digest, 64 hexadecimal digits
	Model      string    `json:"model"`   // fingerprint of the model that played it, likewise
	Results    string    `json:"results"` // digest of series.csv and contrast.csv, likewise
	Population int       `json:"population"`
	Months     int       `json:"months"`
	Seed       uint64    `json:"seed"`
	Replicates int       `json:"replicates"`
	Calibrated bool      `json:"calibrated"` // false: parameters are assumed or from the literature
	People     float64   `json:"people"`     // people whom the simulated creatives stand for at the start
	Headline   string    `json:"headline"`
	Sentences  []string  `json:"sentences"`
	Measures   []Measure `json:"measures"`
	// Policies are those in force, in words.
	Policies []PolicyLine `json:"policies,omitempty"`
	// Titles are what readers call the groups of series.csv, by their keys.
	Titles map[string]string `json:"titles"`
	// Paths are the files of the run folder, relative to it.
	Paths []string `json:"paths"`
}

// Measure is one measure of all creatives: its level over the years, and its
// difference from the paired frozen world at the end.
type Measure struct {
	Column  string  `json:"column"` // name in series.csv
	Label   string  `json:"label"`
	Unit    string  `json:"unit"`
	Assumed bool    `json:"assumed"`
	Levels  []Level `json:"levels"`
	// Against is the difference in the measure's unit in the last month of
	// Levels, Relative the same in percent of the frozen world's level. Both
	// are absent without a counterfactual.
	Against  *Estimate `json:"against_frozen,omitempty"`
	Relative *Estimate `json:"against_frozen_percent,omitempty"`
}

// Level is a measure in one month.
type Level struct {
	Month int    `json:"month"` // from January 2021 = 0
	Date  string `json:"date"`  // "2035-12"
	Estimate
}

// reported are the measures of a summary, in order, by column.
var reported = []string{
	"people", "employed", "freelancing", "unemployed", "ai_use", "depth", "org_adoption",
	"trust", "over_trust", "attitude", "fear", "skill", "craft", "orders", "freelance_income_usd",
	"pay_usd", "lost_work_share", "client_ai_share", "output", "price_usd", "quality", "variety",
}

// reportedOf are the measures of a scenario's summary: who pays is told where
// policies are in force.
func reportedOf(s *Scenario) []string {
	if len(s.Policies) == 0 {
		return reported
	}
	return append(slices.Clone(reported), "transfer_usd", "public_cost_usd", "firm_cost_usd", "levy_receipts_usd", "levy_paid_usd")
}

// Summarise turns the tables of a run into its summary. The series holds
// single replicates, the contrast is one that table.SummariseContrast made, or
// nil without a counterfactual.
// Model, Results, People, Titles and Paths stay empty: whoever played the run
// and writes the folder fills them.
func Summarise(s *Scenario, series, contrast *table.Series) (*Summary, error) {
	digest, err := s.Digest()
	if err != nil {
		return nil, err
	}
	o := s.Options
	sum := &Summary{
		Version: SummaryVersion, Scenario: s.Name, Title: s.Title, Question: s.Question,
		World: s.World, Digest: digest, Population: o.Population, Months: o.Months,
		Seed: o.Seed, Replicates: o.Replicates,
	}
	for _, x := range s.Policies {
		sum.Policies = append(sum.Policies, PolicyLineOf(x))
	}
	months := milestones(series.Months())
	for _, name := range reportedOf(s) {
		if i := sim.ColumnIndex(name); i >= 0 && series.Index(name) >= 0 {
			sum.Measures = append(sum.Measures, measure(sim.Columns[i], series, contrast, months))
		}
	}
	sum.Headline, sum.Sentences = words(sum)
	return sum, nil
}

// Find returns the measure of that column, or nil.
func (s *Summary) Find(column string) *Measure {
	for i := range s.Measures {
		if s.Measures[i].Column == column {
			return &s.Measures[i]
		}
	}
	return nil
}

// milestones are the Decembers of 2021, 2025, 2030 and every fifth year after
// that lie within the run, and its last month.
func milestones(months int) []int {
	var list []int
	for year := 2021; (year-2021)*12+11 < months; year++ {
		if year == 2021 || year%5 == 0 {
			list = append(list, (year-2021)*12+11)
		}
	}
	if last := months - 1; len(list) == 0 || list[len(list)-1] != last {
		list = append(list, last)
	}
	return list
}

// measure reads one column of both tables.
func measure(c sim.Column, series, contrast *table.Series, months []int) Measure {
	m := Measure{Column: c.Name, Label: c.Label, Unit: c.Unit, Assumed: c.Assumed}
	band := series.Band(table.All, table.All, c.Name)
	n := len(series.Replicates())
	for _, month := range months {
		m.Levels = append(m.Levels, Level{Month: month, Date: table.Date(month), Estimate: Estimate{
			Value: at(band.Mean, month), Low: at(band.Low, month), High: at(band.High, month),
			N: n, Method: MethodLevel, Assumed: c.Assumed,
		}})
	}
	if contrast != nil && contrast.Index(c.Name) >= 0 {
		m.Against = against(contrast, c, months[len(months)-1])
		m.Relative = relative(m.Against, m.Levels[len(m.Levels)-1])
	}
	return m
}

// against is the mean paired difference in one month with its 95 % interval.
func against(contrast *table.Series, c sim.Column, month int) *Estimate {
	line := contrast.Interval(table.All, table.All, c.Name)
	return &Estimate{
		Value: at(line.Mean, month), Low: at(line.Low, month), High: at(line.High, month),
		N: len(contrast.Replicates()), Method: MethodDifference, Assumed: c.Assumed,
	}
}

// relative is a difference in percent of the frozen world's mean level, which
// is taken as known: its own luck is small beside that of the difference.
func relative(difference *Estimate, level Level) *Estimate {
	frozen := level.Value - difference.Value
	r := difference.Scaled(100 / float64(frozen))
	if r.Method = MethodRelative; frozen == 0 {
		r.Value, r.Low, r.High = nan, nan, nan
	}
	return &r
}

var nan = Number(math.NaN())

// at is line[month], or undefined beyond the line's end.
func at(line []float64, month int) Number {
	if month >= len(line) {
		return nan
	}
	return Number(line[month])
}
