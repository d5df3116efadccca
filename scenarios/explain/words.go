package explain

import (
	"fmt"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// dollars is an amount rounded to a power of ten, or to its first figure where
// that is finer.
func dollars(x float64, place int) string {
	if x > 0 && x < 0.5 {
		return "less than USD 1"
	}
	return finding.DollarsAt(x, min(place, finding.Magnitude(x)))
}

// usd is an amount a month, to ten dollars; usdYear one of a year, to a hundred.
func usd(x float64) string     { return dollars(x, 1) + " a month" }
func usdYear(x float64) string { return dollars(x, 2) }

// scale is a share of 0 to 1 as trust and fear are told, logit a weight.
func scale(x float64) string { return finding.Decimal(x, 2) }
func logit(x float64) string { return finding.SignedAt(x, -2) }

// moved is a scale and in brackets by how much it moved, as the reader would
// reckon from what was told before.
func moved(to, from float64) string {
	return scale(to) + " (" + finding.SignedAt(math.Round(100*to)/100-math.Round(100*from)/100, -2) + ")"
}

// against tells an amount beside another: "12% less than", "as much as".
func against(x, base float64) string {
	switch change := x/base - 1; {
	case math.Abs(change) < 0.005:
		return "as much as"
	case change < 0:
		return finding.Share(-change) + " less than"
	default:
		return finding.Share(change) + " more than"
	}
}

// months is a number of months.
func months(n int) string { return finding.Counted(n, "month", "months") }

// peers is how many of the eight do what is said of one and of several.
func peers(n int, one, several string) string {
	switch n {
	case 1:
		return "one " + one
	case sim.Degree:
		return "all " + several
	}
	return finding.Cardinal(n) + " " + several
}

// article puts a or an before a word.
func article(word string) string {
	if strings.ContainsAny(word[:1], "aeiou") {
		return "an " + word
	}
	return "a " + word
}

// Singular is one of those whom a title names: "fine artist or illustrator"
// for "Fine artists and illustrators".
func Singular(title string) string {
	parts := strings.Split(finding.Lower(title), " and ")
	for i := range parts {
		parts[i] = strings.TrimSuffix(parts[i], "s")
	}
	return strings.Join(parts, " or ")
}

var (
	stageWords = [sim.Stages]string{"junior ", "mid-career ", "senior "}
	sizeWords  = [sim.SizeClasses]string{"1–9", "10–49", "50–249", "250 or more"}
)

// trade is "graphic designer".
func (s *story) trade(f Facts) string { return Singular(s.world.Occupations[f.Occupation].Title) }

// trades is "graphic designers".
func (s *story) trades(f Facts) string {
	return finding.Lower(s.world.Occupations[f.Occupation].Title)
}

// rank is "a senior graphic designer".
func (s *story) rank(f Facts) string { return article(stageWords[f.Stage] + s.trade(f)) }

// employer is "an organisation of 10–49 staff (publishing and news) that tries
// AI in a pilot".
func (s *story) employer(j job) string {
	text := fmt.Sprintf("an organisation of %s staff (%s)", sizeWords[j.Size], finding.Lower(s.world.Sectors[j.Sector].Title))
	switch j.Adoption {
	case sim.Pilot:
		text += " that tries AI in a pilot"
	case sim.Integrated:
		text += " that has AI in its routine"
	}
	return text
}

// place is where a creative stands: employed, freelancing or without a job.
func (s *story) place(f Facts) string {
	switch f.State {
	case sim.Employed:
		return "employed in " + s.employer(f.Job) + ", at " + usd(f.Income)
	case sim.Freelancing:
		return "freelancing with an income of " + usd(f.Income)
	}
	if f.Months > 0 {
		return "without a job for " + months(f.Months)
	}
	return "without a job"
}
