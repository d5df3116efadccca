package report

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

// monthName is a month number in words: "December 2035" for 179.
func monthName(month int) string {
	names := strings.Fields("January February March April May June July August September October November December")
	return fmt.Sprintf("%s %d", names[month%12], 2021+month/12)
}

// lastDate is the last month of a run as tables write it: "2035-12".
func lastDate(s *scenarios.Summary) string {
	return fmt.Sprintf("%d-%02d", 2021+(s.Months-1)/12, (s.Months-1)%12+1)
}

// basis says what the headline's intervals are, and that the model is not
// calibrated where it is not.
func basis(s *scenarios.Summary) string {
	said := ""
	switch {
	case s.Replicates < 2:
		said = "One run was played: no difference can be told from luck."
	case paired(s):
		said = fmt.Sprintf("In brackets: 95%% interval of the mean over %s paired runs.", commas(s.Replicates))
	default:
		said = fmt.Sprintf("In brackets: the middle 8 of 10 of %s runs.", commas(s.Replicates))
	}
	if !s.Calibrated {
		said += " Not calibrated: a what-if, no forecast."
	}
	return said
}

// reading explains runs, dots and luck once.
func reading(s *scenarios.Summary) string {
	if s.Replicates < 2 {
		return "This future was played once. Another run with other luck would give other numbers; play several to see by how much. The model itself may still be wrong: see what is assumed."
	}
	said := fmt.Sprintf("We played this future %s times with different luck. ", commas(s.Replicates))
	if paired(s) {
		said += fmt.Sprintf("Each run has a twin with the same luck in which AI stays as in 2021. In figure 1 the small dots are the %s differences: if they all lie on one side of zero, it is not luck. ", commas(s.Replicates))
	} else {
		said += "A band holds the middle 8 of 10 runs in each month. "
	}
	return said + "The model itself may still be wrong: see what is assumed."
}

// paired tells whether the run was compared with a frozen twin.
func paired(s *scenarios.Summary) bool { return len(s.Measures) > 0 && s.Measures[0].Against != nil }

// list joins words: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// counted is "1 run", "8 runs".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return commas(n) + " " + many
}
