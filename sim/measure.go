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
	sumWorkDepth  // of those who work
	sumWorkDepth2 // its square
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
		w.countCreatives(lo, hi, s, t)
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

// countCreatives adds the creatives of a chunk to both cells.
func (w *World) countCreatives(lo, hi int, s *measureScratch, t *tally) {
	c := &w.Creatives
	state := c.State[lo:hi]
	n := len(state)
	occupation, stage, flags, quintile, cell := c.Occupation[lo:hi][:n], c.Stage[lo:hi][:n], c.Flags[lo:hi][:n], c.Quintile[lo:hi][:n], c.Cell[lo:hi][:n]
	trust, attitude, fear, skill := c.Trust[lo:hi][:n], c.Attitude[lo:hi][:n], c.Fear[lo:hi][:n], c.Skill[lo:hi][:n]
	craft, depth, pay := c.Craft[lo:hi][:n], c.Depth[lo:hi][:n], c.Pay[lo:hi][:n]
	reliable, bad, share := w.Reliable, w.Params.Attitude.Bad, w.Params.Production.OutputShare
	for i := range state {
		place, sector := placeNone, MaxSectors
		own, money := sumUnemployed, sumPay
		switch state[i] {
		case Vacant:
			continue
		case Employed:
			f := w.Cells.Organisation[cell[i]]
			place, sector, own = int(w.Orgs.Size[f]), int(w.Orgs.Sector[f]), sumEmployed
		case Freelancing:
			place, own, money = placeFreelance, sumFreelancing, sumIncome
		}
		o, g := int(occupation[i]), int(stage[i])
		a := s.open(o*nSlots + g*nPlaces + place)
		b := s.open(firstCells + int(quintile[i])*(MaxSectors+1) + sector)
		a[own]++
		b[own]++
		x := float64(trust[i])
		a[sumTrust] += x
		b[sumTrust] += x
		if x > reliable {
			a[sumOverCount]++
			b[sumOverCount]++
		}
		x = float64(attitude[i])
		a[sumAttitude] += x
		b[sumAttitude] += x
		if x < bad {
			a[sumBad]++
			b[sumBad]++
		}
		x = float64(fear[i])
		a[sumFear] += x
		b[sumFear] += x
		x = float64(skill[i])
		a[sumSkill] += x
		b[sumSkill] += x
		h := float64(craft[i])
		a[sumCraft] += h
		b[sumCraft] += h
		if flags[i] != 0 {
			countFlags(a, b, flags[i], float64(depth[i]))
		}
		if own == sumUnemployed {
			continue
		}
		x = pay[i]
		a[money] += x
		b[money] += x
		t.pays[o][payBin(x)]++
		if own == sumEmployed && g == int(Junior) {
			a[sumJunior]++
			b[sumJunior]++
		}
		if depth[i] > 0 {
			h = w.qualityOf(lo + i)
			m := float64(depth[i])
			a[sumWorkDepth] += m
			b[sumWorkDepth] += m
			a[sumWorkDepth2] += float64(m * m)
			b[sumWorkDepth2] += float64(m * m)
			hours := 1 - float64(share*w.saving(lo+i))
			y := 1/hours - 1
			a[sumYield] += y
			b[sumYield] += y
			a[sumHours] += hours - 1
			b[sumHours] += hours - 1
		}
		a[sumQuality] += h
		b[sumQuality] += h
	}
}

// countFlags adds use with its depth, or the barrier, training and lost work.
func countFlags(a, b *[nSums]float64, flags uint8, m float64) {
	add := func(k int, x float64) {
		a[k] += x
		b[k] += x
	}
	if flags&Uses != 0 {
		add(sumUses, 1)
		add(sumDepth, m)
	} else if k := int(flags >> barrierShift); k > 0 && k <= Barriers {
		add(sumBarrier+k-1, 1)
	}
	if flags&Trained != 0 {
		add(sumTrained, 1)
	}
	if flags&LostWork != 0 {
		add(sumLost, 1)
	}
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
