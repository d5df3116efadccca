package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/network"
)

// Limits of the model's shape. A world has at most so many occupations,
// domains and sectors; the other numbers are those of every world.
const (
	Occupations = 20
	Domains     = 6
	MaxSectors  = 12
	Degree      = network.Peers // of a creative
	CellSums    = 3             // of a cell
	ClientKinds = 3             // household, small firm, large organisation
	Modalities  = 5             // text, image, audio, video, code
	Tasks       = 5             // ideate, produce, refine, analyse, relate
	SizeClasses = 4             // staff 1-9, 10-49, 50-249, 250+
	Stages      = 3             // junior, mid, senior
)

// States of a creative. A vacant row is a place that nobody holds now; its
// peers stay, so whoever comes next finds the same neighbourhood.
const (
	Vacant uint8 = iota
	Employed
	Freelancing
	Unemployed
)

// Stages of a career.
const (
	Junior uint8 = iota
	Mid
	Senior
)

// Names of what every world has, in the order of their numbers.
var (
	SizeNames     = []string{"1-9", "10-49", "50-249", "250+"}
	ContractNames = []string{"employed", "freelancing", "unemployed"}
	StageNames    = []string{"junior", "mid", "senior"}
	KindNames     = []string{"household", "small firm", "large organisation"}
	SourceNames   = []string{"platform", "referral"}
	LengthNames   = []string{"short", "long"}
)

// Flags of a creative; the top three bits hold the barrier (see use.go).
const (
	Uses uint8 = 1 << iota
	Trained
	LostWork
	Retrained // and without a job since
	EverUsed
)

// Stages of adoption of an organisation.
const (
	NoAI uint8 = iota
	Pilot
	Integrated
)

// Creatives are the columns of people, one row each. A row stands for
// World.Weight persons. Rows of one occupation and one organisation lie
// together at the start, and so do most peers.
type Creatives struct {
	ID         []uint64 // person, never reused: luck belongs to the person, not to the row
	Occupation []uint8
	State      []uint8
	Stage      []uint8
	Flags      []uint8
	Cell       []int32 // job: index into Cells, -1 without one

	Craft, Skill        []float32 // H and K, share 0..1
	Alpha, Beta         []float32 // evidence for and against AI, counts
	Trust               []float32 // published trust T, share
	Attitude, Fear      []float32 // V and F, share
	Depth               []float32 // machine share m of own work, 0 for non-users
	Autonomy            []float32 // concern for autonomy, share 0..1, a lasting trait
	Disposition         []float32 // z of the attitude, logits
	Aid                 []uint8   // months left: of retraining without a job, of wage insurance in one
	Hours               []float32 // that one wants to work when freelancing, over the mean
	Potential           []float32 // pay of like talent in the start's market, USD a month
	Output              []float32 // employee: works a month y; freelancer: orders that there are hours for, in units
	Pay                 []float64 // employee's pay or freelancer's smoothed income, USD a month
	Months              []uint16  // in this state
	LowMonths           []uint8   // months in a row under the reservation income
	Quintile            []uint8   // of pay within the whole population at the start, 0..4
	PeersTrust          []float32 // mean trust of peers within the bound of confidence
	PeersUse, PeersLost []uint8   // eighths of peers who use, who lost work

	Peers     []uint32 // Degree peers a row, flattened
	Published []uint32 // what peers see: last month's trust, use, loss (exposure.go)
	Offer     []uint64 // what clients see: hours, quality, who (offers.go); 0 without one
	Book      []int64  // what clients ask of a freelancer this month (orders.go)

	own []ownColumn // of mechanisms that are not the model's (own.go)
}

