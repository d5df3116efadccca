package plots

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The figure of clients looks as it did, on a page and on a phone.
func TestClientsLookAsTheyDid(t *testing.T) {
	f, err := One(usualData(), "clients")
	if err != nil {
		t.Fatal(err)
	}
	looksAsItDid(t, f, canvas.Wide)
	looksAsItDid(t, f, canvas.Narrow)
}

// The headline names the kind of client whose orders surely move most, all kinds
// looked at, and says so where none does.
func TestTheHeadlineOfClientsNamesTheSurest(t *testing.T) {
	sure := func(v float64) finding.Estimate {
		return finding.Estimate{Place: finding.Place{Unit: "%"}, Value: v, Low: v - 2, High: v + 2, N: 20, Method: PairedMean}
	}
	luck := finding.Estimate{Value: -30, Low: -70, High: 10, N: 20, Method: PairedMean}
	one := finding.Estimate{Value: -30, Low: math.NaN(), High: math.NaN(), N: 1, Method: PairedMean}
	for _, c := range []struct {
		ends []finding.Estimate
		want string
	}{
		{[]finding.Estimate{sure(-58), sure(-20), sure(3)}, "Households order 58% less of freelancers than without AI"},
		{[]finding.Estimate{luck, sure(-20), sure(3)}, "Small firms order 20% less of freelancers than without AI"},
		{[]finding.Estimate{luck, luck, sure(12)}, "Large organisations order 12% more of freelancers than without AI"},
		{[]finding.Estimate{luck, luck, luck}, "Orders of clients: nothing could be told from luck"},
		{[]finding.Estimate{one, one, one}, ""},
	} {
		var lines []clientLine
		for k, e := range c.ends {
			lines = append(lines, clientLine{title: []string{"Households", "Small firms", "Large organisations"}[k], end: e})
		}
		title, claimed := clientsTitle(lines)
		if title != c.want || words(title) > longest || claims(title) != (len(claimed) == 1) {
			t.Errorf("%q claims %v, want %q", title, claimed, c.want)
		}
	}
}
