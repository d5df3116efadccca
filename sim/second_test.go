package sim

// The model a second time, written from ODD.md: one pass after another over lists of
// persons, clients, organisations and jobs, without chunks, workers or kept sums. It
// begins where a world is, has its parameters, rules and luck, and calls nothing
// else of the model. Both must give the same bits.

// second is a world as the second model has it. Of the embedded world it uses
// parameters, rules, occupations, domains, sectors and other facts; people,
// clients, organisations and jobs are its own lists.
type second struct {
	*World
	people []person
	buyers []client
	firms  []firm
	jobs   []job
	jobsOf [][]int // the jobs of each organisation

	sellers [][]int32 // rows of freelancers by occupation, as production found them
}

// A person is a row of Creatives, with the names of its columns; client, firm and
// job are those of Clients, Orgs and Cells.
type person struct {
	ID                                           uint64
	Occupation, State, Stage, Flags              uint8
	Cell                                         int32
	Craft, Skill, Alpha, Beta, Trust             float32
	Attitude, Fear, Depth, Autonomy, Disposition float32
	Aid                                          uint8
	Hours, Potential, Output                     float32
	Pay                                          float64
	Months                                       uint16
	LowMonths, Quintile                          uint8
	PeersTrust                                   float32
	PeersUse, PeersLost                          uint8
	Peers                                        [Degree]uint32
	Published                                    uint32
	Offer                                        uint64
	Book                                         int64
}

type client struct {
	Occupation, Kind, Channel, Flags, Tenure uint8
	Volume, Ask, Skill, Alpha, Beta          float32
	Supplier                                 int32
	Hired                                    uint32
	Published                                uint64
}

type firm struct {
	Sector, Domain, Size, Stage, Legacy, Covered               uint8
	Staff, Firms, Leadership, Openness, Silos, Luck, Provision float32
	Encouragement, Absorptive, Depth, Automated, Complement    float32
	Age, Founded                                               uint16
	LnPrice, LnValue, LnShare, LnLabour, Burden, Kept          float32
	BaseShare                                                  float64
}

type job struct {
	Organisation                     int32
	Occupation                       uint8
	Base, Rounding                   float32
	Staff, Desired                   int32
	Star, LnYield, Automated, Layoff float32
	Blame                            uint64
	Over                             float32
	Sums                             [3]int64 // y - 1 and users, K and heads, Q - H and F
	Learners                         int32
}

// anew are the mechanisms of the second model.
var anew = map[string]func(*second){
	"policy":        (*second).policy,
	"technology":    (*second).technology,
	"exposure":      (*second).exposure,
	"trust":         (*second).trust,
	"attitude":      (*second).attitude,
	"fear":          (*second).fear,
	"training":      (*second).training,
	"organisations": (*second).organisations,
	"use":           (*second).use,
	"production":    (*second).production,
	"clients":       (*second).clientsMonth,
	"orders":        (*second).orders,
	"costs":         (*second).costs,
	"levies":        (*second).levies,
	"demand":        (*second).demand,
	"employees":     (*second).employees,
	"freelancers":   (*second).freelancers,
	"pay":           (*second).pay,
	"craft":         (*second).craft,
	"publish":       (*second).publish,
	"measure":       (*second).measure,
}

// month plays a month of the second model; after sees the world behind each mechanism.
func (s *second) month(after func(mechanism string)) {
	s.Flows, s.Money, s.Bills, s.Paid = Flows{}, Money{}, Bills{}, [Occupations]float64{}
	for _, m := range Schedule {
		if !s.Without[m.Name] {
			anew[m.Name](s)
		}
		after(m.Name)
	}
	s.Month++
}
