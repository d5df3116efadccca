package sim

// Why an organisation wants fewer of an occupation: the factors of equation 24
// that can fall. The exogenous index stands last, for it is what remains when
// nothing is said of the others.
const (
	forAutomation = iota // automation and augmentation, (1 - a)/(y J)
	forClients           // clients' own use of AI
	forMarkets           // prices, and shares lost to other organisations
	forTrend             // the exogenous index
	reasons
)

// parts are shares of heads in excess by reason, or how far each factor fell.
type parts [reasons]float64

// scaled makes shares of parts; of none all is the exogenous index.
func (p parts) scaled() parts {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	if sum <= 0 {
		return parts{forTrend: 1}
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// fallen is how far factors fell between two months, in logs; a rise is no fall.
func fallen(from, to parts) parts {
	for k := range from {
		from[k] = max(0, from[k]-to[k])
	}
	return from
}

// pace is the chance a month that a head in excess for a reason is laid off.
func (p *EmployeeParams) pace(reason int) float64 {
	if reason == forTrend {
		return p.TrendLayoff
	}
	return p.Layoff
}

// remaining are the reasons of heads who are in excess still, a month after they
// were so for some: most of those whose reason is quick have gone by now.
func (p *EmployeeParams) remaining(s parts) parts {
	for k := range s {
		s[k] = float64(s[k] * (1 - p.pace(k)))
	}
	return s.scaled()
}

// laidOff is the chance of a layoff of a head in excess, and the reasons of
// those who are laid off: a quick one takes more of them than its share of the
// excess.
func (p *EmployeeParams) laidOff(s parts) (chance float64, of parts) {
	for k := range s {
		of[k] = float64(p.pace(k) * s[k])
		chance += of[k]
	}
	return chance, of.scaled()
}

// blameUnit is the step in which a share of the blame is kept; three of them fit
// a word and the fourth is the rest.
const blameBits, blameUnit = 21, 1<<21 - 1

// blame packs shares.
func blame(s parts) (b uint64) {
	for k := range forTrend {
		b |= uint64(float64(s[k]*blameUnit)+0.5) << (blameBits * k)
	}
	return b
}

// unpack gives the shares.
func unpack(b uint64) (s parts) {
	left := uint64(blameUnit)
	for k := range forTrend {
		n := min(left, b>>(blameBits*k)&blameUnit)
		s[k] = float64(n) / blameUnit
		left -= n
	}
	s[forTrend] = float64(left) / blameUnit
	return s
}