// Clients are the columns of clients, who buy creative work of one occupation.
// A row stands for many buyers of one kind, and keeps its place for good: its
// number is its luck.
type Clients struct {
	Occupation, Kind []uint8
	Channel          []uint8 // where its commissions go
	Flags            []uint8
	Tenure           []uint8   // months in the channel, with the same supplier
	Volume           []float32 // needs a month, 1 = a freelancer's normal month in 2021
	Ask              []float32 // what its jobs ask of AI that is to make them, share
	Skill            []float32 // AI skill, share
	Alpha, Beta      []float32 // evidence for and against AI, counts
	Supplier         []int32   // a row of Creatives, -1 without one
	Hired            []uint32  // who it was that was hired, as offers show it (offers.go)
	Published        []uint64  // what other clients see: supplier, trust, use (clients.go)
}

// Organisations are the columns of organisations. One row stands for
// Firms real organisations, each with Staff people of all occupations.
type Organisations struct {
	Sector, Domain, Size []uint8
	Stage                []uint8
	Legacy               []uint8   // 1: had conventional AI in 2021
	Covered              []uint8   // 1: under a collective agreement
	Staff                []float32 // true headcount, all occupations
	Firms                []float32 // real organisations that a row stands for
	Leadership           []float32 // traits, share 0..1
	Openness             []float32
	Silos                []float32
	Luck                 []float32 // fixed logistic draw e_f
	Provision            []float32 // own training, share 0..1
	Encouragement        []float32 // share of staff encouraged to use AI
	Absorptive           []float32 // A_f
	Depth                []float32
	Automated            []float32 // a_f, share of labour
	Complement           []float32 // CES of craft and technique, share 0..1
	Age                  []uint16  // months since integration
	Founded              []uint16  // month in which it opened, counted from 1; 0: before the start
	LnPrice              []float32 // against the start
	LnValue              []float32 // of a work, against the start
	LnShare              []float32 // s/s0, logs
	LnLabour             []float32 // ln(1-a), last month's
	Burden               []float32 // cost of complying with rules, share of pay
	Kept                 []float32 // heads kept above what was wanted last month, share of those wanted
	BaseShare            []float64 // share of the domain's output at the start
	FirstCell            []int32   // cells of organisation f: FirstCell[f] .. FirstCell[f+1]
}

// Cells are the jobs of one occupation in one organisation, counted in rows
// of creatives.
type Cells struct {
	Organisation []int32
	Occupation   []uint8
	Base         []float32 // n0: desired heads at the start, a real number
	Rounding     []float32 // fixed uniform u: desired heads are floor(n* + u)
	Staff        []int32
	Desired      []int32
	Star         []float32 // n* of last month
	LnYield      []float32 // ln(y J) of last month
	Automated    []float32 // a_f of the organisation
	Layoff       []float32 // chance of a layoff this month, a head
	Blame        []uint64  // why heads are in excess: shares of the reasons, packed
	Over         []float32 // heads no longer wanted because of AI, expected to be there still, while the trend is found
	Sums         []int64   // over staff, CellSums a cell, filled by production; see cells.go
	Learners     []int32   // staff who took a course this month, while somebody pays for them
}

