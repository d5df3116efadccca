package sim

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// A seeker applies this month; inJob marks one who has a job already.
type seeker struct {
	row               int32
	occupation, level uint8
	inJob             bool
}

// A post is an opening in a cell, with a key that orders posts by luck.
type post struct {
	key  uint64
	cell int32
}

// hiring keeps the month's lists. Each chunk writes its own; joined in the
// order of chunks they are the same for any number of workers.
type hiring struct {
	chunks  []chunkList
	posts   [Occupations][2][]post
	seekers [Occupations][2][2][]int32 // by level, then without and with a job
	movers  [Occupations][2][]int32
	fresh   [Occupations][2][]int32 // cells that take somebody from outside
	flows   [Occupations][NFlows]int64
	money   [Occupations]Money
	bills   [Occupations]Bills
	vacant  [Occupations][]int32 // rows vacated along the mobility network
	free    [Occupations + 1][]int32
	sellers [Occupations][]int32     // rows of freelancers, as production found them
	market  [Occupations]choiceTerms // what clients weigh alike this month
	pass    float64                  // pass_through of
	worth   [hourSteps]float64       // what the hours of a work do to its price
}

type chunkList struct {
	sellers []int32
	seekers []seeker
	vacated []int32
	posts   []postAt
}

type postAt struct {
	post
	occupation, level uint8
}

// listOf is the list of the chunk that a row is in.
func (h *hiring) listOf(row int) *chunkList { return &h.chunks[row/par.Chunk] }

func (h *hiring) begin(w *World) {
	for n := (max(w.Rows(), len(w.Cells.Base)) + par.Chunk - 1) / par.Chunk; len(h.chunks) < n; {
		h.chunks = append(h.chunks, chunkList{})
	}
	for i := range h.chunks {
		l := &h.chunks[i]
		l.sellers, l.seekers, l.vacated = l.sellers[:0], l.seekers[:0], l.vacated[:0]
	}
	for o := range w.Occupations {
		for l := range 2 {
			h.posts[o][l], h.movers[o][l], h.fresh[o][l] = h.posts[o][l][:0], h.movers[o][l][:0], h.fresh[o][l][:0]
			h.seekers[o][l][0], h.seekers[o][l][1] = h.seekers[o][l][0][:0], h.seekers[o][l][1][:0]
		}
		h.vacant[o] = h.vacant[o][:0]
		h.flows[o] = [NFlows]int64{}
	}
}

// hire fills posts. In each occupation: those who change jobs at their own
// level (their posts reopen the same month), then the unemployed at their own
// level, then at the neighbouring one. Whoever found nothing may try one other
// occupation along the mobility network, or take the way out. Posts still open
// may go to newcomers from outside. Occupations are independent of each other
// in each round, so they run in parallel.
func (w *World) hire() {
	h := &w.hiring
	w.listPosts()
	h.join(w)
	par.Each(w.Workers, len(w.Occupations), func(_, o int) {
		for l := range uint8(2) {
			w.fill(o, l, l, h.seekers[o][l][1], 1, 0)
			w.fill(o, l, l, h.seekers[o][l][0], 1, 1)
		}
		for l := range uint8(2) {
			w.fill(o, 1-l, l, h.seekers[o][l][0], w.Params.Employees.CrossLevel, 2)
		}
	})
	w.sendMovers()
	par.Each(w.Workers, len(w.Occupations), func(_, o int) {
		for l := range uint8(2) {
			w.fill(o, l, l, h.movers[o][l], 1, 3)
		}
		w.openDoors(o)
	})
	for o := range h.vacant {
		w.release(h.vacant[o])
		for f, n := range h.flows[o] {
			w.Flows[o][f] += n
		}
	}
	w.settleFlows()
	if w.BurnIn {
		w.steerEffort()
	}
	w.welcome()
	w.settleHiring()
	w.settleAccounts()
}

