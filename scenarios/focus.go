package scenarios

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Focus is a group of creatives that a study tells of instead of all.
type Focus struct {
	Group
	// Untold are the labels of measures that are not defined for the group, or of people
	// of whom it has none: nothing is said of them.
	Untold []string `json:"untold"`
}

// FocusOf is the focus that options ask for, nil for none.
func FocusOf(o Options) *Focus {
	if o.Focus == "" {
		return nil
	}
	return &Focus{Group: GroupOf(o.Focus)}
}

// Headed is a title or a sentence of this study with the group before it that the study
// tells of: "Music: by December 2035 ...". Without a focus it is as it was.
func (s *Study) Headed(text string) string {
	if s.Focus == nil || text == "" {
		return text
	}
	return s.Focus.headed(text)
}

func (f *Focus) headed(text string) string {
	if f == nil {
		return text
	}
	return f.Title + ": " + finding.Lower(text)
}

// OutsideFocus is why something that is of all creatives, or of a whole policy, is not
// said of a group alone.
const OutsideFocus = "costs are those of the whole policy, not of this group alone"

// inFocus says of whom the numbers are, and of whom not; "" where they are of all.
func (s *Study) inFocus() []string {
	if s.Focus == nil {
		return nil
	}
	whom := map[string]string{"domain": "creatives in %", "occupation": "%", "contract": "%"}[s.Focus.By]
	said := []string{"All numbers are of " + strings.ReplaceAll(whom, "%", finding.Lower(s.Focus.Title)) + " alone, but for costs and levies, which are those of whole policies"}
	if n := len(s.Focus.Untold); n > 0 {
		said = append(said, "Not defined for this group, and left out: "+finding.And(finding.Each(s.Focus.Untold, finding.Lower)))
	}
	return said
}

// Untold tells whether a focus leaves a measure out.
func (s *Study) Untold(column string) bool {
	return s.Focus != nil && !slices.ContainsFunc(s.Measures, func(m finding.Measure) bool { return m.Column == column })
}
