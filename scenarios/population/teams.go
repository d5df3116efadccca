package population

import (
	"math"
	"math/bits"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// concentration turns the share of creatives in all jobs of a sector into
// their share in the staff of organisations that employ any: share^0.7
// (assumed). Creatives are not spread evenly: a firm of translators has
// little else, the office next door has none. In the creative sectors most of
// a small organisation's staff are creatives, in other industries the team is
// a small part of a large firm.
const concentration = 0.7

// A large team is represented by a sample of its members: by fewestOfTeam to
// mostOfTeam rows, the fewer the smaller the pool, so that small worlds have
// several organisations of each kind.
const (
	fewestOfTeam = 3
	mostOfTeam   = 64
	teamsOfPool  = 40
)

// sameDomain is how much likelier the next occupation of a team is one of the
// domain of the first (assumed).
const sameDomain = 4

// teams are the organisations of a pool, ordered by staff, in columns.
type teams struct {
	staff      []float32 // all occupations
	creatives  []float32 // true heads in the occupations
	first      []int32   // cells of team t: first[t] .. first[t+1]
	occupation []uint8   // of a cell; a team's largest comes first
	rows       []int32   // of a cell
}

// fill makes organisations until the pool is empty. Staff runs through the
// class's jobs from the smallest organisation to the largest, each taking the
// share of jobs that its rows are of the pool: so rows are spread over staff
// as jobs are.
func (p *pool) fill(c *evidence.Country, w *sim.World, number int) teams {
	var t teams
	sector := &c.Sectors[p.sector]
	staff := spanOf(sector, p.class)
	share := num.Pow(sector.CreativeShare, concentration)
	luck := newLuck(w.Seed, drawTeam, number)
	sample := max(fewestOfTeam, min(mostOfTeam, p.rows/teamsOfPool))
	last := 1
	for at := 0; at < p.rows; {
		// where in the jobs the organisation lies: anywhere in its own stretch,
		// which is about as long as the last one's
		stretch := float64(min(last, p.rows-at))
		x := staff.staff((float64(at) + float64(stretch*luck.uniform())) / float64(p.rows))
		team := max(1, min(x, math.Floor(float64(share*x)+luck.uniform())))
		n := int(min(team, max(float64(sample), math.Floor(team/w.Weight))))
		n = min(n, p.rows-at)
		t.staff = append(t.staff, float32(x))
		t.creatives = append(t.creatives, float32(team))
		t.first = append(t.first, int32(len(t.rows)))
		p.staffing(&t, w, n, team, luck)
		at, last = at+n, n
	}
	t.first = append(t.first, int32(len(t.rows)))
	return t
}

// staffing gives a team n rows from the pool. It has jobs in 1 occupation up to
// 1 + its doublings: 1 to 3 of them for a handful of people. The first
// takes half of the rows, the next half of what is left, and so on. Which
// they are follows what is left in the pool, so that nothing is left in the end.
func (p *pool) staffing(t *teams, w *sim.World, n int, team float64, luck *luck) {
	doublings := float64(bits.Len64(uint64(team)))
	jobs := 1 + int((0.25+float64(0.75*luck.uniform()))*doublings)
	begin := len(t.rows)
	domain := -1
	for n > 0 {
		o := p.draw(w, domain, luck)
		if domain < 0 {
			domain = int(w.Occupations[o].Domain)
		}
		take := (n + 1) / 2
		if jobs <= 1 {
			take = n
		}
		jobs--
		take = min(take, p.left[o])
		p.left[o] -= take
		n -= take
		t.enter(begin, o, int32(take))
	}
}

// draw picks an occupation in proportion to what is left in the pool.
func (p *pool) draw(w *sim.World, domain int, luck *luck) int {
	var weights [sim.Occupations]int
	sum := 0
	for o, n := range p.left {
		if int(w.Occupations[o].Domain) == domain {
			n *= sameDomain
		}
		weights[o] = n
		sum += n
	}
	at := int(luck.below(uint64(sum)))
	for o, n := range weights {
		if at -= n; at < 0 {
			return o
		}
	}
	panic("population: drew from an empty pool")
}

// enter adds rows to the team whose cells begin at a place, and keeps its
// cells in order of size.
func (t *teams) enter(begin, occupation int, rows int32) {
	k := begin
	for k < len(t.rows) && int(t.occupation[k]) != occupation {
		k++
	}
	if k == len(t.rows) {
		t.occupation = append(t.occupation, uint8(occupation))
		t.rows = append(t.rows, 0)
	}
	t.rows[k] += rows
	for ; k > begin && t.rows[k] > t.rows[k-1]; k-- {
		t.rows[k], t.rows[k-1] = t.rows[k-1], t.rows[k]
		t.occupation[k], t.occupation[k-1] = t.occupation[k-1], t.occupation[k]
	}
}

// count is the number of teams.
func (t *teams) count() int { return len(t.staff) }
