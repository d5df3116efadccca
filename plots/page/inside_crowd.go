package page

import (
	"cmp"
	"encoding/base64"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
)

// A crowd is what is in view of the worlds of one replicate: whole organisations with the
// creatives who work there, and whole markets of freelancers with their clients.
//
// Organisations are those of the employees with the lowest lasting draws, so that one with
// more creatives is likelier to be there, and the same whatever is chosen on the page. Of
// a large one or of a large market those with the lowest draws are in view. Whoever
// works there, or freelances there, comes into view, and is followed from then on,
// through jobs elsewhere and months without one, until they leave creative work. So a
// crowd shows what becomes of people; what share of all creatives does something is told
// by counts of the whole world.
type crowd struct {
	seed    uint64
	months  int
	asked   InsideQuestion
	luck    draw.Stream
	err     error
	set     bool
	out     Inside
	firms   map[int32]int  // place in out.Firms, by row
	limits  []uint64       // of an organisation: the highest draw that is in view
	markets []bool         // by occupation
	limit   uint64         // of markets
	clients map[int]int    // place in out.Clients, by row
	persons map[uint64]int // place in out.Persons, by ID
	films   []film         // by arm
}

// film is what was noted of an arm.
type film struct {
	tracks   map[int][]byte // of a person: trackBytes for each month
	orders   changes        // by client
	adoption changes        // by organisation
	founded  []uint16       // by organisation
	world    [][]int
}

// changes are entries of what is no longer as it was.
type changes struct {
	now   []int
	month int // of the last entry
	list  []int
}

// Bytes of a month of a track.
const (
	trackPlace = iota // see Away
	trackWho          // occupation, and 32 times the stage of the career; 128 more for who lost work to AI
	trackTrust        // shares, 255 for 1
	trackAttitude
	trackFear
	trackUse   // machine share of own work, 1 at least for who uses AI, 0 for who does not
	trackSkill // command of AI
	trackBytes
)

// Places of a track. From Firms on stands an organisation.
const (
	Away        = iota // not in creative work, or not in view yet
	Freelancing        //
	WithoutWork        //
	Elsewhere          // employed in an organisation that is not in view
	AtFirm             // in the first organisation, and so on
)

// mostStaff is how many creatives of one organisation are in view at the start.
const mostStaff = 24

func newCrowd(seed uint64, months int, q InsideQuestion, arms int) *crowd {
	s := &crowd{seed: seed, months: months, asked: q, luck: ensemble.Lasting(seed, "inside"),
		firms: map[int32]int{}, clients: map[int]int{}, persons: map[uint64]int{}, films: make([]film, arms)}
	for i := range s.films {
		s.films[i].tracks = map[int][]byte{}
	}
	return s
}

// watch notes a month of a world. Arms of one replicate are played one after another, so it
// needs no lock.
func (s *crowd) watch(arm int, w *sim.World) {
	if s.err != nil {
		return
	}
	if !s.set {
		s.set = true
		if s.err = s.choose(w); s.err != nil {
			return
		}
	}
	f, month := &s.films[arm], w.Now.Number
	if month < 0 || month >= s.months {
		return
	}
	counts := make([]int, len(Counts))
	c := &w.Creatives
	for i := range c.ID {
		if c.State[i] == sim.Vacant {
			continue
		}
		counts[0]++
		counts[c.State[i]]++
		if c.Flags[i]&sim.Uses != 0 {
			counts[len(counts)-1]++
		}
		if at, followed := s.follow(f, w, i); followed {
			s.note(f.tracks[at][month*trackBytes:], w, i)
		}
	}
	f.world = append(f.world, counts)
	s.orders(f, w, month)
	s.adoption(f, w, month)
}

// choose sets up the crowd in the first month that is seen.
func (s *crowd) choose(w *sim.World) error {
	s.out = Inside{Months: s.months, Weight: w.Weight, Occupations: tradesOf(w)}
	c := &w.Creatives
	staff, free := map[int32][]uint64{}, make([]int, len(w.Occupations))
	var employed []int
	for i := range c.ID {
		switch c.State[i] {
		case sim.Vacant:
			continue
		case sim.Employed:
			employed = append(employed, i)
			o := w.Cells.Organisation[c.Cell[i]]
			staff[o] = append(staff[o], s.luck.Bits(c.ID[i]))
		case sim.Freelancing:
			free[c.Occupation[i]]++
		}
		s.out.People++
	}
	slices.SortFunc(employed, func(a, b int) int { return cmp.Compare(s.luck.Bits(c.ID[a]), s.luck.Bits(c.ID[b])) })
	left := s.asked.People * 2 / 3
	for _, i := range employed {
		o := w.Cells.Organisation[c.Cell[i]]
		if _, known := s.firms[o]; known || left <= 0 || len(s.firms) > math.MaxUint8-AtFirm {
			continue
		}
		limit, seen := lowest(staff[o], mostStaff)
		s.firms[o] = len(s.limits)
		s.limits = append(s.limits, limit)
		s.out.Firms = append(s.out.Firms, Firm{sim.SizeNames[w.Orgs.Size[o]], finding.Lower(w.Sectors[w.Orgs.Sector[o]].Title), len(staff[o]), seen})
		left -= seen
	}
	return s.chooseMarkets(w, free)
}

