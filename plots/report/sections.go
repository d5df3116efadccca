package report

import (
	"slices"

	"github.com/atelier-sim/atelier/plots"
)

// Section is a part of the page with figures of one theme.
type Section struct {
	ID, Title, Lead string
	Figures         []Figure
}

// Figure is a figure of the page: the drawing with its words, and the rows of
// the table below it. All are made from the drawing's values.
type Figure struct {
	plots.Figure
	Number int
	Shows  string // what it measures, whatever it found
	Rows   []Row  // the values of the months that the page shows
	// Tables stand below it instead of Rows: of a figure of groups, a row a
	// group and a column a policy.
	Tables []Grouping
}

// themes are the sections by the figures they hold. A figure that none names
// comes at the end, so that a new one needs no line here.
var themes = []struct {
	id, title, lead string
	figures         []string
}{
	{"luck", "What changed, and what is luck", "", []string{"seeds"}},
	{"adoption", "Who uses AI", "Use by people and by organisations, how deep it goes, and what keeps the others from it.",
		[]string{"adoption", "adoption-by-size", "use-and-depth", "barriers"}},
	{"jobs", "Jobs", "Employees against the same world without AI: by domain, by cause, by occupation, and the way in.",
		[]string{"employment-by-domain", "decomposition", "employment-by-occupation", "occupation-years", "juniors"}},
	{"money", "Freelance work and pay", "Orders, prices and incomes of freelancers, and what creatives earn.", []string{"freelance", "pay"}},
	{"minds", "Trust, fear and skill", "What creatives think of AI, what they can do with it, and whether they trust it too much.", []string{"minds", "over-trust"}},
	{"works", "The works", "How many works there are, at what price, how good and how varied, and how many are made by AI alone.", []string{"works", "ai-shares"}},
}

// sections are the figures that can be drawn, by theme, numbered in the order
// of the page.
func (r *Report) sections(figures []plots.Figure) []Section {
	shows := map[string]string{}
	for _, k := range plots.Kinds() {
		shows[k.ID] = k.Shows
	}
	var list []Section
	number := 0
	add := func(s *Section, f *plots.Figure) {
		number++
		f.Played = r.Run.Manifest.Started
		s.Figures = append(s.Figures, Figure{Figure: *f, Number: number, Shows: shows[f.ID], Rows: r.rows(f)})
	}
	placed := []string{}
	for _, t := range themes {
		s := Section{ID: t.id, Title: t.title, Lead: t.lead}
		for _, id := range t.figures {
			if f := find(figures, id); f != nil {
				add(&s, f)
				placed = append(placed, id)
			}
		}
		list = append(list, s)
	}
	rest := Section{ID: "further", Title: "Further figures"}
	for i := range figures {
		if f := &figures[i]; f.Err() == nil && !slices.Contains(placed, f.ID) {
			add(&rest, f)
		}
	}
	return slices.DeleteFunc(append(list, rest), func(s Section) bool { return len(s.Figures) == 0 })
}