// listPosts finds every open post of every cell.
func (w *World) listPosts() {
	c, luck := &w.Cells, w.Stream(drawPost)
	par.Chunks(w.Workers, len(c.Base), func(_, chunk, lo, hi int) {
		list := w.hiring.chunks[chunk].posts[:0]
		for k := int32(lo); k < int32(hi); k++ {
			n := c.Desired[k] - c.Staff[k]
			if n <= 0 {
				continue
			}
			junior := w.juniorPosts(k)
			for j := range n {
				key := luck.Bits(uint64(k)<<24 | uint64(j))
				u, v := draw.Halves(key)
				lv := uint8(1)
				if u < junior {
					lv = 0
				}
				list = append(list, postAt{post{uint64(v*(1<<32))<<32 | uint64(uint32(k)), k}, c.Occupation[k], lv})
			}
		}
		w.hiring.chunks[chunk].posts = list
	})
}

// join puts the chunks' lists in one order.
func (h *hiring) join(w *World) {
	for i := range h.chunks {
		l := &h.chunks[i]
		for _, p := range l.posts {
			h.posts[p.occupation][p.level] = append(h.posts[p.occupation][p.level], p.post)
			h.flows[p.occupation][FlowOpenings]++
			if p.level == 0 {
				h.flows[p.occupation][FlowJuniorOpenings]++
			}
		}
		for _, s := range l.seekers {
			job := 0
			if s.inJob {
				job = 1
			}
			h.seekers[s.occupation][s.level][job] = append(h.seekers[s.occupation][s.level][job], s.row)
		}
		w.release(l.vacated)
	}
}

// fill matches seekers of level own with posts of a level (equation 28). An
// applicant wins when the own draw is under the chance of success, so more
// posts never cost anybody the job; pairs are by keyed order. Only in round 0
// seekers have a job, and the posts they leave open again.
func (w *World) fill(o int, at, own uint8, rows []int32, scale float64, round uint64) {
	h, c := &w.hiring, &w.Creatives
	posts := h.posts[o][at]
	looking := w.looking(rows, round)
	if looking == 0 || len(posts) == 0 {
		return
	}
	won := w.winners(rows, success(len(posts), looking, scale), round)
	if len(won) > len(posts) {
		// total order: luck, then person
		slices.SortFunc(won, func(a, b winner) int {
			return cmp.Or(cmp.Compare(a.luck, b.luck), cmp.Compare(c.ID[a.row], c.ID[b.row]))
		})
		won = won[:len(posts)]
	}
	// total order: key, then person
	slices.SortFunc(won, func(a, b winner) int {
		return cmp.Or(cmp.Compare(a.pair, b.pair), cmp.Compare(c.ID[a.row], c.ID[b.row]))
	})
	// total order: key holds luck and cell; equal posts of a cell are alike
	slices.SortFunc(posts, func(a, b post) int { return cmp.Compare(a.key, b.key) })
	reopened := w.seat(o, at, won, posts)
	h.posts[o][at] = append(posts[:0], posts[len(won):]...)
	if round == 0 {
		h.posts[o][own] = append(h.posts[o][own], reopened...)
	}
}

// stillLooking tells whether a seeker has not found a post in an earlier round.
func (w *World) stillLooking(row int32, round uint64) bool {
	return round == 0 || w.Creatives.State[row] == Unemployed
}

func (w *World) looking(rows []int32, round uint64) int {
	n := 0
	for _, i := range rows {
		if w.stillLooking(i, round) {
			n++
		}
	}
	return n
}

// success is the chance of an applicant (equation 28): of V posts, blind
// applications fill V (1 - (1 - 1/V)^A), so each of A applicants succeeds with
// p = V/A (1 - (1 - 1/V)^A), scaled for a search that is less than whole.
func success(posts, looking int, scale float64) float64 {
	v, a := float64(posts), float64(looking)
	return scale * v / a * (1 - num.Pow(1-1/v, a))
}

// A winner gets a post: the luckiest if there are too few, which one by pair.
type winner struct {
	luck, pair uint64
	row        int32
}

