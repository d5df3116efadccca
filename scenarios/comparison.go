package scenarios

import (
	"encoding/json"
	"fmt"
	"io"
)

// ComparisonVersion is the version of the layout of comparison.json. It rises
// when a field changes its meaning or goes; new fields may come without.
const ComparisonVersion = 1

// Methods behind the numbers of a comparison.
const (
	MethodPaired   = "mean paired difference from the reference on the same seeds; 95 % Student t interval of the mean"
	MethodPerCent  = "mean paired difference in percent of the reference's mean on the same seeds; 95 % Student t interval of the mean"
	MethodRatio    = "ratio of mean paired differences on the same seeds; 95 % interval of Fieller (1954)"
	MethodRegret   = "mean paired distance from the best policy of the world on the same seeds; 95 % Student t interval of the mean"
	MethodMeanRuns = "mean over runs; 95 % Student t interval of the mean"
)

// AtWork is a measure that comparisons add to the columns of series.csv:
// employees and freelancers together, in persons.
const AtWork = "at_work"

// Received is the other one: what freelancers earn from orders and are given,
// basic income and payments from levies together, in USD a month.
const Received = "freelance_received_usd"

// Comparison is what comparison.json holds: policies against each other on the
// same seeds, in one world or several. Every number that carries an estimate
// has its interval, its number of runs, its method and whether it is assumed.
// The words of the terminal, the figures and the report are made from it.
type Comparison struct {
	Version    int     `json:"comparison_version"`
	Title      string  `json:"title"`
	Digest     string  `json:"digest"`  // 64 hexadecimal digits
	Model      string  `json:"model"`   // fingerprint of the model that played it, likewise
	Results    string  `json:"results"` // digest of arms/*.csv and tables/effects.csv, likewise
	Population int     `json:"population"`
	Months     int     `json:"months"`
	Start      int     `json:"start"` // first month in which a policy is in force; Months if none ever is
	Seed       uint64  `json:"seed"`
	Replicates int     `json:"replicates"` // played of each arm in each world
	Calibrated bool    `json:"calibrated"`
	People     float64 `json:"people"` // people whom the simulated creatives stand for at the start
	// Exposure is the index that says how exposed occupations are.
	Exposure string `json:"exposure"`
	// Worlds are the capability worlds, the main one first: tables that show
	// one world show that.
	Worlds []string `json:"worlds"`
	// Against is the place in Arms of the reference.
	Against int   `json:"against"`
	Arms    []Arm `json:"arms"`

	Headline  []string `json:"headline"`  // a sentence or two
	Sentences []string `json:"sentences"` // what stands below it
	// Precision says whether the intervals became as narrow as was asked for.
	Precision Precision `json:"precision"`

	// Effects are differences from the reference, of all creatives and of
	// groups, at the end and over the period of the policies.
	Effects []Effect `json:"effects"`
	// Levels are the means of each arm in the same places, with the interval
	// of the mean.
	Levels []Effect `json:"levels"`
	// Ratios are costs per effect; a value is undefined (null) where the
	// interval of the effect covers zero.
	Ratios []Ratio `json:"ratios"`
	// Regrets are distances from the best arm of a world.
	Regrets []Regret `json:"regrets"`
	// Best names, for each measure and world, the arms that may be the best.
	Best []Best `json:"best"`
	// Paths are differences from the reference month by month.
	Paths []Path `json:"paths"`
	// Bills are who pays for each policy of an arm.
	Bills []Bill `json:"bills"`

	// Titles are what readers call groups, by their keys.
	Titles map[string]string `json:"titles"`
	// Files of the folder, relative to it.
	Files []string `json:"files"`
}

// Arm is one of the futures that are compared.
type Arm struct {
	Name     string       `json:"name"` // "skills-first"
	Title    string       `json:"title"`
	Question string       `json:"question"`
	Policies []PolicyLine `json:"policies"`
	// Changes says in words what the arm sets besides policies; "" for nothing.
	Changes string `json:"changes"`
	// Assumed: the effect of a policy in it has no field estimate.
	Assumed bool `json:"assumed"`
	// Idle is a sentence that says why the arm is the same as the reference in
	// every bit; "" if it is not, and for the reference itself.
	Idle string `json:"idle"`
	// Scale is what --equal-cost multiplied doses by; 1 without it. ScaleNote
	// says what came of it.
	Scale     float64 `json:"scale"`
	ScaleNote string  `json:"scale_note"`
}

// PolicyLine is a policy in force, in words.
type PolicyLine struct {
	Name       string `json:"name"`  // "training_subsidy"
	Title      string `json:"title"` // "Training subsidy"
	Dose       string `json:"dose"`  // "0.5 of the course fee"
	Period     string `json:"period"`
	Target     string `json:"target"`
	Compliance string `json:"compliance"`
	UnitCost   string `json:"unit_cost"`
	Payer      string `json:"payer"`
	Claims     string `json:"claims"` // the effect that it is meant to have
	Known      string `json:"known"`  // how well that is known
	Source     string `json:"source"`
	Assumed    bool   `json:"assumed"`
}

