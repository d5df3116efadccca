package population

import (
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// openPosts is the share of posts above the heads of the start that an
// organisation would like to have: about 1 % of posts are vacant after a month's
// hiring in a quiet year (assumed).
const openPosts = 0.01

// absorptive is where A_f starts, before the model computes it.
const absorptive = 0.45

// provision is the share of staff that an organisation of a size trains by
// itself (assumed: training departments come with size).
var provision = [sim.SizeClasses]float32{0.05, 0.10, 0.20, 0.30}

// sizeOf is the model's class of staff.
func sizeOf(staff float32) uint8 {
	switch {
	case staff < 10:
		return 0
	case staff < 50:
		return 1
	case staff < 250:
		return 2
	}
	return 3
}

// placeOrganisations puts the teams of all pools into the columns of
// organisations and cells. Organisations stand in order of the occupation that
// most of their creatives have, then of sector, class and staff: so most of the
// cells that neighbouring rows of creatives read are neighbours too.
func placeOrganisations(c *evidence.Country, w *sim.World, pools []pool, filled []teams) {
	first, cells := order(filled)
	count := 0
	for p := range filled {
		count += filled[p].count()
	}
	w.Orgs.Grow(count)
	w.Orgs.FirstCell = make([]int32, count+1)
	w.Cells.Grow(cells)

	par.Each(w.Workers, len(pools), func(_, p int) {
		next := first[p]
		for t := range filled[p].count() {
			f := &next[filled[p].occupation[filled[p].first[t]]]
			w.Orgs.FirstCell[*f+1] = filled[p].first[t+1] - filled[p].first[t]
			*f++
		}
	})
	for f := range count {
		w.Orgs.FirstCell[f+1] += w.Orgs.FirstCell[f]
	}
	before := teamsBefore(pools, filled)
	par.Each(w.Workers, len(pools), func(_, p int) {
		next := first[p]
		places := newPlaces(w, c, pools[p].sector, before[p])
		for t := range filled[p].count() {
			f := &next[filled[p].occupation[filled[p].first[t]]]
			places.put(&filled[p], t, *f)
			*f++
		}
	})
	roundCells(w)
	shareDomains(w)
}

// order counts the organisations by main occupation and pool: first[p][o] is
// the number of the first one of pool p with main occupation o.
func order(filled []teams) (first [][sim.Occupations]int, cells int) {
	first = make([][sim.Occupations]int, len(filled))
	for p := range filled {
		for t := range filled[p].count() {
			first[p][filled[p].occupation[filled[p].first[t]]]++
		}
		cells += len(filled[p].rows)
	}
	at := 0
	for o := range sim.Occupations {
		for p := range first {
			n := first[p][o]
			first[p][o] = at
			at += n
		}
	}
	return first, cells
}

// teamsBefore counts, for each pool, the organisations of the sector's smaller
// classes.
func teamsBefore(pools []pool, filled []teams) []int {
	before := make([]int, len(pools))
	for p := 1; p < len(pools); p++ {
		if pools[p].sector == pools[p-1].sector {
			before[p] = before[p-1] + filled[p-1].count()
		}
	}
	return before
}

// places fills the columns of one pool's organisations.
type places struct {
	w           *sim.World
	sector      uint8
	before      int // organisations of the sector's smaller classes
	covered     float64
	luck, cover float64 // where the sector's even sequences begin
	lead, silos draw.Stream
}

func newPlaces(w *sim.World, c *evidence.Country, sector, before int) places {
	start := draw.New(w.Seed, drawSpread, sector)
	return places{
		w: w, sector: uint8(sector), before: before, covered: c.Sectors[sector].Covered,
		luck: start.Uniform(0), cover: start.Uniform(1),
		lead: draw.New(w.Seed, drawLead, 0), silos: draw.New(w.Seed, drawSilos, 0),
	}
}

// put writes organisation f. The fixed draws of adoption and of coverage run
// evenly through the sector in order of staff, so that shares come out right
// among the few organisations of a size too.
func (p *places) put(t *teams, team, f int) {
	w, o := p.w, &p.w.Orgs
	rows := int32(0)
	at := o.FirstCell[f]
	for k := t.first[team]; k < t.first[team+1]; k++ {
		rows += t.rows[k]
		w.Cells.Organisation[at] = int32(f)
		w.Cells.Occupation[at] = t.occupation[k]
		base := float32(float64(t.rows[k]) * (1 + openPosts))
		w.Cells.Base[at], w.Cells.Star[at] = base, base
		w.Cells.Staff[at], w.Cells.Desired[at] = t.rows[k], t.rows[k]
		at++
	}
	o.Sector[f] = p.sector
	o.Domain[f] = w.Occupations[t.occupation[t.first[team]]].Domain
	o.Staff[f] = t.staff[team]
	o.Size[f] = sizeOf(t.staff[team])
	o.Firms[f] = float32(w.Weight * float64(rows) / float64(t.creatives[team]))
	o.Luck[f] = logit(even(p.luck, p.before+team, goldenStep))
	if even(p.cover, p.before+team, silverStep) < p.covered {
		o.Covered[f] = 1
	}
	id := uint64(f)
	o.Leadership[f], o.Openness[f] = middling(p.lead.Bits(id)), middling(p.lead.Bits(id|1<<63))
	o.Silos[f] = middling(p.silos.Bits(id))
	o.Provision[f] = provision[o.Size[f]]
	o.Absorptive[f], o.Complement[f] = absorptive, 1
}

// middling is a trait between 0 and 1, most often about a half: the mean of
// two uniforms.
func middling(bits uint64) float32 {
	u, v := halves(bits)
	return float32(0.5 * (u + v))
}