// winners draws who of the seekers succeeds.
func (w *World) winners(rows []int32, p float64, round uint64) (won []winner) {
	apply, pair := w.Stream(drawApply), w.Stream(drawMatch)
	insured := round > 0 && w.pulled(Insurance)
	usual := w.usualSkill(rows, round)
	for _, i := range rows {
		if !w.stillLooking(i, round) {
			continue
		}
		key := w.Creatives.ID[i] | round<<60
		chance := p
		if w.Capability > 0 {
			chance *= max(0, 1+float64(w.Params.Employees.Skill*(float64(w.Creatives.Skill[i])-usual)))
		}
		if insured {
			chance *= w.search(int(i))
		}
		if apply.Uniform(key) < chance {
			won = append(won, winner{apply.Bits(key), pair.Bits(key), i})
		}
	}
	return won
}

// usualSkill is the mean AI skill of those who still look: who has more of it is
// taken before others, and as many are taken in all.
func (w *World) usualSkill(rows []int32, round uint64) float64 {
	n, sum := 0, int64(0)
	for _, i := range rows {
		if w.stillLooking(i, round) {
			n, sum = n+1, sum+micro(float64(w.Creatives.Skill[i]))
		}
	}
	return whole(sum) / float64(max(1, n))
}

// seat gives the first posts to the winners and returns the posts they leave.
func (w *World) seat(o int, at uint8, won []winner, posts []post) (left []post) {
	pair := w.Stream(drawMatch)
	for n, x := range won {
		if old := w.start(o, x.row, posts[n].cell, at); old >= 0 {
			left = append(left, post{pair.Bits(w.Creatives.ID[x.row] | 1<<63), old})
		}
	}
	return left
}

// start puts a creative into a job and returns the cell left behind, or -1.
func (w *World) start(o int, row, cell int32, at uint8) int32 {
	c, f := &w.Creatives, &w.hiring.flows[o]
	old := c.Cell[row]
	f[FlowHires]++
	if at == 0 {
		f[FlowJuniorHires]++
	}
	if old >= 0 {
		w.Cells.Staff[old]--
		f[FlowSeparations]++
	} else {
		f[FlowFound]++
		displaced := c.Flags[row]&LostWork != 0
		if displaced {
			f[FlowDisplacedFound]++
		}
		w.insure(row, displaced && w.lever(Insurance, int(row)) > 0)
	}
	if at == 0 {
		w.billFirm(w.hiring.purse(o), PerJuniorHire, int(w.Cells.Organisation[cell]), 1)
	}
	c.State[row], c.Cell[row], c.Months[row], c.Output[row] = Employed, cell, 0, 1
	w.Cells.Staff[cell]++
	return old
}

// sendMovers lets seekers without success try another occupation. The last
// place of a mobility row is the way out of creative work.
func (w *World) sendMovers() {
	h, c := &w.hiring, &w.Creatives
	luck := w.Stream(drawMove)
	for o := range w.Occupations {
		for l := range 2 {
			for _, i := range h.seekers[o][l][0] {
				if c.State[i] != Unemployed {
					continue
				}
				u, v := draw.Halves(luck.Bits(c.ID[i]))
				wide := w.Params.Employees.Mobility
				if c.Flags[i]&Retrained != 0 {
					wide *= w.Params.Training.RetrainMobility
				}
				if u >= wide {
					continue
				}
				to := pick(w.Occupations[o].Mobility[:], v)
				if to == Occupations {
					h.flows[o][FlowExits]++
					h.flows[o][FlowExitsUnemployed]++
					if l > 0 {
						h.flows[o][FlowAway]++
					}
					w.vacate(int(i))
					h.vacant[o] = append(h.vacant[o], i)
				} else {
					h.movers[to][l] = append(h.movers[to][l], i)
				}
			}
		}
	}
}

// pick is the place in a list of shares that adds up to one where u falls.
func pick(shares []float64, u float64) int {
	for k, s := range shares {
		if u -= s; u < 0 {
			return k
		}
	}
	return len(shares) - 1
}

// purse is where an occupation's hiring enters what it costs.
func (h *hiring) purse(o int) purse { return purse{&h.money[o], &h.bills[o]} }

// settleHiring adds what hiring cost to the month's money.
func (w *World) settleHiring() {
	if !w.charged(PerJuniorHire) {
		return
	}
	h := &w.hiring
	for o := range h.money {
		drain(&w.Money, &h.money[o])
		drain(&w.Bills, &h.bills[o])
	}
}
