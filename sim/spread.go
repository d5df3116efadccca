package sim

// A spread is how pay is spread among people, by classes: those of nobody, or of nothing,
// have no share.
type spread struct {
	classes    *[payBins]int64 // nil: nobody's
	first, end int             // between them all are: of few people most classes are empty
	n, sum     float64         // people, and their pay in USD
}

// spreadOf is the spread of classed pay.
func spreadOf(classes *[payBins]int64) (s spread) {
	if classes == nil {
		return s
	}
	first, end := 0, payBins
	for end > 0 && classes[end-1] == 0 {
		end--
	}
	for first < end && classes[first] == 0 {
		first++
	}
	n, sum := int64(0), 0.0
	for b, k := range classes[:end] {
		n += k
		sum += float64(float64(k) * payMiddles[b])
	}
	return spread{classes, first, end, float64(n), sum}
}

// gini is the Gini coefficient.
func (s *spread) gini() float64 {
	if s.n == 0 {
		return undefined
	}
	var money, area float64
	n, twice := s.n, 2*s.sum
	for b, people := range s.classes[:s.end] {
		if people == 0 {
			continue
		}
		k := float64(people)
		next := money + float64(k*payMiddles[b])
		area += float64(k / n * ((money + next) / twice))
		money = next
	}
	return 1 - float64(2*area)
}

// topTenth is the share of all pay that goes to the tenth with the highest.
func (s *spread) topTenth() float64 {
	var people, money float64
	for b := s.end - 1; b >= s.first && s.n > 0; b-- {
		k := float64(s.classes[b])
		if people+k > 0.1*s.n {
			k = float64(0.1*s.n) - people
		}
		people += k
		money += float64(k * payMiddles[b])
		if people >= 0.1*s.n {
			break
		}
	}
	return ratio(money, s.sum)
}

// lowestWages is the 10th percentile of employees' pay, which is that of all who work but
// freelancers: among all the lowest are freelancers with few orders, and when they give up
// the lowest pay would rise.
func lowestWages(all, freelancers *spread) float64 {
	tenth, people := float64(0.1*(all.n-freelancers.n)), 0.0
	for b := all.first; b < all.end; b++ {
		k := all.classes[b]
		if freelancers.classes != nil {
			k -= freelancers.classes[b]
		}
		if people < tenth && people+float64(k) >= tenth {
			lo, hi := payFloor(b), payFloor(b+1)
			return lo + float64((hi-lo)*((tenth-people)/float64(k)))
		}
		people += float64(k)
	}
	return undefined
}
