package plots

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// A figure of one group says so in its title, but for costs; one that needs what the group
// has not is not drawn, and says why.
func TestFiguresOfOneGroupSayOfWhom(t *testing.T) {
	d := usualComparison()
	s := *d.Study
	s.Focus = &scenarios.Focus{Group: scenarios.Group{By: "domain", Key: "music", Title: "Music"}}
	d.Study = &s
	drawn := 0
	for _, f := range All(d) {
		switch headed := strings.HasPrefix(f.Title, "Music: "); {
		case f.ID == frontier.ID:
			if f.Missing == nil || !strings.Contains(f.Missing.Error(), "costs are those of the whole policy") {
				t.Errorf("%s: %v", f.ID, f.Missing)
			}
		case f.Missing != nil:
		case headed == (f.ID == payers.ID):
			t.Errorf("%s is called %q", f.ID, f.Title)
		default:
			drawn++
		}
	}
	if drawn < 8 {
		t.Errorf("only %d figures were drawn", drawn)
	}
	for i := range s.Measures {
		if s.Measures[i].Column == worldsWork.Columns[0] {
			s.Measures = append(append(s.Measures[:0:0], s.Measures[:i]...), s.Measures[i+1:]...)
			break
		}
	}
	if f, err := One(d, worldsWork.ID); err == nil || f.Missing == nil || err.Error() != "this figure shows what is not defined for music alone" {
		t.Errorf("%v", err)
	}
}