// Occupation holds the facts and the market of one occupation.
type Occupation struct {
	// Facts, set by the maker of the world.
	Name, Title string
	Domain      uint8
	Modality    [Modalities]float64      // mix of the work, sums to 1
	TaskMix     [Tasks]float64           // sums to 1
	Floor       float64                  // share of tasks that AI could do at release, before Floor* parameters
	Ceiling     float64                  // mean gamma rating
	Automation  float64                  // automation share of observed use
	Digital     float64                  // share of commissions that are digital (assumed)
	UseOffset   float64                  // logits: the occupation's reserve toward AI
	PayLog      [5]float64               // ln of monthly pay at p10, p25, p50, p75, p90, USD of 2024
	Trend       []float64                // exogenous demand by month, 1 at month 0: the observed index of employment, AI in it, then a projection; mechanisms read World.trend
	Mobility    [Occupations + 1]float64 // by destination; the last place is the way out
	StageShare  [Stages]float64

	// Market, moved by the mechanisms.
	Quality           float64 // q: capability of AI in the work
	Reach             float64 // ceiling of q, over modalities
	Reference         float64 // habituated q
	Reliability       float64
	Awareness         float64   // share of clients who know what AI can do
	Bypass            float64   // b: commissions that clients make themselves, of those that freelancers could have had
	HouseBypass       float64   // the same of those that organisations could have had
	LnOrderPrice      float64   // ln p: of an hour, by scarcity
	OrderPriceUSD     float64   // of an order at the start
	OrderBase         float64   // orders a month at the start, rows
	Orders            float64   // this month, rows
	Unfilled          float64   // orders that nobody had hours for
	Public            float64   // share of what was sent on that the public commissioned
	SpentOnOrders     float64   // by clients this month, USD a row
	NeedScale         float64   // needs a month over the clients' volumes
	Fill              float64   // share of freelancers' idle hours that what was sent on fills
	Sales             Sales     // what clients did this month
	Used              [2]rowUse // orders and hours wanted of freelancers without AI, and with it
	UseBase           float64   // use of freelancers' hours at the start
	IncomeBase        float64   // spent on orders over freelancers at the start, USD
	Works             float64   // of organisations this month, 1 = an employee's normal month in 2021
	WorkPriceUSD      float64   // of an organisation's work at the start
	Capacity          float64   // orders that freelancers have hours for, rows
	LnWage            float64
	LnWageAI          float64 // what of it AI has brought
	DisplacedShare    float64 // of the unemployed, those who lost work to AI, smoothed
	LnYield           float64 // of the mean output of those who work, for the pass-through
	Unemployment      float64 // rate, smoothed
	UnemploymentBase  float64
	MachineShare      float64 // mean m of those who work
	CraftMean         float64
	CraftBase         float64
	IncomeRatio       float64 // what an hour that freelancers want to work brings, against the start; smoothed
	Employed          int64   // rows, as the last measurement found them
	Freelancing       int64
	Unemployed        int64
	Displaced         int64         // of the unemployed, those who lost work to AI
	FreelanceNow      int64         // as production found them this month
	HoursWanted       float64       // by them, 1 = the mean of all persons
	FreelanceTarget   int64         // the burn-in keeps this many
	EntryBase         float64       // freelance entrants a month at the start, rows
	EntrantsBase      float64       // all entrants a month at the start, rows
	Missing           float64       // missing entrants since the start, rows
	Left, Came        int64         // rows that left and came since the start
	Start             int64         // employees at month 0, rows
	Account           [Causes]int64 // pending causes of change, 2^-20 rows
	Realised          [Causes]int64 // released since the start, 2^-20 rows
	entries, entrants int64         // of the last months of the burn-in
	excess            int64         // freelancer-months above the target, in the burn-in
	past              pastOrders    // of the last months of the burn-in
	LnBypass          float64       // ln(1 - kappa b)
	BypassStep        float64       // its change this month
	LnTrend           float64
	TrendStep         float64  // its change this month
	Variety           float64  // of this month's works
	SkillMean         float64  // AI skill of people of the occupation
	Present           [2]Minds // of juniors and of the experienced, for newcomers
	Pool              float64  // experienced people outside who would come back, rows
	PoolBase          float64  // at the start
	PoolIn            float64  // who joins it from elsewhere in a month, at the start
	away, back        int64    // experienced who left and came into jobs, last months of the burn-in
	Users             int64    // rows that use AI, as the last measurement found them
	SpentUSD          float64  // by organisations on AI this month, USD a row
	Dividend          float64  // what the levies pay this month for an hour that a freelancer wants to work, USD
	Kept              float64  // heads that collective agreements keep above what is wanted, rows
}

// Minds is what people of one kind know and think of AI, as the last measurement
// found them: their number, the share of users, means of users and of others.
type Minds struct {
	People, Users    float64
	UserSkill, Skill float64 // of users, of the others
	Good, Bad, Depth float64 // of users: tries that went well and wrong, machine share
	Fear, Attitude   float64 // of all
}

