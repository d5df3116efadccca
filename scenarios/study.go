package scenarios

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// StudyVersion is the version of the layout of summary.json and
// comparison.json. It rises when a field changes its meaning or goes; new fields
// may come without.
const StudyVersion = 2

// Methods behind the numbers of a study: of runs with one parameter set, and over an
// ensemble of sets.
const (
	MethodLevel    = "mean over runs; low and high are the 10th and 90th percentile of runs, of fewer than ten runs the lowest and highest"
	MethodPaired   = "mean paired difference from the reference on the same seeds; 95 % Student t interval of the mean"
	MethodPerCent  = "mean paired difference in percent of the reference's mean on the same seeds; 95 % Student t interval of the mean"
	MethodRatio    = "ratio of mean paired differences on the same seeds; 95 % interval of Fieller (1954)"
	MethodRegret   = "mean paired distance from the best policy of the world on the same seeds; 95 % Student t interval of the mean"
	MethodMeanRuns = "mean over runs; 95 % Student t interval of the mean"

	MethodEnsemble        = "ensemble: mean over parameter sets" + overTheSets
	MethodEnsemblePaired  = "ensemble: mean over parameter sets of the paired difference from the reference on the same set and seed" + overTheSets
	MethodEnsemblePerCent = "ensemble: mean over parameter sets of the paired difference from the reference on the same set and seed, in percent of the reference's mean" + overTheSets
	MethodEnsembleRatio   = "ensemble: ratio of means over parameter sets of paired differences" + overTheSets
	MethodEnsembleRegret  = "ensemble: mean over parameter sets of the paired distance from the best policy of the world on the same set and seed" + overTheSets

	overTheSets = "; low and high are the 5th and 95th percentile over sets, of fewer than 19 the lowest and highest; dice is 1.645 standard deviations of one run, from sets played twice"
)

// overSets are the methods of an ensemble by those of one parameter set.
var overSets = map[string]string{
	MethodLevel: MethodEnsemble, MethodMeanRuns: MethodEnsemble, MethodPaired: MethodEnsemblePaired, MethodPerCent: MethodEnsemblePerCent,
	MethodRatio: MethodEnsembleRatio, MethodRegret: MethodEnsembleRegret,
}

// Method is the method of estimates over the sets of replicates, given that of runs
// with one parameter set: itself without sets.
func Method(one string, sets []int) string {
	if len(sets) == 0 {
		return one
	}
	return overSets[one]
}

// Kinds of studies.
const (
	KindRun        = "run"        // a scenario against its frozen twin
	KindComparison = "comparison" // policies against each other
)

// Names of the frozen twin, which is an arm like any other.
const (
	TwinName  = "frozen"
	TwinTitle = "The world without AI"
)

