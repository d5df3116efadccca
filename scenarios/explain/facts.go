package explain

import "github.com/atelier-sim/atelier/sim"

// Facts are a creative at one moment.
type Facts struct {
	Here                                                    bool // in creative work: holds the row
	Occupation, State, Stage                                uint8
	Job                                                     job
	Uses, Trained, LostWork                                 bool
	Barrier                                                 int // term that holds a non-user back, -1 none
	Trust, Fear, Attitude, Skill, Craft, Depth, Alpha, Beta float64
	Income                                                  float64 // USD a month; 0 without work
	PeersTrust                                              float64 // mean of peers who are near enough
	PeersUse, PeersLost                                     int     // of eight
	Months, LowMonths                                       int     // in this state, under the reservation income
	Aid                                                     int     // months left, of retraining without a job, of wage insurance in one
	Hours                                                   float64 // that they want to work when freelancing, over the mean of freelancers
	Clients                                                 buyers  // who order from them as a freelancer
}

// job is what a creative's employer looks like; Cell is -1 without one.
type job struct {
	Cell         int32
	Organisation int32
	Sector, Size uint8
	Adoption     uint8 // sim.NoAI, sim.Pilot or sim.Integrated
}

// Month is what a month did to a creative.
type Month struct {
	Number  int
	Before  Facts // as the month began
	Mind    Facts // after the decision about AI
	Between Facts // after employees lost and found jobs, before freelancers' orders
	After   Facts // as it ended
	Weighing
	sim.Lot
	Tried, Success bool    // used AI as the month began; it worked out
	Course         bool    // took one
	Quality        float64 // of AI in the occupation
	Orders         float64 // income that the occupation's market has for a freelancer, 1 at the start
	Trade
	Policies
}

// Policies are what the rules in force do for a creative in a month.
type Policies struct {
	Reached   []string // those that reach the creative or their employer
	FeePaid   float64  // share of a course's fee
	Trains    float64  // share of staff whom the employer trains because of a policy
	Basic     float64  // income without conditions, USD
	Levies    float64  // payments from levies, USD
	Insurance float64  // of pay in a new job, USD
}

// paid is the money of a month.
func (p *Policies) paid() float64 { return p.Basic + p.Levies + p.Insurance }

// Weighing is the model's, under a name that reads well in Month.
type Weighing = sim.Weighing

// factsOf reads the creative with an ID from a row; they are not Here if the
// row holds nobody or somebody else.
func factsOf(w *sim.World, row int, id uint64) Facts {
	c := &w.Creatives
	if row < 0 || c.ID[row] != id || c.State[row] == sim.Vacant {
		return Facts{}
	}
	f := Facts{
		Here: true, Occupation: c.Occupation[row], State: c.State[row], Stage: c.Stage[row],
		Uses: c.Flags[row]&sim.Uses != 0, Trained: c.Flags[row]&sim.Trained != 0, LostWork: c.Flags[row]&sim.LostWork != 0,
		Barrier: w.Barrier(row), Job: job{Cell: -1, Organisation: -1},
		Trust: float64(c.Trust[row]), Fear: float64(c.Fear[row]), Attitude: float64(c.Attitude[row]),
		Skill: float64(c.Skill[row]), Craft: float64(c.Craft[row]), Depth: float64(c.Depth[row]),
		Alpha: float64(c.Alpha[row]), Beta: float64(c.Beta[row]),
		PeersTrust: float64(c.PeersTrust[row]), Aid: int(c.Aid[row]),
		PeersUse: int(c.PeersUse[row]), PeersLost: int(c.PeersLost[row]),
		Months: int(c.Months[row]), LowMonths: int(c.LowMonths[row]),
		Hours: float64(c.Hours[row]), Clients: buyersOf(w, row),
	}
	if f.State != sim.Unemployed {
		f.Income = c.Pay[row]
	}
	if k := c.Cell[row]; k >= 0 {
		o := w.Cells.Organisation[k]
		f.Job = job{k, o, w.Orgs.Sector[o], w.Orgs.Size[o], w.Orgs.Stage[o]}
	}
	return f
}
