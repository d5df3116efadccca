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
	sumAttitude
	sumFear
	sumSkill
	sumCraft
	sumPay
	sumIncome
	sumQuality
	sumOverCount
	sumBad
	sumUses
	sumDepth
	sumTrained
	sumWorkDepth  // of those who work
	sumWorkDepth2 // its square
	sumYield      // y - 1
	sumHours      // 1/y - 1
	sumLost
	sumJunior
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
// columns make of the sums).
var measure = Mechanism{
	Name: "measure", Asks: "What is counted",
	Writes: []string{"Occupations", "LostShare", "FearMean", "Now"},
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

// countCreatives adds the creatives of a chunk to both cells. Whether somebody
// uses AI, thinks it bad, or works is as good as random from row to row, so a
// guess of the processor is often wrong and costs more than adding a zero:
// there are few branches on purpose.
func (w *World) countCreatives(lo, hi int, s *measureScratch, t *tally) {
	c := &w.Creatives
	state := c.State[lo:hi]
	n := len(state)
	occupation, stage, flags, quintile, cell := c.Occupation[lo:hi][:n], c.Stage[lo:hi][:n], c.Flags[lo:hi][:n], c.Quintile[lo:hi][:n], c.Cell[lo:hi][:n]
	trust, attitude, fear, skill := c.Trust[lo:hi][:n], c.Attitude[lo:hi][:n], c.Fear[lo:hi][:n], c.Skill[lo:hi][:n]
	craft, depth, pay := c.Craft[lo:hi][:n], c.Depth[lo:hi][:n], c.Pay[lo:hi][:n]
	reliable, bad := w.Reliable, w.Params.Attitude.Bad
	works, audited := w.newWorkshop(), w.pulled(Audit)
	for i := range state {
		place, sector, own := placeNone, MaxSectors, sumUnemployed
		switch state[i] {
		case Vacant:
			continue
		case Employed:
			f := w.Cells.Organisation[cell[i]]
			place, sector, own = int(w.Orgs.Size[f]), int(w.Orgs.Sector[f]), sumEmployed
		case Freelancing:
			place, own = placeFreelance, sumFreelancing
		}
		o, g := int(occupation[i]), int(stage[i])
		a := s.open(o*nSlots + g*nPlaces + place)
		b := s.open(firstCells + int(quintile[i])*(MaxSectors+1) + sector)
		a[own]++
		b[own]++
		x, v := float64(trust[i]), float64(attitude[i])
		over, sour := below(reliable, x), below(v, bad)
		a[sumTrust] += x
		b[sumTrust] += x
		a[sumOverCount] += over
		b[sumOverCount] += over
		a[sumAttitude] += v
		b[sumAttitude] += v
		a[sumBad] += sour
		b[sumBad] += sour
		x = float64(fear[i])
		a[sumFear] += x
		b[sumFear] += x
		k := float64(skill[i])
		a[sumSkill] += k
		b[sumSkill] += k
		h := float64(craft[i])
		a[sumCraft] += h
		b[sumCraft] += h
		m, flag := float64(depth[i]), flags[i]
		a[sumDepth] += m
		b[sumDepth] += m
		countFlags(a, b, flag)
		if own == sumUnemployed {
			continue
		}
		x = pay[i]
		money := sumPay + own - sumEmployed
		a[money] += x
		b[money] += x
		t.pays[o][payBin(x)]++
		junior := float64(below(float64(g), 0.5) * float64(1-own))
		a[sumJunior] += junior
		b[sumJunior] += junior
		a[sumWorkDepth] += m
		b[sumWorkDepth] += m
		x = float64(m * m)
		a[sumWorkDepth2] += x
		b[sumWorkDepth2] += x
		spared := 0.0
		if audited {
			spared = w.lever(Audit, lo+i)
		}
		quality, saved := works.work(o, m, h, k, spared)
		a[sumQuality] += quality
		b[sumQuality] += quality
		x = 1/(1-saved) - 1
		a[sumYield] += x
		b[sumYield] += x
		a[sumHours] -= saved
		b[sumHours] -= saved
	}
}

// below is 1 when x is less than y, else 0, without a branch.
func below(x, y float64) float64 { return float64(int64(math.Float64bits(x-y) >> 63)) }

// countFlags adds use, training, lost work and the barrier; without a barrier
// the sum before them all takes the one.
func countFlags(a, b *[nSums]float64, flags uint8) {
	x := float64(flags & Uses)
	a[sumUses] += x
	b[sumUses] += x
	x = float64(flags & Trained >> 1)
	a[sumTrained] += x
	b[sumTrained] += x
	x = float64(flags & LostWork >> 2)
	a[sumLost] += x
	b[sumLost] += x
	barrier := sumNoBarrier + int(flags>>barrierShift)
	a[barrier]++
	b[barrier]++
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
