package sim

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// The laboratory: small synthetic worlds, in which a mechanism can be brought
// to a limit where the answer is known. Everything in them is made up here and
// stands for no country.

// A plan says what a lab world is made of.
type plan struct {
	people, spare                        int
	occupations, domains, sectors, firms int
	employed, freelancing                float64 // shares; the rest is unemployed
	peer                                 func(i, k, n int) uint32
	seed                                 uint64
	month                                int
	params                               []func(*Params)
	changes                              []func(*World)
}

type option func(*plan)

func people(employed, freelancing float64) option {
	return func(p *plan) { p.employed, p.freelancing = employed, freelancing }
}

func firms(n int) option { return func(p *plan) { p.firms = n } }
func occupations(n int) option {
	return func(p *plan) { p.occupations, p.domains = n, min(n, p.domains) }
}
func domains(n int) option { return func(p *plan) { p.domains = n } }
func spare(n int) option   { return func(p *plan) { p.spare = n } }
func seed(s uint64) option { return func(p *plan) { p.seed = s } }
func at(month int) option  { return func(p *plan) { p.month = month } }

// peers sets whom row i sees in place k, of n rows.
func peers(f func(i, k, n int) uint32) option { return func(p *plan) { p.peer = f } }

// with changes the filled world before it is readied.
func with(f func(*World)) option {
	return func(p *plan) { p.changes = append(p.changes, f) }
}

// tuned changes parameters; unlike Params.Set it may leave their ranges, for
// limits lie there. People are made after it.
func tuned(f func(*Params)) option {
	return func(p *plan) { p.params = append(p.params, f) }
}

// only leaves out every mechanism but the named ones.
func only(names ...string) option {
	return with(func(w *World) {
		w.Without = map[string]bool{}
		for _, m := range Schedule {
			w.Without[m.Name] = true
		}
		for _, n := range names {
			if !w.Without[n] {
				panic("lab: no mechanism " + n)
			}
			delete(w.Without, n)
		}
	})
}

// web is a graph of peers drawn at random, the same for equal n.
func web(i, k, n int) uint32 {
	j := draw.New(77, 1000, 0).Below(uint64(i*Degree+k), uint64(n-1))
	if int(j) >= i {
		j++
	}
	return uint32(j)
}

// lab makes a world of n creatives at month 0: four occupations in two
// domains, two sectors, twenty organisations, seven in ten employed and a
// quarter freelancing, before any AI and with random peers. Options change it.
func lab(n int, options ...option) *World {
	p := plan{people: n, occupations: 4, domains: 2, sectors: 2, firms: 20, employed: 0.7, freelancing: 0.25, peer: web, seed: 1}
	for _, o := range options {
		o(&p)
	}
	w := &World{Params: DefaultParams(), Seed: p.seed, Month: p.month, Workers: 1, Weight: 1, People: n}
	for d := range p.domains {
		w.Domains = append(w.Domains, Domain{Name: DomainKeys()[d]})
	}
	for s := range p.sectors {
		w.Sectors = append(w.Sectors, Sector{Name: fmt.Sprintf("sector%d", s), Base: -1.5, Gain: 2.5})
	}
	for o := range p.occupations {
		w.Occupations = append(w.Occupations, labOccupation(o, p.occupations, p.domains))
	}
	for _, f := range p.params {
		f(&w.Params)
	}
	w.labOrganisations(&p)
	w.labCreatives(&p)
	w.labMarkets()
	w.labClients()
	for _, f := range p.changes {
		f(w)
	}
	w.Fifths()
	w.Ready()
	w.publishClients()
	return w
}

func labOccupation(o, occupations, domains int) Occupation {
	occ := Occupation{
		Name: fmt.Sprintf("occupation%d", o), Domain: uint8(o % domains),
		Modality: [Modalities]float64{0.6, 0.4}, TaskMix: [Tasks]float64{0.2, 0.4, 0.2, 0.1, 0.1},
		Floor: 0.1 + 0.05*float64(o%3), Ceiling: 0.7 + 0.05*float64(o%4), Automation: 0.5, Digital: 0.6,
		StageShare: [Stages]float64{0.3, 0.4, 0.3}, IncomeRatio: 1, Unemployment: 0.05, UnemploymentBase: 0.05,
	}
	for k, usd := range [5]float64{2000, 3000, 4000, 5500, 8000} {
		occ.PayLog[k] = num.Log(usd * (1 + 0.1*float64(o)))
	}
	occ.Mobility[Occupations] = 1
	if occupations > 1 {
		occ.Mobility[Occupations] = 0.3
		for to := range occupations {
			if to != o {
				occ.Mobility[to] = 0.7 / float64(occupations-1)
			}
		}
	}
	return occ
}