// Study is what came of a question: futures against a reference, on the same
// seeds, in one world or several. It is what summary.json and comparison.json
// hold, and the words of the terminal, the figures and the report are made from
// it. A run is the study of a scenario against its twin in which AI stays as in
// 2021; a comparison is that of policies against one of them.
type Study struct {
	Version    int    `json:"version"`
	Kind       string `json:"kind"` // KindRun or KindComparison
	Name       string `json:"name"` // of the scenario; "comparison"
	Title      string `json:"title"`
	Question   string `json:"question"`
	Digest     string `json:"digest"`  // 64 hexadecimal digits
	Model      string `json:"model"`   // fingerprint of the model that played it, likewise
	Results    string `json:"results"` // digest of the tables that were played, likewise
	Population int    `json:"population"`
	Months     int    `json:"months"`
	// Start is the first month of the period: that of the first policy, or 0.
	Start      int    `json:"start"`
	Seed       uint64 `json:"seed"`
	Replicates int    `json:"replicates"` // played of each arm in each world
	// Sets are the numbers of the sets of parameters that the replicates played, one a
	// replicate; none with central parameters.
	Sets        []int   `json:"sets,omitempty"`
	Calibrated  bool    `json:"calibrated"` // false: parameters are assumed or from the literature
	People      float64 `json:"people"`     // people whom the simulated creatives stand for at the start
	Weight      float64 `json:"weight"`     // people whom one of them stands for
	Occupations int     `json:"occupations"`
	// Focus is the group that the study tells of wherever it says all; absent where that is
	// all creatives. Costs and levies are those of whole policies all the same.
	Focus *Focus `json:"focus,omitempty"`
	// Exposure is the index that says how exposed occupations are.
	Exposure string `json:"exposure"`
	// Worlds are the capability worlds, the main one first: tables that show
	// one world show that.
	Worlds []string `json:"worlds"`
	// Against is the name of the reference; "" where there is none.
	Against string `json:"against"`
	Arms    []Arm  `json:"arms"`

	Brief     Brief    `json:"brief"`     // what the first page says
	Headline  []string `json:"headline"`  // a sentence or two
	Sentences []string `json:"sentences"` // what stands below it
	// Precision says whether the intervals became as narrow as was asked for.
	Precision Precision `json:"precision"`

	// Measures are those that the study tells of, in their order.
	Measures []finding.Measure `json:"measures"`
	// Effects are differences from the reference, of all creatives and of
	// groups, at the end and over the period.
	Effects []Effect `json:"effects"`
	// Levels are means of arms: at the end and over the period with the
	// interval of the mean, and of a run in some Decembers with the spread of runs;
	// of clients by group too.
	Levels []finding.Estimate `json:"levels"`
	// Ratios are costs per effect; a value is null where the effect could be
	// luck.
	Ratios []Ratio `json:"ratios"`
	// Losses are what AI does under the reference of a comparison: differences from
	// its twin without AI, laid out as Effects; none of a run, whose effects they are.
	Losses []Effect `json:"losses"`
	// Undone are the shares of that which the other arms undo over the period, of
	// measures on the scorecard; a value is null where AI's effect could be either way.
	Undone []Ratio `json:"undone"`
	// Regrets are distances from the best arm of a world.
	Regrets []Regret `json:"regrets"`
	// Best names, for each measure and world, the arms that may be the best.
	Best []Best `json:"best"`
	// Paths are differences from the reference month by month.
	Paths []Path `json:"paths"`
	// Bills are who pays for each policy of an arm.
	Bills []Bill `json:"bills"`
	// Held are the published figures that a run can speak to beside what it says of them.
	Held []Compared `json:"held,omitempty"`

	// Titles are what readers call groups, by their keys.
	Titles map[string]string `json:"titles"`
	// Files of the folder, relative to it.
	Files []string `json:"files"`
}

// Arm is one of the futures of a study.
type Arm struct {
	Name     string       `json:"name"` // "skills-first"
	Title    string       `json:"title"`
	Question string       `json:"question"`
	Policies []PolicyLine `json:"policies"`
	// Changes says in words what the arm assumes otherwise than the reference,
	// besides policies; "" for nothing.
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
	Widest  float64 `json:"widest"` // of the measures told so, over all arms and worlds; null where a run has no interval
	Reached bool    `json:"reached"`
	Runs    int     `json:"runs"` // all runs played
}

// Brief is what the first page says.
type Brief struct {
	Finding string  `json:"finding"` // the heading: the answer in one sentence
	Points  []Point `json:"points"`
}

// Point is one question that the first page answers.
type Point struct {
	Key       string   `json:"key"`   // "size", "sure", "whom", "pays" or "not"
	Title     string   `json:"title"` // "How much"
	Sentences []string `json:"sentences"`
}

// Effect is a paired difference of an arm from the reference.
type Effect struct {
	finding.Estimate
	// PerCent is the same in per cent of the reference's mean; undefined where
	// that is zero.
	PerCent finding.Estimate `json:"per_cent"`
	// Pairing is the variance ratio: how many times the runs would be needed
	// without common random numbers. Undefined where there is no variance.
	Pairing float64 `json:"pairing"`
	// Runs are the single values by replicate, for all creatives only.
	Runs []float64 `json:"runs,omitempty"`
}

// Shown is the effect as readers see it: shares in points, the rest in per cent
// of the reference, in the measure's unit where that is zero.
func (e *Effect) Shown() finding.Estimate {
	if e.Unit == "share" || !finding.Defined(e.PerCent.Value) {
		return e.Estimate.Shown(true)
	}
	x := e.PerCent
	x.Place, x.Assumed = e.Place, e.Assumed
	x.Unit = "%"
	return x
}

