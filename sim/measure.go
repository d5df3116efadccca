package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/par"
)

// Sums over people that the measures are made of. Those of one state only
// count nobody else. First come numbers of people, five to a word of the scratch;
// those of the flags stand in the order of their bits.
const (
	sumEmployed = iota
	sumFreelancing
	sumUnemployed
	sumJunior
	sumTrusting // above measure.high
	sumAfraid   // above measure.high
	sumBad
	sumOverCount
	sumRisks // attitude below measure.high
	_
	sumUses
	sumTrained
	sumLost
	_ // Retrained
	sumEver
	nHeads // the others are sums of floats
)

const (
	sumTrust = nHeads + iota
	sumAttitude
	sumFear
	sumSkill
	sumCraft
	sumPay
	sumIncome
	sumQuality
	sumBelief // in the rate of success
	sumOver   // belief less the true rate
	sumDepth
	sumWorkDepth  // of those who work
	sumWorkDepth2 // its square
	sumYield      // y - 1
	sumHours      // 1/y - 1
	sumUserSkill  // of users
	sumUserGood   // tries that they saw go well, and wrong
	sumUserBad
	sumNoBarrier
	sumBarrier                             // Barriers of them
	nSums      = sumBarrier + Barriers + 1 // the flags have room for one more
)

// A word has five numbers of people. A chunk has few enough for twelve bits each.
const (
	headBits = 12
	headsPer = 5
)

// A creative is counted twice: in a cell of occupation x stage x place, and in
// one of income x sector. Every grouping is a sum of one of the two.
const (
	placeFreelance = SizeClasses
	placeNone      = SizeClasses + 1
	nPlaces        = SizeClasses + 2
	nSlots         = Stages * nPlaces
	nQuintiles     = 5
	firstCells     = Occupations * nSlots
	secondCells    = nQuintiles * (MaxSectors + 1)
	nCells         = firstCells + secondCells
)

// Pay is counted in classes of a sixteenth of an octave from 64 USD a month.
const (
	payBins  = 16 * 12
	payFirst = 1029 << 4 // exponent of 64 = 2^6, bias 1023, before four bits of mantissa
)

// measureScratch holds one chunk's sums; they become integers at the end of the
// chunk, so that the total does not depend on who added what. Then it is empty again.
type measureScratch [nCells]cellSum

// cellSum are the sums of a cell: numbers of people, packed, and floats.
type cellSum struct {
	heads  [nHeads / headsPer]uint64
	floats [nSums - nHeads]float64
}

// measure counts, after all writes of the month (see series.go for what the
// columns make of the sums), and renews the facts that next month's mechanisms
// read: variety (equation 19), craft and machine shares, who lost work.
//
// Source: none, it is bookkeeping; Doshi and Hauser 2024 for variety.
var measure = Mechanism{
	Name: "measure", Asks: "What is counted",
	Writes: []string{"Occupations", "LostShare", "FearMean", "Now"},
	Rows: func(w *World, c *Rows, worker int) {
		t := &w.tallies[worker]
		w.countCreatives(c, t)
		for k := range t.scratch {
			if s := &t.scratch[k]; !s.empty() {
				s.addTo(t.cells[k*nSums : k*nSums+nSums])
				*s = cellSum{}
			}
		}
	},
	Orgs: func(w *World, lo, hi, worker int) {
		if !w.BurnIn {
			w.countOrgs(lo, hi, &w.tallies[worker].orgs)
		}
	},
	Settle: (*World).settleMeasures,
}

// countCreatives adds the creatives of a chunk to both cells. Whether somebody
// uses AI, thinks it bad, or works is as good as random from row to row, so a
// guess of the processor is often wrong and costs more than adding a zero:
// there are few branches on purpose. Where AI has come to nobody of the chunk,
// what comes of it is zero for all and not added.
func (w *World) countCreatives(c *Rows, t *tally) {
	works, touched := w.newWorkshop(), c.touched()
	reliable, sour, high := w.Reliable, w.Params.Attitude.Bad, w.Params.Measure.High
	if w.BurnIn && !touched {
		w.countFacts(c, t)
		return
	}
	us, vs := &t.room.lists[0], &t.room.lists[1]
	c.halves(w.Trait(drawInnate), us, vs)
	for i := range c.n {
		state := c.State[i]
		if state == Vacant {
			continue
		}
		place, sector := w.placeOf(c, i)
		s := twoSums{
			&t.scratch[firstCell(c, i, place)],
			&t.scratch[firstCells+int(c.Quintile[i])*(MaxSectors+1)+sector],
		}
		mean := w.Params.Trust.expects(vs[i])
		quality, saved := float64(c.Craft[i]), 0.0
		if touched && state != Unemployed {
			quality, saved = works.work(c, i)
		}
		trust, attitude, fear := float64(c.Trust[i]), float64(c.Attitude[i]), float64(c.Fear[i])
		right := reliable
		if works.audited && works.quality[c.Occupation[i]] > 0 { // before AI there is nothing to audit
			right = 1 - float64((1-reliable)*(1-w.lever(Audit, c.At(i))))
		}
		good, bad := w.Params.Trust.tries(c.Alpha[i], c.Beta[i], mean)
		belief := believed(good, bad, mean)
		s.count(sumEmployed, 1<<(headBits*(state-Employed))|head(sumJunior, once(state == Employed)&once(c.Stage[i] == Junior))|head(sumTrusting, below(high, trust)))
		s.count(sumAfraid, head(sumAfraid, below(high, fear))|head(sumBad, below(attitude, sour))|head(sumRisks, below(attitude, high))|head(sumOverCount, below(right, belief)))
		s.add(sumTrust, trust)
		s.add(sumBelief, belief)
		s.add(sumOver, belief-right)
		s.add(sumAttitude, attitude)
		s.add(sumFear, fear)
		s.add(sumSkill, float64(c.Skill[i]))
		s.add(sumCraft, float64(c.Craft[i]))
		if state != Unemployed {
			s.add(sumIncome-int(Freelancing-state), c.Pay[i])
			s.add(sumQuality, quality)
			t.pays[c.Occupation[i]][state-Employed][payBin(c.Pay[i])]++
		}
		if !touched {
			continue
		}
		flags, m := c.Flags[i], float64(c.Depth[i])
		uses := float64(flags & Uses)
		s.count(sumUses, flagHeads[flags%(1<<headsPer)])
		s.add(sumDepth, m)
		s.add(sumUserSkill, float64(uses*float64(c.Skill[i])))
		s.add(sumUserGood, float64(uses*good))
		s.add(sumUserBad, float64(uses*bad))
		s.add(sumNoBarrier+int(flags>>barrierShift), 1) // without a barrier the sum before them all
		if state != Unemployed {
			s.add(sumWorkDepth, m)
			s.add(sumWorkDepth2, float64(m*m))
			s.add(sumYield, 1/(1-saved)-1)
			s.add(sumHours, -saved)
		}
	}
}