// Precision is the width of intervals that was asked for and reached.
type Precision struct {
	Target  float64 `json:"target"` // full width of the 95 % interval, per cent of the reference; 0: none asked for
	Widest  float64 `json:"widest"` // of people at work, orders and freelance income over all arms and worlds
	Reached bool    `json:"reached"`
	Runs    int     `json:"runs"` // all runs played
}

// When an effect is taken.
const (
	AtEnd      = "end"    // in the last month
	OverPeriod = "period" // mean of the months from Start on; money is the sum of them
)

// Effect is a number of one arm in one world: a paired difference from the
// reference, or a level.
type Effect struct {
	World  string `json:"world"`
	Arm    int    `json:"arm"` // place in Arms
	By     string `json:"by"`
	Group  string `json:"group"`
	Column string `json:"column"`
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	When   string `json:"when"`
	Estimate
	// PerCent is the same in per cent of the reference's mean; all of it is
	// undefined for levels and where the reference is zero.
	PerCent Estimate `json:"per_cent"`
	// Pairing is the variance ratio: how many times the runs would be needed
	// without common random numbers. Undefined where there is no variance.
	Pairing Number `json:"pairing"`
	// Runs are the single values by seed, for all creatives only.
	Runs []Number `json:"runs,omitempty"`
}

// Ratio is a cost per effect, in 2024 USD, over the period of the policies.
type Ratio struct {
	World string `json:"world"`
	Arm   int    `json:"arm"`
	Kind  string `json:"kind"` // "job-year", "employee-year", "trained", "income-usd"
	Label string `json:"label"`
	Payer string `json:"payer"` // "public" or "public and firms"
	Estimate
	// Why says why the value is undefined; "" where it is not.
	Why string `json:"why"`
}

// Regret is how far an arm stays behind the best arm of a world in a measure
// over the period of the policies, in the measure's unit; 0 for the best.
type Regret struct {
	Column string `json:"column"`
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	World  string `json:"world"` // "" for the largest over the worlds
	Arm    int    `json:"arm"`
	Estimate
	PerCent Number `json:"per_cent"` // of the reference's mean in that world
}

// Best names the arms that may be the best of a world in a measure: one where
// it is better than each other arm by more than luck, several where that
// cannot be told.
type Best struct {
	Column string `json:"column"`
	Label  string `json:"label"`
	World  string `json:"world"` // "" for the least largest regret over the worlds
	Arms   []int  `json:"arms"`
	// Dominated are arms that another one surely beats.
	Dominated []int `json:"dominated"`
}

// Path is a paired difference from the reference by month, from month 0 on.
type Path struct {
	World   string   `json:"world"`
	Arm     int      `json:"arm"`
	Column  string   `json:"column"`
	Label   string   `json:"label"`
	Unit    string   `json:"unit"` // of the differences: "%" of the reference
	Mean    []Number `json:"mean"`
	Low     []Number `json:"low"` // 95 % interval of the mean
	High    []Number `json:"high"`
	Assumed bool     `json:"assumed"`
}

// Who pays, or is paid, on a Bill. PayerBoth is the sum of public and firms,
// formed in each run, so that its interval knows how the two move together.
const (
	PayerPublic  = "public"
	PayerFirms   = "firms"
	PayerLevyIn  = "levy_in"  // receipts of a levy, paid by those who use AI
	PayerLevyOut = "levy_out" // payments out of a levy; the same sum as its receipts
	PayerBoth    = "public and firms"

	// Who bears the levies: these three add up to the receipts.
	PayerCreatives     = "levy_creatives"
	PayerOrganisations = "levy_organisations"
	PayerClients       = "levy_clients"
)

// Bill is what one policy of an arm cost over the period, in 2024 USD: public
// outlay, firms' compliance cost, levy receipts and payments from the levy.
type Bill struct {
	World  string `json:"world"`
	Arm    int    `json:"arm"`
	Policy string `json:"policy"` // name; "" for all of the arm
	Payer  string `json:"payer"`  // one of the payers above; levies are told of all of an arm only
	Label  string `json:"label"`
	Estimate
	Discounted Number `json:"discounted"` // at 3 % a year, to January 2027
}

// WriteJSON writes the comparison as comparison.json: indented, null where a
// number is not defined.
func (c *Comparison) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(c)
}

// ReadComparison reads a comparison.json that WriteJSON wrote.
func ReadComparison(r io.Reader) (*Comparison, error) {
	c := &Comparison{}
	if err := json.NewDecoder(r).Decode(c); err != nil {
		return nil, fmt.Errorf("comparison.json cannot be read: %w", err)
	}
	if c.Version != ComparisonVersion {
		return nil, fmt.Errorf("comparison.json has layout %d and this program reads %d; compare again into a new folder", c.Version, ComparisonVersion)
	}
	return c, nil
}