// lowest is the n-th of some draws by size, or the most that one can be where all of them
// are no more than n, and how many are as low.
func lowest(draws []uint64, n int) (limit uint64, seen int) {
	if len(draws) <= n {
		return math.MaxUint64, len(draws)
	}
	slices.Sort(draws)
	return draws[n-1], n
}

// chooseMarkets puts occupations in view. Unless some are asked for, they are those in whose
// work AI can do most, as raters of tasks see it, until a third of those in view freelance.
func (s *crowd) chooseMarkets(w *sim.World, free []int) error {
	list, err := marketsOf(w, s.asked.Markets)
	if err != nil {
		return err
	}
	room, n := s.asked.People/3, 0
	if len(list) == 0 {
		all := make([]int, len(w.Occupations))
		for o := range all {
			all[o] = o
		}
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(w.Occupations[b].Ceiling, w.Occupations[a].Ceiling) })
		for _, o := range all {
			if free[o] > 0 && n+free[o] <= room {
				list, n = append(list, o), n+free[o]
			}
		}
		if len(list) == 0 { // none is small enough
			list = all[:1]
		}
		slices.Sort(list)
	}
	s.markets = make([]bool, len(w.Occupations))
	for _, o := range list {
		s.markets[o] = true
	}
	s.out.Markets = list
	var draws []uint64
	for i, id := range w.Creatives.ID {
		if w.Creatives.State[i] == sim.Freelancing && s.markets[w.Creatives.Occupation[i]] {
			draws = append(draws, s.luck.Bits(id))
		}
	}
	s.limit, _ = lowest(draws, s.asked.People/2)
	s.out.Whole = s.limit == math.MaxUint64
	buyers := ensemble.Lasting(s.seed, "inside-clients")
	for _, o := range list {
		for j := int(w.ClientStart[o]); j < int(w.ClientStart[o+1]); j++ {
			if buyers.Bits(uint64(j)) <= s.limit {
				s.clients[j] = len(s.out.Clients)
				s.out.Clients = append(s.out.Clients, Buyer{sim.KindNames[w.Clients.Kind[j]], o})
			}
		}
	}
	return nil
}

// follow tells the place in the list of whoever holds a row, and whether they are in view or
// have been.
func (s *crowd) follow(f *film, w *sim.World, row int) (at int, followed bool) {
	id := w.Creatives.ID[row]
	at, known := s.persons[id]
	if known && f.tracks[at] != nil {
		return at, true
	}
	if !s.inView(w, row) {
		return 0, false
	}
	if !known {
		at = len(s.persons)
		s.persons[id] = at
		s.out.Persons = append(s.out.Persons, id)
		if w.Now.Number == 0 {
			s.out.InView++
		}
	}
	f.tracks[at] = make([]byte, s.months*trackBytes)
	return at, true
}

// inView tells whether whoever holds a row works, or freelances, where is looked.
func (s *crowd) inView(w *sim.World, row int) bool {
	c := &w.Creatives
	switch c.State[row] {
	case sim.Employed:
		k, seen := s.firms[w.Cells.Organisation[c.Cell[row]]]
		return seen && s.luck.Bits(c.ID[row]) <= s.limits[k]
	case sim.Freelancing:
		return s.markets[c.Occupation[row]] && s.luck.Bits(c.ID[row]) <= s.limit
	}
	return false
}