// labOrganisations: firm f works in domain f mod domains and has a job for
// every occupation of it. Sizes go round 5, 20, 100 and 500 staff.
func (w *World) labOrganisations(p *plan) {
	o, c := &w.Orgs, &w.Cells
	trait := draw.New(p.seed, 1001, 0)
	luck := draw.New(p.seed, 1002, 0)
	perDomain := make([]float64, p.domains)
	for f := range p.firms {
		perDomain[f%p.domains]++
	}
	o.each(func(col column) { col.grow(p.firms, 0) })
	o.FirstCell = append(o.FirstCell, 0)
	for f := range p.firms {
		id := uint64(f)
		u := func(k uint64) float32 { return float32(trait.Uniform(id<<8 | k)) }
		o.Sector[f], o.Domain[f] = uint8(f/p.domains%p.sectors), uint8(f%p.domains)
		o.Size[f], o.Staff[f], o.Firms[f] = uint8(f%4), [4]float32{5, 20, 100, 500}[f%4], [4]float32{8, 4, 2, 1}[f%4]
		o.Legacy[f], o.Covered[f] = uint8(f%5/4), uint8(f%3/2)
		o.Leadership[f], o.Openness[f], o.Silos[f], o.Provision[f] = u(0), u(1), u(2), 0.3*u(3)
		o.Luck[f] = float32(luck.Logistic(id))
		o.Absorptive[f], o.Complement[f] = 0.45, 1
		o.BaseShare[f] = 1 / perDomain[f%p.domains]
		for k := f % p.domains; k < p.occupations; k += p.domains {
			c.Organisation = append(c.Organisation, int32(f))
			c.Occupation = append(c.Occupation, uint8(k))
			c.Rounding = append(c.Rounding, u(uint64(10+k)))
		}
		o.FirstCell[f+1] = int32(len(c.Occupation))
	}
	c.each(func(col column) {
		switch col.name {
		case "Cells.Organisation", "Cells.Occupation", "Cells.Rounding":
		default:
			col.grow(len(c.Occupation), 0)
		}
	})
}

// labCreatives fills the rows, occupation by occupation, spare ones last.
func (w *World) labCreatives(p *plan) {
	c := &w.Creatives
	n := p.people + p.spare
	c.each(func(col column) { col.grow(n, par.Chunk) })
	w.OccStart = append(w.OccStart, 0)
	for o := range p.occupations {
		w.OccStart = append(w.OccStart, int32((o+1)*p.people/p.occupations))
	}
	for i := range n {
		for k := range Degree {
			c.Peers[i*Degree+k] = p.peer(i, k, n)
		}
		c.Cell[i] = -1
	}
	cells := make([][]int32, p.occupations)
	for k, o := range w.Cells.Occupation {
		cells[o] = append(cells[o], int32(k))
	}
	for i := range p.people {
		o := w.home(int32(i))
		c.ID[i], c.Occupation[i], c.Stage[i] = uint64(i+1), uint8(o), uint8(i%7%Stages)
		w.InitPerson(i)
		c.Potential[i] = float32(w.potential(i))
		c.Pay[i] = float64(c.Potential[i])
		c.Months[i] = uint16(i % 5)
		// a golden-ratio sequence spreads states evenly over rows
		switch x := math.Mod(0.5+float64(i)*0.6180339887498949, 1); {
		case x < p.employed:
			k := cells[o][i%len(cells[o])]
			c.State[i], c.Cell[i] = Employed, k
			w.Cells.Staff[k]++
		case x < p.employed+p.freelancing:
			c.State[i] = Freelancing
			c.Pay[i] *= w.Params.Freelancers.IncomeRatio
		default:
			c.State[i] = Unemployed
		}
	}
}

// labMarkets makes the present the start: what is there now is wanted, paid
// and ordered.
func (w *World) labMarkets() {
	c := &w.Cells
	w.StartPeople = int64(w.People)
	for _, f := range w.Creatives.Fear[:w.People] {
		w.FearStart += float64(f) / float64(w.People)
	}
	for k, n := range c.Staff {
		c.Base[k], c.Star[k], c.Desired[k] = float32(n), float32(n), n
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		craft := 0.0
		o.Employed, o.Freelancing, o.Unemployed = w.inState(i, Employed), w.inState(i, Freelancing), w.inState(i, Unemployed)
		for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
			craft += float64(w.Creatives.Craft[r])
		}
		n := float64(o.Freelancing)
		o.CraftMean = craft / float64(w.OccStart[i+1]-w.OccStart[i])
		o.CraftBase = o.CraftMean
		o.Start, o.FreelanceNow, o.FreelanceTarget = o.Employed, o.Freelancing, o.Freelancing
		w.labOrders(i, n)
		o.WorkPriceUSD = workMarkup * o.meanPay()
		o.EntryBase = 0.008 * n
		o.EntrantsBase = o.EntryBase + 0.008*float64(o.Employed)
	}
}