// ShownRuns are the single runs in the unit of Shown.
func (e *Effect) ShownRuns() []float64 {
	shown, factor := e.Shown(), 1.0
	for _, x := range [][2]float64{{shown.Value, e.Value}, {shown.High, e.High}, {shown.Low, e.Low}} {
		if x[1] != 0 && finding.Defined(x[0]/x[1]) {
			factor = x[0] / x[1]
			break
		}
	}
	return finding.Each(e.Runs, func(v float64) float64 { return factor * v })
}

// UndoneKind is the kind of the ratios that are shares of AI's effect undone.
const UndoneKind = "undone"

// Ratio is a cost per effect, in 2024 USD, over the period; or what an arm does over what
// would undo all that AI does.
type Ratio struct {
	finding.Estimate
	Kind  string `json:"kind"` // "job-year", "employee-year", "trained", "income-usd", "undone"
	Label string `json:"label"`
	Payer string `json:"payer"` // PayerPublic or PayerBoth; "" of a share undone
	// Why says why the value is undefined; "" where it is not.
	Why string `json:"why"`
}

// Regret is how far an arm stays behind the best arm of a world in a measure
// over the period, in the measure's unit; 0 for the best. A world that is "" is
// that of the largest over the worlds.
type Regret struct {
	finding.Estimate
	PerCent float64 `json:"per_cent"` // of the reference's mean in that world
}

// Regret is a regret in per cent of the reference's mean in the main world: one
// unit for all worlds, which it is the first of, so that the largest of a row is
// the largest of its numbers.
func (s *Study) Regret(column, world, arm string) finding.Estimate {
	out, factor := finding.Undefined(Method(MethodRegret, s.Sets), 0), 0.0 // a regret of zero is zero in any unit
	for i := range s.Regrets {
		r := &s.Regrets[i]
		if r.Column != column {
			continue
		}
		if factor == 0 && r.Value != 0 {
			factor = r.PerCent / r.Value
		}
		if r.World == world && r.Arm == arm {
			out = r.Estimate
		}
	}
	out = out.Scaled(factor)
	out.Unit = "%"
	return out
}

// Best names the arms that may be the best of a world in a measure: one where
// it is better than each other arm by more than luck, several where that
// cannot be told.
type Best struct {
	Column string   `json:"column"`
	World  string   `json:"world"` // "" for the least largest regret over the worlds
	Arms   []string `json:"arms"`
	// Dominated are arms that another one surely beats.
	Dominated []string `json:"dominated"`
}