// Domain holds the market of one domain.
type Domain struct {
	Name, Title string
	LnPrice     float64 // CES index of organisations' prices
	LnValue     float64 // of what their works are worth: LnPrice less the index of price over value
	LnDemand    float64 // of (P/V)^-eps
	DemandStep  float64 // its change this month
	LnShares    float64 // sum of shares before normalisation, last month
	SharesStep  float64 // its change, last month

	known int // place among DomainKeys
}

// Sector holds what is common to the organisations of a sector.
type Sector struct {
	Name, Title string
	Base        float64 // B: logit of any AI among organisations of 20 staff in 2021
	Gain        float64 // b_gain before the parameter
	Share       float64 // organisations with any AI, last month
	Share2021   float64 // those with the AI of 2021
}

// World is everything that a month reads and writes. It is made by
// scenarios/population, or read from the image of one that was (image.go).
type World struct {
	Params  Params
	Seed    uint64
	Month   int // 0 is January 2021; burn-in months are negative
	Workers int
	Without map[string]bool // mechanisms left out, by name
	Own     []Mechanism     // the month, where it is not Schedule; shared by clones, never written (own.go)
	Ablated []*Ablation     // what was taken out to see what it is worth; shared by clones, never written

	Observed int     // last month of the record: up to it AI is in the index
	Effects  Effects // what AI does to employment, found or given (trend.go)

	QuintileUSD [4]float64 // edges of the fifths of pay at the start
	Weight      float64    // persons a row
	People      int        // rows in use at the start
	StartPeople int64      // rows in use at month 0
	Creatives   Creatives
	Clients     Clients
	Orgs        Organisations
	Cells       Cells
	Occupations []Occupation
	Domains     []Domain
	Sectors     []Sector
	OccStart    []int32 // home rows of occupation o: OccStart[o] .. OccStart[o+1]
	ClientStart []int32 // clients of occupation o: ClientStart[o] .. ClientStart[o+1]

	Rules      []Rule               // policies; shared by clones, never written
	Levers     Levers               // what they do this month
	Strictness float64              // R, of rules that answer to fear and harm
	FearMean   float64              // last month's
	FearStart  float64              // that of the start
	Money      Money                // of this month
	Paid       [Occupations]float64 // out of levies to freelancers this month, USD a row
	Bills      Bills                // of this month, by rule
	Capability float64              // C, weighted with employment
	Reliable   float64              // mean reliability, weighted with employment
	Visibility float64              // of AI in public debate, 0..1
	Ripe       float64              // share of people who have known of it for long enough to act on fear
	LostShare  float64              // people who lost work to AI, last month
	BurnIn     bool                 // months before history: no AI, no trend, no policy
	Typical    [Barriers]float64    // median of each term of the use decision
	Idle       [ClientKinds]float64 // what a kind of client finds in ordering nothing, logits; set by the burn-in
	IdleSum    [ClientKinds]float64 // over the last months of the burn-in
	Flows      Flows                // of this month
	Effort     float64              // share of the unemployed who apply in a month; 0: search_effort
	EffortSum  float64              // over the last months of the burn-in

	tallies []tally // one a worker
	hiring  hiring  // lists of posts and seekers, kept for their memory
	Now     Month   // the last measurement
}

// Rows is the number of rows, vacant ones included.
func (w *World) Rows() int { return len(w.Creatives.ID) }

// Stream is the luck of one decision in this month.
func (w *World) Stream(d draw.Decision) draw.Stream { return draw.New(w.Seed, d, w.Month) }

// Trait is a person's lasting luck in one respect.
func (w *World) Trait(d draw.Decision) draw.Stream {
	if w.levelled(d) {
		return draw.Middle
	}
	return draw.New(w.Seed, d, forever)
}

const forever = -1 << 20
