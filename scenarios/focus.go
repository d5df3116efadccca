package scenarios

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Focus is a group of creatives that a study tells of instead of all.
type Focus struct {
	Group
	// Simulated is how many simulated creatives are in the group as a run begins, mean over
	// runs.
	Simulated float64 `json:"simulated"`
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

// Whom is whom the study tells of wherever it says all: the head of its main table.
func (s *Study) Whom() string {
	if s.Focus == nil {
		return "All creatives"
	}
	return s.Focus.Title
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

// fewSimulated are so few creatives in a run that luck hides most of what happens to them.
const fewSimulated = 200

// inFocus says of whom the numbers are, and that luck is large where they are few; none where they are of all.
func (s *Study) inFocus() []string {
	if s.Focus == nil {
		return nil
	}
	whom := map[string]string{"domain": "creatives in %", "occupation": "%", "contract": "%"}[s.Focus.By]
	said := []string{"All numbers are of " + strings.ReplaceAll(whom, "%", finding.Lower(s.Focus.Title)) + " alone, but for costs and levies, which are those of whole policies"}
	if n := s.Focus.Simulated; n < fewSimulated {
		said = append(said, "Only about "+finding.Figures(n, 2)+" simulated creatives are in this group, so luck is large: a larger --population makes it smaller")
	}
	return said
}

// leftOut names the measures that are not defined for the group in focus; "" for none.
func (s *Study) leftOut() string {
	if s.Focus == nil || len(s.Focus.Untold) == 0 {
		return ""
	}
	return "Not defined for this group, and left out: " + finding.And(finding.Each(s.Focus.Untold, finding.Lower))
}

// Untold tells whether a focus leaves a measure out.
func (s *Study) Untold(column string) bool {
	return s.Focus != nil && !slices.ContainsFunc(s.Measures, func(m finding.Measure) bool { return m.Column == column })
}

// Counts tells whether a measure counts the people of the group and nothing else, as people
// at work do already: of freelancers that are freelancers, and people in creative work.
func (f *Focus) Counts(column string) bool {
	return f != nil && f.By == "contract" && (column == "people" || column == f.Key)
}