// labOrders makes an order a freelancer the start of an occupation's market.
func (w *World) labOrders(i int, n float64) {
	o, c := &w.Occupations[i], &w.Creatives
	rate, hours := 0.0, 0.0
	for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
		if c.State[r] == Freelancing {
			rate += w.Params.Freelancers.IncomeRatio * float64(c.Potential[r]) * w.premium(uint8(i), c.Craft[r])
			hours += w.Params.Freelancers.Slack * float64(c.Hours[r])
		}
	}
	o.OrderBase, o.Capacity, o.NeedScale = n, hours, 1
	if n > 0 {
		o.UseBase, o.OrderPriceUSD, o.IncomeBase = n/hours, rate/n, rate/n
	}
}

// labIdle is what a household, a small firm and a large organisation find in
// ordering nothing, as a burn-in sets it: three needs in ten are left then.
var labIdle = [ClientKinds]float64{2.25, 2.25, 2.25}

// labClients makes three clients for two freelancers, of all kinds, with needs that
// differ and add up to what freelancers have orders for, organisations have, and
// is left. Suppliers are dealt out evenly, so that the market stands still without
// a burn-in. No draw is asked: a client is its place in the occupation.
func (w *World) labClients() {
	p := &w.Params.Clients
	w.Idle, w.ClientStart = labIdle, []int32{0}
	for i := range w.Occupations {
		n := int32(math.Ceil(1.5 * float64(w.Occupations[i].Freelancing)))
		w.ClientStart = append(w.ClientStart, w.ClientStart[i]+n)
	}
	c := &w.Clients
	c.Grow(int(w.ClientStart[len(w.Occupations)]))
	prior := w.Params.Trust.PriorStrength * w.Params.Trust.PriorMean
	for i := range w.Occupations {
		from, to := w.ClientStart[i], w.ClientStart[i+1]
		n, mean := float64(to-from), float64(w.Occupations[i].Freelancing)/((1-p.Latent)*(1-p.Houses))/float64(to-from)
		suppliers := w.freelancersOf(i)
		for j := from; j < to; j++ {
			k := int(j - from)
			c.Occupation[j], c.Kind[j] = uint8(i), uint8(k%ClientKinds)
			c.Volume[j] = float32(mean * (0.2 + 1.6*(float64(k)+0.5)/n))
			if float64(c.Volume[j]) > mean {
				c.Flags[j] |= LongOrders
			}
			even := func(step float64) float64 { return math.Mod(0.5+float64(k)*step, 1) }
			c.Ask[j] = float32(even(0.4142135623730950) / (p.Reach * w.Occupations[i].Automation * w.Occupations[i].Digital))
			c.Skill[j], c.Supplier[j] = float32(w.Params.Training.Floor), -1
			c.Alpha[j], c.Beta[j] = float32(prior), float32(w.Params.Trust.PriorStrength-prior)
			if even(0.2360679774997898) < p.Referral {
				c.Flags[j] |= Referred
			}
			if even(0.6457513110645906) < p.Houses {
				c.Flags[j] |= HouseBound
			}
			switch latent := even(0.3166247903553998) < p.Latent; {
			case latent:
				c.Channel[j] = ToNobody
			case c.Flags[j]&HouseBound != 0:
				c.Channel[j] = ToHouse
			default:
				c.Channel[j] = ToPerson
				c.Supplier[j] = suppliers[k%len(suppliers)]
				c.Hired[j] = shownID(w.Creatives.ID[c.Supplier[j]])
			}
		}
	}
}

// freelancersOf are the rows of an occupation's freelancers.
func (w *World) freelancersOf(o int) (rows []int32) {
	for i, s := range w.Creatives.State {
		if s == Freelancing && int(w.Creatives.Occupation[i]) == o {
			rows = append(rows, int32(i))
		}
	}
	return rows
}

// inState counts an occupation's people in a state.
func (w *World) inState(o int, state uint8) int64 {
	n := int64(0)
	for i, s := range w.Creatives.State {
		if s == state && int(w.Creatives.Occupation[i]) == o {
			n++
		}
	}
	return n
}

// opened are buyers of a month whose market is open.
func (w *World) opened() *buyers {
	w.openMarket()
	return w.newBuyers(new([Occupations]Sales))
}