// Path is a paired difference from the reference by month, from month 0 on, in
// per cent of the reference.
type Path struct {
	finding.Place
	Mean    []float64 `json:"mean"`
	Low     []float64 `json:"low"` // 95 % interval of the mean; over an ensemble 5th and 95th percentile over sets
	High    []float64 `json:"high"`
	Dice    []float64 `json:"dice,omitempty"` // half the width of what the dice do, over an ensemble
	Assumed bool      `json:"assumed"`
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

// Bill is what one policy of an arm cost over the period, in 2024 USD.
type Bill struct {
	finding.Estimate
	Policy     string  `json:"policy"` // name; "" for all of the arm
	Payer      string  `json:"payer"`  // one of the payers above; levies are told of all of an arm only
	Label      string  `json:"label"`
	Discounted float64 `json:"discounted"` // at 3 % a year, to January 2027
}

// MeasureOf is what is said of a measure of the model.
func MeasureOf(m sim.Measure) finding.Measure {
	return finding.Measure{Column: m.Name, Label: m.Label, Unit: m.Unit, Of: m.Of, Doc: m.Doc,
		Noun: m.Noun, More: m.More, Fewer: m.Fewer, Better: m.Better, Assumed: m.Assumed, Main: m.At(sim.Main), Gained: m.At(sim.Gained), Scored: m.At(sim.Scored)}
}

// WriteJSON writes the study as summary.json or comparison.json: indented, null
// where a number is not defined.
func (s *Study) WriteJSON(w io.Writer) error { return finding.WriteJSON(w, s) }

// ReadStudy reads what WriteJSON wrote.
func ReadStudy(r io.Reader) (*Study, error) {
	s := &Study{}
	if err := finding.ReadJSON(r, s); err != nil {
		return nil, fmt.Errorf("the study cannot be read: %w", err)
	}
	if s.Version != StudyVersion {
		return nil, fmt.Errorf("the study has layout %d and this program reads %d; play it again into a new folder", s.Version, StudyVersion)
	}
	if n := len(s.Sets); n > 0 && n != s.Replicates {
		return nil, fmt.Errorf("the study names the parameter sets of %d of %d replicates: it was not written by this program", n, s.Replicates)
	}
	if len(s.Arms) == 0 || len(s.Worlds) == 0 || s.Months < 1 || s.Months > 12_000 || s.Start < 0 || s.Against != "" && s.Arm(s.Against) == nil {
		return nil, fmt.Errorf("the study names %d arms, %d worlds and %d months, and %q as its reference: it was not written by this program", len(s.Arms), len(s.Worlds), s.Months, s.Against)
	}
	return s, nil
}

// Arm is the arm of a name, or nil.
func (s *Study) Arm(name string) *Arm {
	return first(s.Arms, func(a *Arm) bool { return a.Name == name })
}

// Others are the arms that are compared with the reference; all, where there is
// none.
func (s *Study) Others() []*Arm {
	var list []*Arm
	for i := range s.Arms {
		if s.Arms[i].Name != s.Against {
			list = append(list, &s.Arms[i])
		}
	}
	return list
}

// Reference is the arm that the others are compared with; nil without one.
func (s *Study) Reference() *Arm { return s.Arm(s.Against) }

// World is the main world.
func (s *Study) World() string { return s.Worlds[0] }

// WorldsAndAll are the worlds, and "" for all of them where there are several.
func (s *Study) WorldsAndAll() []string {
	if len(s.Worlds) < 2 {
		return s.Worlds
	}
	return append(slices.Clone(s.Worlds), "")
}

// Paired tells whether there is a reference.
func (s *Study) Paired() bool { return s.Against != "" }

// When is the one period of the study's report: a run is told of at its end, a
// comparison over the period of its policies.
func (s *Study) When() string {
	if s.Kind == KindRun {
		return finding.AtEnd
	}
	return finding.OverPeriod
}

// Years is the length of the period.
func (s *Study) Years() float64 { return float64(s.Months-s.Start) / 12 }

// Measure is what is said of a measure; of one that the study does not tell of
// only its name is known.
func (s *Study) Measure(column string) finding.Measure {
	if m := first(s.Measures, func(m *finding.Measure) bool { return m.Column == column }); m != nil {
		return *m
	}
	return finding.Measure{Column: column, Label: finding.Human(column)}
}

// plainTitles are of groups that a study need not name, because they are the same
// everywhere.
var plainTitles = map[string]string{
	"1-9": "1 to 9 staff", "10-49": "10 to 49 staff", "50-249": "50 to 249 staff", "250+": "250 staff or more", "none": "Not employed",
	"employed": "Employed", "freelancing": "Freelancing", "unemployed": "Unemployed",
	"junior": "Juniors", "mid": "Mid-career", "senior": "Seniors",
	"q1": "Lowest fifth", "q2": "Second fifth", "q3": "Middle fifth", "q4": "Fourth fifth", "q5": "Highest fifth",
	"household": "Households", "small firm": "Small firms", "large organisation": "Large organisations",
	"platform": "Found on a platform", "referral": "Found by word of mouth", "short": "Orders of a week", "long": "Orders of a month",
}

// Groups are the groups of a grouping that effects tell of, in their order.
func (s *Study) Groups(by string) []string {
	var groups []string
	for i := range s.Effects {
		if e := &s.Effects[i]; e.By == by && !slices.Contains(groups, e.Group) {
			groups = append(groups, e.Group)
		}
	}
	return groups
}

// GroupTitle is what readers call a group.
func (s *Study) GroupTitle(key string) string {
	return cmp.Or(s.Titles[key], plainTitles[key], finding.Human(key))
}

// Effect is a difference of all creatives in a world, or nil.
func (s *Study) Effect(world, arm, column, when string) *Effect {
	return s.GroupEffect(world, arm, "all", "all", column, when)
}

// GroupEffect is a difference of a group, or nil.
func (s *Study) GroupEffect(world, arm, by, group, column, when string) *Effect {
	return first(s.Effects, func(e *Effect) bool { return e.Is(world, arm, by, group, column, when) })
}

// Loss is what AI does to a measure of all creatives in a world: the difference of the
// reference, or of a run, from the world without AI; nil where none was played.
func (s *Study) Loss(world, column, when string) *Effect {
	return s.GroupLoss(world, "all", "all", column, when)
}

// GroupLoss is what AI does to a measure of a group, or nil.
func (s *Study) GroupLoss(world, by, group, column, when string) *Effect {
	if s.Kind == KindRun {
		return s.GroupEffect(world, s.Others()[0].Name, by, group, column, when)
	}
	return first(s.Losses, func(e *Effect) bool { return e.Is(world, s.Against, by, group, column, when) })
}

// UndoneOf is the share of what AI does to a measure that an arm undoes over the period,
// or nil.
func (s *Study) UndoneOf(world, arm, column string) *Ratio {
	return first(s.Undone, func(r *Ratio) bool { return r.World == world && r.Arm == arm && r.Column == column })
}

// LostYears is what AI does to years of work over the period, of employees and
// freelancers.
func (s *Study) LostYears(world string) finding.Estimate {
	return s.yearsOf(s.Loss(world, sim.AtWork, finding.OverPeriod))
}

// Level is a level of all creatives, or nil.
func (s *Study) Level(world, arm, column, when string) *finding.Estimate {
	return s.GroupLevel(world, arm, "all", "all", column, when)
}

// GroupLevel is a level of a group, or nil.
func (s *Study) GroupLevel(world, arm, by, group, column, when string) *finding.Estimate {
	return first(s.Levels, func(e *finding.Estimate) bool { return e.Is(world, arm, by, group, column, when) })
}

// LevelsShown are the levels of a run in some months as readers see them, and
// the largest of them.
func (s *Study) LevelsShown(column string, months []int) (levels []finding.Estimate, largest float64) {
	for _, month := range months {
		e := finding.Undefined(Method(MethodLevel, s.Sets), 0)
		if l := s.Level(s.World(), s.Others()[0].Name, column, finding.Date(month)); l != nil {
			e = l.Shown(false)
		}
		if finding.Defined(e.Value) {
			largest = max(largest, e.Value, -e.Value)
		}
		levels = append(levels, e)
	}
	return levels, largest
}

// BestOf returns who may be the best in a measure and world, or nil.
func (s *Study) BestOf(column, world string) *Best {
	return first(s.Best, func(b *Best) bool { return b.Column == column && b.World == world })
}

// Ratio returns a cost per effect, or nil.
func (s *Study) Ratio(world, arm, kind, payer string) *Ratio {
	return first(s.Ratios, func(r *Ratio) bool { return r.World == world && r.Arm == arm && r.Kind == kind && r.Payer == payer })
}

// Bill returns what a policy of an arm, or for "" all of them, cost a payer, or
// nil.
func (s *Study) Bill(world, arm, policy, payer string) *Bill {
	return first(s.Bills, func(b *Bill) bool { return b.World == world && b.Arm == arm && b.Policy == policy && b.Payer == payer })
}

// first is the first of a list that is meant, or nil.
func first[T any](list []T, meant func(*T) bool) *T {
	for i := range list {
		if meant(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// JobYears is the effect of an arm on years of work over the period, of
// employees and freelancers.
func (s *Study) JobYears(world, arm string) finding.Estimate {
	return s.yearsOf(s.Effect(world, arm, sim.AtWork, finding.OverPeriod))
}

// yearsOf are the years of work of an effect on people at work over the period.
func (s *Study) yearsOf(e *Effect) finding.Estimate {
	if e == nil {
		return finding.Undefined(Method(MethodPaired, s.Sets), 0)
	}
	return e.Scaled(s.Years())
}
