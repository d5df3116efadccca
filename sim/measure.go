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
	sumYield // y - 1
	sumHours // 1/y - 1
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
	m, h := float64(c.Depth[i]), float64(c.Craft[i])
	place, sector, state, money := placeNone, MaxSectors, sumUnemployed, -1
	switch c.State[i] {
	case Employed:
		f := w.Cells.Organisation[c.Cell[i]]
		place, sector, state, money = int(w.Orgs.Size[f]), int(w.Orgs.Sector[f]), sumEmployed, sumPay
	case Freelancing:
		place, state, money = placeFreelance, sumFreelancing, sumIncome
	}
	first := s.open(o*nSlots + int(c.Stage[i])*nPlaces + place)
	second := s.open(firstCells + int(c.Quintile[i])*(MaxSectors+1) + sector)
	add := func(k int, x float64) {
		first[k] += x
		second[k] += x
	}
	first[state]++
	second[state]++
	trust, attitude := float64(c.Trust[i]), float64(c.Attitude[i])
	add(sumTrust, trust)
	add(sumAttitude, attitude)
	add(sumFear, float64(c.Fear[i]))
	add(sumSkill, float64(c.Skill[i]))
	add(sumCraft, h)
	if trust > w.Reliable {
		add(sumOverCount, 1)
	}
	if attitude < w.Params.Attitude.Bad {
		add(sumBad, 1)
	}
	if flags := c.Flags[i]; flags != 0 {
		if flags&Uses != 0 {
			add(sumUses, 1)
			add(sumDepth, m)
			add(sumDepth2, float64(m*m))
		} else if b := int(flags >> barrierShift); b > 0 && b <= Barriers {
			add(sumBarrier+b-1, 1)
		}
		if flags&Trained != 0 {
			add(sumTrained, 1)
		}
		if flags&LostWork != 0 {
			add(sumLost, 1)
		}
	}
	if money < 0 {
		return
	}
	if state == sumEmployed && c.Stage[i] == Junior {
		add(sumJunior, 1)
	}
	usd := c.Pay[i]
	first[money] += usd
	second[money] += usd
	t.pays[o][payBin(usd)]++
	if m == 0 {
		add(sumQuality, h)
		return
	}
	add(sumQuality, w.qualityOf(i))
	hours := 1 - float64(w.Params.Production.OutputShare*w.saving(i))
	add(sumYield, 1/hours-1)
	add(sumHours, hours-1)
}

// open is the sums of a cell, emptied when the chunk first meets it.
func (s *measureScratch) open(k int) *[nSums]float64 {
	v := &s.sums[k]
	if !s.used[k] {
		s.used[k] = true
		s.touched = append(s.touched, int32(k))
		*v = [nSums]float64{}
	}
	return v
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