// countFacts is countCreatives before there is AI or a table of the month: it adds
// what renewFacts reads.
func (w *World) countFacts(c *Rows, t *tally) {
	for i := range c.n {
		state := c.State[i]
		if state == Vacant {
			continue
		}
		place, _ := w.placeOf(c, i)
		s := &t.scratch[firstCell(c, i, place)]
		s.heads[sumEmployed/headsPer] += 1 << (headBits * (state - Employed))
		s.floats[sumAttitude-nHeads] += float64(c.Attitude[i])
		s.floats[sumFear-nHeads] += float64(c.Fear[i])
		s.floats[sumSkill-nHeads] += float64(c.Skill[i])
		s.floats[sumCraft-nHeads] += float64(c.Craft[i])
	}
}

// placeOf is the place of a creative, and the sector of the employer.
func (w *World) placeOf(c *Rows, i int) (place, sector int) {
	switch c.State[i] {
	case Employed:
		f := w.Cells.Organisation[c.Cell[i]]
		return int(w.Orgs.Size[f]), int(w.Orgs.Sector[f])
	case Freelancing:
		return placeFreelance, MaxSectors
	}
	return placeNone, MaxSectors
}

// firstCell is the cell of occupation x stage x place of a creative.
func firstCell(c *Rows, i, place int) int {
	return int(c.Occupation[i])*nSlots + int(c.Stage[i])*nPlaces + place
}

// touched tells whether AI has come to somebody: who does not use it has at least
// a reason not to, which is a flag.
func (c *Rows) touched() bool {
	for i := range c.n {
		if c.Flags[i] != 0 || c.Depth[i] != 0 {
			return true
		}
	}
	return false
}

// twoSums are the sums of the two cells of a creative.
type twoSums struct{ a, b *cellSum }

func (s twoSums) add(k int, x float64) {
	s.a.floats[k-nHeads] += x
	s.b.floats[k-nHeads] += x
}

// count adds to all numbers of people of the word that holds sum k.
func (s twoSums) count(k int, heads uint64) {
	s.a.heads[k/headsPer] += heads
	s.b.heads[k/headsPer] += heads
}

// head is n people of sum k in its word.
func head(k uint, n uint64) uint64 { return n << (k % headsPer * headBits) }

// flagHeads are the people of the five flags, for each that somebody may have.
var flagHeads = func() (heads [1 << headsPer]uint64) {
	for flags := range heads {
		for k := range headsPer {
			heads[flags] |= head(uint(k), uint64(flags>>k&1))
		}
	}
	return heads
}()

// once is 1 of what holds, else 0: the compiler makes no branch of it.
func once(holds bool) uint64 {
	n := uint64(0)
	if holds {
		n = 1
	}
	return n
}

// empty tells whether nobody was counted: whoever is has one of the three states.
func (s *cellSum) empty() bool { return s.heads[sumEmployed/headsPer] == 0 }

// addTo adds the sums of a chunk to a cell.
func (s *cellSum) addTo(cell []int64) {
	for word, heads := range &s.heads {
		five := cell[word*headsPer : word*headsPer+headsPer]
		for k := range five {
			five[k] += int64(heads>>(k*headBits)&(1<<headBits-1)) * oneMicro
		}
	}
	par.AddMicros(cell[nHeads:], s.floats[:])
}

// below is 1 when x is less than y, else 0, without a branch.
func below(x, y float64) uint64 { return math.Float64bits(x-y) >> 63 }

// payBin is the class of an amount of pay.
func payBin(usd float64) int {
	b := int(math.Float64bits(atLeast(64, usd))>>48) - payFirst
	return min(b, payBins-1)
}

// payMiddles are the middles of the classes, in USD.
var payMiddles = func() (usd [payBins]float64) {
	for b := range usd {
		usd[b] = float64(0.5 * (payFloor(b) + payFloor(b+1)))
	}
	return usd
}()

// payFloor is the lower end of a class, in USD.
func payFloor(bin int) float64 { return math.Float64frombits(uint64(bin+payFirst) << 48) }