// note writes a month of whoever holds a row.
func (s *crowd) note(b []byte, w *sim.World, row int) {
	c := &w.Creatives
	switch c.State[row] {
	case sim.Freelancing:
		b[trackPlace] = Freelancing
	case sim.Unemployed:
		b[trackPlace] = WithoutWork
	default:
		b[trackPlace] = Elsewhere
		if k, seen := s.firms[w.Cells.Organisation[c.Cell[row]]]; seen {
			b[trackPlace] = byte(AtFirm + k)
		}
	}
	if b[trackPlace] == Elsewhere {
		return // out of view
	}
	b[trackWho] = c.Occupation[row] | c.Stage[row]<<5
	if c.Flags[row]&sim.LostWork != 0 {
		b[trackWho] |= 1 << 7
	}
	b[trackTrust], b[trackAttitude], b[trackFear], b[trackSkill] = eighth(c.Trust[row]), eighth(c.Attitude[row]), eighth(c.Fear[row]), eighth(c.Skill[row])
	if c.Flags[row]&sim.Uses != 0 {
		b[trackUse] = max(1, eighth(c.Depth[row]))
	}
}

// eighth is a share as a byte of eight bits.
func eighth(share float32) byte { return byte(math.Round(255 * float64(share))) }

// orders notes where clients order.
func (s *crowd) orders(f *film, w *sim.World, month int) {
	where := make([]int, len(s.out.Clients))
	for j, at := range s.clients {
		switch w.Clients.Channel[j] {
		case sim.ToHouse:
			where[at] = InHouse
		case sim.ToSelf:
			where[at] = ByAI
		default:
			where[at] = Nowhere
		}
	}
	c := &w.Creatives
	for i := range c.ID {
		if c.State[i] != sim.Freelancing || !s.markets[c.Occupation[i]] {
			continue
		}
		to := Unseen
		if at, known := s.persons[c.ID[i]]; known && f.tracks[at] != nil {
			to = at
		}
		for _, j := range w.ClientsOf(i) {
			if at, seen := s.clients[j]; seen {
				where[at] = to
			}
		}
	}
	if f.orders.now == nil {
		f.orders.now = slices.Repeat([]int{Nowhere}, len(where))
	}
	for at, to := range where {
		f.orders.enter(month, at, to)
	}
}

// adoption notes what organisations do about AI.
func (s *crowd) adoption(f *film, w *sim.World, month int) {
	if f.adoption.now == nil {
		f.adoption.now, f.founded = make([]int, len(s.limits)), make([]uint16, len(s.limits))
		for o, at := range s.firms {
			f.founded[at] = w.Orgs.Founded[o]
		}
	}
	rows := make([]int32, len(s.limits))
	for o, at := range s.firms {
		rows[at] = o
	}
	for at, o := range rows {
		opened := 0
		if w.Orgs.Founded[o] != f.founded[at] {
			f.founded[at], opened = w.Orgs.Founded[o], 1
			f.adoption.now[at] = -1 // it is told whatever it does
		}
		f.adoption.enter(month, at, int(w.Orgs.Stage[o]), opened)
	}
}

// enter notes something if it is no longer as it was, with what else there is to say.
func (c *changes) enter(month, at, value int, more ...int) {
	if c.now[at] != value {
		c.now[at] = value
		c.list = append(append(c.list, month-c.month, at, value), more...)
		c.month = month
	}
}

// inside is what was filmed.
func (s *crowd) inside() *Inside {
	s.out.Films = make([]Film, len(s.films))
	for i := range s.films {
		f := &s.films[i]
		s.out.Films[i] = Film{Tracks: s.pack(i), Orders: f.orders.list, Adoption: f.adoption.list, World: f.world}
	}
	return &s.out
}

// pack writes the tracks of an arm small: for each of trackBytes all persons one after
// another, of each of them what a month adds to the month before, the first to nothing; of
// an arm that is not the first, what it has more than the first in the same month. All of it
// modulo 256, so that most of it is 0; of zeros in a row a zero stands there, and behind it
// how many there are besides, 255 at most.
func (s *crowd) pack(arm int) string {
	var all []byte
	nothing := make([]byte, s.months*trackBytes)
	of := func(arm, person int) []byte {
		if track := s.films[arm].tracks[person]; track != nil {
			return track
		}
		return nothing
	}
	zeros := 0
	put := func(x byte) {
		if n := len(all); x == 0 && zeros > 0 && zeros <= math.MaxUint8 {
			all[n-1] = byte(zeros)
			zeros++
		} else if x == 0 {
			all = append(all, 0, 0)
			zeros = 1
		} else {
			all = append(all, x)
			zeros = 0
		}
	}
	for k := range trackBytes {
		for person := range s.out.Persons {
			mine, first, last := of(arm, person), nothing, byte(0)
			if arm > 0 {
				first = of(0, person)
			}
			for m := range s.months {
				x := mine[m*trackBytes+k] - first[m*trackBytes+k]
				put(x - last)
				last = x
			}
		}
	}
	return base64.StdEncoding.EncodeToString(all)
}
