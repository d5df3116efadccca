package sim

import (
	"math"
)

// Sums over people that the measures are made of. Those of one state only
// count nobody else. What every creative adds to stands first, so that it
// shares two lines of the cache.
const (
	sumEmployed = iota
	sumFreelancing
	sumUnemployed
	sumTrust
	sumTrusting // above measure.high
	sumAttitude
	sumFear
	sumAfraid // above measure.high
	sumSkill
	sumCraft
	sumPay
	sumIncome
	sumQuality
	sumBelief // in the rate of success
	sumOver   // belief less the true rate
	sumOverCount
	sumBad
	sumUses
	sumEver
	sumDepth
	sumTrained
	sumWorkDepth  // of those who work
	sumWorkDepth2 // its square
	sumYield      // y - 1
	sumHours      // 1/y - 1
	sumLost
	sumJunior
	sumUserSkill // of users
	sumUserGood  // tries that they saw go well, and wrong
	sumUserBad
	sumNoBarrier
	sumBarrier                             // Barriers of them
	nSums      = sumBarrier + Barriers + 1 // the flags have room for one more
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

// measureScratch holds one chunk's sums of floats; they become integers at the
// end of the chunk, so that the total does not depend on who added what.
type measureScratch struct {
	sums    [nCells][nSums]float64
	used    [nCells]bool
	touched []int32
}

// measure counts, after all writes of the month (see series.go for what the
// columns make of the sums), and renews the facts that next month's mechanisms
// read: variety (equation 19), craft and machine shares, who lost work.
//
// Source: none, it is bookkeeping; Doshi and Hauser 2024 for variety.
var measure = Mechanism{
	Name: "measure", Asks: "What is counted",
	Writes: []string{"Occupations", "LostShare", "FearMean", "Now"},
	Rows: func(w *World, c *rows, worker int) {
		t := &w.tallies[worker]
		w.countCreatives(c, t)
		s := &t.scratch
		for _, k := range s.touched {
			out := t.cells[int(k)*nSums : int(k)*nSums+nSums]
			for j, x := range &s.sums[k] {
				if x != 0 {
					out[j] += micro(x)
				}
			}
			s.used[k] = false
		}
		s.touched = s.touched[:0]
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
// there are few branches on purpose.
func (w *World) countCreatives(c *rows, t *tally) {
	works := w.newWorkshop()
	reliable, sour, high := w.Reliable, w.Params.Attitude.Bad, w.Params.Measure.High
	innate := w.trait(drawInnate)
	for i := range c.n {
		place, sector, state := placeNone, MaxSectors, c.State[i]
		switch state {
		case Vacant:
			continue
		case Employed:
			f := w.Cells.Organisation[c.Cell[i]]
			place, sector = int(w.Orgs.Size[f]), int(w.Orgs.Sector[f])
		case Freelancing:
			place = placeFreelance
		}
		s := twoSums{
			t.scratch.open(int(c.Occupation[i])*nSlots + int(c.Stage[i])*nPlaces + place),
			t.scratch.open(firstCells + int(c.Quintile[i])*(MaxSectors+1) + sector),
		}
		trust, attitude, fear, flags := float64(c.Trust[i]), float64(c.Attitude[i]), float64(c.Fear[i]), c.Flags[i]
		s.add(sumEmployed+int(state-Employed), 1)
		s.add(sumTrust, trust)
		s.add(sumTrusting, below(high, trust))
		right := reliable
		if works.audited && works.quality[c.Occupation[i]] > 0 { // before AI there is nothing to audit
			right = 1 - float64((1-reliable)*(1-w.lever(Audit, c.at(i))))
		}
		_, mean := w.Params.Trust.innate(innate, c.ID[i])
		good, bad := w.Params.Trust.tries(c.Alpha[i], c.Beta[i], mean)
		belief := believed(good, bad, mean)
		s.add(sumBelief, belief)
		s.add(sumOver, belief-right)
		s.add(sumOverCount, below(right, belief))
		s.add(sumAttitude, attitude)
		s.add(sumBad, below(attitude, sour))
		s.add(sumFear, fear)
		s.add(sumAfraid, below(high, fear))
		s.add(sumSkill, float64(c.Skill[i]))
		s.add(sumCraft, float64(c.Craft[i]))
		s.add(sumDepth, float64(c.Depth[i]))
		uses := float64(flags & Uses)
		s.add(sumUses, uses)
		s.add(sumUserSkill, float64(uses*float64(c.Skill[i])))
		s.add(sumUserGood, float64(uses*good))
		s.add(sumUserBad, float64(uses*bad))
		s.add(sumEver, float64(flags&EverUsed>>4))
		s.add(sumTrained, float64(flags&Trained>>1))
		s.add(sumLost, float64(flags&LostWork>>2))
		s.add(sumNoBarrier+int(flags>>barrierShift), 1) // without a barrier the sum before them all
		if state != Unemployed {
			quality, saved := works.work(c, i)
			s.addWork(c, i, quality, saved)
			t.pays[c.Occupation[i]][state-Employed][payBin(c.Pay[i])]++
		}
	}
}

// twoSums are the sums of the two cells of a creative.
type twoSums struct{ a, b *[nSums]float64 }

func (s twoSums) add(k int, x float64) {
	s.a[k] += x
	s.b[k] += x
}

// addWork adds what those who work are paid and make.
func (s twoSums) addWork(c *rows, i int, quality, saved float64) {
	m, employed := float64(c.Depth[i]), int(Freelancing-c.State[i]) // 1, or 0 for a freelancer
	s.add(sumIncome-employed, c.Pay[i])
	s.add(sumJunior, float64(below(float64(c.Stage[i]), 0.5)*float64(employed)))
	s.add(sumWorkDepth, m)
	s.add(sumWorkDepth2, float64(m*m))
	s.add(sumQuality, quality)
	s.add(sumYield, 1/(1-saved)-1)
	s.add(sumHours, -saved)
}

// below is 1 when x is less than y, else 0, without a branch.
func below(x, y float64) float64 { return float64(int64(math.Float64bits(x-y) >> 63)) }

// open is the sums of a cell, emptied when the chunk first meets it.
func (s *measureScratch) open(k int) *[nSums]float64 {
	if !s.used[k] {
		s.empty(k)
	}
	return &s.sums[k]
}

func (s *measureScratch) empty(k int) {
	s.used[k], s.sums[k] = true, [nSums]float64{}
	s.touched = append(s.touched, int32(k))
}

// payBin is the class of an amount of pay.
func payBin(usd float64) int {
	b := int(math.Float64bits(max(64, usd))>>48) - payFirst
	return min(b, payBins-1)
}

// payOf is the middle of a class, in USD.
func payOf(bin int) float64 {
	return float64(0.5 * (payFloor(bin) + payFloor(bin+1)))
}

// payFloor is the lower end of a class, in USD.
func payFloor(bin int) float64 { return math.Float64frombits(uint64(bin+payFirst) << 48) }
