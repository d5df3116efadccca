package sim

import (
	"math"
)

// Sums over people that the measures are made of. Those of one state only
// count nobody else.
const (
	sumEmployed = iota
	sumFreelancing
	sumUnemployed
	sumUses
	sumDepth
	sumDepth2
	sumTrust
	sumOver
	sumOverCount
	sumAttitude
	sumBad
	sumFear
	sumSkill
	sumCraft
	sumTrained
	sumPay
	sumIncome
	sumLost
	sumQuality
	sumYield
	sumHours
	sumJunior
	sumBarrier // Barriers of them
	nSums      = sumBarrier + Barriers
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
	payFirst = 1029<<4 | 0 // exponent of 64 = 2^6, bias 1023, and four bits of mantissa
)

// measureScratch holds one chunk's sums of floats; they become integers at the
// end of the chunk, so that the total does not depend on who added what.
type measureScratch struct {
	sums    [nCells][nSums]float64
	used    [nCells]bool
	touched []int32
}

// measure counts, after all writes of the month (see series.go for what the
// columns make of the sums).
var measure = Mechanism{
	Name: "measure", Asks: "What is counted",
	Writes: []string{"Occupations", "LostShare", "Now"},
	Rows: func(w *World, lo, hi, worker int) {
		t := &w.tallies[worker]
		s := &t.scratch
		for i := lo; i < hi; i++ {
			if w.Creatives.State[i] != Vacant {
				w.countCreative(i, s, t)
			}
		}
		if t.cells == nil {
			t.cells = make([]int64, nCells*nSums)
		}
		for _, k := range s.touched {
			out := t.cells[int(k)*nSums : int(k)*nSums+nSums]
			for j, x := range s.sums[k] {
				out[j] += micro(x)
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

// countCreative adds one creative to both cells.
func (w *World) countCreative(i int, s *measureScratch, t *tally) {
	c := &w.Creatives
	o := int(c.Occupation[i])
	occ := &w.Occupations[o]
	place, sector, state, money := placeNone, MaxSectors, sumUnemployed, -1
	h := float64(c.Craft[i])
	q, y := 0.0, 0.0
	switch c.State[i] {
	case Employed:
		f := w.Cells.Organisation[c.Cell[i]]
		place, sector, state, money = int(w.Orgs.Size[f]), int(w.Orgs.Sector[f]), sumEmployed, sumPay
		y = float64(c.Output[i])
	case Freelancing:
		place, state, money = placeFreelance, sumFreelancing, sumIncome
		y = 1
		if c.Depth[i] > 0 {
			y = w.yield(i)
		}
	}
	if y > 0 {
		q = h
		if c.Depth[i] > 0 {
			q = w.qualityOf(i)
		}
	}
	first := o*nSlots + int(c.Stage[i])*nPlaces + place
	second := firstCells + int(c.Quintile[i])*(MaxSectors+1) + sector
	flags := c.Flags[i]
	over := float64(c.Trust[i]) - occ.Reliability
	for _, k := range [2]int{first, second} {
		v := &s.sums[k]
		if !s.used[k] {
			s.used[k] = true
			s.touched = append(s.touched, int32(k))
			*v = [nSums]float64{}
		}
		v[state]++
		if flags != 0 {
			if flags&Uses != 0 {
				m := float64(c.Depth[i])
				v[sumUses]++
				v[sumDepth] += m
				v[sumDepth2] += float64(m * m)
			} else if b := flags >> barrierShift; b > 0 {
				v[sumBarrier+int(b)-1]++
			}
			if flags&Trained != 0 {
				v[sumTrained]++
			}
			if flags&LostWork != 0 {
				v[sumLost]++
			}
		}
		v[sumTrust] += float64(c.Trust[i])
		v[sumOver] += over
		if over > 0 {
			v[sumOverCount]++
		}
		v[sumAttitude] += float64(c.Attitude[i])
		if float64(c.Attitude[i]) < w.Params.Attitude.Bad {
			v[sumBad]++
		}
		v[sumFear] += float64(c.Fear[i])
		v[sumSkill] += float64(c.Skill[i])
		v[sumCraft] += h
		if y > 0 {
			v[money] += c.Pay[i]
			v[sumQuality] += q
			v[sumYield] += y
			v[sumHours] += 1 / y
			if state == sumEmployed && c.Stage[i] == Junior {
				v[sumJunior]++
			}
		}
	}
	if y > 0 {
		t.pays[o][payBin(c.Pay[i])]++
	}
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
